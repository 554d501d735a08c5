/** A person as an admin edits them. */
import type { BodyOf } from '../../shared/endpoint'
import type { PersonFile, peopleEndpoints } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import type { Call } from '../http/call'
import { belong } from './actions.teams'
import { editDirectory, wrong } from './directory.edit'
import { loops } from './plan.relations'
import type { DirectoryState, PersonState } from './plan.shapes'
import { dayEnd, fileOf, fileQuery } from './queries.file'

type Body = BodyOf<typeof peopleEndpoints.change>

export async function file({ db, enter, params, now }: Call<typeof peopleEndpoints.file>): Promise<PersonFile> {
  const { rows } = await enter(...fileQuery(db, params.id, now))
  return fileOf(rows)
}

/** Changes what is said. The event names the fields, so that whose manager or role it was hears of it. @throws Refusal `invalid` with the field */
export async function change(call: Call<typeof peopleEndpoints.change>, body: Body): Promise<PersonFile> {
  const { id } = call.params
  const { rows } = await editDirectory(call as Call, (after, viewer, before) => {
    const person = after.people.get(id)
    const was = before.people.get(id)
    if (!person || !was) throw new Refusal('not-found')
    // Whoever edits cannot give up their own role: another admin can.
    if (id === viewer.id && body.role !== undefined && body.role !== was.role) throw wrong('/role', 'own-account')
    for (const field of ['name', 'title', 'kind', 'role'] as const) if (body[field] !== undefined) Object.assign(person, { [field]: body[field] })
    if (body.relations) relate(after, person, body.relations, call.now)
    if (body.unit !== undefined && body.unit !== (was.unit ?? null)) {
      person.memberships = person.memberships.filter((one) => !one.main)
      if (body.unit !== null) belong(after, person, body.unit, true, '/unit')
    }
    if (body.others) {
      const main = person.memberships.filter((one) => one.main)
      person.memberships = [...main]
      for (const team of new Set(body.others)) if (!main.some((one) => one.team === team)) belong(after, person, team, false, '/others')
    }
    const fields = fieldsOf(was, person)
    return fields.length > 0 ? { kind: 'person.changed', person: id, fields } : null
  }, ...fileQuery(call.db, id, call.now))
  return fileOf(rows)
}

function relate(after: DirectoryState, person: PersonState, wanted: NonNullable<Body['relations']>, now: number): void {
  const seen = new Set<string>()
  person.relations = wanted.map(({ kind, person: other, until }, index) => {
    const at = `/relations/${index}`
    const found = after.people.get(other)
    if (!found || found.status === 'deactivated') throw wrong(`${at}/person`, 'unknown')
    if (other === person.id) throw wrong(`${at}/person`, 'loop')
    // There is one manager at a time, and one who acts for them; the manager stays until there is another.
    const key = kind === 'manager' || kind === 'acting' ? kind : `${kind} ${other}`
    if (seen.has(key)) throw wrong(`${at}/person`, 'too-many')
    seen.add(key)
    if (until === null) return { kind, other }
    const end = dayEnd(until)
    if (kind === 'manager' || end <= now) throw wrong(`${at}/until`, 'invalid')
    return { kind, other, until: end }
  })
  if (loops(after, new Map([[person.id, 0]])).length > 0) throw wrong('/relations', 'loop')
}

const related = (person: PersonState, kinds: readonly string[]): string => person.relations.filter((one) => kinds.includes(one.kind)).map(({ kind, other, until }) => `${kind} ${other} ${until ?? ''}`).sort().join()
const belongs = (person: PersonState): string => person.memberships.map(({ team, main }) => `${team} ${main}`).sort().join()

function fieldsOf(was: PersonState, now: PersonState): string[] {
  const fields: string[] = (['name', 'title', 'kind', 'role'] as const).filter((field) => was[field] !== now[field])
  if (related(was, ['manager', 'acting']) !== related(now, ['manager', 'acting'])) fields.push('manager')
  const others = ['dotted', 'mentor', 'coach', 'hr_partner']
  if (related(was, others) !== related(now, others)) fields.push('relations')
  if (belongs(was) !== belongs(now)) fields.push('teams')
  return fields
}
