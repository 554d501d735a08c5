/**
 * The clock's part of trust. Every minute: hand-overs and disclosures that are to be told, what a hold keeps in the clear. At night: what is past its time.
 * The night walks a table by its own key, a window at a time, and remembers its place: no write pays for an index, and a hold that ended is met again.
 */
import { valuesOf } from '../../shared/agreement'
import { disclosureDays } from '../../shared/disclosure'
import { idAt } from '../../shared/ids'
import { auditMonths, monthsAgo, monthsOf, type Retention, type RetentionRecord } from '../../shared/retention'
import { type Db, dbFor, directoryDb } from '../db'
import type { Env } from '../env'
import { linesLongAgo } from '../events/lines.kept'
import { record } from '../events/record'
import type { CardRow } from '../feedback/queries'
import { storedAs, subjectsOf, takenBack } from '../feedback/statements'
import { answeredStatements } from '../cases/statements.kept'
import { heldBy, underHold } from '../feedback/statements.kept'
import { checkInsLongAgo, closedGoalsQuery, goalsGo } from '../goals/statements.kept'
import { restedStatement } from '../meetings/statements.kept'
import { reasonsLongAgo } from '../reports/statements.kept'
import { askedLongAgo } from '../requests/statements.kept'
import { seal } from '../sealing'
import { pastStatement } from '../reflections/statements'
import { sql } from '../sql'
import { produce, tell } from './actions.disclosure'
import { placeOfKept } from './queries.matter'

const day = 86_400_000
/** Rows that a step of the walk looks at, what it takes away at the most, and organisations a minute. */
const window = 2_000
const atOnce = 50
const organisationsAtOnce = 10

/** Every minute; each part costs one empty read where there is nothing to do. */
export async function sweepTrust(env: Env, now: number): Promise<void> {
  const directory = directoryDb(env)
  const [offers, disclosures, stuck, open, kept] = await directory.batch(
    directory.q.all<{ org_id: string; person_id: string; former_id: string }>(sql`select org_id, person_id, former_id from handovers indexed by handovers_to_tell where told_at is null order by at limit ${atOnce}`),
    directory.q.all<{ org_id: string; id: string; told: string }>(sql`select d.org_id, d.id, (select json_group_array(distinct p.value) from disclosed_items i, json_each(i.people) p where i.org_id = d.org_id and i.disclosure_id = d.id) as told
      from disclosures d indexed by disclosures_to_tell where d.told_at is null and d.tell_at is not null and d.tell_at <= ${now} limit ${atOnce}`),
    directory.q.all<{ org_id: string; id: string }>(sql`select org_id, id from disclosures indexed by disclosures_to_produce where second_at is not null and first_at is not null and produced_at is null and refused_at is null limit ${atOnce}`),
    directory.q.all<CardRow & { org_id: string }>(sql`select org_id, id, words, key_version, views from feedback indexed by feedback_to_seal where retracted_at is not null and key_version = 0 limit ${atOnce}`),
    directory.q.all<{ org_id: string; room: string; id: string; n: number; words: string }>(sql`select org_id, room, id, n, words from kept_words indexed by kept_words_to_seal where key_version = 0 limit ${atOnce}`),
  )
  for (const one of offers) await offer(dbFor(env, one.org_id), one, now)
  for (const { org_id, id, told } of disclosures) await tell(dbFor(env, org_id), { id, told: JSON.parse(told) as string[] }, now)
  for (const { org_id, id } of stuck) await produce(env, dbFor(env, org_id), id, now).catch(() => undefined)
  for (const { org_id: org, room, id, n, words } of kept) {
    const { sealed, version } = await seal(env, placeOfKept(org, { room, id }), words)
    await dbFor(env, org).batch(dbFor(env, org).q.run(sql`update kept_words set words = ${sealed}, key_version = ${version} where org_id = ${org} and room = ${room} and id = ${id} and n = ${n}`))
  }
  for (const row of open) {
    const { text, version, views } = await storedAs(env, row.org_id, row, true)
    const db = dbFor(env, row.org_id)
    await db.batch(db.q.run(sql`update feedback set words = ${text}, key_version = ${version}, views = ${views} where org_id = ${db.org} and id = ${row.id} and retracted_at is not null and key_version = 0`))
  }
}

