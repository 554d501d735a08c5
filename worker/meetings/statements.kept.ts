/** Talking points that were talked about long ago lose their words, as when they are taken off; what a hold asks for stays. */
import type { Db, Statement } from '../db'
import { heldBy } from '../feedback/statements.kept'
import { sql } from '../sql'

/** Those that came to rest before a moment, as many as one step takes. */
export const restedStatement = (db: Db, before: number, atOnce: number): Statement => db.q.run(sql`update meeting_points set words = null, key_version = null, artifact_id = null where org_id = ${db.org}
  and id in (select q.id from meeting_points q join meetings m on m.org_id = q.org_id and m.id = q.meeting_id where q.org_id = ${db.org} and q.rested_at < ${before} and q.words is not null
    and not ${heldBy(db.org, sql`q.at`, sql`q.author_id, m.a_id, m.b_id`)} limit ${atOnce})`)
