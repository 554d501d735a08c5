/**
 * The morning's digest: one e-mail at 09:00 local with a line a thing. At most one a local day, never before nine, nothing lost:
 * what a mail under way holds is set apart under its lease, so that a repeat is the same mail and what comes meanwhile waits for the next.
 */
import { addDays, dayOf, isWorkday, localOf, momentOf, morning, nextMorning, type Day, type Rhythm } from '../../shared/days'
import { notificationKindNames, wayOf } from '../../shared/notification-kinds'
import type { WordKey } from '../../shared/words'
import { type Db, dbFor, directoryDb } from '../db'
import type { Env } from '../env'
import { sendMail } from '../mail'
import { rhythmColumns, type RhythmRow, rhythmOf } from '../people/queries.rhythm'
import { sql } from '../sql'
import { wordsFor } from '../words'
import { letter } from './channels/letter'
import { linkOf, mayHear, notifyOf, type Told, toldColumns, toldJoins, valuesOf, wantsMail } from './told'
import { unsubscribeHeaders, unsubscribeLink } from './links'

const dayMs = 86_400_000
const leaseMs = 60_000
/** Of one organisation in one round. */
const atOnce = 50
/** A digest names at most this many; the rest stands in the inbox. */
const mostLines = 100

/** Where nobody can say when they are back, one looks again tomorrow. */
const morningAfter = (ms: number, rhythm: Rhythm): number => nextMorning(ms + 1, rhythm) ?? ms + dayMs

/** A line waits for its person's next morning. Twice the same is once. */
export async function keepForMorning(db: Db, told: Told, now: number): Promise<void> {
  await db.batch(db.q.run(sql`insert into digests (org_id, person_id, lines, next_at) values (${db.org}, ${told.person_id}, json_array(${told.seq}), ${morningAfter(now, rhythmOf(told))})
    on conflict do update set next_at = coalesce(next_at, excluded.next_at),
      lines = case when json_array_length(lines) >= ${mostLines} or exists (select 1 from json_each(digests.lines) where value = ${told.seq}) or exists (select 1 from json_each(digests.sending) where value = ${told.seq})
        then lines else json_insert(lines, '$[#]', ${told.seq}) end`))
}

/** The clock's part: everybody whose morning has come, found by its index. */
export async function sweepDigests(env: Env, now: number): Promise<void> {
  const directory = directoryDb(env)
  const [waiting] = await directory.batch(directory.q.all<{ org_id: string; person_id: string }>(sql`
    select org_id, person_id from digests where next_at <= ${now} and leased_until <= ${now} order by next_at limit 500`))
  const byOrg = Map.groupBy(waiting, ({ org_id }) => org_id)
  for (const [org, rows] of byOrg) {
    for (let from = 0; from < rows.length; from += atOnce) await someOf(env, dbFor(env, org), rows.slice(from, from + atOnce).map(({ person_id }) => person_id), now)
  }
}

interface DigestRow extends RhythmRow { person_id: string; last_day: Day | null }

