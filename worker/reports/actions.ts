/** Reporting something, and deciding about it. Two D1 calls each. */
import { personKey } from '../../shared/audience.keys'
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import type { Report, reportEndpoints } from '../../shared/reports'
import { graphemes } from '../../shared/text'
import type { Statement } from '../db'
import { record } from '../events/record'
import { type CardRow, cardsOf, itemQuery, settled } from '../feedback/queries'
import { changedSince, foundAt, saidTo, subjectsOf, takenBack } from '../feedback/statements'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { keyedHash, seal } from '../sealing'
import { sql } from '../sql'
import { repliesOf, type ReplyRow } from '../talk/queries'
import { repliesLetGo } from '../talk/statements'
import { asItWas, concernedNow, earlierReasonQuery, lookers, lookersQuery, openQuery, partsOf, reasonPlace, type ReportedRow, reportedQuery, reportedRepliesQuery, reportOf, reportQuery, type ReportRow } from './queries'

type Ends = typeof reportEndpoints
const longestWhy = 2_000

/** Whether it is seen by more than those who are named: then it is hidden while it is looked at. */
export const isWide = (item: CardRow): boolean => (item.visibility === 'organization' || item.visibility === 'team') && item.waits_for === null

/** Reports an item to the two who were shown; whoever reports it too joins. @throws Refusal `audience-changed` when others would look at it, `unavailable` when there are not two */
export const report = (call: Call<Ends['report']>): Promise<Report> => settled(() => reportOnce(call))

async function reportOnce(call: Call<Ends['report']>): Promise<Report> {
  const { db, env, me, now, params, body } = call
  const hash = await keyedHash(env, db.org, JSON.stringify({ feedback: params.id, why: body.why }))
  const { viewer, rows: [[item], named, [open], [earlier]] } = await call.enter(itemQuery(db, me, params.id), lookersQuery(db, params.id, me, now), openQuery(db, params.id), earlierReasonQuery(db, body.id))
  if (earlier?.person_id === viewer.id && earlier.body_hash === hash && earlier.feedback_id === params.id) return reportOf(env, viewer, earlier)
  if (!item) throw new Refusal('not-found')
  if (earlier) throw new Refusal('id-taken')
  const parts = open ? partsOf(open) : []
  if (item.author_id === viewer.id || parts.some(({ id, part }) => id === viewer.id && part === 'handler')) throw new Refusal('not-allowed')
  if (open && parts.some(({ id }) => id === viewer.id)) return reportOf(env, viewer, open)
  const wrong = body.why === '' ? { code: 'needed' } : graphemes(body.why) > longestWhy ? { code: 'too-long', params: { max: longestWhy } } : null
  if (wrong) throw new Refusal('invalid', { errors: [{ pointer: '/why', ...wrong }] })
  const two = open ? parts.filter(({ part }) => part === 'handler') : named
  if (two.length < lookers) throw new Refusal('unavailable')
  if (two.map(({ id }) => id).sort().join() !== [...body.handlers].sort().join()) throw new Refusal('audience-changed')
  const id = open?.id ?? body.id
  const seq = open?.seq ?? newId()
  const { sealed, version } = await seal(env, reasonPlace(db.org, body.id), body.why)
  const handlers = two.map((one) => one.id)
  // Who reported it is nobody's to know but the two: the event names no actor.
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: changedSince(db, item), refuse: 'conflict' }],
    ...(open ? {} : hiding(item)),
    statements: [
      ...(open ? [] : [
        db.q.run(sql`insert into reports (org_id, id, seq, feedback_id, state, at) values (${db.org}, ${id}, ${seq}, ${item.id}, 'open', ${now})`),
        db.q.run(sql`insert into report_people (org_id, report_id, person_id, part, seq) select ${db.org}, ${id}, value, 'handler', ${seq} from json_each(${JSON.stringify(handlers)})`),
        isWide(item)
          ? db.q.run(sql`update feedback set report_id = ${id}, held_keys = keys, keys = ${JSON.stringify([personKey(item.author_id)])} where org_id = ${db.org} and id = ${item.id}`)
          : db.q.run(sql`update feedback set report_id = ${id} where org_id = ${db.org} and id = ${item.id}`),
      ]),
      db.q.run(sql`insert into report_people (org_id, report_id, person_id, part, seq, reason_id, body_hash, key_version, words) values (${db.org}, ${id}, ${viewer.id}, 'reporter', ${seq}, ${body.id}, ${hash}, ${version}, ${sealed})`),
    ],
    event: { kind: open ? 'report.joined' : 'report.made', report: id, feedback: item.id, handlers }, actor: null, at: now, ...(open ? {} : { seq }),
  }, reportQuery(db, me, id)).catch((error: unknown) => {
    throw /UNIQUE constraint failed: report/.test(String(error) + String((error as Error)?.cause)) ? new Refusal('conflict') : error
  })
  return reportOf(env, viewer, after!)
}

/** What everybody but its author and the two loses at once. */
function hiding(item: CardRow) {
  if (!isWide(item)) return {}
  return {
    unfeed: { feedback: item.id, subjects: subjectsOf(item.author_id, saidTo(item), item.artifact_id) },
    feed: { feedback: item.id, seq: item.seq, subjects: [`by:${item.author_id}`], keys: [personKey(item.author_id)] },
  }
}

