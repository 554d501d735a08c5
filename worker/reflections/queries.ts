/** Reads of the viewer's own reflections. There is no way to anybody else's. */
import { dayOf } from '../../shared/days'
import { openQuarters, type Reflection, type Reflections } from '../../shared/reflections'
import type { Db, Results } from '../db'
import type { Env } from '../env'
import type { Viewer, ViewerSql } from '../http/session'
import { readable, unsealWords } from '../sealing'
import { sql, type SQL } from '../sql'

/** What is sealed of one. */
export interface ReflectionWords { lived: string; next: string }
export const reflectionPlaceOf = (org: string, person: string, quarter: string, value: string) => ({ org, row: `${person}:${quarter}:${value}`, column: 'reflections.words' })

export interface ReflectionRow { quarter: string; to_day: string; value_id: string; name: string; changed_at: number; version: number; key_version: number; words: string }
interface ShareRow { quarter: string; value_id: string; with_id: string; name: string | null; point_id: string; at: number }

/** A share stands as long as its point is on an agenda, for both. @param s a row of shares */
export const stands = (org: string): SQL => sql`exists (select 1 from meeting_points q where q.org_id = ${org} and q.id = s.point_id and q.words is not null and q.private = 0)`

/** The statements that `reflectionsOf` needs. */
export const mineQueries = (db: Db, me: ViewerSql) => [
  db.q.all<ReflectionRow>(sql`select r.quarter, r.to_day, r.value_id, v.name, r.changed_at, r.version, r.key_version, r.words from reflections r cross join core_values v on v.org_id = r.org_id and v.id = r.value_id
    where r.org_id = ${db.org} and r.person_id = ${me.id} and r.gone_at is null order by r.quarter desc, v.position, v.id limit 500`),
  db.q.all<ShareRow>(sql`select s.quarter, s.value_id, s.with_id, nullif(n.name, '') as name, s.point_id, s.at from reflection_shares s cross join people n on n.org_id = s.org_id and n.id = s.with_id
    where s.org_id = ${db.org} and s.person_id = ${me.id} and ${stands(db.org)} order by s.at, s.with_id`),
  db.q.all<{ off: number }>(sql`select off from reflection_reminders where org_id = ${db.org} and person_id = ${me.id}`),
] as const
export type MineRows = Results<ReturnType<typeof mineQueries>>

/** The core value of an id. */
export const valueQuery = (db: Db, id: string) => db.q.all<{ name: string; archived: number }>(sql`select name, archived_at is not null as archived from core_values where org_id = ${db.org} and id = ${id}`)

export const quartersOf = (viewer: Viewer, now: number) => openQuarters(dayOf(now, viewer.timeZone), viewer.organisation.settings.fiscalStart)

export async function wordsOf(env: Env, viewer: Viewer, row: ReflectionRow): Promise<ReflectionWords> {
  return JSON.parse(await unsealWords(env, reflectionPlaceOf(viewer.org, viewer.id, row.quarter, row.value_id), row.words, row.key_version, row.changed_at)) as ReflectionWords
}

export async function reflectionsOf(env: Env, viewer: Viewer, [rows, shares, [reminder]]: MineRows, now: number): Promise<Reflections> {
  const items = await readable(rows, async (row): Promise<Reflection> => ({
    value: { id: row.value_id, name: row.name }, from: row.quarter, to: row.to_day, ...await wordsOf(env, viewer, row), at: new Date(row.changed_at).toISOString(), version: row.version,
    shares: shares.filter((one) => one.quarter === row.quarter && one.value_id === row.value_id).map((one) => ({ person: { id: one.with_id, name: one.name }, at: new Date(one.at).toISOString() })),
  }))
  return { open: quartersOf(viewer, now).map(({ from, to, number }) => ({ from, to, number })), items, reminded: reminder?.off !== 1 }
}