async function someOf(env: Env, db: Db, people: string[], now: number): Promise<void> {
  const mine = (ids: string[]) => sql`org_id = ${db.org} and person_id in (select value from json_each(${JSON.stringify(ids)}))`
  const [rows] = await db.batch(db.q.all<DigestRow>(sql`select g.person_id, g.last_day, ${rhythmColumns} from (select * from digests where ${mine(people)}) g join people p on p.org_id = g.org_id and p.id = g.person_id`))
  const ready = rows.filter((row) => mayGo(row, now))
  const mark = now + leaseMs + Math.floor(Math.random() * 10_000)
  const later = rows.filter((row) => !ready.includes(row))
  // Moved, away, or told already today: their morning is another.
  const [leased, lines] = await db.batch(
    db.q.all<{ person_id: string; sending: string; tries: number }>(sql`update digests set leased_until = ${mark}, tries = tries + 1,
        sending = case when sending = '[]' then lines else sending end, lines = case when sending = '[]' then '[]' else lines end
      where ${mine(ready.map(({ person_id }) => person_id))} and next_at <= ${now} and leased_until <= ${now} returning person_id, sending, tries`),
    db.q.all<Told>(sql`select ${toldColumns} from digests g, json_each(g.sending) e cross join notifications n on n.org_id = g.org_id and n.person_id = g.person_id and n.seq = e.value ${toldJoins}
      where g.org_id = ${db.org} and g.person_id in (select value from json_each(${JSON.stringify(ready.map(({ person_id }) => person_id))})) and g.leased_until = ${mark}`),
    ...later.map((row) => db.q.run(sql`update digests set next_at = ${nextFor(row, now)} where org_id = ${db.org} and person_id = ${row.person_id} and leased_until <= ${now}`)),
  )
  const done = await Promise.all(leased.map(async ({ person_id, sending, tries }) => {
    const row = ready.find((one) => one.person_id === person_id)!
    const day = dayOf(now, row.time_zone)
    try {
      const sent = await send(env, db.org, lines.filter((line) => line.person_id === person_id), JSON.parse(sending) as string[])
      return db.q.run(sql`update digests set sending = '[]', leased_until = 0, tries = 0, last_day = ${sent ? day : row.last_day},
        next_at = case when lines = '[]' then null else ${nextFor({ ...row, last_day: day }, now)} end where org_id = ${db.org} and person_id = ${person_id} and leased_until = ${mark}`)
    } catch (error) {
      console.error(JSON.stringify({ level: 'error', reaction: 'digest', org: db.org, tries, name: error instanceof Error ? error.name : 'unknown' }))
      return db.q.run(sql`update digests set leased_until = ${now + Math.min(2 ** tries, 60) * 60_000} where org_id = ${db.org} and person_id = ${person_id} and leased_until = ${mark}`)
    }
  }))
  await db.batch(...done)
}

/** Nine has struck where they are, on a day that they work, and there was none today. */
function mayGo(row: DigestRow, now: number): boolean {
  const { day, hour } = localOf(now, row.time_zone)
  return hour >= morning && isWorkday(day, rhythmOf(row)) && (row.last_day === null || day > row.last_day)
}

/** The next morning after this moment that is not on a day that had one. */
function nextFor(row: DigestRow, now: number): number {
  const rhythm = rhythmOf(row)
  const after = row.last_day === null ? now : Math.max(now, momentOf(addDays(row.last_day, 1), 0, row.time_zone) - 1)
  return morningAfter(after, rhythm)
}

/** @returns whether there was anything to say: what was read, taken back or unwanted meanwhile is not */
async function send(env: Env, org: string, lines: Told[], sending: string[]): Promise<boolean> {
  const told = lines.filter((line) => line.read_at === null && mayHear(line) && wantsMail(line) && wayOf(line.kind, notifyOf(line)) !== 'off')
  const [person] = told
  if (!person) return false
  const words = wordsFor(person.language ?? 'en', person.time_zone)
  const items = new Map<string, { text: string; link: string; count: number }>()
  for (const line of told.sort((a, b) => notificationKindNames.indexOf(a.kind) - notificationKindNames.indexOf(b.kind) || (a.seq < b.seq ? -1 : 1))) {
    const text = words.t(`mail.${line.kind}.line` as WordKey, valuesOf(line))
    const same = items.get(text)
    // Several of one kind from one person: once, and to the inbox.
    items.set(text, same ? { ...same, link: `${env.BASE_URL}/inbox`, count: same.count + 1 } : { text, link: linkOf(env, line), count: 1 })
  }
  const unsubscribe = await unsubscribeLink(env, org, person.person_id, 'digest', words.language)
  await sendMail(env, {
    id: `${org}.digest.${person.person_id}.${sending[0]}`, to: person.email, subject: words.t('mail.digest.subject', { count: told.length }), headers: unsubscribeHeaders(unsubscribe),
    ...letter(words, {
      greeting: words.t('mail.greeting', { name: person.name }), lines: [words.t('mail.digest.line')],
      items: [...items.values()].map(({ text, link, count }) => ({ text: count > 1 ? words.t('mail.digest.several', { line: text, count }) : text, link })),
      link: `${env.BASE_URL}/inbox`, button: words.t('mail.open'), foot: words.t('mail.foot', { organisation: person.organisation, settings: `${env.BASE_URL}/settings/hearing` }),
      unsubscribe: { text: words.t('mail.unsubscribe', { kind: 'digest' }), link: unsubscribe },
    }),
  })
  return true
}