/** How one of the two sees it. Both the same: it is decided, and words that go are gone; they differ: it stays as it is, and both are told to talk. */
export const decide = (call: Call<Ends['decide']>): Promise<Report> => settled(() => decideOnce(call))

async function decideOnce(call: Call<Ends['decide']>): Promise<Report> {
  const { db, me, now, params, body: { upheld } } = call
  const { viewer, rows: [[row], [item], replies] } = await call.enter(reportQuery(db, me, params.id), reportedQuery(db, me, params.id), reportedRepliesQuery(db, me, params.id))
  if (!row) throw new Refusal('not-found')
  const parts = partsOf(row)
  const own = parts.find(({ id, part }) => id === viewer.id && part === 'handler')
  const other = parts.find(({ id, part }) => id !== viewer.id && part === 'handler')
  if (!own || !other) throw new Refusal('not-allowed')
  const vote = upheld ? 1 : 0
  if (own.upheld === vote) return shown(call, viewer, row, item, replies)
  if (row.state !== 'open' || !item) throw new Refusal('not-allowed')
  const decided = other.upheld === vote
  const about = { report: row.id, feedback: item.id }
  const { rows: [[after], [card], thread] } = await record(db, {
    guards: [
      { bad: sql`exists (select 1 from report_people s join reports r on r.org_id = s.org_id and r.id = s.report_id where s.org_id = ${db.org} and s.report_id = ${row.id} and s.person_id = ${viewer.id} and ${concernedNow(now)})`, refuse: 'not-allowed' },
      { bad: sql`not exists (select 1 from reports where org_id = ${db.org} and id = ${row.id} and state = 'open') or not exists (select 1 from report_people where org_id = ${db.org} and report_id = ${row.id} and person_id = ${other.id} and upheld is ${other.upheld}) or not exists (select 1 from report_people where org_id = ${db.org} and report_id = ${row.id} and person_id = ${own.id})`, refuse: 'conflict' },
      { bad: sql`not exists (select 1 from feedback where org_id = ${db.org} and id = ${item.id} and retracted_at is ${item.retracted_at} and keys = ${item.keys} and changes = ${item.changes} and recipients = ${item.recipients})`, refuse: 'conflict' },
    ],
    ...(decided ? settling(item, upheld) : {}),
    statements: [
      db.q.run(sql`update report_people set upheld = ${vote} where org_id = ${db.org} and report_id = ${row.id} and person_id = ${viewer.id}`),
      ...(decided ? [db.q.run(sql`update reports set state = ${upheld ? 'upheld' : 'dismissed'}, decided_at = ${now} where org_id = ${db.org} and id = ${row.id}`), ...ending(call, item, upheld)] : []),
    ],
    event: decided
      ? { kind: 'report.decided', ...about, upheld, told: [...new Set([row.author_id, ...parts.filter(({ part }) => part === 'reporter').map(({ id }) => id)])].sort() }
      : other.upheld === null ? { kind: 'report.voted', ...about } : { kind: 'report.differs', ...about, handlers: [own.id, other.id] },
    // Whom the decision is told learns it from nobody in particular.
    actor: decided ? null : viewer.id, at: now,
  }, reportQuery(db, me, row.id), reportedQuery(db, me, row.id), reportedRepliesQuery(db, me, row.id))
  return shown(call, viewer, after!, card, thread)
}

/** Removed: by the decision, or because its author took it back meanwhile. */
const goes = (item: ReportedRow, upheld: boolean): boolean => upheld || item.retracted_at !== null

/** Where it is found from now on. */
function settling(item: ReportedRow, upheld: boolean) {
  const unfeed = { feedback: item.id, subjects: subjectsOf(item.author_id, saidTo(item), item.artifact_id) }
  if (goes(item, upheld)) return item.retracted_at === null ? { unfeed } : {}
  return item.kept_keys === null ? {} : { unfeed, feed: foundAt(item, JSON.parse(item.kept_keys) as string[]) }
}

function ending({ db, now }: Pick<Call, 'db' | 'now'>, item: ReportedRow, upheld: boolean): Statement[] {
  return [
    ...(goes(item, upheld) ? takenBack(db, item.id, item.retracted_at ?? now) : []),
    repliesLetGo(db, item.id),
    db.q.run(sql`update feedback set report_id = null, keys = coalesce(held_keys, keys), held_keys = null where org_id = ${db.org} and id = ${item.id}`),
  ]
}

/** A report with what the two may see of its item. */
export async function shown({ env, now }: Pick<Call, 'env' | 'now'>, viewer: Viewer, row: ReportRow, item: ReportedRow | undefined, replies: readonly ReplyRow[]): Promise<Report> {
  if (!item) return reportOf(env, viewer, row)
  const was = asItWas(item)
  const [card] = await cardsOf(env, viewer, [was], now)
  return reportOf(env, viewer, row, { card: card ?? null, thread: await repliesOf(env, viewer, was, replies, now) })
}
