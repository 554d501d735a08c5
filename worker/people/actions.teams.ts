/** Teams made, renamed, moved, closed; who belongs to them. */
import type { BodyOf } from '../../shared/endpoint'
import { Refusal } from '../../shared/problem'
import { type TeamPage, type teamEndpoints, maxLevels, mostTeams } from '../../shared/teams'
import { fold } from '../../shared/text'
import type { Guard } from '../events/record'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { editDirectory, wrong } from './directory.edit'
import { type DirectoryState, type PersonState, type TeamState, isHere } from './plan.shapes'
import { pageQuery, teamPageOf } from './queries.organisation'

const maxOthers = 4

const teamIn = ({ teams }: DirectoryState, id: string): TeamState => {
  const team = teams.get(id)
  if (!team) throw new Refusal('not-found')
  return team
}
const childrenOf = ({ teams }: DirectoryState, id: string) => [...teams.values()].filter((one) => one.parent === id && one.closedAt === undefined)
const heightOf = (state: DirectoryState, id: string): number => 1 + Math.max(0, ...childrenOf(state, id).map((one) => heightOf(state, one.id)))

/** Where a team is to stand: under a unit, not under itself, at most four levels in all. Projects stand under units and hold nothing. */
function place(state: DirectoryState, team: TeamState, parent: string | null, pointer: string): void {
  if (parent !== null && state.teams.get(parent)?.kind !== 'unit') throw wrong(pointer, 'unknown')
  const above = ancestorsAll(state, parent)
  if (above.includes(team.id)) throw wrong(pointer, 'loop')
  if (above.length + heightOf(state, team.id) > maxLevels) throw wrong(pointer, 'too-deep')
  if ([...state.teams.values()].some((one) => one !== team && one.closedAt === undefined && one.parent === parent && fold(one.name) === fold(team.name))) throw wrong('/name', 'taken')
  team.parent = parent
}
/** As far up as it goes: a loop in the data ends it. */
function ancestorsAll({ teams }: DirectoryState, unit: string | null): string[] {
  const found: string[] = []
  for (let at = unit; at && !found.includes(at); at = teams.get(at)?.parent ?? null) found.push(at)
  return found
}
function lead(state: DirectoryState, team: TeamState, person: string | null): void {
  const found = person === null ? null : state.people.get(person)
  if (found === undefined || (found && !isHere(found) && found.status !== 'invited')) throw wrong('/lead', 'unknown')
  team.lead = person
}

type Edit = Parameters<typeof editDirectory>[1]
async function edited(call: Call & { guards?: Guard[] }, id: string, edit: Edit): Promise<TeamPage> {
  const { viewer, rows } = await editDirectory(call, edit, ...pageQuery(call.db, id))
  return teamPageOf(rows, viewer.keys)
}

/** @throws Refusal `id-taken` for the id of another team */
export const create = (call: Call<typeof teamEndpoints.create>, { id, name, kind, parent, lead: leader }: BodyOf<typeof teamEndpoints.create>): Promise<TeamPage> =>
  // The id of a team that was closed is not taken up again.
  edited({ ...call, guards: [{ bad: sql`exists (select 1 from teams where org_id = ${call.db.org} and id = ${id} and closed_at is not null)`, refuse: 'id-taken' }] } as unknown as Call & { guards: Guard[] }, id, (after) => {
    const earlier = after.teams.get(id)
    if (earlier) {
      if (earlier.name !== name || earlier.kind !== kind || earlier.parent !== parent || earlier.lead !== leader) throw new Refusal('id-taken')
      return null
    }
    if (after.teams.size >= mostTeams) throw new Refusal('conflict')
    const team: TeamState = { id, name, kind, parent: null, lead: null, size: 0 }
    after.teams.set(id, team)
    place(after, team, parent, '/parent')
    lead(after, team, leader)
    return { kind: 'team.created', team: id }
  })

export const change = (call: Call<typeof teamEndpoints.change>, body: BodyOf<typeof teamEndpoints.change>): Promise<TeamPage> =>
  edited(call as Call, call.params.id, (after) => {
    const team = teamIn(after, call.params.id)
    const was = { ...team }
    if (body.name !== undefined) team.name = body.name
    if (body.name !== undefined || body.parent !== undefined) place(after, team, body.parent === undefined ? team.parent : body.parent, '/parent')
    if (body.lead !== undefined && body.lead !== team.lead) lead(after, team, body.lead)
    const fields = (['name', 'parent', 'lead'] as const).filter((field) => was[field] !== team[field])
    return fields.length > 0 ? { kind: 'team.changed', team: team.id, fields } : null
  })

/**
 * Closes a team: what stood under it moves up, or into the one that takes its members; so do its members, where one does.
 * Its key goes with its last members, and nobody is given it again.
 */
export async function close(call: Call<typeof teamEndpoints.close>, { into }: BodyOf<typeof teamEndpoints.close>): Promise<undefined> {
  const { id } = call.params
  await editDirectory(call as Call, (after) => {
    const team = teamIn(after, id)
    const target = into === null ? null : after.teams.get(into)
    if (target === undefined || target?.kind === 'project' && team.kind === 'unit') throw wrong('/into', 'unknown')
    if (target && ancestorsAll(after, target.id).includes(id)) throw wrong('/into', 'loop')
    team.closedAt = call.now
    for (const child of childrenOf(after, id)) place(after, child, target ? target.id : team.parent, '/into')
    for (const person of after.people.values()) {
      const membership = person.memberships.find((one) => one.team === id)
      if (!membership) continue
      person.memberships = person.memberships.filter((one) => one !== membership)
      if (target && !person.memberships.some((one) => one.team === target.id)) person.memberships.push({ team: target.id, main: membership.main })
    }
    return { kind: 'team.closed', team: id, into }
  })
  return undefined
}

const personIn = ({ people }: DirectoryState, id: string): PersonState => {
  const person = people.get(id)
  if (!person) throw new Refusal('not-found')
  return person
}

/** Puts somebody into a team; as primary unit it takes the place of the one before. @throws Refusal `invalid` */
export function belong(after: DirectoryState, person: PersonState, id: string, main: boolean, pointer: string): void {
  const team = after.teams.get(id)
  if (!team || team.closedAt !== undefined || (main && team.kind !== 'unit')) throw wrong(pointer, 'unknown')
  person.memberships = person.memberships.filter((one) => one.team !== id && !(main && one.main))
  person.memberships.push({ team: id, main })
  if (person.memberships.filter((one) => !one.main).length > maxOthers) throw wrong(pointer, 'too-many')
}

export const join = (call: Call<typeof teamEndpoints.join>, { main }: BodyOf<typeof teamEndpoints.join>): Promise<TeamPage> =>
  edited(call as Call, call.params.id, (after) => {
    teamIn(after, call.params.id)
    const person = personIn(after, call.params.person)
    if (person.status === 'deactivated') throw new Refusal('conflict')
    if (person.memberships.some((one) => one.team === call.params.id && one.main === main)) return null
    belong(after, person, call.params.id, main, '/main')
    return { kind: 'team.joined', team: call.params.id, person: person.id }
  })

export const leave = (call: Call<typeof teamEndpoints.leave>): Promise<TeamPage> =>
  edited(call as Call, call.params.id, (after) => {
    teamIn(after, call.params.id)
    const person = personIn(after, call.params.person)
    if (!person.memberships.some((one) => one.team === call.params.id)) return null
    person.memberships = person.memberships.filter((one) => one.team !== call.params.id)
    return { kind: 'team.left', team: call.params.id, person: person.id }
  })

