/** Reads of everything that somebody may see or has their part in: more ranges of the feed than one compound takes, nested by five. */
import { canSee } from '../../shared/audience.keys'
import { bodyFields } from '../../shared/bodies'
import type { Card } from '../../shared/cards'
import type { Kind } from '../../shared/kinds'
import type { Page } from '../../shared/page'
import { holds } from '../../shared/search'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Viewer, ViewerSql } from '../http/session'
import { unlessShut } from '../sealing'
import { sql, type SQL } from '../sql'
import { cardsOf, relationTo, viewsOf, wordsOf } from './cards'
import { filled, type More } from './filled'
import { holder, lookingOf, looking } from './queries'
import { type CardRow, cardColumns } from './rows'

const key = (n: number): SQL => sql`(select json_extract(keys, ${sql.raw(`'$[${n}]'`)}) from me)`
const arm = (db: Db, subject: SQL, n: number, after: string): SQL => sql`select seq, feedback_id from feed where org_id = ${db.org} and subject = ${subject} and key = ${key(n)} and seq < ${after}`
/** A range under any of the viewer's keys, from the first on. */
const arms = (db: Db, subject: SQL, keys: number, after: string): SQL[] => Array.from({ length: keys }, (_, n) => arm(db, subject, n, after))
const own = (side: 'to' | 'by'): SQL => sql`${sql.raw(`'${side}:'`)} || (select id from me)`

const order = sql` order by seq desc, feedback_id desc limit `
/** The newest of all ranges. D1 takes five terms in a compound; a limit of 0 outside begins none of it. */
function newest(ranges: SQL[], limit: number, outer = sql.raw(String(limit))): SQL {
  const merged = (parts: SQL[], most: SQL): SQL => sql`${sql.join(parts, sql` union `)}${order}${most}`
  if (ranges.length <= 5) return merged(ranges, outer)
  // As many as can stand outside do: each nest reads a page of its own.
  const nests = Math.ceil((ranges.length - 5) / 4)
  const nested = Array.from({ length: nests }, (_, at) => ranges.slice(at * 5, at * 5 + 5))
  return merged([...nested.map((five) => sql`select seq, feedback_id from (${merged(five, sql.raw(String(limit)))})`), ...ranges.slice(nests * 5)], outer)
}
const whileHeld = (limit: number): SQL => sql.raw(`(select count(*) * ${limit} from me)`)

/** What a scan needs of an item, beside its place. */
export interface ScanRow { id: string; seq: string; keys: string; author_id: string; recipients: string; changes: string; private: number; show_title: number; key_version: number; words: string; views: string | null; at: number; artifact_key: string | null }
const scanColumns = (org: string): SQL => sql`f.id, f.seq, f.keys, f.author_id, f.recipients, f.changes, f.private, f.show_title, f.key_version, f.words, f.views, f.at,
  case when f.artifact_id is not null then (select a.key from artifacts a where a.org_id = ${org} and a.id = f.artifact_id) end as artifact_key`

/** Everything that the viewer may see: one half of the statements answers, by how many keys they hold. */
function everything<Row>(db: Db, me: ViewerSql, after: string, limit: number, columns: SQL) {
  const all = (keys: number): SQL[] => [...arms(db, sql`'all'`, keys, after), arm(db, own('to'), 0, after), arm(db, own('by'), 0, after)]
  const over = (held: SQL, page: SQL) => db.q.all<Row>(sql`with ${held} select ${columns} from (${page}) page cross join feedback f on f.org_id = ${db.org} and f.id = page.feedback_id`)
  return [over(holder(db, me, 0, 5), newest(all(5), limit, whileHeld(limit))), over(holder(db, me, 6, 99), newest(all(10), limit, whileHeld(limit)))] as const
}
const end = '~'

/** Everything that the viewer may see, newest first. */
export const allQueries = (db: Db, me: ViewerSql, limit: number, after: string = end) => everything<CardRow>(db, me, after, limit, cardColumns(db.org, looking))
/** The same without names, to be looked through. */
export const scanQueries = (db: Db, me: ViewerSql, limit: number) => everything<ScanRow>(db, me, end, limit, scanColumns(db.org))

/** What the viewer said and what reached them. It stands under the own key or the organisation's: keys 0 and 1. */
export const partQuery = (db: Db, me: ViewerSql, limit: number, after: string = end) =>
  db.q.all<CardRow>(sql`with ${lookingOf(db, me)} select ${cardColumns(db.org, looking)} from (${newest((['to', 'by'] as const).flatMap((side) => arms(db, own(side), 2, after)), limit)}) page
    cross join feedback f on f.org_id = ${db.org} and f.id = page.feedback_id`)

