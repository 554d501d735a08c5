/** Reads of holds. */
import type { Hold } from '../../shared/holds'
import { pageSize } from '../../shared/page'
import type { PersonRef } from '../../shared/people'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Viewer, ViewerSql } from '../http/session'
import { readable, unsealWords } from '../sealing'
import { sql, type SQL } from '../sql'

export const matterPlaceOf = (org: string, hold: string) => ({ org, row: hold, column: 'legal_holds.matter' })

export interface HoldRow {
  id: string; key_version: number; matter: string; people: string; from_at: number; to_at: number; by_id: string; by_name: string | null; second_id: string; second_name: string | null
  body_hash: string; at: number; confirmed_at: number | null; ended_by: string | null; ended_name: string | null; ended_at: number | null
}

/** The name of a person, as a column. */
export const nameOf = (id: SQL): SQL => sql`(select n.name from people n where n.org_id = h.org_id and n.id = ${id})`
/** The people of a list, with their names. */
export const namesOf = (list: SQL): SQL => sql`(select json_group_array(json_object('id', n.id, 'name', n.name)) from json_each(${list}) e cross join people n on n.org_id = h.org_id and n.id = e.value)`

const columns = sql`h.id, h.key_version, h.matter, ${namesOf(sql`h.people`)} as people, h.from_at, h.to_at, h.by_id, ${nameOf(sql`h.by_id`)} as by_name, h.second_id, ${nameOf(sql`h.second_id`)} as second_name,
  h.body_hash, h.at, h.confirmed_at, h.ended_by, ${nameOf(sql`h.ended_by`)} as ended_name, h.ended_at`
/** Whoever set it, its second, and admins. */
const seen = (db: Db, me: ViewerSql): SQL => sql`(${me.id} in (h.by_id, h.second_id) or (select role from people where org_id = ${db.org} and id = ${me.id}) = 'admin')`

export const holdsQuery = (db: Db, me: ViewerSql, after: string = '~') =>
  db.q.all<HoldRow>(sql`select ${columns} from legal_holds h where h.org_id = ${db.org} and h.id < ${after} and ${seen(db, me)} order by h.id desc limit ${pageSize}`)
export const holdQuery = (db: Db, me: ViewerSql, id: string) => db.q.all<HoldRow>(sql`select ${columns} from legal_holds h where h.org_id = ${db.org} and h.id = ${id} and ${seen(db, me)}`)

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Those of a list, without what is shut to the viewer. */
export const holdsOf = (env: Env, viewer: Viewer, rows: readonly HoldRow[]): Promise<Hold[]> => readable(rows, (row) => holdOf(env, viewer, row))

export async function holdOf(env: Env, viewer: Viewer, row: HoldRow): Promise<Hold> {
  const state = row.ended_at !== null ? 'ended' : row.confirmed_at === null ? 'asked' : 'holds'
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return {
    id: row.id, matter: await unsealWords(env, matterPlaceOf(viewer.org, row.id), row.matter, row.key_version, row.at), people: JSON.parse(row.people) as PersonRef[],
    from: dayOf(row.from_at), to: dayOf(row.to_at), state, by: { id: row.by_id, name: row.by_name }, second: { id: row.second_id, name: row.second_name },
    at: time(row.at)!, confirmedAt: time(row.confirmed_at), endedBy: row.ended_by === null ? null : { id: row.ended_by, name: row.ended_name }, endedAt: time(row.ended_at),
    mayConfirm: state === 'asked' && row.second_id === viewer.id, mayEnd: state !== 'ended',
  }
}
