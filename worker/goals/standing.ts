/** What must be known before a goal is written: whose it is, who is above them, whether the writer leads them or the team, where it is aligned to. */
import { canSee, type Key, sameKeys } from '../../shared/audience.keys'
import type { Day } from '../../shared/days'
import { type GoalScope, goalScopes, type NewGoal } from '../../shared/goals'
import { goalKeys, longestChain, sayGoal } from '../../shared/goals.audience'
import { type FieldError, Refusal } from '../../shared/problem'
import { type GoalVisibility, staleFrom } from '../../shared/progress'
import type { Db } from '../db'
import { expectedOf, type PlacedRow } from '../expectations/queries'
import type { Viewer, ViewerSql } from '../http/session'
import { rhythmColumns, rhythmOf, type RhythmRow } from '../people/queries.rhythm'
import { type SQL, sql } from '../sql'
import { meets } from './keys'

export interface StandingRow {
  owner: string
  /** Owner, co-owners and owners of key results. */
  people: string
  /** The owner's chain, nearest first. */
  chain: string
  team: string | null
  /** The viewer is in the owner's chain; leads the team, or is above who does. */
  leads: number; leads_team: number
  /** 0 none of the two, 1: whether owner and viewer see the parent. */
  parent: string | null
  priority: number
}
/** `people`: chosen now, so they must be there. `of`: the goal as it is, whose people come along. */
export interface Wanted { owner: SQL; people: readonly string[]; scope: GoalScope; team: string | SQL | null; parent: string | null; priority: string | null; of?: string }

export const standingQuery = (db: Db, me: ViewerSql, { owner, people, team, parent, priority, of = '' }: Wanted) => db.q.all<StandingRow>(sql`with recursive own as materialized (select id, keys, manager_id, unit_id from people where org_id = ${db.org} and id = ${owner}),
  viewer as materialized (select id, keys from people where org_id = ${db.org} and id = ${me.id}),
  up (id, n) as (select manager_id, 1 from own union all select p.manager_id, up.n + 1 from up join people p on p.org_id = ${db.org} and p.id = up.id where up.n < ${longestChain}),
  team as materialized (select id, name, size, lead_id from teams where org_id = ${db.org} and id = coalesce(${team}, (select unit_id from own)) and closed_at is null),
  over (id, n) as (select lead_id, 1 from team union all select p.manager_id, over.n + 1 from over join people p on p.org_id = ${db.org} and p.id = over.id where over.n < ${longestChain})
  select (select id from own) as owner, (select json_group_array(json_object('id', p.id, 'name', p.name, 'inOrg', p.in_org, 'status', p.status, 'keys', json(p.keys), 'time_zone', p.time_zone, 'working_days', p.working_days, 'away', r.away))
      from people p cross join (select ${rhythmColumns}, p.id as of from people p where p.org_id = ${db.org} and p.id in (select id from own union select value from json_each(${JSON.stringify(people)})
        union select value from goals o, json_each(o.co_owners) where o.org_id = ${db.org} and o.id = ${of} union select owner_id from key_results where org_id = ${db.org} and goal_id = ${of})) r where p.org_id = ${db.org} and p.id = r.of) as people,
    (select json_group_array(json_array(p.id, p.name)) from up cross join people p on p.org_id = ${db.org} and p.id = up.id) as chain,
    (select json_object('id', id, 'name', name, 'size', size) from team) as team,
    exists (select 1 from up where id = (select id from viewer)) as leads,
    exists (select 1 from over where id = (select id from viewer)) as leads_team,
    (select json_object('scope', a.scope, 'state', a.state, 'seen', ${meets('a', sql`(select keys from own)`)} and ${meets('a', sql`(select keys from viewer)`)}) from goals a where a.org_id = ${db.org} and a.id = ${parent}) as parent,
    exists (select 1 from priorities where org_id = ${db.org} and id = ${priority} and archived_at is null) as priority`)

interface StandingPerson extends RhythmRow { id: string; name: string; inOrg: number; status: string; keys: Key[] }
export interface Standing {
  owner: StandingPerson
  of(id: string): StandingPerson
  chain: { id: string; name: string }[]
  team: { id: string; name: string; size: number } | null
  leads: boolean; leadsTeam: boolean
}

const wrong = (pointer: string, code: string): Refusal => new Refusal('invalid', { errors: [{ pointer, code }] })

