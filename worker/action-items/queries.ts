/** Reads of action items: their owner's, by date; and the rows that other rooms list. */
import type { ActionItem, ActionSource, ActionState } from '../../shared/action-items'
import type { Day } from '../../shared/days'
import { type Page, pageSize } from '../../shared/page'
import type { Db } from '../db'
import type { Env } from '../env'
import { resourceColumn, resourceIn } from '../learning/queries'
import type { Viewer, ViewerSql } from '../http/session'
import { readable, unsealWords } from '../sealing'
import { sql, type SQL } from '../sql'
import { itemPlaceOf, type ItemWords } from './statements'

export interface ItemRow {
  id: string
  seq: string
  owner_id: string
  other_id: string | null
  source: ActionSource
  source_id: string | null
  key_version: number
  words: string
  due: Day | null
  state: ActionState
  body_hash: string
  by_id: string
  at: number
  closed_at: number | null
  version: number
  owner_name: string | null
  other_name: string | null
  resource: string | null
  work: string | null
}

/** The columns of an ItemRow over rows `i` of action items. */
export const itemColumns = (org: string): SQL => sql`i.id, i.seq, i.owner_id, i.other_id, i.source, i.source_id, i.key_version, i.words, i.due, i.state, i.body_hash, i.by_id, i.at, i.closed_at, i.version,
  (select n.name from people n where n.org_id = ${org} and n.id = i.owner_id) as owner_name, (select n.name from people n where n.org_id = ${org} and n.id = i.other_id) as other_name,
  case when i.resource_id is not null then ${resourceColumn(org, sql`i.resource_id`)} end as resource,
  case when i.artifact_id is not null then (select json_object('site', a.site, 'type', a.type, 'instance', a.instance, 'key', a.key, 'url', a.url) from artifacts a where a.org_id = ${org} and a.id = i.artifact_id) end as work`

/** One action item, if the viewer is its owner, its other side, or in its team. */
export const itemQuery = (db: Db, me: ViewerSql, id: string) => db.q.all<ItemRow>(sql`select ${itemColumns(db.org)} from action_items i where i.org_id = ${db.org} and i.id = ${id}
  and (${me.id} in (i.owner_id, i.other_id) or (i.team_id is not null and exists (select 1 from people v where v.org_id = ${db.org} and v.id = ${me.id} and instr(v.keys, '"team:' || i.team_id || '"') > 0)))`)

/** What is there under an id, whoever may see it: a new one must not take it. */
export const takenQuery = (db: Db, id: string) => db.q.all<{ by_id: string; body_hash: string }>(sql`select by_id, body_hash from action_items where org_id = ${db.org} and id = ${id}`)

/** Open ones of the viewer up to and with a day, by date. */
export const dueQuery = (db: Db, me: ViewerSql, until: Day) => db.q.all<ItemRow>(sql`select ${itemColumns(db.org)} from action_items i indexed by action_items_by_owner
  where i.org_id = ${db.org} and i.owner_id = ${me.id} and i.state = 'open' and i.due <= ${until} order by i.due, i.seq limit ${pageSize}`)

export async function itemOf(env: Env, viewer: Pick<Viewer, 'id' | 'org'>, row: ItemRow): Promise<ActionItem> {
  const words = JSON.parse(await unsealWords(env, itemPlaceOf(viewer.org, row.id), row.words, row.key_version, row.at)) as ItemWords
  return {
    id: row.id, seq: row.seq, text: words.text, owner: { id: row.owner_id, name: row.owner_name }, other: row.other_id === null ? null : { id: row.other_id, name: row.other_name },
    due: row.due, state: row.state, why: words.why, source: { kind: row.source, id: row.source_id }, at: new Date(row.at).toISOString(),
    closedAt: row.closed_at === null ? null : new Date(row.closed_at).toISOString(),
    mine: row.owner_id === viewer.id ? 'owner' : row.other_id === viewer.id ? 'other' : 'member', version: row.version,
    ...(row.resource !== null && { resource: resourceIn(row.resource) }),
    // Whoever is on neither side does not learn which work it is.
    ...(row.work !== null && [row.owner_id, row.other_id].includes(viewer.id) && { work: JSON.parse(row.work) as NonNullable<ActionItem['work']> }),
  }
}
export const itemsOf = (env: Env, viewer: Pick<Viewer, 'id' | 'org'>, rows: readonly ItemRow[]): Promise<ActionItem[]> => readable(rows, (row) => itemOf(env, viewer, row))

