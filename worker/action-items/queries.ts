/** Reads of action items: their owner's, by date; and the rows that other rooms list. */
import { sql, type SQL } from 'drizzle-orm'
import type { ActionItem, ActionSource, ActionState } from '../../shared/action-items'
import type { Day } from '../../shared/days'
import { pageSize } from '../../shared/page'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Viewer, ViewerSql } from '../http/session'
import { unseal } from '../sealing'
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
}

/** The columns of an ItemRow over rows `i` of action items. */
export const itemColumns = (org: string): SQL => sql`i.id, i.seq, i.owner_id, i.other_id, i.source, i.source_id, i.key_version, i.words, i.due, i.state, i.body_hash, i.by_id, i.at, i.closed_at, i.version,
  (select n.name from people n where n.org_id = ${org} and n.id = i.owner_id) as owner_name, (select n.name from people n where n.org_id = ${org} and n.id = i.other_id) as other_name`

/** One action item, if the viewer is its owner, its other side, or in its team. */
export const itemQuery = (db: Db, me: ViewerSql, id: string) => db.q.all<ItemRow>(sql`select ${itemColumns(db.org)} from action_items i where i.org_id = ${db.org} and i.id = ${id}
  and (${me.id} in (i.owner_id, i.other_id) or (i.team_id is not null and exists (select 1 from people v where v.org_id = ${db.org} and v.id = ${me.id} and instr(v.keys, '"team:' || i.team_id || '"') > 0)))`)

/** What is there under an id, whoever may see it: a new one must not take it. */
export const takenQuery = (db: Db, id: string) => db.q.all<{ by_id: string; body_hash: string }>(sql`select by_id, body_hash from action_items where org_id = ${db.org} and id = ${id}`)

/** Open ones of the viewer up to and with a day, by date. */
export const dueQuery = (db: Db, me: ViewerSql, until: Day) => db.q.all<ItemRow>(sql`select ${itemColumns(db.org)} from action_items i indexed by action_items_by_owner
  where i.org_id = ${db.org} and i.owner_id = ${me.id} and i.state = 'open' and i.due <= ${until} order by i.due, i.seq limit ${pageSize}`)

export async function itemOf(env: Env, viewer: Pick<Viewer, 'id' | 'org'>, row: ItemRow): Promise<ActionItem> {
  const words = JSON.parse(await unseal(env, itemPlaceOf(viewer.org, row.id), row.words, row.key_version)) as ItemWords
  return {
    id: row.id, seq: row.seq, text: words.text, owner: { id: row.owner_id, name: row.owner_name }, other: row.other_id === null ? null : { id: row.other_id, name: row.other_name },
    due: row.due, state: row.state, why: words.why, source: { kind: row.source, id: row.source_id }, at: new Date(row.at).toISOString(),
    closedAt: row.closed_at === null ? null : new Date(row.closed_at).toISOString(),
    mine: row.owner_id === viewer.id ? 'owner' : row.other_id === viewer.id ? 'other' : 'member', version: row.version,
  }
}
export const itemsOf = (env: Env, viewer: Pick<Viewer, 'id' | 'org'>, rows: readonly ItemRow[]): Promise<ActionItem[]> => Promise.all(rows.map((row) => itemOf(env, viewer, row)))