/** There is nothing to offer where the former manager can read nothing: then it is closed without a word. */
async function offer(db: Db, { person_id: person, former_id: former }: { person_id: string; former_id: string }, now: number): Promise<void> {
  const mine = sql`org_id = ${db.org} and person_id = ${person} and former_id = ${former}`
  const something = sql`exists (select 1 from feed where org_id = ${db.org} and subject = ${`to:${person}`} and key = ${`person:${former}`})`
  const [[found]] = await db.batch(db.q.all<{ something: number }>(sql`select ${something} as something`))
  if (!found!.something) return void (await db.batch(db.q.run(sql`update handovers set told_at = ${now}, closed_at = ${now} where ${mine}`)))
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from handovers where ${mine} and told_at is null)`, refuse: 'conflict' }],
    statements: [db.q.run(sql`update handovers set told_at = ${now} where ${mine}`)],
    event: { kind: 'handover.offered', person, former }, actor: null, at: now,
  }).catch(unlessLate)
}

const unlessLate = (error: unknown): void => {
  if ((error as { code?: string }).code !== 'conflict') throw error
}

/** From 02:00 to 05:00 UTC, a step a minute for organisations whose walk of today is not at its end. */
export async function sweepRetention(env: Env, now: number): Promise<void> {
  const hour = new Date(now).getUTCHours()
  if (hour < 2 || hour > 4) return
  const today = new Date(now).toISOString().slice(0, 10)
  const directory = directoryDb(env)
  const [rows] = await directory.batch(directory.q.all<{ id: string; settings: string; place: string | null }>(sql`select o.id, o.settings, w.place from organisations o
    left join retention_walks w on w.org_id = o.id and w.room = 'feedback' where w.day is null or w.day <> ${today} order by o.id limit ${organisationsAtOnce}`))
  for (const { id, settings, place } of rows) await step(env, dbFor(env, id), valuesOf(JSON.parse(settings) as object).retention, place ?? '', today, now)
}

interface PastRow { id: string; author_id: string; recipients: string; changes: string; artifact_id: string | null; gone: number }

/** One step: feedback by its own key; and in the same call what is past in the other rooms. What a hold covers of it the database keeps, hidden (kept_words). */
async function step(env: Env, db: Db, retention: Retention, place: string, today: string, now: number): Promise<void> {
  const before = (kind: RetentionRecord) => monthsAgo(monthsOf(kind, retention), now)
  const year = 365 * day
  // A note goes by itself when its day comes (feedback/actions.notes): here one goes earlier where the organisation shortened it. Kept, let go late, or of somebody who left, it has a day of its own.
  const past = sql`(f.kind = 'recognition' and f.at < ${before('recognition')} or f.kind = 'feedback' and f.at < ${before('feedback')} or f.kind = 'coaching' and f.at < ${before('coaching')}
    or f.kind = 'note' and f.expires_at = f.at + ${year} and f.at < ${before('note')})`
  const some = sql`select * from feedback where org_id = ${db.org} and id > ${place} order by id limit ${window}`
  const audit = monthsAgo(auditMonths, now)
  const [found, [end], closed] = await db.batch(
    db.q.all<PastRow>(sql`select f.id, f.author_id, f.recipients, f.changes, f.artifact_id, f.retracted_at is not null as gone from (${some}) f where f.words is not null
      and (f.retracted_at is null and f.report_id is null and ${past} or f.retracted_at is not null and f.report_id is null and not ${underHold(db.org, sql`f.id`)}) order by f.id limit ${atOnce}`),
    db.q.all<{ last: string | null; looked: number }>(sql`select max(id) as last, count(*) as looked from (${some})`),
    closedGoalsQuery(db, before('goal'), atOnce),
    db.q.run(sql`delete from action_items where org_id = ${db.org} and id in (select id from action_items where org_id = ${db.org} and closed_at < ${before('action')} limit ${atOnce})`),
    restedStatement(db, before('point'), atOnce),
    pastStatement(db, before('reflection'), atOnce),
    ...askedLongAgo(db, before('request'), atOnce),
    ...linesLongAgo(db, before('inbox'), 500),
    checkInsLongAgo(db, before('checkIn'), 500),
    reasonsLongAgo(db, before('report'), atOnce),
    // What no hold covers any more.
    db.q.run(sql`delete from kept_words where org_id = ${db.org} and (room, id, n) in (select k.room, k.id, k.n from kept_words k where k.org_id = ${db.org}
      and not ${heldBy(db.org, sql`k.at`, sql`select value from json_each(k.people)`)} limit 500)`),
    ...answeredStatements(db, before('case'), atOnce),
    db.q.run(sql`update disclosed_items set key_version = null, words = null where org_id = ${db.org} and words is not null
      and disclosure_id in (select id from disclosures where org_id = ${db.org} and produced_at < ${now - disclosureDays * day})`),
    // The database itself refuses to let go of younger ones.
    db.q.run(sql`delete from events where org_id = ${db.org} and seq in (select seq from events where org_id = ${db.org} and seq < ${idAt(audit)} and at < ${audit} order by seq limit 500)`),
  )
  if (closed.length > 0) await db.batch(...goalsGo(db, closed.map(({ id }) => id), before('goal')))
  for (const row of found) await (row.gone ? letGo(db, row.id, now) : expire(db, row, past, now))
  // What was cut short goes on behind what went; a walk at its end rests until the next night.
  const isEnd = found.length < atOnce && end!.looked < window
  await db.batch(db.q.run(sql`insert into retention_walks (org_id, room, place, day) values (${db.org}, 'feedback', ${isEnd ? '' : found.length === atOnce ? found.at(-1)!.id : end!.last}, ${isEnd ? today : ''})
    on conflict do update set place = excluded.place, day = excluded.day`))
}

/** Past its time: as when it is taken back, by nobody. A hold that came meanwhile keeps the words, hidden. */
async function expire(db: Db, row: PastRow, past: ReturnType<typeof sql>, now: number): Promise<void> {
  const gone = (JSON.parse(row.changes) as { kind: string; by: string }[]).flatMap((change) => (change.kind === 'stepped_back' ? [change.by] : []))
  const everyone = [...new Set([...(JSON.parse(row.recipients) as string[]), ...gone])]
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from feedback f where f.org_id = ${db.org} and f.id = ${row.id} and f.retracted_at is null and f.report_id is null and ${past})`, refuse: 'conflict' }],
    unfeed: { feedback: row.id, subjects: subjectsOf(row.author_id, everyone, row.artifact_id) },
    statements: takenBack(db, row.id, now),
    event: { kind: 'feedback.expired', feedback: row.id }, actor: null, at: now,
  }).catch(unlessLate)
}

/** Hidden for long, and held by nothing any more: now its words go. Held again at this moment, they stay. */
const letGo = (db: Db, id: string, now: number) => db.batch(...takenBack(db, id, now))
