/** Notes go after their time: kept or let go by their author, announced two weeks before, then swept. */
import { expiryOf, expiryNoticeDays, type feedbackEndpoints } from '../../shared/feedback'
import type { Card } from '../../shared/cards'
import type { Kind } from '../../shared/kinds'
import { Refusal } from '../../shared/problem'
import { type Db, dbFor, directoryDb } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { sql, type SQL } from '../sql'
import { cardsOf } from './cards'
import { itemQuery } from './queries'
import { settled } from './races'
import { subjectsOf, takenBack } from './statements'

type KeepCall = Call<typeof feedbackEndpoints.keep>

/** Keeps the viewer's note beyond its time, or lets it expire again. What is let go of late stays for as long as a notice takes. */
export const keep = (call: KeepCall): Promise<Card> => settled(() => keepOnce(call))

async function keepOnce({ db, env, me, enter, now, params, body: { kept } }: KeepCall): Promise<Card> {
  const item = itemQuery(db, me, params.id)
  const { viewer, rows: [[row]] } = await enter(item)
  if (!row) throw new Refusal('not-found')
  const expiry = expiryOf(row.kind as Kind, row.at)
  if (row.author_id !== viewer.id || expiry === null) throw new Refusal('not-allowed')
  let after: typeof row | undefined = row
  if ((row.expires_at === null) !== kept) {
    const until = kept ? null : Math.max(expiry, now + expiryNoticeDays * 86_400_000)
    const { rows: [[fresh]] } = await record(db, {
      guards: [{ bad: sql`not exists (select 1 from feedback where ${its(db, row.id)} and expires_at is ${row.expires_at})`, refuse: 'conflict' }],
      statements: [db.q.run(sql`update feedback set expires_at = ${until}, expiry_told_at = null where ${its(db, row.id)}`)],
      event: { kind: kept ? 'feedback.kept' : 'feedback.letGo', feedback: row.id }, actor: viewer.id, at: now,
    }, item)
    after = fresh
  }
  const [card] = after ? await cardsOf(env, viewer, [after], now) : []
  if (!card) throw new Refusal('not-found')
  return card
}

const its = (db: Db, id: string): SQL => sql`org_id = ${db.org} and id = ${id} and retracted_at is null`

interface NoteRow { org_id: string; id: string; author_id: string; artifact_id: string | null; recipients: string }

/** The clock's part: notes whose time is over go, words as when they are taken back; authors of those that go soon are told once. */
export async function sweepNotes(env: Env, now: number): Promise<void> {
  const directory = directoryDb(env)
  const found = (where: SQL) => directory.q.all<NoteRow>(sql`select org_id, id, author_id, artifact_id, recipients from feedback where expires_at ${where} limit 100`)
  const [over, soon] = await directory.batch(found(sql`<= ${now}`), found(sql`between ${now + 1} and ${now + expiryNoticeDays * 86_400_000} and expiry_told_at is null`))
  for (const row of over) await expire(dbFor(env, row.org_id), row, now)
  for (const row of soon) await announce(dbFor(env, row.org_id), row, now)
}

/** Kept or taken back meanwhile: left alone. */
const unlessChanged = (error: unknown): void => {
  if ((error as { code?: string }).code !== 'conflict') throw error
}

async function expire(db: Db, { id, author_id, artifact_id, recipients }: NoteRow, now: number): Promise<void> {
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from feedback where ${its(db, id)} and expires_at <= ${now})`, refuse: 'conflict' }],
    unfeed: { feedback: id, subjects: subjectsOf(author_id, JSON.parse(recipients) as string[], artifact_id) },
    statements: takenBack(db, id, now),
    event: { kind: 'feedback.expired', feedback: id }, actor: null, at: now,
  }).catch(unlessChanged)
}

async function announce(db: Db, { id, author_id }: NoteRow, now: number): Promise<void> {
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from feedback where ${its(db, id)} and expires_at > ${now} and expiry_told_at is null)`, refuse: 'conflict' }],
    statements: [db.q.run(sql`update feedback set expiry_told_at = ${now} where ${its(db, id)}`)],
    event: { kind: 'feedback.expiring', feedback: id, author: author_id }, actor: null, at: now,
  }).catch(unlessChanged)
}
