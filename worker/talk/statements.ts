/** The statements of talk for other rooms. */
import type { Db, Statement } from '../db'
import { sql } from '../sql'

/** A report is decided: the words of replies that were taken back meanwhile go. */
export const repliesLetGo = (db: Db, feedback: string): Statement => db.q.run(sql`update replies set words = null, key_version = null where org_id = ${db.org} and feedback_id = ${feedback} and retracted_at is not null and words is not null`)
