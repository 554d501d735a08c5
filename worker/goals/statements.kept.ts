/** Goals that were closed long ago, and check-ins of long ago, go. What a hold asks for the database keeps (kept_words). */
import type { Db, Statement } from '../db'
import { sql } from '../sql'

/** Check-ins made before a moment, as many as one step takes; somebody still waits for what an open need asks. */
export const checkInsLongAgo = (db: Db, before: number, atOnce: number): Statement => db.q.run(sql`delete from check_ins where org_id = ${db.org} and (goal_id, key_result_id, seq) in (
  select goal_id, key_result_id, seq from check_ins where org_id = ${db.org} and at < ${before} and (need_kind is null or answered_at is not null) limit ${atOnce})`)

/** Those closed before a moment that no goal serves any more and that serve none which stays: a tree goes from its leaves. */
export const closedGoalsQuery = (db: Db, before: number, atOnce: number) => db.q.all<{ id: string }>(sql`select g.id from goals g where g.org_id = ${db.org} and g.state = 'closed' and g.closed_at < ${before}
  and not exists (select 1 from goals c where c.org_id = g.org_id and c.parent_id = g.id)
  and not exists (select 1 from goals p where p.org_id = g.org_id and p.id = g.parent_id and (p.state <> 'closed' or p.closed_at >= ${before})) order by g.id limit ${atOnce}`)

/** All of these, and what hangs on them. Opened again or served meanwhile, one stays. */
export function goalsGo(db: Db, ids: readonly string[], before: number): Statement[] {
  const these = sql`(select g.id from goals g where g.org_id = ${db.org} and g.id in (select value from json_each(${JSON.stringify(ids)})) and g.state = 'closed' and g.closed_at < ${before}
    and not exists (select 1 from goals c where c.org_id = g.org_id and c.parent_id = g.id))`
  return ['moved_works', 'moves', 'check_ins', 'key_results', 'goal_links', 'goal_owners'].map((table) => db.q.run(sql`delete from ${sql.raw(table)} where org_id = ${db.org} and goal_id in ${these}`))
    .concat(db.q.run(sql`delete from goals where org_id = ${db.org} and id in ${these}`))
}
