/** Reads of goals: one's own, somebody's, a team's, one item with all that hangs on it, how a key result went, the map. One D1 call each. */
import { type GoalScope, goalScopes } from '../../shared/goals'
import { pageSize } from '../../shared/page'
import type { Db } from '../db'
import type { ViewerSql } from '../http/session'
import { rhythmColumns, type RhythmRow } from '../people/queries.rhythm'
import { type SQL, sql } from '../sql'
import { looking, meets } from './keys'
import { leftQuery } from './queries.left'
import { linksQuery, wayQuery } from './queries.links'
import { checkInColumns, type CheckInRow, goalColumns, type GoalRow } from './rows'

/** A list shows at most this many. */
const most = 50
const goalsIn = (db: Db, me: ViewerSql, from: SQL, brief = false) => db.q.all<GoalRow>(sql`with ${looking(db.org, me)} select ${goalColumns(brief)} from ${from}`)

/** One goal, if the viewer sees it. */
export const goalQuery = (db: Db, me: ViewerSql, id: string) => goalsIn(db, me, sql`goals g where g.org_id = ${db.org} and g.id = ${id} and ${meets('g')}`)

/** What is there under an id, whoever may see it: a new one must not take it. */
export const takenQuery = (db: Db, id: string) => db.q.all<{ owner_id: string; body_hash: string; carried_from: string | null }>(sql`select owner_id, body_hash, carried_from from goals where org_id = ${db.org} and id = ${id}`)

/** Open goals of the viewer: their own, those they share, those of which a key result is theirs. */
export const ownQuery = (db: Db, me: ViewerSql) => goalsIn(db, me, sql`(select id from goals indexed by goals_by_owner where org_id = ${db.org} and owner_id = (select id from me) and state in ('active', 'draft')
    union select goal_id from goal_owners where org_id = ${db.org} and person_id = (select id from me)
    union select goal_id from key_results indexed by key_results_by_owner where org_id = ${db.org} and owner_id = (select id from me) and dropped_at is null limit ${most}) o
  cross join goals g on g.org_id = ${db.org} and g.id = o.id and g.state <> 'closed' and ${meets('g')} order by g.end_day, g.seq`)

/** The work that serves the viewer's own goals. */
export const ownLinksQuery = (db: Db, me: ViewerSql) => db.q.all<{ artifact: string; goal: string; keyResult: string | null }>(sql`with ${looking(db.org, me)}
  select l.artifact_id as artifact, l.goal_id as goal, nullif(l.key_result_id, '') as keyResult from (select id from goals indexed by goals_by_owner where org_id = ${db.org} and owner_id = (select id from me) and state = 'active'
    union select goal_id from goal_owners where org_id = ${db.org} and person_id = (select id from me) limit ${most}) o
  cross join goals g on g.org_id = ${db.org} and g.id = o.id and g.state = 'active' cross join goal_links l indexed by goal_links_by_goal on l.org_id = ${db.org} and l.goal_id = g.id limit 500`)

/** Whether they are of this organisation. */
export const thereQuery = (db: Db, table: 'people' | 'teams', id: string) => db.q.all<{ id: string }>(sql`select id from ${sql.raw(table)} where org_id = ${db.org} and id = ${id}`)

/** Somebody's goals, newest first. */
export const ofPersonQuery = (db: Db, me: ViewerSql, person: string, state?: string) => goalsIn(db, me, sql`goals g indexed by goals_by_owner where g.org_id = ${db.org} and g.owner_id = ${person} and g.state in (${state ?? 'active'}, ${state ?? 'draft'}) and ${meets('g')} limit ${most}`)

/** A team's open goals. */
export const ofTeamQuery = (db: Db, me: ViewerSql, team: string) => goalsIn(db, me, sql`(select id from goals indexed by goals_by_team where org_id = ${db.org} and team_id = ${team} and state = 'active' order by seq desc limit 200) o
  cross join goals g on g.org_id = ${db.org} and g.id = o.id and ${meets('g')} order by g.seq desc limit ${most}`)

