/** Reads of cases: the person's own, those that a contact runs, and what is kept about somebody beyond what they see. */
import type { Case, CaseEntry } from '../../shared/cases'
import { bodyFields } from '../../shared/bodies'
import type { Db } from '../db'
import type { Env } from '../env'
import type { ViewerSql } from '../http/session'
import { wordsOf } from '../feedback/queries'
import { unsealWords } from '../sealing'
import { sql, type SQL } from '../sql'

export interface CaseRow {
  id: string
  seq: string
  kind: Case['kind']
  person_id: string
  person: string | null
  person_status: string
  contact_id: string
  contact: string | null
  state: Case['state']
  at: number
  due_at: number
  answered_at: number | null
  key_version: number | null
  answer: string | null
}

const columns = sql`c.id, c.seq, c.kind, c.person_id, nullif(p.name, '') as person, p.status as person_status, c.contact_id, nullif(h.name, '') as contact, c.state, c.at, c.due_at, c.answered_at, c.key_version, c.answer
  from cases c cross join people p on p.org_id = c.org_id and p.id = c.person_id cross join people h on h.org_id = c.org_id and h.id = c.contact_id`

export const mineQuery = (db: Db, me: ViewerSql) => db.q.all<CaseRow>(sql`select ${columns} where c.org_id = ${db.org} and c.person_id = ${me.id} order by c.seq desc limit 20`)
/** Those that are not answered come first, the one due soonest before. */
export const runByQuery = (db: Db, me: ViewerSql) =>
  db.q.all<CaseRow>(sql`select ${columns} where c.org_id = ${db.org} and c.contact_id = ${me.id} order by c.state = 'answered', c.due_at limit 50`)
/** One case for whom it is about, or who runs it. @param whose the column that must be the viewer */
export const caseQuery = (db: Db, me: ViewerSql, id: string, whose: 'person_id' | 'contact_id') =>
  db.q.all<CaseRow>(sql`select ${columns} where c.org_id = ${db.org} and c.id = ${id} and c.${sql.identifier(whose)} = ${me.id}`)

export const caseOf = (row: CaseRow): Case => ({
  id: row.id, seq: row.seq, kind: row.kind, person: { id: row.person_id, name: row.person }, contact: { id: row.contact_id, name: row.contact }, state: row.state,
  at: new Date(row.at).toISOString(), dueBy: new Date(row.due_at).toISOString(), answeredAt: row.answered_at === null ? null : new Date(row.answered_at).toISOString(),
})

/** The contacts of an organisation, in their order, as far as they are still there. */
export const contactsQuery = (db: Db) => db.q.all<{ id: string; name: string }>(sql`select p.id, p.name from organisations o, json_each(o.settings, '$.dataProtection') k
  cross join people p on p.org_id = o.id and p.id = k.value where o.id = ${db.org} and p.status in ('active', 'away') order by k.key`)

/** A file shows this many entries at once, those that are not decided first: as they are, the others follow. */
export const mostEntries = 200

/**
 * What is about somebody and not open to them: said to them with keys that are not theirs, or kept as a note about them. Ids, all of them.
 * What only a legal hold keeps is hidden here too.
 * @param person as SQL
 */
export const hiddenAbout = (db: Db, person: SQL): SQL => sql`select f.id from (
    select feedback_id as id from feed where org_id = ${db.org} and subject = 'to:' || ${person}
    union select id from feedback indexed by feedback_about where org_id = ${db.org} and about_id = ${person}) x
  cross join feedback f on f.org_id = ${db.org} and f.id = x.id
  where f.words is not null and f.retracted_at is null and f.author_id <> ${person} and not exists (select 1 from json_each(f.keys) k
    where k.value in (select v.value from people p, json_each(p.keys) v where p.org_id = ${db.org} and p.id = ${person}))`

export interface EntryRow {
  id: string
  kind: CaseEntry['what']
  author_id: string
  author: string | null
  at: number
  key_version: number
  words: string | null
  give: number | null
  reason: CaseEntry['reason']
  mask_author: number
  mask_version: number | null
  mask: string | null
  /** How many there are in all. */
  found: number
}

/** The entries of a case that the viewer runs; what was taken back or expired meanwhile is gone from it. @param most as a file shows them; none: all, oldest first */
export const entriesQuery = (db: Db, me: ViewerSql, id: string, most?: number) => db.q.all<EntryRow>(sql`
  select f.id, f.kind, f.author_id, nullif(a.name, '') as author, f.at, f.key_version, f.words, e.give, e.reason, e.mask_author, e.key_version as mask_version, e.mask, count(*) over () as found
  from cases c cross join case_entries e on e.org_id = c.org_id and e.case_id = c.id cross join feedback f on f.org_id = e.org_id and f.id = e.feedback_id
    cross join people a on a.org_id = f.org_id and a.id = f.author_id
  where c.org_id = ${db.org} and c.id = ${id} and c.contact_id = ${me.id} and f.words is not null and f.retracted_at is null order by ${sql.raw(most === undefined ? '' : 'e.give is not null, ')}f.seq limit ${most ?? -1}`)

/** A case that the viewer runs, with the entries that its file shows. */
export const fileQueries = (db: Db, me: ViewerSql, id: string) => [caseQuery(db, me, id, 'contact_id'), entriesQuery(db, me, id, mostEntries)] as const

export const maskPlace = (org: string, caseId: string, entry: string) => ({ org, row: `${caseId}:${entry}`, column: 'case_entries.mask' })
export const answerPlace = (org: string, caseId: string) => ({ org, row: caseId, column: 'cases.answer' })

export async function entryOf(env: Env, org: string, caseId: string, row: EntryRow): Promise<CaseEntry> {
  const { body, title } = await wordsOf(env, org, { id: row.id, key_version: row.key_version, words: row.words!, at: row.at })
  const mask = row.mask === null ? [] : (JSON.parse(await unsealWords(env, maskPlace(org, caseId, row.id), row.mask, row.mask_version!, row.at)) as string[])
  return {
    id: row.id, what: row.kind, author: { id: row.author_id, name: row.author }, at: new Date(row.at).toISOString(),
    text: [...bodyFields(body).map(([, text]) => text).filter(Boolean), ...(title ? [title] : [])].join('\n\n'),
    give: row.give === null ? null : row.give === 1, reason: row.reason, maskAuthor: row.mask_author === 1, mask,
  }
}
