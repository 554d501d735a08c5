/** Cases of data protection: asked, gathered, decided entry by entry, answered. Two D1 calls each. */
import { type Case, type CaseAnswer, type CaseFile, caseDays, type caseEndpoints } from '../../shared/cases'
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import { type Db, type Statement } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { factsQuery } from '../people/queries'
import { seal, unsealWords } from '../sealing'
import { sql } from '../sql'
import { answerPlace, caseOf, caseQuery, type CaseRow, contactsQuery, entriesQuery, entryOf, type EntryRow, fileQueries, hiddenAbout, maskPlace, mineQuery } from './queries'
import { aboutQuery, eraseStatements, goneStatements } from './statements'

type Ends = typeof caseEndpoints
const dayMs = 86_400_000

export async function setContacts({ db, enter, body, now }: Call<Ends['setContacts']>) {
  const ids = [...new Set(body.people)]
  const { viewer, rows: [people, before] } = await enter(factsQuery(db, ids, now), contactsQuery(db))
  const wrong = ids.flatMap((id, index) => (people.some((one) => one.id === id && (one.status === 'active' || one.status === 'away')) ? [] : [{ pointer: `/people/${index}`, code: 'unknown' }]))
  if (wrong.length > 0) throw new Refusal('recipient-unknown', { errors: wrong })
  if (ids.join() === before.map(({ id }) => id).join()) return { items: before }
  const { rows: [items] } = await record(db, {
    statements: [db.q.run(sql`update organisations set settings = json_set(settings, '$.dataProtection', json(${JSON.stringify(ids)})) where id = ${db.org}`)],
    event: { kind: 'case.contactsNamed', people: ids }, actor: viewer.id, at: now,
  }, contactsQuery(db))
  return { items }
}

/** The first contact who is somebody else runs it. Asked twice while one of its kind is open: the same case. */
export async function ask({ db, me, enter, body, now }: Call<Ends['ask']>): Promise<Case> {
  const { viewer, rows: [contacts, mine, [taken]] } = await enter(contactsQuery(db), mineQuery(db, me), db.q.all<{ person_id: string }>(sql`select person_id from cases where org_id = ${db.org} and id = ${body.id}`))
  if (taken && (taken.person_id !== viewer.id || mine.some((one) => one.id === body.id && one.kind !== body.kind))) throw new Refusal('id-taken')
  const open = mine.find((one) => one.id === body.id) ?? mine.find((one) => one.kind === body.kind && one.state !== 'answered')
  if (open) return caseOf(open)
  // What is kept about somebody is gathered for them alone: first the new address is confirmed.
  if (viewer.shutBefore !== null) throw new Refusal('words-shut')
  const contact = contacts.find((one) => one.id !== viewer.id)
  if (!contact) throw new Refusal('no-contact')
  const seq = newId()
  const { rows: [[row]] } = await record(db, {
    guards: [{ bad: sql`exists (select 1 from cases where org_id = ${db.org} and person_id = ${viewer.id} and kind = ${body.kind} and state <> 'answered')`, refuse: 'conflict' }],
    statements: [db.q.run(sql`insert into cases (org_id, id, seq, kind, person_id, contact_id, at, due_at)
      values (${db.org}, ${body.id}, ${seq}, ${body.kind}, ${viewer.id}, ${contact.id}, ${now}, ${now + caseDays * dayMs})`)],
    event: { kind: 'case.asked', case: body.id, person: viewer.id, contact: contact.id }, actor: viewer.id, at: now, seq,
  }, caseQuery(db, me, body.id, 'person_id'))
  return caseOf(row!)
}

/** @throws Refusal `not-found` for a case that the viewer does not run */
function running(rows: CaseRow[]): CaseRow {
  const [row] = rows
  if (!row) throw new Refusal('not-found')
  return row
}

export async function file({ db, env, me, enter, params }: Call<Ends['file']>): Promise<CaseFile> {
  const { rows: [found, entries] } = await enter(...fileQueries(db, me, params.id))
  return fileOf(env, db, running(found), entries)
}