/** Open goals of a scope, newest first, at most 200 looked through for a page. */
export const findQuery = (db: Db, me: ViewerSql, scope: GoalScope | undefined, after = '~', searching = false) => goalsIn(db, me, sql`(select id, seq from goals indexed by ${sql.raw(scope ? 'goals_by_scope' : 'goals_open')} where org_id = ${db.org} and state = 'active'${scope ? sql` and scope = ${scope}` : sql``} and seq < ${after} order by seq desc limit 200) o
  cross join goals g on g.org_id = ${db.org} and g.id = o.id and ${meets('g')} order by o.seq desc limit ${searching ? 200 : pageSize}`, searching)

/** What is aligned to a goal that the viewer sees, newest first. */
export const alignedQuery = (db: Db, me: ViewerSql, goal: string, brief = false) => goalsIn(db, me, sql`(select id, seq from goals indexed by goals_by_parent where org_id = ${db.org} and parent_id = ${goal} and state in ('active', 'draft', 'closed') order by seq desc limit 100) o
  cross join goals g on g.org_id = ${db.org} and g.id = o.id and ${meets('g')} and exists (select 1 from goals a where a.org_id = ${db.org} and a.id = ${goal} and ${meets('a')}) order by o.seq desc limit ${most}`, brief)

const checkIns = (db: Db, me: ViewerSql, from: SQL) => db.q.all<CheckInRow>(sql`with ${looking(db.org, me)} select ${checkInColumns} from ${from}`)
/** How a key result went, newest first. @param keyResult null = the newest of each of the goal's */
export const historyQuery = (db: Db, me: ViewerSql, goal: string, keyResult: string | null, after = '~') => checkIns(db, me, keyResult === null
  ? sql`goals g cross join key_results k on k.org_id = g.org_id and k.goal_id = g.id cross join check_ins c on c.org_id = g.org_id and c.goal_id = g.id and c.key_result_id = k.id
      and c.seq in (select seq from check_ins where org_id = g.org_id and goal_id = g.id and key_result_id = k.id order by seq desc limit 10) where g.org_id = ${db.org} and g.id = ${goal} and ${meets('g')} order by c.seq desc limit 40`
  : sql`goals g cross join check_ins c on c.org_id = g.org_id and c.goal_id = g.id where g.org_id = ${db.org} and g.id = ${goal} and ${meets('g')} and c.key_result_id = ${keyResult} and c.seq < ${after} order by c.seq desc limit ${pageSize}`)

/** Needs of a goal and of what is aligned to it that wait for an answer: of those that the viewer sees. */
export const needsQuery = (db: Db, me: ViewerSql, goal: string) => checkIns(db, me, sql`(select ${goal} as id union all select id from goals indexed by goals_by_parent where org_id = ${db.org} and parent_id = ${goal} and state = 'active' and open_needs > 0 limit ${most}) o
  cross join goals g on g.org_id = ${db.org} and g.id = o.id and ${meets('g')} cross join check_ins c indexed by check_ins_needing on c.org_id = g.org_id and c.goal_id = g.id and c.need_kind is not null and c.answered_at is null limit 20`)

/** One check-in by its id, whoever may see it: with its goal. */
export const checkInQuery = (db: Db, me: ViewerSql, id: string) => db.q.all<CheckInRow & { goal_id: string }>(sql`with ${looking(db.org, me)} select c.goal_id, ${checkInColumns} from check_ins c indexed by check_ins_by_id
  cross join goals g on g.org_id = c.org_id and g.id = c.goal_id where c.org_id = ${db.org} and c.id = ${id}`)

/** Whether the goal above is the viewer's. */
export const aboveQuery = (db: Db, me: ViewerSql, id: string) => db.q.all<{ id: string }>(sql`with ${looking(db.org, me)} select p.id from goals g cross join goals p on p.org_id = g.org_id and p.id = g.parent_id
  where g.org_id = ${db.org} and g.id = ${id} and (p.owner_id = (select id from me) or instr(p.co_owners, (select '"' || id || '"' from me)) > 0)`)

/** How the time of those runs whose a goal's key results are. */
export const rhythmsOfQuery = (db: Db, goal: string) => db.q.all<RhythmRow & { id: string }>(sql`select p.id, ${rhythmColumns} from people p where p.org_id = ${db.org} and p.id in (select owner_id from key_results where org_id = ${db.org} and goal_id = ${goal})`)

