/** Reads of what is expected: all that stands on a day, one person's part of it, names of competencies. */
import { type Expectation, type PersonExpectations, type RoleWritten, type Standard, type Standards, type Written } from '../../shared/expectations'
import type { Db, Results } from '../db'
import { sql, type SQL } from '../sql'

export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)

/** The number of the version of `id` that stands on a day. */
const standing = (db: Db, id: SQL, day: string): SQL => sql`(select max(s.version) from expectation_versions s where s.org_id = ${db.org} and s.id = ${id} and s.from_day <= ${day})`
/** The last version written of `id`, whenever it begins; 0 = none. */
export const lastOf = (db: Db, id: SQL): SQL => sql`coalesce((select max(l.version) from expectation_versions l where l.org_id = ${db.org} and l.id = ${id}), 0)`

interface VersionRow { id: string; version: number; from_day: string; written: string }
/** What stands on the day of `now` and what comes after it; the last import. */
export const standardsQueries = (db: Db, now: number) => [
  db.q.all<VersionRow>(sql`select v.id, v.version, v.from_day, v.written from expectation_versions v where v.org_id = ${db.org}
    and (v.version = ${standing(db, sql`v.id`, dayOf(now))} or (v.from_day > ${dayOf(now)} and v.version = ${lastOf(db, sql`v.id`)})) order by v.at, v.id limit 500`),
  db.q.all<{ id: string; at: number; count: number }>(sql`select import_id as id, at, count(*) as count from expectation_versions where org_id = ${db.org} and import_id is not null group by import_id order by at desc limit 1`),
] as const

export function standardsOf(now: number, [rows, [imported]]: Results<ReturnType<typeof standardsQueries>>): Standards {
  const all = rows.map((row): Standard => ({ ...(JSON.parse(row.written) as Written), version: row.version, from: row.from_day }))
  const today = all.filter(({ from }) => from <= dayOf(now))
  return {
    roles: today.filter((one) => one.kind === 'role'), competencies: today.filter((one) => one.kind === 'competency'), coming: all.filter(({ from }) => from > dayOf(now)),
    imported: imported ? { ...imported, at: new Date(imported.at).toISOString() } : null,
  }
}

/** The last versions of these ids, as they were written. */
export const latestQuery = (db: Db, ids: readonly string[]) =>
  db.q.all<VersionRow>(sql`select v.id, v.version, v.from_day, v.written from json_each(${JSON.stringify(ids)}) e cross join expectation_versions v on v.org_id = ${db.org} and v.id = e.value and v.version = ${lastOf(db, sql`e.value`)}`)

/** The names of those ids that are competencies. */
export const competencyNamesQuery = (db: Db, ids: readonly string[]) =>
  db.q.all<{ id: string; name: string }>(sql`select v.id, json_extract(v.written, '$.name') as name from json_each(${JSON.stringify(ids)}) e cross join expectation_versions v on v.org_id = ${db.org} and v.id = e.value
    and v.version = ${lastOf(db, sql`e.value`)} and json_extract(v.written, '$.kind') = 'competency'`)

export interface PlacedRow { role_id: string; level_id: string; at: number; version: number | null; from_day: string | null; written: string | null; c_role: string | null; c_level: string | null; c_version: number | null; c_at: number | null; c_written: string | null }
/** Somebody's role as it stands today, and what they confirmed last. */
export const placedQuery = (db: Db, person: string | SQL, now: number) => db.q.all<PlacedRow>(sql`select r.role_id, r.level_id, r.at, v.version, v.from_day, v.written,
    c.role_id as c_role, c.level_id as c_level, c.version as c_version, c.at as c_at, w.written as c_written
  from person_roles r left join expectation_versions v on v.org_id = r.org_id and v.id = r.role_id and v.version = ${standing(db, sql`r.role_id`, dayOf(now))}
    left join expectation_confirmations c on c.org_id = r.org_id and c.person_id = r.person_id left join expectation_versions w on w.org_id = c.org_id and w.id = c.role_id and w.version = c.version
  where r.org_id = ${db.org} and r.person_id = ${person} order by c.at desc limit 1`)

export function expectedOf(person: { id: string; name: string | null }, row: PlacedRow | undefined, mine: boolean): PersonExpectations {
  const role = row?.written ? (JSON.parse(row.written) as RoleWritten) : null
  const level = role?.levels.find(({ id }) => id === row!.level_id)
  const before = row?.c_written ? (JSON.parse(row.c_written) as RoleWritten).levels.find(({ id }) => id === row.c_level) : null
  return {
    person, role: role && { id: role.id, name: role.name }, level: level ? { id: level.id, name: level.name } : null, version: row?.version ?? 0, from: row?.from_day ?? null,
    since: row ? new Date(row.at).toISOString() : null, expectations: level?.expectations ?? [], competencies: level?.competencies ?? [],
    confirmed: row?.c_at ? { version: row.c_version!, at: new Date(row.c_at).toISOString(), role: row.c_role!, level: row.c_level!, name: before?.name ?? '', expectations: (before?.expectations ?? []) as Expectation[] } : null,
    mine,
  }
}

/** True when a person is above another: their manager, or one further up. */
export const isAbove = (db: Db, person: string, other: string): SQL => sql`${person} in (with recursive up (id, n) as (select manager_id, 1 from people where org_id = ${db.org} and id = ${other}
  union all select p.manager_id, up.n + 1 from up join people p on p.org_id = ${db.org} and p.id = up.id where up.n < 12) select id from up where id is not null)`
