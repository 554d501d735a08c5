/** A person with their relations and memberships, as an admin edits them. */
import type { PersonFile } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import type { Db, Results } from '../db'
import { sql } from '../sql'
import { profileOf, profileQuery } from './queries'

/** A relation ends with its last day, in UTC. */
export const dayEnd = (day: string): number => Date.parse(`${day}T00:00:00Z`) + 86_400_000
const lastDay = (ms: number): string => new Date(ms - 1).toISOString().slice(0, 10)

interface RelationRow { kind: PersonFile['relations'][number]['kind']; other_id: string; name: string | null; from_at: number; to_at: number | null }

/** The statements that `fileOf` needs. */
export const fileQuery = (db: Db, id: string, now: number) => [
  profileQuery(db, id, now),
  db.q.all<RelationRow>(sql`select r.kind, r.other_id, o.name, r.from_at, r.to_at from relations r left join people o on o.org_id = r.org_id and o.id = r.other_id
    where r.org_id = ${db.org} and r.person_id = ${id} and coalesce(r.to_at, ${now} + 1) > ${now} order by r.kind, o.name, r.other_id`),
  db.q.all<{ id: string; name: string; size: number; main: number }>(sql`select t.id, t.name, t.size, m.main from memberships m cross join teams t on t.org_id = m.org_id and t.id = m.team_id and t.closed_at is null
    where m.org_id = ${db.org} and m.person_id = ${id} and m.to_at is null order by m.main desc, t.name_key, t.id`),
  db.q.all<{ time_zone: string }>(sql`select time_zone from people where org_id = ${db.org} and id = ${id}`),
] as const

/** @throws Refusal `not-found` */
export function fileOf([[profile], relations, memberships, [time]]: Results<ReturnType<typeof fileQuery>>): PersonFile {
  if (!profile || !time) throw new Refusal('not-found')
  return {
    person: profileOf(profile), timeZone: time.time_zone,
    relations: relations.map((row) => ({
      kind: row.kind, person: { id: row.other_id, name: row.name }, since: new Date(row.from_at).toISOString(), until: row.to_at === null ? null : lastDay(row.to_at),
    })),
    memberships: memberships.map((row) => ({ ...row, main: row.main === 1 })),
  }
}
