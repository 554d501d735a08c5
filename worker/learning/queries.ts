/** Reads of the library: what is listed, what the viewer proposed, what waits for whoever decides. */
import type { Library, Resource } from '../../shared/learning'
import type { ResourceRef } from '../../shared/resources'
import type { Db } from '../db'
import type { Viewer, ViewerSql } from '../http/session'
import { sql, type SQL } from '../sql'

export interface ResourceRow {
  id: string; competency_id: string; title: string; link: string; kind: Resource['kind']; minutes: number | null; language: string | null; state: Resource['state']
  by_id: string; by_name: string | null; at: number; why: string; removed_at: number | null
}

export const decides = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin' || role === 'hr'
const columns = sql`r.id, r.competency_id, r.title, r.link, r.kind, r.minutes, r.language, r.state, r.by_id, nullif(n.name, '') as by_name, r.at, r.why, r.removed_at`
const from = (index: SQL): SQL => sql`from learning_resources r ${index} cross join people n on n.org_id = r.org_id and n.id = r.by_id`
const most = sql.raw('500')

export const libraryQuery = (db: Db, me: ViewerSql, competency?: string) => db.q.all<ResourceRow>(sql`select ${columns} ${from(competency === undefined ? sql`` : sql`indexed by learning_resources_standing`)} where r.org_id = ${db.org} and r.removed_at is null
  ${competency === undefined ? sql`` : sql`and r.competency_id = ${competency}`}
  and (r.state = 'listed' or r.by_id = ${me.id} or (r.state = 'proposed' and (select role from people where org_id = ${db.org} and id = ${me.id}) in ('admin', 'hr'))) order by r.title, r.id limit ${most}`)

/** Whatever stands under an id, also what was taken out. */
export const resourceQuery = (db: Db, id: string) => db.q.all<ResourceRow>(sql`select ${columns} ${from(sql``)} where r.org_id = ${db.org} and r.id = ${id}`)

/** What may be carried by an action of a competency. @param id as SQL or text */
export const isListed = (db: Db, id: string, competency: string): SQL =>
  sql`exists (select 1 from learning_resources r where r.org_id = ${db.org} and r.id = ${id} and r.competency_id = ${competency} and r.state = 'listed' and r.removed_at is null)`

/** What an action item carries, as a column: JSON, null for none and for what was taken out. @param id as SQL */
export const resourceColumn = (org: string, id: SQL): SQL => sql`(select json_object('id', r.id, 'title', r.title, 'link', r.link, 'kind', r.kind, 'minutes', r.minutes) from learning_resources r
  where r.org_id = ${org} and r.id = ${id} and r.state = 'listed' and r.removed_at is null)`
export const resourceIn = (json: string | null): ResourceRef | null => (json === null ? null : (JSON.parse(json) as ResourceRef))

/** Who decides, as far as they are there: told of a proposal. */
export const keepersQuery = (db: Db) =>
  db.q.all<{ id: string }>(sql`select id from people indexed by people_keepers where org_id = ${db.org} and role in ('admin', 'hr') and status = 'active' order by id limit 10`)

export const libraryOf = (viewer: Viewer, rows: readonly ResourceRow[]): Library => ({
  mayDecide: decides(viewer),
  items: rows.map((row) => ({
    id: row.id, competency: row.competency_id, title: row.title, link: row.link, kind: row.kind, minutes: row.minutes, language: row.language, state: row.state,
    by: { id: row.by_id, name: row.by_name }, at: new Date(row.at).toISOString(), why: row.why, mine: row.by_id === viewer.id,
  })),
})
