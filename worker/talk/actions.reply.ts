/** Replying, taking a reply back, letting it go along. Two D1 calls each. */
import { sameKeys } from '../../shared/audience.keys'
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import { type Reply, replyRetractMinutes, type talkEndpoints } from '../../shared/talk'
import { graphemes } from '../../shared/text'
import { record } from '../events/record'
import { type CardRow, cardsOf, itemQuery, retractUntil, settled } from '../feedback/queries'
import { changedSince } from '../feedback/statements'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { keyedHash, seal } from '../sealing'
import { sql } from '../sql'
import { audienceShown, type EarlierReply, earlierReplyQuery, hearersQuery, mostReplies, repliesOf, replyPlace, replyQuery, type ReplyRow, shownKeys, staysBehind } from './queries'

type Ends = typeof talkEndpoints

/** The longest that anybody replies, in characters as people count them. */
const longest = 2_000

/** Replies under an item, to those who see it, once, however often it is sent. @throws Refusal `audience-changed` when those are others than the writer was shown */
export const reply = (call: Call<Ends['reply']>): Promise<Reply> => settled(() => replyOnce(call))

async function replyOnce(call: Call<Ends['reply']>): Promise<Reply> {
  const { db, env, me, now, params, body: { id, text, keys } } = call
  const hash = await keyedHash(env, db.org, JSON.stringify({ feedback: params.id, text, keys: [...keys].sort() }))
  const { viewer, rows: [[item], [earlier], hearers] } = await call.enter(itemQuery(db, me, params.id), earlierReplyQuery(db, id), hearersQuery(db, params.id))
  if (!item) throw new Refusal('not-found')
  if (earlier) return again(call, viewer, item, earlier, hash)
  if (item.held === 1) throw new Refusal('gone')
  const wrong = text === '' ? { code: 'needed' } : graphemes(text) > longest ? { code: 'too-long', params: { max: longest } } : item.replies >= mostReplies ? { code: 'too-many', params: { max: mostReplies } } : null
  if (wrong) throw new Refusal('invalid', { errors: [{ pointer: '/text', ...wrong }] })
  await checkShown(call, viewer, item, keys)
  const row: ReplyRow = {
    id, seq: newId(), author_id: viewer.id, author_name: viewer.name, kind: item.author_id === viewer.id && now >= retractUntil(item) ? 'addendum' : 'reply', keys: item.keys, at: now,
    ...(await sealed(call, id, text)),
  }
  await record(db, {
    guards: [{ bad: changedSince(db, item), refuse: 'conflict' }],
    statements: [
      db.q.run(sql`insert into replies (org_id, id, feedback_id, seq, author_id, kind, keys, body_hash, at, key_version, words)
        values (${db.org}, ${id}, ${item.id}, ${row.seq}, ${viewer.id}, ${row.kind}, ${row.keys}, ${hash}, ${now}, ${row.key_version}, ${row.words})`),
      db.q.run(sql`update feedback set replies = replies + 1 where org_id = ${db.org} and id = ${item.id}`),
    ],
    event: { kind: 'reply.given', feedback: item.id, reply: id, to: hearers.map((one) => one.id) }, actor: viewer.id, at: now, seq: row.seq,
  }).catch((error: unknown) => {
    // The same reply sent twice at once: look again, it is there.
    throw /UNIQUE constraint failed: replies\./.test(String(error) + String((error as Error)?.cause)) ? new Refusal('conflict') : error
  })
  return only(await repliesOf(env, viewer, item, [row], now))
}

/** Sealed whoever sees it today: what was public may be narrowed, and its replies with it. */
async function sealed({ env, db }: Pick<Call, 'env' | 'db'>, id: string, text: string) {
  const { sealed: words, version } = await seal(env, replyPlace(db.org, id), text)
  return { words, key_version: version }
}

