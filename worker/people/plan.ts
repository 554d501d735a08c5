/**
 * Plans a change of the directory: from how it stands and what is wanted, to how it will stand. Pure.
 * Seeds, set-up and import all go this way, so that the facts kept beside each person are computed in one place.
 */
import { handleKey, handlePlace } from '../../shared/handles'
import { newId } from '../../shared/ids'
import { keepFacts } from './plan.facts'
import { outcomeOf } from './plan.outcomes'
import { loops, relate } from './plan.relations'
import { type DirectoryChange, type DirectoryPlan, type DirectoryState, type PersonEntry, type PersonState, copyOf, isHere } from './plan.shapes'
import { teamFinder } from './plan.teams'

/** @returns the plan; with `errors` it must not be carried out */
export function planDirectory(before: DirectoryState, change: DirectoryChange): DirectoryPlan {
  const after = copyOf(before)
  const plan: DirectoryPlan = { before, after, outcomes: [], left: [], handles: [], errors: [], now: change.now }
  const byEmail = new Map([...after.people.values()].map((person) => [person.email, person]))
  const teams = teamFinder(after)
  for (const team of change.teams ?? []) teams.find(team.path, team)

  const named = change.people.map((entry, index) => nameOne(plan, byEmail, entry, index))
  for (const team of change.teams ?? []) if (team.lead) teams.find(team.path)!.lead = byEmail.get(team.lead)?.id ?? null
  change.people.forEach((entry, index) => relate(plan, byEmail, teams, entry, index, named[index]!.person))
  if (change.whole) leave(plan, new Set(named.map(({ person }) => person.id)), change.keep)
  plan.errors.push(...loops(after, new Map(named.map(({ person }, index) => [person.id, index]))))
  keepFacts(plan, change.includesContractors ?? false)
  plan.outcomes = named.map(({ person, isNew }, entry) => outcomeOf(plan, person, isNew, entry))
  return plan
}

function nameOne({ after, now, handles }: DirectoryPlan, byEmail: Map<string, PersonState>, entry: PersonEntry, index: number) {
  let person = byEmail.get(entry.email)
  const isNew = person === undefined
  if (!person) {
    person = {
      id: entry.id ?? newId(now), email: entry.email, name: entry.name ?? entry.email, title: null, kind: 'employee', status: 'active', role: 'member',
      awayFrom: null, awayTo: null, language: null, theme: 'system', ceiling: 'organization', emails: true, timeZone: 'UTC', entity: null,
      createdAt: entry.createdAt ?? now, relations: [], memberships: [], manager: null, unit: null, inOrg: false, keys: [],
    }
    after.people.set(person.id, person)
    byEmail.set(person.email, person)
  }
  const { away, status, name, title, kind, role, language, theme, ceiling, emails, timeZone, entity } = entry
  Object.assign(person, given({ name, title, kind, role, language, theme, ceiling, emails, timeZone, entity }))
  // Somebody who was invited comes in by accepting, not by a line in a file.
  if (status && !(person.status === 'invited' && status === 'active')) person.status = status
  if (away !== undefined) Object.assign(person, { awayFrom: away?.from ?? null, awayTo: away?.to ?? null })
  for (const handle of entry.handles ?? []) handles.push({ ...handle, ...handlePlace(handle), person: person.id, key: handleKey(handlePlace(handle).site, handle.handle) })
  return { person, isNew, index }
}

const given = <T extends object>(fields: T): Partial<T> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>

function leave(plan: DirectoryPlan, named: Set<string>, keep: string | undefined): void {
  for (const person of plan.after.people.values()) {
    if (named.has(person.id) || person.id === keep || !isHere(person)) continue
    person.status = 'deactivated'
    plan.left.push(person)
  }
}
