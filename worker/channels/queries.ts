/** Channels as they are listed. */
import type { Channel, ChannelKind, DeadLetter, Failure } from '../../shared/channels'
import { momentIn } from '../../shared/ids'
import type { Db } from '../db'
import { maxTries } from '../events/due'
import { sql, type SQL } from '../sql'

export interface ListedRow { id: string; kind: ChannelKind; name: string; host: string; words: number; is_on: number; dead: number; body_hash: string; person_id: string | null; key_version: number; url: string; secret: string | null }

const listed = (where: SQL) => sql`select c.id, c.kind, c.name, c.host, c.words, c.is_on, c.body_hash, c.person_id, c.key_version, c.url, c.secret,
  (select count(*) from due d where d.org_id = c.org_id and d.tries >= ${sql.raw(String(maxTries))} and (d.reaction, d.person_id) = (case when c.person_id is null then 'channel' else 'chat' end, coalesce(c.person_id, c.id))) as dead
  from channels c where ${where}`

export const channelsQuery = (db: Db) => db.q.all<ListedRow>(sql`${listed(sql`c.org_id = ${db.org} and c.person_id is null`)} order by c.at, c.id limit 50`)
export const channelQuery = (db: Db, id: string) => db.q.all<ListedRow>(listed(sql`c.org_id = ${db.org} and c.id = ${id}`))
export const ownChannelQuery = (db: Db, person: SQL) => db.q.all<ListedRow>(listed(sql`c.org_id = ${db.org} and c.person_id = ${person}`))

interface LetterRow { seq: string; person_id: string; name: string; failed: Failure | null }
/** Dead letters of the organisation's channels, newest first. */
export const lettersQuery = (db: Db) => db.q.all<LetterRow>(sql`select d.seq, d.person_id, c.name, d.failed from due d
  join channels c on c.org_id = d.org_id and c.id = d.person_id and c.person_id is null
  where d.org_id = ${db.org} and d.reaction = 'channel' and d.tries >= ${sql.raw(String(maxTries))} order by d.seq desc limit 50`)

export const channelOf = (row: ListedRow): Channel => ({ id: row.id, kind: row.kind, name: row.name, host: row.host, words: row.words === 1, on: row.is_on === 1, dead: row.dead })
export const letterOf = (row: LetterRow): DeadLetter => ({ id: row.seq, channel: row.person_id, name: row.name, at: new Date(momentIn(row.seq)).toISOString(), reason: row.failed ?? 'failed' })
