/** Asking for a disclosure, agreeing to it, reading it. Words are opened in `produce` alone, when both of the two have agreed. */
import { valuesOf } from '../../shared/agreement'
import { type DisclosedItem, type Disclosure, type disclosureEndpoints, disclosureDays, mostDisclosed } from '../../shared/disclosure'
import { Refusal } from '../../shared/problem'
import type { PersonRef } from '../../shared/people'
import type { Db } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import { wordsOf } from '../feedback/queries'
import type { Call } from '../http/call'
import { keyedHash, seal } from '../sealing'
import { sql } from '../sql'
import { presenceQuery, spanOf } from './actions.holds'
import { disclosedPlaceOf, disclosureOf, disclosurePlaceOf, disclosureQuery, exportOf, exportQuery, matchingQuery, type MatchingRow, stateOf } from './queries.disclosure'
import { matterOf, matterQueries, type MatterRow } from './queries.matter'

type Ends = typeof disclosureEndpoints
const day = 86_400_000

export async function ask({ db, env, me, enter, body, now }: Call<Ends['ask']>): Promise<Disclosure> {
  const [from, to] = spanOf(body)
  const hash = await keyedHash(env, db.org, JSON.stringify(body))
  const { viewer, rows: [[earlier], [there]] } = await enter(disclosureQuery(db, me, body.id), presenceQuery(db, body.people, body.approvers))
  if (earlier) {
    if (earlier.body_hash !== hash || earlier.by_id !== viewer.id) throw new Refusal('id-taken')
    return disclosureOf(env, viewer, earlier, now)
  }
  const wrong = (pointer: string, code: string) => new Refusal('invalid', { errors: [{ pointer, code }] })
  if (body.approvers[0] === body.approvers[1]) throw wrong('/approvers', 'invalid')
  // Nobody agrees to read what concerns themselves.
  if (body.approvers.some((one) => body.people.includes(one))) throw new Refusal('recipient-self')
  if (there!.people !== body.people.length || there!.acting !== 2) throw new Refusal('recipient-unknown')
  const second = valuesOf(viewer.organisation.settings).disclosureSecond
  if (second.is !== 'anyone' && !body.approvers.some((one) => second.people.includes(one))) throw wrong('/approvers', 'needed')
  if (body.delayDays > 0 && body.delayWhy === null) throw wrong('/delayWhy', 'needed')
  const { sealed, version } = await seal(env, disclosurePlaceOf(db.org, body.id), JSON.stringify({ matter: body.matter, delayWhy: body.delayDays > 0 ? body.delayWhy : null }))
  const { rows: [[row]] } = await record(db, {
    guards: [{ bad: sql`exists (select 1 from disclosures where org_id = ${db.org} and id = ${body.id})`, refuse: 'id-taken' }],
    statements: [db.q.run(sql`insert into disclosures (org_id, id, key_version, words, people, from_at, to_at, delay_days, by_id, first_id, second_id, body_hash, at)
      values (${db.org}, ${body.id}, ${version}, ${sealed}, ${JSON.stringify(body.people)}, ${from}, ${to}, ${body.delayDays}, ${viewer.id}, ${body.approvers[0]!}, ${body.approvers[1]!}, ${hash}, ${now})`)],
    event: { kind: 'disclosure.asked', disclosure: body.id, approvers: body.approvers }, actor: viewer.id, at: now,
  }, disclosureQuery(db, me, body.id))
  return disclosureOf(env, viewer, row!, now)
}

