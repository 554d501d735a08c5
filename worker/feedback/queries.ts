/** Reads of feedback: a feed is one range a key of the viewer, merged newest first (backend.md section 7). */
import type { Card } from '../../shared/cards'
import { type Page, pageSize } from '../../shared/page'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Viewer, ViewerSql } from '../http/session'
import { sql, type SQL } from '../sql'
import { cardsOf } from './cards'
import { filled, type More } from './filled'
import { type CardRow, type Known, cardColumns } from './rows'

// What higher rooms make their cards from.
export { cardsOf, passedTo, relationTo, retractUntil, viewsOf, wordsOf } from './cards'
export { cardColumns, type CardRow, type Change } from './rows'
export { settled } from './races'
export { filled, type More } from './filled'
export { goalQuery } from '../goals/queries'
// Opening the panel asks for people and feedback in one call; routes read through their own room.
export { matchQuery, matchesOf } from '../people/queries'
export { teamMatchQuery, teamMatchesOf } from '../people/queries.teams'

export type Subject = `artifact:${string}` | `goal:${string}` | `to:${string}` | `by:${string}`

/** Later than every seq there is. */
const end = '~'

/** The viewer as one row `me`, read once by a statement that looks at it often. */
export const lookingOf = (db: Db, me: ViewerSql): SQL => sql`me as materialized (select id, keys, shut_before from people where org_id = ${db.org} and id = ${me.id})`
export const looking = { id: sql`(select id from me)`, keys: sql`(select keys from me)` }

/** The same, when they hold at least `from` and at most `to` keys; else no row, and the arms below find nothing. */
export const holder = (db: Db, me: ViewerSql, from: number, to: number): SQL =>
  sql`me as materialized (select id, keys from people where org_id = ${db.org} and id = ${me.id} and json_array_length(keys) between ${from} and ${to})`

const arm = (db: Db, subject: SQL, n: number, after: string): SQL =>
  sql`select seq, feedback_id from feed where org_id = ${db.org} and subject = ${subject} and key = (select json_extract(keys, ${sql.raw(`'$[${n}]'`)}) from me) and seq < ${after}`

// Both columns in the order, or SQLite cannot merge the arms by their index and sorts all of them.
const newest = sql` order by seq desc, feedback_id desc limit `
const merged = (arms: SQL[], limit = sql.raw(String(pageSize))): SQL => sql`${sql.join(arms, sql` union `)}${newest}${limit}`
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)

function cards(db: Db, holders: SQL, page: SQL, known: Known) {
  return db.q.all<CardRow>(sql`with ${holders} select ${cardColumns(db.org, looking, known)} from (${page}) page
    cross join feedback f on f.org_id = ${db.org} and f.id = page.feedback_id`)
}

/**
 * What stands on a subject, as far as the viewer may see it. D1 refuses more than five terms in a compound, and nesting costs rows that a
 * viewer with few keys need not pay: a merge of five for them, a nested one of ten for the others, of which one has a limit of 0 and is not begun.
 */
export function feedQuery(db: Db, me: ViewerSql, subject: Subject, after: string = end, known: Known = {}) {
  const on = sql`${subject}`
  const five = (from: number, limit?: SQL) => merged(range(from, from + 5).map((n) => arm(db, on, n, after)), limit)
  // Nobody's key holds: a limit of null would be an error, not an empty page.
  const whileHolding = (few: boolean) => sql.raw(`coalesce((select (json_array_length(keys) ${few ? '<=' : '>'} 5) * ${pageSize} from me), 0)`)
  const ten = merged([five(0), five(5)].map((half) => sql`select seq, feedback_id from (${half})`), whileHolding(false))
  return cards(db, lookingOf(db, me), sql`select * from (${five(0, whileHolding(true))}) union all select * from (${ten})`, known)
}

/** What the viewer received or gave. Every such item stands under the own key or the organisation's: keys 0 and 1. */
export function ownFeedQuery(db: Db, me: ViewerSql, side: 'to' | 'by', after: string = end) {
  const on = sql`${`${side}:`} || ${me.id}`
  return cards(db, lookingOf(db, me), merged(range(0, 2).map((n) => arm(db, on, n, after))), side === 'to' ? { recipient: true } : { author: true })
}

/** Nothing is done with what is shut (sealing.unsealWords): not passed on, not widened, not answered. */
const open = sql`(f.key_version = 0 or f.at >= coalesce((select shut_before from me), 0))`

/** One item, if its keys and the viewer's meet: the SQL form of `canSee`. */
export function itemQuery(db: Db, me: ViewerSql, id: string) {
  return db.q.all<CardRow>(sql`with ${lookingOf(db, me)} select ${cardColumns(db.org, looking)} from feedback f
    where f.org_id = ${db.org} and f.id = ${id} and f.retracted_at is null and ${open}
      and exists (select 1 from json_each(f.keys) k where k.value in (select value from json_each(${looking.keys})))`)
}

/** What was said to somebody that speaks to a competency, newest first: the same seeing as of one item. */
export const citingQuery = (db: Db, me: ViewerSql, person: string) => db.q.all<CardRow>(sql`with ${lookingOf(db, me)} select ${cardColumns(db.org, looking)} from feedback_competencies c cross join feedback f
    on f.org_id = c.org_id and f.id = c.feedback_id where c.org_id = ${db.org} and c.person_id = ${person} and f.retracted_at is null
      and exists (select 1 from json_each(f.keys) k where k.value in (select value from json_each(${looking.keys}))) order by c.seq desc limit ${sql.raw(String(citedMost))}`)
const citedMost = 50

/** Is there such a person, and who? */
export const personQuery = (db: Db, id: string) => db.q.all<{ id: string; name: string }>(sql`select id, name from people where org_id = ${db.org} and id = ${id}`)

/** What is there already under a draft's id, and those of its core values that exist. */
export interface EarlierRow { author_id: string | null; body_hash: string | null; retracted_at: number | null; value_names: string | null }

export const earlierQuery = (db: Db, id: string, values: readonly string[]) =>
  db.q.all<EarlierRow>(sql`select b.author_id, b.body_hash, b.retracted_at, ${values.length === 0 ? sql`null` : sql`(select json_group_array(json_array(v.id, v.name)) from json_each(${JSON.stringify(values)}) e
      cross join core_values v on v.org_id = ${db.org} and v.id = e.value and v.archived_at is null)`} as value_names
    from (select 1) left join feedback b on b.org_id = ${db.org} and b.id = ${id}`)

/**
 * A page of cards; `known`: names that need not stand in its rows. A full page says where the next begins; that one may be empty, since looking ahead would read five rows more.
 * @param more where a row may be found under the viewer's own key that they see no more: among what reached them
 */
export async function pageOf(env: Env, viewer: Viewer, rows: readonly CardRow[], now: number, known?: [string, string][], more?: More<CardRow>): Promise<Page<Card>> {
  const page = await filled(viewer, rows, pageSize, more)
  return { items: await cardsOf(env, viewer, page.rows, now, known), after: page.after }
}
