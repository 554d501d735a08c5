/** Lines of inboxes go with time. They hold ids, never words, so that no hold asks for them. */
import { idAt } from '../../shared/ids'
import type { Db, Statement } from '../db'
import { sql } from '../sql'

/** Those that came before a moment, as many as one step takes: one range a person. What was unread is counted no more. */
export function linesLongAgo(db: Db, before: number, atOnce: number): Statement[] {
  const past = sql`select n.person_id, n.seq from people p cross join notifications n on n.org_id = p.org_id and n.person_id = p.id and n.seq < ${idAt(before)} where p.org_id = ${db.org} order by n.person_id, n.seq limit ${atOnce}`
  return [
    db.q.run(sql`update people set unread = max(0, unread - u.count) from (select person_id, count(*) as count from notifications where org_id = ${db.org} and badge = 1 and read_at is null and (person_id, seq) in (${past}) group by person_id) u
      where people.org_id = ${db.org} and people.id = u.person_id`),
    db.q.run(sql`delete from notifications where org_id = ${db.org} and (person_id, seq) in (${past})`),
  ]
}