/** One thing said, without its words. */
export interface EntryRow { id: string; seq: string; at: number; kind: Kind; keys: string; author_id: string; author_name: string | null; core_values: string | null; site: string | null }
const entryColumns = (org: string): SQL => sql`f.id, f.seq, f.at, f.kind, f.keys, f.author_id, case when f.author_id <> (select id from me) then (select n.name from people n where n.org_id = ${org} and n.id = f.author_id) end as author_name,
  case when f.core_values <> '[]' then (select json_group_array(json_array(v.id, v.name)) from json_each(f.core_values) e cross join core_values v on v.org_id = ${org} and v.id = e.value) end as core_values,
  case when f.artifact_id is not null then (select a.site from artifacts a where a.org_id = ${org} and a.id = f.artifact_id) end as site`
const entries = (db: Db, held: SQL, page: SQL) =>
  db.q.all<EntryRow>(sql`with ${held} select ${entryColumns(db.org)} from (${page}) page cross join feedback f on f.org_id = ${db.org} and f.id = page.feedback_id`)

/** What reached the viewer, without its words. */
export const ownEntriesQuery = (db: Db, me: ViewerSql, limit: number, after: string = end) => entries(db, lookingOf(db, me), newest(arms(db, own('to'), 2, after), limit))

/** What reached somebody, as far as the viewer may see it, without its words: of two statements one answers. */
export const entriesQueries = (db: Db, me: ViewerSql, person: string, limit: number, after: string = end) => [
  entries(db, holder(db, me, 0, 5), newest(arms(db, sql`${`to:${person}`}`, 5, after), limit)),
  entries(db, holder(db, me, 6, 99), newest(arms(db, sql`${`to:${person}`}`, 10, after), limit, whileHeld(limit))),
] as const

/** Items by id. Whether the viewer may see them is said by their keys: ask `canSee` of every row. */
export const someQuery = (db: Db, me: ViewerSql, ids: readonly string[]) =>
  db.q.all<CardRow>(sql`with ${lookingOf(db, me)} select ${cardColumns(db.org, looking)} from json_each(${JSON.stringify(ids)}) e
    cross join feedback f on f.org_id = ${db.org} and f.id = e.value and f.retracted_at is null`)

/** So many are opened at once. */
const together = 50

/**
 * Those of the rows, in their order, whose words hold all that is searched for: what was said, views of it, and the work it hangs on
 * where the viewer may know that.
 */
export async function holding(env: Env, viewer: Viewer, rows: readonly ScanRow[], words: readonly string[], most: number): Promise<string[]> {
  const found: string[] = []
  for (let at = 0; at < rows.length && found.length < most; at += together) {
    const hits = await Promise.all(rows.slice(at, at + together).map(async (row) => {
      if (!canSee(JSON.parse(row.keys) as string[], viewer.keys)) return false
      const open = await unlessShut(Promise.all([wordsOf(env, viewer.org, row), viewsOf(env, viewer.org, row)]))
      if (!open) return false
      const [{ body, title }, views] = open
      const guarded = row.private === 1 && row.show_title === 0 && relationTo(row, viewer.id) === 'none'
      return holds([...bodyFields(body).map(([, text]) => text), ...views.map(({ text }) => text), ...(guarded ? [] : [title, row.artifact_key])], words)
    }))
    found.push(...rows.slice(at, at + together).filter((_, index) => hits[index]).map(({ id }) => id))
  }
  return found.slice(0, most)
}

/** Cards of rows found by id, newest first: those that the viewer may see. */
export const seenOf = async (env: Env, viewer: Viewer, rows: readonly CardRow[], now: number): Promise<Card[]> =>
  cardsOf(env, viewer, rows.filter((row) => canSee(JSON.parse(row.keys) as string[], viewer.keys)).toSorted((a, b) => (a.seq < b.seq ? 1 : -1)), now)

/** A page of cards of a size of its own. */
export const pageOfSize = async (env: Env, viewer: Viewer, rows: readonly CardRow[], size: number, now: number, more: More<CardRow>): Promise<Page<Card>> => {
  const page = await filled(viewer, rows, size, more)
  return { items: await cardsOf(env, viewer, page.rows, now), after: page.after }
}
