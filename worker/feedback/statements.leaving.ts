/** When somebody leaves: their notes stay for a while, since a case may ask for them, and then go (domain.md section 17). What they said to others stays with them. */
import type { Db, Statement } from '../db'
import { sql } from '../sql'

const notesStayDays = 30

/** Found among what each wrote under their own key alone. A legal hold keeps them when their day comes. */
export const notesOfLeavers = (db: Db, people: readonly string[], now: number): Statement => db.q.run(sql`update feedback set expires_at = min(coalesce(expires_at, ${now + notesStayDays * 86_400_000}), ${now + notesStayDays * 86_400_000})
  where org_id = ${db.org} and kind = 'note' and words is not null and id in (select f.feedback_id from json_each(${JSON.stringify(people)}) p
    cross join feed f on f.org_id = ${db.org} and f.subject = 'by:' || p.value and f.key = 'person:' || p.value)`)
