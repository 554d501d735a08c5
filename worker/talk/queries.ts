/** Reads of talk: a thread as far as one may see it, who hears of a reply, who agreed to be seen by more. */
import type { AudienceSaid } from '../../shared/audience'
import { personKey } from '../../shared/audience.keys'
import { type Reply, replyRetractMinutes } from '../../shared/talk'
import type { Db } from '../db'
import type { Env } from '../env'
import { type CardRow, relationTo } from '../feedback/queries'
import { sql, type SQL } from '../sql'
// Routes read through their own room.
export { cardsOf, itemQuery } from '../feedback/queries'
import type { Viewer, ViewerSql } from '../http/session'
import { type PersonRow, personColumns } from '../people/queries'
import { readable, unsealWords } from '../sealing'

export interface ReplyRow {
  id: string
  seq: string
  author_id: string
  author_name: string | null
  kind: Reply['kind']
  keys: string
  at: number
  key_version: number
  words: string
}

/** No thread is longer. */
export const mostReplies = 200

const columns = (org: string): SQL => sql`r.id, r.seq, r.author_id, (select n.name from people n where n.org_id = ${org} and n.id = r.author_id) as author_name, r.kind, r.keys, r.at, r.key_version, r.words`
const keysMeet = (db: Db, me: ViewerSql): SQL =>
  sql`exists (select 1 from json_each(r.keys) k where k.value in (select v.value from people p, json_each(p.keys) v where p.org_id = ${db.org} and p.id = ${me.id}))`

/** The replies under an item, oldest first, whose keys and the viewer's meet; where `me` is null all of them, with what was taken back since it was reported. Whether the item may be seen is asked beside it. */
export const repliesQuery = (db: Db, feedback: string | SQL, me: ViewerSql | null) => db.q.all<ReplyRow>(sql`select ${columns(db.org)} from replies r
  where r.org_id = ${db.org} and r.feedback_id = ${feedback} and ${me ? sql`r.retracted_at is null and ${keysMeet(db, me)}` : sql`r.words is not null`} order by r.seq limit ${sql.raw(String(mostReplies))}`)

/** One of them. */
export const replyQuery = (db: Db, feedback: string, id: string, me: ViewerSql) => db.q.all<ReplyRow>(sql`select ${columns(db.org)} from replies r
  where r.org_id = ${db.org} and r.id = ${id} and r.feedback_id = ${feedback} and r.retracted_at is null and ${keysMeet(db, me)}`)

/** What is there already under a reply's id. */
export type EarlierReply = Omit<ReplyRow, 'words'> & { feedback_id: string; body_hash: string; words: string | null; retracted_at: number | null }
export const earlierReplyQuery = (db: Db, id: string) => db.q.all<EarlierReply>(sql`select ${columns(db.org)}, r.feedback_id, r.body_hash, r.retracted_at from replies r where r.org_id = ${db.org} and r.id = ${id}`)

/** Who hears of a reply: author, recipients (not the members of a whole team), and whoever replied before, as far as they see the item today. */
export const hearersQuery = (db: Db, feedback: string) => db.q.all<{ id: string }>(sql`
  with f as materialized (select author_id, recipients, keys, to_team from feedback where org_id = ${db.org} and id = ${feedback})
  select p.id from (select author_id as id from f union select e.value from f, json_each(f.recipients) e where f.to_team = 0
      union select r.author_id from replies r where r.org_id = ${db.org} and r.feedback_id = ${feedback} and r.retracted_at is null) x
    cross join people p on p.org_id = ${db.org} and p.id = x.id
  where p.status in ('active', 'away') and exists (select 1 from f, json_each(f.keys) k where k.value in (select value from json_each(p.keys)))`)

/** The facts of today of everybody to whom an item was said, and of its author. */
export const everyoneQuery = (db: Db, feedback: string, now: number) => db.q.all<PersonRow>(sql`select ${personColumns(now)} from people p where p.org_id = ${db.org} and p.id in (
  select person_id from feedback_recipients where org_id = ${db.org} and feedback_id = ${feedback} union select author_id from feedback where org_id = ${db.org} and id = ${feedback})`)

/** Who agreed that more people may see it, and how many more. */
export interface AgreedRow { person_id: string; visibility: 'team' | 'organization' }
export const agreedQuery = (db: Db, feedback: string) => db.q.all<AgreedRow>(sql`select person_id, visibility from widenings where org_id = ${db.org} and feedback_id = ${feedback} order by person_id`)

const changesOf = (item: CardRow) => JSON.parse(item.changes) as { kind: string; by: string }[]
const keysOf = (row: { keys: string }): string[] => JSON.parse(row.keys) as string[]

/** The keys that a viewer is shown of an item. Somebody who took themselves off it is named to author and recipients only. */
export function shownKeys(item: CardRow, viewer: string): string[] {
  const gone = relationTo(item, viewer) === 'none' ? changesOf(item).flatMap(({ kind, by }) => (kind === 'stepped_back' ? [personKey(by)] : [])) : []
  return keysOf(item).filter((key) => !gone.includes(key))
}

/** Who will see what is written under an item now. */
export const audienceShown = (item: CardRow, viewer: string, audience: AudienceSaid): AudienceSaid => ({ ...audience, keys: shownKeys(item, viewer) })

/** Whether somebody came to see the item who does not see this reply. */
export function staysBehind(item: CardRow, reply: { keys: string }): boolean {
  const known = new Set([...keysOf(reply), personKey(item.author_id), ...(JSON.parse(item.recipients) as string[]).map(personKey), ...changesOf(item).flatMap(({ kind, by }) => (kind === 'stepped_back' ? [personKey(by)] : []))])
  return keysOf(item).some((key) => !known.has(key))
}

export const replyPlace = (org: string, reply: string) => ({ org, row: reply, column: 'replies.words' })

/** Replies as they travel. */
export const repliesOf = (env: Env, viewer: Viewer, item: CardRow, rows: readonly ReplyRow[], now: number): Promise<Reply[]> =>
  readable(rows, async (row) => {
    const mine = row.author_id === viewer.id
    const until = row.at + replyRetractMinutes * 60_000
    return {
      id: row.id, seq: row.seq, kind: row.kind, author: { id: row.author_id, name: row.author_name },
      text: await unsealWords(env, replyPlace(viewer.org, row.id), row.words, row.key_version, row.at),
      at: new Date(row.at).toISOString(), mine, retractUntil: mine && now < until ? new Date(until).toISOString() : null, staysBehind: staysBehind(item, row),
    }
  })
