/** Who may coach whom: the management chain, a current relation. Source: domain.md section 3. */
import type { Db } from '../db'
import type { ViewerSql } from '../http/session'
import { ownAskersOf } from '../requests/queries'
import { sql, type SQL } from '../sql'

/** No chain is longer: beyond it one looks no further, so that a loop in the data cannot hang a request. */
const longest = 12

/** The current manager of a row `p` of people: an acting one wins. */
const managerOf = (now: number): SQL => sql`coalesce((select r.other_id from relations r where r.org_id = p.org_id and r.person_id = p.id and r.kind = 'acting'
  and r.from_at <= ${now} and coalesce(r.to_at, ${now} + 1) > ${now} limit 1), p.manager_id)`

/** Ids of a person's management chain, nearest first: at most twelve rows. @param person as SQL */
export const chainOf = (db: { org: string | SQL }, person: SQL, now: number): SQL => sql`(with recursive up (id, n) as (
    select ${managerOf(now)}, 1 from people p where p.org_id = ${db.org} and p.id = ${person}
    union all select ${managerOf(now)}, up.n + 1 from up join people p on p.org_id = ${db.org} and p.id = up.id where up.n < ${longest})
  select id from up where id is not null)`

/** Kinds of relation that let somebody coach, beside the chain. */
const coaching = sql`('dotted', 'acting', 'mentor', 'coach')`

export interface MayRow { leads: number; coaches: number; name: string | null }
/** Whether the viewer is in somebody's chain, and whether they may coach them, and that person's name. One row. */
export const mayQuery = (db: Db, me: ViewerSql, person: string, now: number) => db.q.all<MayRow>(sql`
  select leads, leads or ${relates(db, me.id, person, now)} as coaches, (select n.name from people n where n.org_id = ${db.org} and n.id = ${person}) as name from (select ${leads(db, me.id, person, now)} as leads)`)

const leads = (db: Db, me: SQL, person: string, now: number): SQL => sql`exists (select 1 from ${chainOf(db, sql`${person}`, now)} c where c.id = ${me})`
/** A current relation, or they asked about themselves and it is not long ago. */
const relates = (db: Db, me: SQL, person: string, now: number): SQL => sql`exists (select 1 from relations r where r.org_id = ${db.org} and r.person_id = ${person} and r.kind in ${coaching} and r.other_id = ${me}
  and r.from_at <= ${now} and coalesce(r.to_at, ${now} + 1) > ${now}) or ${person} in (${ownAskersOf(db, me, now)})`

/** True when somebody may not coach a person any more, or is not in their chain any more: the guard of the write. */
export const mayNoMore = (db: Db, author: string, person: string, what: 'coaches' | 'leads', now: number): SQL => {
  const me = sql`${author}`
  return what === 'leads' ? sql`not ${leads(db, me, person, now)}` : sql`not (${leads(db, me, person, now)} or ${relates(db, me, person, now)})`
}

/** A list holds at most this many; whoever leads more asks for one person at a time. */
export const mostCoached = 500

/** By what of several somebody is coached, told by its place in `coachedBy`. */
const placeOf = (kind: SQL): SQL => sql`case ${kind} when 'acting' then 1 when 'coach' then 3 when 'mentor' then 4 else 5 end`

/** The rows `p` of people whose current manager is somebody, as `managerOf` says: those of theirs for whom nobody acts, and those for whom they act. Each by an index. */
const reportsOf = (db: Db, { boss, level, of, by }: { boss: SQL; level: SQL; of: SQL; by: [own: number, acting: number] }, now: number): SQL => sql`
  select p.id, ${level}, ${by[0]} from ${of} people p indexed by people_by_manager where p.org_id = ${db.org} and p.manager_id = ${boss} and ${level} <= ${longest} and ${managerOf(now)} = ${boss}
  union select p.id, ${level}, ${by[1]} from ${of} relations a indexed by relations_by_other cross join people p where a.org_id = ${db.org} and a.other_id = ${boss} and a.kind = 'acting'
    and a.from_at <= ${now} and coalesce(a.to_at, ${now} + 1) > ${now} and p.org_id = a.org_id and p.id = a.person_id and ${level} <= ${longest} and ${managerOf(now)} = ${boss}`

/** Whom the viewer may coach and by what, nearest first, one more than a list holds: down the chain, as far as it leads up to the viewer, then the relations. */
export const coachedQuery = (db: Db, me: ViewerSql, now: number) => db.q.all<{ id: string; name: string; how: number }>(sql`
  with recursive down (id, n, how) as (${reportsOf(db, { boss: me.id, level: sql`1`, of: sql``, by: [0, 1] }, now)}
    union ${reportsOf(db, { boss: sql`down.id`, level: sql`down.n + 1`, of: sql`down cross join`, by: [2, 2] }, now)} limit ${mostCoached + 1}),
  related (id, how) as (select r.person_id, ${placeOf(sql`r.kind`)} from relations r indexed by relations_by_other where r.org_id = ${db.org} and r.other_id = ${me.id} and r.kind in ${coaching}
      and r.from_at <= ${now} and coalesce(r.to_at, ${now} + 1) > ${now} union select a.own_asker_id, 6 from (${ownAskersOf(db, me.id, now)}) a)
  select p.id, p.name, x.how from (select id, min(how) as how from (select id, how from down union all select id, how from related) group by id order by how limit ${mostCoached + 1}) x
    cross join people p on p.org_id = ${db.org} and p.id = x.id where p.status in ('active', 'away') and p.id <> ${me.id}`)