/** @throws Refusal `audience-changed` with who sees the item today, where that is not what the writer was shown */
export async function checkShown({ env, now }: Pick<Call, 'env' | 'now'>, viewer: Viewer, item: CardRow, keys: readonly string[]): Promise<void> {
  if (sameKeys(keys, shownKeys(item, viewer.id))) return
  const [card] = await cardsOf(env, viewer, [item], now)
  throw new Refusal('audience-changed', { audience: audienceShown(item, viewer.id, card!.audience) })
}

/** The same reply sent again: the same answer. */
async function again({ env, now }: Call<Ends['reply']>, viewer: Viewer, item: CardRow, earlier: EarlierReply, hash: string): Promise<Reply> {
  if (earlier.author_id !== viewer.id || earlier.feedback_id !== item.id || earlier.body_hash !== hash) throw new Refusal('id-taken')
  if (earlier.words === null || earlier.retracted_at !== null) throw new Refusal('gone')
  return only(await repliesOf(env, viewer, item, [earlier as ReplyRow], now))
}

/** Takes one's own reply back: its words go. */
export const retractReply = (call: Call<Ends['retractReply']>): Promise<undefined> => settled(async () => {
  const { db, now } = call
  const { viewer, item, row } = await find(call)
  if (row.author_id !== viewer.id) throw new Refusal('not-allowed')
  if (now >= row.at + replyRetractMinutes * 60_000) throw new Refusal('retract-too-late')
  const reported = sql`exists (select 1 from feedback f where f.org_id = ${db.org} and f.id = ${item.id} and f.report_id is not null)`
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from replies where org_id = ${db.org} and id = ${row.id} and retracted_at is null)`, refuse: 'conflict' }],
    statements: [
      // While two look at the item, it is hidden: they read the thread as it was, and it goes with their decision.
      db.q.run(sql`update replies set retracted_at = ${now}, words = case when ${reported} then words end, key_version = case when ${reported} then key_version end where org_id = ${db.org} and id = ${row.id}`),
      db.q.run(sql`update feedback set replies = replies - 1 where org_id = ${db.org} and id = ${item.id}`),
    ],
    event: { kind: 'reply.retracted', feedback: item.id, reply: row.id }, actor: viewer.id, at: now,
  })
  return undefined
})

/** Whoever sees the item today may read one's own reply too. */
export const letAlong = (call: Call<Ends['letAlong']>): Promise<Reply> => settled(async () => {
  const { db, env, now } = call
  const { viewer, item, row } = await find(call)
  if (row.author_id !== viewer.id) throw new Refusal('not-allowed')
  if (!staysBehind(item, row)) return only(await repliesOf(env, viewer, item, [row], now))
  const keys = JSON.stringify([...new Set([...(JSON.parse(row.keys) as string[]), ...(JSON.parse(item.keys) as string[])])].sort())
  await record(db, {
    guards: [{ bad: changedSince(db, item), refuse: 'conflict' }, { bad: sql`not exists (select 1 from replies where org_id = ${db.org} and id = ${row.id} and retracted_at is null and keys = ${row.keys})`, refuse: 'conflict' }],
    statements: [db.q.run(sql`update replies set keys = ${keys} where org_id = ${db.org} and id = ${row.id}`)],
    event: { kind: 'reply.letAlong', feedback: item.id, reply: row.id }, actor: viewer.id, at: now,
  })
  return only(await repliesOf(env, viewer, item, [{ ...row, keys }], now))
})

/** An item and a reply under it, both as the viewer may see them. @throws Refusal `not-found` */
async function find(call: Call<Ends['letAlong'] | Ends['retractReply']>): Promise<{ viewer: Viewer; item: CardRow; row: ReplyRow }> {
  const { db, me, params } = call
  const { viewer, rows: [[item], [row]] } = await call.enter(itemQuery(db, me, params.id), replyQuery(db, params.id, params.reply, me))
  if (!item || !row) throw new Refusal('not-found')
  return { viewer, item, row }
}

const only = ([one]: Reply[]): Reply => one!
