/** Reads of links: of a goal, of a piece of work with the way up from each of its goals. */
import type { GoalLink, GoalListed } from '../../shared/goals'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Viewer, ViewerSql } from '../http/session'
import { type SQL, sql } from '../sql'
import { looking, meets } from './keys'
import { goalColumns, type GoalRow, isoOf, parentOf, workOf } from './rows'
import { openWords } from './statements'

export interface LinkWords { title: string | null; state: string | null }
/** Under which its words are sealed. */
export const linkName = (goal: string, keyResult: string | null, artifact: string): string => [goal, keyResult ?? '', artifact].join(':')

export interface LinkRow {
  goal_id: string; key_result_id: string; artifact: string; private: number; key_version: number; words: string; by_id: string; by_name: string | null; at: number
  goal_visibility: string; state: string | null; state_from: 'work' | 'seen' | null; seen_by: string | null; seen_name: string | null; reached_at: number | null; owners: string; rule: string | null
}
const linkColumns: SQL = sql`l.goal_id, l.key_result_id, l.private, l.key_version, l.words, l.by_id, l.at, l.state, l.state_from, l.seen_by, l.reached_at, json_insert(g.co_owners, '$[#]', g.owner_id) as owners, g.visibility as goal_visibility,
  (select n.name from people n where n.org_id = l.org_id and n.id = l.by_id) as by_name, (select n.name from people n where n.org_id = l.org_id and n.id = l.seen_by) as seen_name,
  (select json_object('id', w.id, 'site', w.site, 'type', w.type, 'instance', w.instance, 'key', w.key, 'url', w.url) from artifacts w where w.org_id = l.org_id and w.id = l.artifact_id) as artifact`

/** The work linked to a goal that the viewer sees, newest first. */
export const linksQuery = (db: Db, me: ViewerSql, goal: string) => db.q.all<LinkRow>(sql`with ${looking(db.org, me)} select ${linkColumns} from goals g cross join goal_links l indexed by goal_links_by_goal on l.org_id = g.org_id and l.goal_id = g.id
  where g.org_id = ${db.org} and g.id = ${goal} and ${meets('g')} order by l.at desc limit 100`)

export async function linkOf(env: Env, viewer: Viewer, row: LinkRow): Promise<GoalLink> {
  const { id } = JSON.parse(row.artifact) as { id: string }
  const words = await openWords<LinkWords>(env, viewer.org, 'goal_links', linkName(row.goal_id, row.key_result_id, id), row.words, row.key_version, row.goal_visibility === 'organization' ? Infinity : row.at)
  const sees = row.private === 0 || row.by_id === viewer.id || (JSON.parse(row.owners) as string[]).includes(viewer.id)
  return {
    artifact: workOf(row.artifact, sees, { ...words, private: row.private === 1 }), keyResult: row.key_result_id || null, by: { id: row.by_id, name: row.by_name }, at: isoOf(row.at)!,
    state: row.state ?? (sees ? words.state : null), seenBy: row.state_from === 'seen' && row.seen_by ? { id: row.seen_by, name: row.seen_name } : null, reached: row.reached_at !== null,
  }
}

type Parent = GoalListed['parent']
/** Steps to the top that are shown: more levels than there are scopes. */
const steps = 8
export interface OnWorkRow extends GoalRow { link_key: string; link_state: string | null; link_from: 'work' | 'seen' | null; link_private: number; path: string }
/** Those above a row `g` of goals, nearest first: what `pathOf` reads; words null where the viewer does not see one. */
const wayUp: SQL = sql`(with recursive up (id, n) as (select g.parent_id, 1 union all select p.parent_id, up.n + 1 from up cross join goals p on p.org_id = g.org_id and p.id = up.id where up.n < ${steps})
      select json_group_array(json_array(a.id, case when ${meets('a')} then a.words end, a.key_version, case when ${meets('a')} then (select json_array(r.id, r.title) || '' from priorities r where r.org_id = a.org_id and r.id = a.priority_id) end, a.visibility, a.seq)) from (select id, n from up where id is not null order by n) u cross join goals a on a.org_id = g.org_id and a.id = u.id)`
/** The way up from one goal that the viewer sees. */
export const wayQuery = (db: Db, me: ViewerSql, goal: string) => db.q.all<{ path: string }>(sql`with ${looking(db.org, me)} select ${wayUp} as path from goals g where g.org_id = ${db.org} and g.id = ${goal} and ${meets('g')}`)
/** So many links of a work are read at once; whoever needs all goes on behind the last. */
export const linksAtOnce = 50
/** The open goals that a work serves and the viewer sees, each with those above it: [id, words, key_version], words null where hidden. */
export const onWorkQuery = (db: Db, me: ViewerSql, artifact: string, { after, goals }: { after?: Pick<OnWorkRow, 'id' | 'link_key'> | undefined; goals?: readonly string[] } = {}) => db.q.all<OnWorkRow>(sql`with ${looking(db.org, me)} select l.key_result_id as link_key, l.state as link_state, l.state_from as link_from, l.private as link_private, ${goalColumns()},
    ${wayUp} as path
  from goal_links l cross join goals g on g.org_id = l.org_id and g.id = l.goal_id and g.state = 'active' and ${meets('g')} where l.org_id = ${db.org} and l.artifact_id = ${artifact}
    ${after ? sql`and (l.goal_id, l.key_result_id) > (${after.id}, ${after.link_key})` : sql``}${goals ? sql` and l.goal_id in (select value from json_each(${JSON.stringify(goals)}))` : sql``} order by l.goal_id, l.key_result_id limit ${linksAtOnce}`)

type Step = [id: string, words: string | null, version: number, priority: string | null, visibility: string, seq: string]
/** The way up, hidden ones as hidden; at its end the priority that the goal serves, else the nearest above it does. */
export async function pathOf(env: Env, viewer: Viewer, row: { path: string }): Promise<{ path: Parent[]; above: GoalListed['priority'] }> {
  const up = JSON.parse(row.path) as Step[]
  const path = await Promise.all(up.map(([id, words, version, , visibility, seq]): Promise<Parent> => parentOf(env, viewer, id, words === null ? null : [words, version, visibility, seq])))
  const served = up.find(([, , , priority]) => priority !== null)?.[3]
  if (!served) return { path, above: null }
  const [id, title] = JSON.parse(served) as [string, string]
  return { path, above: { id, title } }
}

/** What decides about a link: whose goal it is, whether the key result is there, what is linked. */
export interface MayLinkRow { state: string; mine: number; there: number; links: number; serves: number }
export const mayLinkQuery = (db: Db, me: ViewerSql, goal: string, keyResult: string | null, artifact: string) => db.q.all<MayLinkRow>(sql`with ${looking(db.org, me)}
  select g.state, (g.owner_id = (select id from me) or instr(g.co_owners, (select '"' || id || '"' from me)) > 0
      or exists (select 1 from key_results k where k.org_id = g.org_id and k.goal_id = g.id and k.dropped_at is null and k.owner_id = (select id from me) and (${keyResult} is null or k.id = ${keyResult}))) as mine,
    (${keyResult} is null or exists (select 1 from key_results k where k.org_id = g.org_id and k.goal_id = g.id and k.id = ${keyResult} and k.dropped_at is null)) as there,
    (select count(*) from goal_links l where l.org_id = g.org_id and l.goal_id = g.id) as links,
    exists (select 1 from goal_links l where l.org_id = g.org_id and l.goal_id = g.id and l.artifact_id = ${artifact}) as serves
  from goals g where g.org_id = ${db.org} and g.id = ${goal} and ${meets('g')}`)