/** A place in the viewer's list: day (or moment of closing) and id, `~` for those without a day. */
const placeIn = (after: string | undefined): [string, string] => {
  const [at = '', id = ''] = (after ?? '').split('_')
  return [at, id]
}

/** A page of the viewer's own: open ones by date, then those without one; or closed ones, newest first. Two statements, of which each gives a page at most. */
export function mineQueries(db: Db, me: ViewerSql, state: 'open' | 'closed', after?: string) {
  const [at, id] = placeIn(after)
  const from = (index: 'action_items_by_owner' | 'action_items_closed', rest: SQL) =>
    db.q.all<ItemRow>(sql`select ${itemColumns(db.org)} from action_items i indexed by ${sql.raw(index)} where i.org_id = ${db.org} and i.owner_id = ${me.id} and ${rest} limit ${pageSize}`)
  if (state === 'closed') {
    const before = after === undefined ? Number.MAX_SAFE_INTEGER : Number(at) || 0
    return [from('action_items_closed', sql`i.closed_at is not null and (i.closed_at, i.id) < (${before}, ${id || '~'}) order by i.closed_at desc, i.id desc`)] as const
  }
  return [
    from('action_items_by_owner', sql`i.state = 'open' and (i.due, i.seq) > (${at}, ${id}) order by i.due, i.seq`),
    from('action_items_by_owner', sql`i.state = 'open' and i.due is null and i.seq > ${at === undated ? id : ''} order by i.seq`),
  ] as const
}
const undated = '~'

export async function pageOf(env: Env, viewer: Viewer, state: 'open' | 'closed', rows: readonly (readonly ItemRow[])[]): Promise<Page<ActionItem>> {
  const page = rows.flat().slice(0, pageSize)
  const last = page.at(-1)
  const after = page.length < pageSize || !last ? null : state === 'closed' ? `${last.closed_at}_${last.id}` : `${last.due ?? undated}_${last.seq}`
  return { items: await itemsOf(env, viewer, page), after }
}

/** Between the viewer and somebody: open ones, and those closed since a moment. @param since milliseconds, as SQL */
export const betweenQuery = (db: Db, me: ViewerSql, other: string, since: SQL) => {
  const mine = sql`i.org_id = ${db.org} and i.other_id = ${other} and i.owner_id = ${me.id}`
  const theirs = sql`i.org_id = ${db.org} and i.other_id = ${me.id} and i.owner_id = ${other}`
  const open = sql`select i.id from action_items i indexed by action_items_by_other where`
  const closed = sql`select i.id from action_items i indexed by action_items_closed_by_other where`
  return listOf(db, sql`${open} ${mine} and i.state = 'open' union ${open} ${theirs} and i.state = 'open'
    union ${closed} ${mine} and i.closed_at > ${since} union ${closed} ${theirs} and i.closed_at > ${since}`)
}

/** Of an agenda: open ones, and those closed since a moment. */
export const ofSourceQuery = (db: Db, source: SQL, since: SQL) => listOf(db, sql`select i.id from action_items i indexed by action_items_by_source where i.org_id = ${db.org} and i.source_id = ${source} and i.source = 'meeting' and (i.state = 'open' or i.closed_at > ${since})`)

/** An agenda shows at most this many. */
const most = 100
const listOf = (db: Db, ids: SQL) => db.q.all<ItemRow>(sql`select ${itemColumns(db.org)} from (select id from (${ids}) limit ${most}) x cross join action_items i on i.org_id = ${db.org} and i.id = x.id`)

/** Open ones by date, those without one last; then closed ones, newest first. */
export const byDate = (items: readonly ActionItem[]): ActionItem[] => items.toSorted((a, b) =>
  Number(a.closedAt !== null) - Number(b.closedAt !== null) || (a.closedAt !== null ? (a.closedAt < b.closedAt! ? 1 : -1) : (a.due ?? '~') === (b.due ?? '~') ? (a.seq < b.seq ? -1 : 1) : (a.due ?? '~') < (b.due ?? '~') ? -1 : 1))