/** One of the two agrees or refuses. The second agreement produces it; two at once: it is produced once. */
export async function agree({ db, env, me, enter, params, body, now }: Call<Ends['agree']>): Promise<Disclosure> {
  const { viewer, rows: [[row]] } = await enter(disclosureQuery(db, me, params.id))
  if (!row) throw new Refusal('not-found')
  const isFirst = row.first_id === viewer.id
  if (!isFirst && row.second_id !== viewer.id) throw new Refusal('not-allowed')
  // Whose own address is in doubt opens nobody's words.
  if (viewer.shutBefore !== null) throw new Refusal('words-shut')
  const agreedAt = isFirst ? row.first_at : row.second_at
  // Said again, it is done.
  if (body.agree ? agreedAt !== null && row.refused_at === null : row.refused_by === viewer.id) return disclosureOf(env, viewer, row, now)
  if (stateOf(row, now) !== 'asked') throw new Refusal('conflict')
  const mine = sql`org_id = ${db.org} and id = ${row.id}`
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: sql`not exists (select 1 from disclosures where ${mine} and refused_at is null and produced_at is null)`, refuse: 'conflict' }],
    statements: [db.q.run(body.agree ? sql`update disclosures set ${sql.raw(isFirst ? 'first_at' : 'second_at')} = ${now} where ${mine}` : sql`update disclosures set refused_by = ${viewer.id}, refused_at = ${now} where ${mine}`)],
    event: body.agree ? { kind: 'disclosure.agreed', disclosure: row.id } : { kind: 'disclosure.refused', disclosure: row.id, told: [row.by_id, row.first_id, row.second_id] }, actor: viewer.id, at: now,
  }, disclosureQuery(db, me, row.id))
  if (after!.first_at === null || after!.second_at === null || !body.agree) return disclosureOf(env, viewer, after!, now)
  await produce(env, db, row.id, now)
  const [[produced]] = await db.batch(disclosureQuery(db, me, row.id))
  return disclosureOf(env, viewer, produced!, now)
}

/** Its author and whom it reached: whom it never reached does not learn by this that it is there. */
const reachedBy = (row: MatchingRow): string[] => [row.author_id, ...(row.visibility === 'author' || row.waits_for !== null ? [] : (JSON.parse(row.recipients) as PersonRef[]).map((one) => one.id))]

interface AgreedRow { people: string; from_at: number; to_at: number; delay_days: number; by_id: string; first_id: string; second_id: string }

/**
 * Reads what it asks for and keeps a sealed copy for the two. Done once, also when the worker died between agreement and this: the clock does it then.
 * Author and recipients are told in the same batch, unless a delay was asked for.
 * @throws Refusal `too-large` where there is more than an export holds: then both agreements are taken back, and the matter is to be narrowed
 */
