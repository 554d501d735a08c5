/** What confirms a changed address: by a second admin, or by the link to the old one. */
import type { Db, Statement } from '../db'
import { sql, type SQL } from '../sql'

/** For a change that still stands unconfirmed: see the guard beside. @param by null: the old address */
export const confirmStatements = (db: Db, person: string, change: string, by: string | null, now: number): Statement[] => [
  db.q.run(sql`update address_changes set confirmed_at = ${now}, confirmed_by = ${by} where org_id = ${db.org} and person_id = ${person} and id = ${change} and confirmed_at is null`),
  db.q.run(sql`update people set shut_before = null, version = version + 1 where org_id = ${db.org} and id = ${person}`),
]
/** Confirmed, or changed again, meanwhile. */
export const confirmedMeanwhile = (db: Db, person: string, change: string): SQL =>
  sql`not exists (select 1 from address_changes where org_id = ${db.org} and person_id = ${person} and id = ${change} and confirmed_at is null)`
