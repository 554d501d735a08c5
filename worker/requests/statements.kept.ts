/** Requests that were asked long ago and are not open go, words first: what a hold asks for the database keeps (kept_words). */
import type { Db, Statement } from '../db'
import { sql } from '../sql'

/** Those asked before a moment, as many as one step takes. */
export function askedLongAgo(db: Db, before: number, atOnce: number): Statement[] {
  const past = sql`(select id from requests where org_id = ${db.org} and at < ${before} and state <> 'open' order by id limit ${atOnce})`
  return [
    db.q.run(sql`update requests set words = '' where org_id = ${db.org} and id in ${past}`),
    db.q.run(sql`delete from request_asked where org_id = ${db.org} and request_id in ${past}`),
    db.q.run(sql`delete from requests where org_id = ${db.org} and id in ${past}`),
  ]
}
