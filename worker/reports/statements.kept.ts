/** Why something was reported goes with time; that it was, and what was decided, stays. What a hold covers stays with the two who decided. */
import type { Db, Statement } from '../db'
import { heldBy } from '../feedback/statements.kept'
import { sql } from '../sql'

/** The reasons of reports that were decided before a moment, as many as one step takes. */
export const reasonsLongAgo = (db: Db, before: number, atOnce: number): Statement => db.q.run(sql`update report_people set words = null, key_version = null where org_id = ${db.org} and (report_id, person_id) in (
  select s.report_id, s.person_id from report_people s cross join reports r on r.org_id = s.org_id and r.id = s.report_id cross join feedback f on f.org_id = r.org_id and f.id = r.feedback_id
  where s.org_id = ${db.org} and s.words is not null and r.decided_at < ${before} and not ${heldBy(db.org, sql`r.at`, sql`s.person_id, f.author_id`)} limit ${atOnce})`)