const fileOf = async (env: Env, db: Db, row: CaseRow, entries: EntryRow[]): Promise<CaseFile> =>
  ({ ...caseOf(row), more: row.state === 'answered' ? 0 : (entries[0]?.found ?? 0) - entries.length, entries: row.state === 'answered' ? [] : await Promise.all(entries.map((entry) => entryOf(env, db.org, row.id, entry))) })

export async function gather({ db, env, me, enter, params, now }: Call<Ends['gather']>): Promise<CaseFile> {
  const { viewer, rows: [found] } = await enter(caseQuery(db, me, params.id, 'contact_id'))
  const row = running(found)
  // Who wants to be forgotten did not ask for anybody to read what there is about them.
  if (row.state === 'answered' || row.kind !== 'access') throw new Refusal('conflict')
  const { rows: [after, entries] } = await record(db, {
    guards: [answered(db, params.id)],
    statements: [
      db.q.run(sql`insert into case_entries (org_id, case_id, feedback_id) select ${db.org}, ${row.id}, id from (${hiddenAbout(db, sql`${row.person_id}`)}) where true on conflict do nothing`),
      restate(db, row.id),
    ],
    event: { kind: 'case.gathered', case: row.id, person: row.person_id }, actor: viewer.id, at: now,
  }, ...fileQueries(db, me, params.id))
  return fileOf(env, db, running(after), entries)
}

/** Nothing changes in a case that was answered. */
const answered = (db: Db, id: string) => ({ bad: sql`exists (select 1 from cases where org_id = ${db.org} and id = ${id} and state = 'answered')`, refuse: 'conflict' as const })
/** Entries `e` of a case that are there still. */
const there = (db: Db, id: string) => sql`from case_entries e cross join feedback f on f.org_id = e.org_id and f.id = e.feedback_id where e.org_id = ${db.org} and e.case_id = ${id} and f.words is not null and f.retracted_at is null`
/** Decided once every entry is, gathering before. */
const restate = (db: Db, id: string): Statement => db.q.run(sql`update cases set state = case when exists (select 1 ${there(db, id)} and e.give is null) then 'gathering' else 'decided' end where org_id = ${db.org} and id = ${id}`)

export async function decide({ db, env, me, enter, params, body, now }: Call<Ends['decide']>): Promise<CaseFile> {
  if (body.give === (body.reason !== null)) throw new Refusal('invalid', { errors: [{ pointer: '/reason', code: body.give ? 'unknown' : 'needed' }] })
  const { viewer, rows: [found] } = await enter(caseQuery(db, me, params.id, 'contact_id'))
  const row = running(found)
  const mask = await seal(env, maskPlace(db.org, row.id, params.entry), JSON.stringify(body.mask))
  const { rows: [after, fresh] } = await record(db, {
    guards: [{ bad: sql`not exists (select 1 ${there(db, row.id)} and e.feedback_id = ${params.entry})`, refuse: 'not-found' }, answered(db, row.id)],
    statements: [
      db.q.run(sql`update case_entries set give = ${body.give ? 1 : 0}, reason = ${body.reason}, mask_author = ${body.maskAuthor ? 1 : 0}, mask = ${mask.sealed}, key_version = ${mask.version}
        where org_id = ${db.org} and case_id = ${row.id} and feedback_id = ${params.entry}`),
      restate(db, row.id),
    ],
    event: { kind: 'case.decided', case: row.id, feedback: params.entry, given: body.give }, actor: viewer.id, at: now,
  }, ...fileQueries(db, me, row.id))
  return fileOf(env, db, running(after), fresh)
}