/** @throws Refusal for people who are not there, a parent or priority that cannot be served */
export function standingOf(row: StandingRow | undefined, wanted: Omit<Wanted, 'owner'>): Standing {
  if (!row?.owner) throw new Refusal('recipient-unknown', { errors: [{ pointer: '/owner', code: 'unknown' }] })
  const people = JSON.parse(row.people) as StandingPerson[]
  const of = (id: string) => people.find((one) => one.id === id)
  const errors: FieldError[] = wanted.people.flatMap((id) => (['active', 'away'].includes(of(id)?.status ?? '') ? [] : [{ pointer: id === row.owner ? '/owner' : '/coOwners', code: 'unknown' }]))
  if (errors.length > 0) throw new Refusal('recipient-unknown', { errors })
  if (wanted.parent !== null) {
    const parent = row.parent === null ? null : (JSON.parse(row.parent) as { scope: GoalScope; state: string; seen: number })
    if (!parent?.seen) throw wrong('/parent', 'unknown')
    if (parent.state === 'closed' || goalScopes.indexOf(parent.scope) > goalScopes.indexOf(wanted.scope)) throw wrong('/parent', 'invalid')
  }
  if (wanted.priority !== null && row.priority === 0) throw wrong('/priority', 'unknown')
  const team = row.team === null ? null : (JSON.parse(row.team) as Standing['team'])
  if (typeof wanted.team === 'string' && team === null) throw wrong('/team', 'unknown')
  return {
    owner: of(row.owner)!, of: (id) => of(id)!, team, leads: row.leads === 1, leadsTeam: row.leads_team === 1,
    chain: (JSON.parse(row.chain) as [string, string][]).map(([id, name]) => ({ id, name })),
  }
}

/** Whether the viewer may set and change goals that are not a person's: the team's lead, whoever is above them, admins. The company's without a team: admins. */
export const mayLead = (viewer: Viewer, standing: Standing, team: string | null): boolean => viewer.role === 'admin' || (team !== null && standing.leadsTeam)

interface Shown { visibility: GoalVisibility; kind: NewGoal['kind']; coOwners: readonly string[]; team: string | null }
/** The keys as shown, of which the writer holds one. @throws Refusal `not-allowed` where they would not see it */
export function keysShown(viewer: Viewer, standing: Standing, facts: Shown, shown: readonly Key[]): Key[] {
  const keys = keysAs(viewer, standing, facts, shown)
  if (!canSee(keys, viewer.keys)) throw new Refusal('not-allowed')
  return keys
}

/**
 * The keys of a goal as it would be, if they are those that the writer was shown.
 * @throws Refusal `audience-changed` with who would see it
 */
export function keysAs(viewer: Viewer, standing: Standing, { visibility, kind, coOwners, team }: Shown, shown: readonly Key[]): Key[] {
  if (visibility === 'team' && team === null) throw wrong('/visibility', 'invalid')
  const holder = (one: StandingPerson) => ({ id: one.id, inOrg: one.inOrg === 1 })
  const keys = goalKeys({ visibility, kind, owner: holder(standing.owner), coOwners: coOwners.map((id) => holder(standing.of(id))), team, chain: standing.chain.map(({ id }) => id) })
  if (!sameKeys(keys, shown)) {
    const { name, size, settings } = viewer.organisation
    const people = [standing.owner, ...coOwners.map(standing.of), ...standing.chain].map(({ id, name: who }) => ({ id, name: who }))
    throw new Refusal('audience-changed', {
      audience: sayGoal({ visibility, keys, owner: standing.owner, coOwners, people, team: standing.team, organisation: { name, size, includesContractors: settings.includesContractors ?? false } }),
    })
  }
  return keys
}

/**
 * What of the owner's role a goal speaks to from now on. Only who sees the role may name it: whoever else tried would learn it.
 * @param row the owner's role, from `placedQuery`
 */
export function citedIn(viewer: Viewer, { owner, chain }: Standing, row: PlacedRow | undefined, ids: readonly string[]): string[] {
  if (ids.length === 0) return []
  if (owner.id !== viewer.id && chain[0]?.id !== viewer.id) throw new Refusal('not-allowed')
  const { expectations } = expectedOf(owner, row, false)
  if (ids.some((id) => !expectations.some((one) => one.id === id))) throw wrong('/expectations', 'unknown')
  return [...new Set(ids)]
}

/** From when a key result of theirs is stale, where nothing is said from now on. */
export const staleOf = (person: RhythmRow, now: number): Day | null => staleFrom(now, rhythmOf(person))

/** The parent is there, open, of that scope or a higher one, and its new child's owner sees it: else refused at the moment of the write. */
export const notAlignable = (db: Db, parent: string, owner: string, scope: GoalScope): SQL => sql`not exists (select 1 from goals a where a.org_id = ${db.org} and a.id = ${parent} and a.state <> 'closed'
  and instr('company department team person', a.scope) <= instr('company department team person', ${scope}) and ${meets('a', sql`(select keys from people where org_id = ${db.org} and id = ${owner})`)})`

/** A goal below itself, or a line that is too long to follow. */
export const circular = (db: Db, goal: string, parent: string): SQL => sql`exists (with recursive up (id, n) as (select ${parent}, 1 union all select g.parent_id, up.n + 1 from up join goals g on g.org_id = ${db.org} and g.id = up.id where g.parent_id is not null and up.n < ${longestLine})
  select 1 from up where id = ${goal} or n >= ${longestLine})`
const longestLine = 40
