/** The statements of reflections that other rooms use: what was answered to a nudge, and what goes with time. */
import type { Db, Statement } from '../db'
import { heldBy } from '../feedback/statements.kept'
import { sql, type SQL } from '../sql'

/** @param quarter for which it was answered; null leaves that as it was */
export const remindStatement = (db: Db, person: string, quarter: string | null, off: boolean): Statement => db.q.run(sql`insert into reflection_reminders (org_id, person_id, quarter, off) values (${db.org}, ${person}, ${quarter}, ${off ? 1 : 0})
  on conflict do update set quarter = coalesce(excluded.quarter, quarter), off = excluded.off`)

/** Those of a condition go, but for what a hold asks for. @param which over rows `r` */
export const letGoStatement = (db: Db, which: SQL): Statement => db.q.run(sql`delete from reflections where org_id = ${db.org} and (person_id, quarter, value_id) in (
  select r.person_id, r.quarter, r.value_id from reflections r where r.org_id = ${db.org} and ${which} and not ${heldBy(db.org, sql`r.changed_at`, sql`r.person_id`)})`)

/** Those written last before a moment, and hidden ones that nothing holds any more: as many as one step takes. */
export const pastStatement = (db: Db, before: number, atOnce: number): Statement => db.q.run(sql`delete from reflections where org_id = ${db.org} and (person_id, quarter, value_id) in (
  select r.person_id, r.quarter, r.value_id from reflections r where r.org_id = ${db.org} and (r.changed_at < ${before} or r.gone_at is not null) and not ${heldBy(db.org, sql`r.changed_at`, sql`r.person_id`)} limit ${atOnce})`)
