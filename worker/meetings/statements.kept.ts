/** Talking points that were talked about long ago lose their words, as when they are taken off. What a hold asks for the database keeps (kept_words). */
import type { Db, Statement } from '../db'
import { sql } from '../sql'

/** Those that came to rest before a moment, as many as one step takes. */
export const restedStatement = (db: Db, before: number, atOnce: number): Statement => db.q.run(sql`update meeting_points set words = null, key_version = null, artifact_id = null where org_id = ${db.org}
  and id in (select id from meeting_points where org_id = ${db.org} and rested_at < ${before} and words is not null limit ${atOnce})`)