export async function produce(env: Env, db: Db, id: string, now: number): Promise<void> {
  const mine = sql`org_id = ${db.org} and id = ${id}`
  const [[agreed]] = await db.batch(db.q.all<AgreedRow>(sql`select people, from_at, to_at, delay_days, by_id, first_id, second_id from disclosures where ${mine} and first_at is not null and second_at is not null and produced_at is null and refused_at is null`))
  if (!agreed) return
  const people = JSON.parse(agreed.people) as string[]
  const [found, standing, kept] = await db.batch(matchingQuery(db, people, agreed.from_at, agreed.to_at), ...matterQueries(db, people, agreed.from_at, agreed.to_at))
  const views = found.filter((row) => row.views !== null).map((row): MatterRow => ({ ...row, room: 'view', n: null, by_id: row.author_id, people: '[]', reached: JSON.stringify(reachedBy(row)), words: row.views!, gone: row.retracted }))
  const others = await matterOf(env, db.org, [...views, ...standing, ...kept])
  if (found.length + others.length > mostDisclosed) {
    await db.batch(db.q.run(sql`update disclosures set first_at = null, second_at = null where ${mine} and produced_at is null`))
    throw new Refusal('too-large')
  }
  const [named] = await db.batch(db.q.all<PersonRef>(sql`select id, name from people where org_id = ${db.org} and id in (select value from json_each(${JSON.stringify([...new Set(others.flatMap(({ by, reached }) => [by, ...reached]))])}))`))
  const who = (person: string): PersonRef => named.find((one) => one.id === person) ?? { id: person, name: null }
  const items = await Promise.all([
    ...found.map(async (row) => {
      const { body, title } = await wordsOf(env, db.org, row)
      return { people: reachedBy(row), item: { id: row.id, kind: row.kind, at: new Date(row.at).toISOString(), author: { id: row.author_id, name: row.author }, recipients: JSON.parse(row.recipients) as PersonRef[], body, title, retracted: row.retracted === 1 } satisfies DisclosedItem }
    }),
    ...others.map(async ({ key, what, by, at, reached, text, gone }) => ({
      people: [...new Set([by, ...reached])],
      item: { id: key, kind: what, at: new Date(at).toISOString(), author: who(by), recipients: reached.filter((one) => one !== by).map(who), body: { text }, title: null, retracted: gone } satisfies DisclosedItem,
    })),
  ].map(async (made) => {
    const { people: reached, item } = await made
    const { sealed, version } = await seal(env, disclosedPlaceOf(db.org, id, item.id), JSON.stringify(item))
    return { feedback: item.id, people: reached, sealed, version }
  }))
  const atOnce = agreed.delay_days === 0
  const told = [...new Set(items.flatMap(({ people }) => people))]
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from disclosures where ${mine} and produced_at is null and refused_at is null and first_at is not null and second_at is not null)`, refuse: 'conflict' }],
    statements: [
      ...parts(items).map((part) => db.q.run(sql`insert into disclosed_items (org_id, disclosure_id, feedback_id, people, key_version, words)
        select ${db.org}, ${id}, json_extract(value, '$.feedback'), json_extract(value, '$.people'), json_extract(value, '$.version'), json_extract(value, '$.sealed') from json_each(${JSON.stringify(part)})`)),
      db.q.run(sql`update disclosures set produced_at = ${now}, tell_at = ${now + agreed.delay_days * day} where ${mine}`),
    ],
    event: { kind: 'disclosure.produced', disclosure: id, told: [agreed.by_id, agreed.first_id, agreed.second_id] }, actor: null, at: now,
  }).then(() => (atOnce ? tell(db, { id, told }, now) : undefined), (error: unknown) => {
    if ((error as { code?: string }).code !== 'conflict') throw error
  })
}

/** A parameter holds at most 2 MB. */
const parts = <T>(items: T[]): T[][] => Array.from({ length: Math.ceil(items.length / 40) }, (_, index) => items.slice(index * 40, (index + 1) * 40))

/** Tells those whose words were in it; once. */
export async function tell(db: Db, { id, told }: { id: string; told: string[] }, now: number): Promise<void> {
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from disclosures where org_id = ${db.org} and id = ${id} and told_at is null)`, refuse: 'conflict' }],
    statements: [db.q.run(sql`update disclosures set told_at = ${now} where org_id = ${db.org} and id = ${id}`)],
    event: { kind: 'disclosure.told', disclosure: id, told }, actor: null, at: now,
  }).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'conflict') throw error
  })
}

/** The export, for the two, for seven days. That it was read is an event. */
export async function read({ db, env, me, enter, params, now }: Call<Ends['export']>): Promise<{ items: DisclosedItem[] }> {
  const { viewer, rows: [[row], items] } = await enter(disclosureQuery(db, me, params.id), exportQuery(db, params.id))
  if (!row) throw new Refusal('not-found')
  if (viewer.id !== row.first_id && viewer.id !== row.second_id) throw new Refusal('not-allowed')
  if (viewer.shutBefore !== null) throw new Refusal('words-shut')
  if (row.produced_at !== null && now >= row.produced_at + disclosureDays * day) throw new Refusal('gone')
  if (stateOf(row, now) !== 'ready') throw new Refusal('not-allowed')
  await record(db, { statements: [], event: { kind: 'disclosure.read', disclosure: row.id }, actor: viewer.id, at: now })
  return { items: await exportOf(env, db.org, row.id, row.at, items) }
}