/** What happened to a goal, newest first. */
export const changesQuery = (db: Db, goal: string) => db.q.all<{ kind: string; actor_id: string | null; name: string | null; at: number }>(sql`select e.kind, e.actor_id, (select n.name from people n where n.org_id = e.org_id and n.id = e.actor_id) as name, e.at
  from events e indexed by events_by_goal where e.org_id = ${db.org} and json_extract(e.data, '$.goal') = ${goal} and json_extract(e.data, '$.goal') is not null and e.kind <> 'goal.checkedIn' order by e.seq desc limit ${most}`)

/** The names of whoever is in a goal's audience by name, and of its co-owners. */
export const namedQuery = (db: Db, goal: string) => db.q.all<{ id: string; name: string }>(sql`select p.id, p.name from people p where p.org_id = ${db.org} and p.id in (
  select substr(x.value, 8) from goals g, json_each(g.keys) x where g.org_id = ${db.org} and g.id = ${goal} and x.value like 'person:%' union select x.value from goals g, json_each(g.co_owners) x where g.org_id = ${db.org} and g.id = ${goal}) limit ${most}`)

/** All of one goal: `itemOf` takes what these give. */
export const itemQueries = (db: Db, me: ViewerSql, id: string) =>
  [goalQuery(db, me, id), alignedQuery(db, me, id), historyQuery(db, me, id, null), needsQuery(db, me, id), changesQuery(db, id), namedQuery(db, id), linksQuery(db, me, id), wayQuery(db, me, id), leftQuery(db, me, id)] as const

export interface PriorityRow { id: string; title: string; why: string; team_id: string | null; team: string | null; from_day: string; to_day: string; version: number; goals: number; progress: number | null }
/** The priorities of a day in their order. @param of how many of each one's newest goals are looked at */
export const prioritiesQuery = (db: Db, me: ViewerSql, day: string, { of, limit = most }: { of: number; limit?: number }) => db.q.all<PriorityRow>(sql`with ${looking(db.org, me)} select r.id, r.title, r.why, r.team_id,
  (select t.name from teams t where t.org_id = r.org_id and t.id = r.team_id) as team, r.from_day, r.to_day, r.version, ${of === 0 ? sql`0` : sql`(select count(*) from ${newestOf(of)})`} as goals, ${of === 0 ? sql`null` : sql`(select avg(progress) from ${newestOf(of)})`} as progress
  from priorities r indexed by priorities_open where r.org_id = ${db.org} and r.archived_at is null and r.from_day <= ${day} and r.to_day >= ${day} order by r.position, r.id limit ${limit}`)
const newestOf = (of: number): SQL => sql`(select g.progress from goals g indexed by goals_by_priority where g.org_id = r.org_id and g.priority_id = r.id and g.state = 'active' and ${meets('g')} order by g.seq desc limit ${of})`

/** What the map's first screen shows: of each priority of today the newest goals, and what stands at the top without one. */
const mapPriorities = 8
export const mapGoals = 4
export const mapTop = 3
export const mapQueries = (db: Db, me: ViewerSql, day: string) => [
  prioritiesQuery(db, me, day, { of: 0, limit: mapPriorities }),
  goalsIn(db, me, sql`(select id from priorities indexed by priorities_open where org_id = ${db.org} and archived_at is null and from_day <= ${day} and to_day >= ${day} order by position, id limit ${mapPriorities}) r
    cross join goals g on g.org_id = ${db.org} and g.id in (select id from goals indexed by goals_by_priority where org_id = ${db.org} and priority_id = r.id and state = 'active' order by seq desc limit ${mapGoals}) and ${meets('g')}`, true),
  goalsIn(db, me, sql`json_each(${JSON.stringify(goalScopes)}) o cross join goals g on g.org_id = ${db.org} and g.id in (select id from goals indexed by goals_at_the_top
    where org_id = ${db.org} and scope = o.value and state = 'active' and parent_id is null order by seq desc limit ${mapTop}) and ${meets('g')}`, true),
] as const
