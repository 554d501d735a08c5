/** What was answered long ago: the case stays, its answer and what was gathered for it go; what a hold asks for stays. */
import type { Db, Statement } from '../db'
import { heldBy } from '../feedback/statements.kept'
import { sql } from '../sql'

/** Those that were answered before a moment, as many as one step takes. */
export function answeredStatements(db: Db, before: number, atOnce: number): Statement[] {
  const past = sql`select c.id from cases c where c.org_id = ${db.org} and c.answered_at < ${before} and not ${heldBy(db.org, sql`c.at`, sql`c.person_id, c.contact_id`)}`
  return [
    db.q.run(sql`delete from case_entries where org_id = ${db.org} and case_id in (${past} limit ${atOnce})`),
    db.q.run(sql`update cases set answer = null, key_version = null where org_id = ${db.org} and id in (${past} and c.answer is not null limit ${atOnce})`),
  ]
}
