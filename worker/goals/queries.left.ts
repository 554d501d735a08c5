/** Goals of people who left: whose nobody is any more, and who may hand them to somebody. */
import type { LeftGoal } from '../../shared/goal-left'
import { longestChain } from '../../shared/goals.audience'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Viewer, ViewerSql } from '../http/session'
import { readable } from '../sealing'
import { type SQL, sql } from '../sql'
import { looking, meets } from './keys'
import { parentOf } from './rows'

export interface LeftRow {
  id: string; seq: string; scope: LeftGoal['scope']; kind: LeftGoal['kind']; visibility: LeftGoal['visibility']; state: 'draft' | 'active' | 'closed'; end_day: string; version: number
  owner_id: string; owner: string | null; co_owners: string; team_id: string | null; keys: string; words: string; key_version: number
  /** Its owner has left, and every co-owner. */
  nobodys: number
  seen: number
  /** The viewer is above the owner as it was; leads the goal's team or is above who does; has the goal above it. */
  leads: number; leads_team: number; above: number
}
const chainFrom = (first: SQL): SQL => sql`exists (with recursive up (id, n) as (${first} union all select p.manager_id, up.n + 1 from up cross join people p on p.org_id = g.org_id and p.id = up.id where up.n < ${longestChain}) select 1 from up where id = (select id from me))`

/** @param of rows `g` of goals */
const leftColumns: SQL = sql`g.id, g.seq, g.scope, g.kind, g.visibility, g.state, g.end_day, g.version, g.owner_id, (select n.name from people n where n.org_id = g.org_id and n.id = g.owner_id) as owner, g.co_owners, g.team_id, g.keys, g.words, g.key_version, ${meets('g')} as seen,
  not exists (select 1 from json_each(json_insert(g.co_owners, '$[#]', g.owner_id)) h cross join people p on p.org_id = g.org_id and p.id = h.value where p.status <> 'deactivated') as nobodys,
  ${chainFrom(sql`select o.manager_id, 1 from people o where o.org_id = g.org_id and o.id = g.owner_id`)} as leads,
  ${chainFrom(sql`select t.lead_id, 1 from teams t where t.org_id = g.org_id and t.id = g.team_id and t.closed_at is null`)} as leads_team,
  exists (select 1 from goals a where a.org_id = g.org_id and a.id = g.parent_id and (a.owner_id = (select id from me) or instr(a.co_owners, (select '"' || id || '"' from me)) > 0)) as above`

/** One goal, whoever may see it. */
export const leftQuery = (db: Db, me: ViewerSql, id: string) => db.q.all<LeftRow>(sql`with ${looking(db.org, me)} select ${leftColumns} from goals g where g.org_id = ${db.org} and g.id = ${id}`)
/** The open goals of one person. */
export const leftOfQuery = (db: Db, me: ViewerSql, person: string) => db.q.all<LeftRow>(sql`with ${looking(db.org, me)} select ${leftColumns} from goals g indexed by goals_by_owner where g.org_id = ${db.org} and g.owner_id = ${person} and g.state in ('active', 'draft') limit 50`)

/** Of those who reported to the viewer last. */
export const leftToQuery = (db: Db, me: ViewerSql) => db.q.all<LeftRow>(sql`with ${looking(db.org, me)} select ${leftColumns} from people l indexed by people_by_manager cross join goals g indexed by goals_by_owner on g.org_id = l.org_id and g.owner_id = l.id and g.state in ('active', 'draft')
  where l.org_id = ${db.org} and l.manager_id = (select id from me) and l.status = 'deactivated' limit 50`)

/** An admin need not see it: they are told that there is one. What was its owner's alone is nobody's to hand on. */
export const mayHandOn = (viewer: Viewer, row: LeftRow): boolean => row.nobodys === 1 && row.state !== 'closed' && (row.seen === 1 ? viewer.role === 'admin' || row.leads + row.leads_team + row.above > 0 : viewer.role === 'admin' && !(row.visibility === 'private' && row.kind === 'development'))

export const leftOf = (env: Env, viewer: Viewer, rows: readonly LeftRow[]): Promise<LeftGoal[]> => readable(rows.filter((row) => mayHandOn(viewer, row)), async (row) => {
  const goal = await parentOf(env, viewer, row.id, row.seen === 1 ? [row.words, row.key_version, row.visibility, row.seq] : null)
  return { id: row.id, title: goal.hidden ? null : goal.title, owner: { id: row.owner_id, name: row.owner }, scope: row.scope, kind: row.kind, visibility: row.visibility, end: row.end_day }
})