/** Gives the person what was decided, and tells the authors of what was given; a case of erasure erases who has left. */
export async function answer(call: Call<Ends['answer']>): Promise<Case> {
  const { db, env, me, enter, params, body, now } = call
  const { viewer, rows: [found, rows] } = await enter(caseQuery(db, me, params.id, 'contact_id'), entriesQuery(db, me, params.id))
  const row = running(found)
  if (row.state === 'answered') return caseOf(row)
  if (row.kind === 'access' && row.state !== 'decided') throw new Refusal('case-undecided')
  if (row.kind === 'erasure' && row.person_status !== 'deactivated') throw new Refusal('still-here')
  const entries = await Promise.all(rows.map((entry) => entryOf(env, db.org, row.id, entry)))
  const given = row.kind === 'access' ? entries.filter((entry) => entry.give) : []
  const reasons = [...new Set(entries.flatMap((entry) => (entry.give === false && entry.reason ? [entry.reason] : [])))]
  const answerText: CaseAnswer = {
    letter: body.letter,
    given: given.map((entry) => ({ what: entry.what, author: entry.maskAuthor ? null : entry.author.name, at: entry.at, text: masked(entry.text, entry.mask) })),
    withheld: reasons.map((reason) => ({ reason, count: entries.filter((entry) => entry.reason === reason && entry.give === false).length })),
  }
  const text = JSON.stringify(answerText)
  // A row holds two megabytes, sealed a third more than said: what is more is not given half.
  if (new TextEncoder().encode(text).length > 1_400_000) throw new Refusal('too-large')
  const sealed = await seal(env, answerPlace(db.org, row.id), text)
  if (row.kind === 'erasure' && (await isHeld(db, row.person_id))) throw new Refusal('held')
  if (row.kind === 'erasure') await emptied(db, row, viewer.id, now)
  const { rows: [after] } = await record(db, {
    guards: [answered(db, row.id), { bad: sql`${row.kind === 'access' ? 1 : 0} and not exists (select 1 from cases where org_id = ${db.org} and id = ${row.id} and state = 'decided')`, refuse: 'case-undecided' },
      { bad: sql`${row.kind === 'erasure' ? 1 : 0} and not exists (select 1 from people where org_id = ${db.org} and id = ${row.person_id} and status = 'deactivated')`, refuse: 'still-here' },
      { bad: sql`${row.kind === 'erasure' ? 1 : 0} and ${held(db, row.person_id)}`, refuse: 'held' }],
    statements: [
      db.q.run(sql`update cases set state = 'answered', answered_at = ${now}, answer = ${row.kind === 'access' ? sealed.sealed : null}, key_version = ${sealed.version} where org_id = ${db.org} and id = ${row.id}`),
      ...(row.kind === 'erasure' ? eraseStatements(db, row.person_id, now) : []),
    ],
    event: row.kind === 'erasure'
      ? { kind: 'person.erased', case: row.id, person: row.person_id }
      : { kind: 'case.answered', case: row.id, person: row.person_id, authors: [...new Set(given.map(({ author }) => author.id))] },
    actor: viewer.id, at: now,
  }, caseQuery(db, me, row.id, 'contact_id'))
  return caseOf(running(after))
}

/** A confirmed legal hold that names somebody keeps what there is about them, whoever asks. */
const held = (db: Db, person: string) => sql`exists (select 1 from legal_holds h, json_each(h.people) p where h.org_id = ${db.org} and h.confirmed_at is not null and h.ended_at is null and p.value = ${person})`
const isHeld = async (db: Db, person: string): Promise<boolean> => (await db.batch(db.q.all<{ held: number }>(sql`select ${held(db, person)} as held`)))[0][0]?.held === 1

/** Round by round, so that no batch grows without bound; what was done stays done where it breaks off, and the next try goes on. */
async function emptied(db: Db, row: CaseRow, actor: string, now: number): Promise<void> {
  for (;;) {
    const [gone] = await db.batch(aboutQuery(db, row.person_id))
    if (gone.length === 0) return
    await record(db, { statements: goneStatements(db, gone, now), event: { kind: 'person.erasing', case: row.id, person: row.person_id }, actor, at: now })
  }
}

/** Every occurrence of the words to mask becomes a bar, whatever their case, how their marks are written, and where a line ends between them. */
export function masked(text: string, mask: readonly string[]): string {
  const wanted = (word: string) => new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'), 'giu')
  return mask.map((word) => word.normalize('NFC')).sort((a, b) => b.length - a.length).reduce((left, word) => left.replace(wanted(word), '▇▇▇'), text.normalize('NFC'))
}

export async function answerOf({ db, env, me, enter, params }: Call<Ends['answerOf']>): Promise<CaseAnswer> {
  const { rows: [[row]] } = await enter(caseQuery(db, me, params.id, 'person_id'))
  if (!row || row.answer === null) throw new Refusal('not-found')
  return JSON.parse(await unsealWords(env, answerPlace(db.org, row.id), row.answer, row.key_version!, row.at)) as CaseAnswer
}
