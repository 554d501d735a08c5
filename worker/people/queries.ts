/** Reads of people: the facts that say who will see something, the directory, the viewer's own page. */
import type { PersonFacts } from '../../shared/audience'
import type { ArtifactRef } from '../../shared/artifacts'
import { handleKey, handlePlace } from '../../shared/handles'
import type * as z from 'zod/mini'
import type { Match, PageHumanRef as PageHumanSchema, Person, PersonStatus, Profile } from '../../shared/people'
import { pageSize } from '../../shared/page'
import { fold, termsOf } from '../../shared/text'
import type { Language } from '../../shared/words/locale'
import type { Db } from '../db'
import type { ViewerSql } from '../http/session'
import { sql, type SQL } from '../sql'

type PageHumanRef = z.infer<typeof PageHumanSchema>

// Some indexes are named in these statements: by its own choice SQLite, without statistics, walks the whole organisation.

/** A person's row with the facts that the audience is made from. */
export interface PersonRow {
  id: string
  name: string
  name_key: string
  title: string | null
  status: PersonStatus
  kind: Person['kind']
  ceiling: PersonFacts['ceiling']
  in_org: number
  keys: string
  version: number
  manager: string | null
  teams: string
  /** Until when their invitation stands, for somebody invited. */
  waits_until: number | null
}

/** Away between two days, both inclusive, by the day in UTC: nobody writes on those days. */
const statusColumn = (now: number): SQL => {
  const today = new Date(now).toISOString().slice(0, 10)
  return sql`case when p.away_from is null or p.status not in ('active', 'away') then p.status when p.away_from <= ${today} and coalesce(p.away_to, ${today}) >= ${today} then 'away' else 'active' end`
}

/** What may be left out of the facts: managers; teams, save of those whose own wish for praise depends on them. */
export interface Wanted { managers?: boolean; teams?: boolean }

/**
 * The columns of a PersonRow over a row `p` of people. An acting manager wins over the manager; one who has left is none.
 * @param now milliseconds: relations run from and to
 */
export const personColumns = (now: number, wanted: Wanted = {}): SQL => sql`p.id, p.name, p.name_key, p.title, ${statusColumn(now)} as status, p.kind, p.ceiling, p.in_org, p.keys, p.version,
  ${wanted.managers === false ? sql`null` : sql`(select json_object('id', m.id, 'name', m.name) from people m where m.org_id = p.org_id and m.status in ('active', 'away') and m.id = coalesce(
    (select r.other_id from relations r where r.org_id = p.org_id and r.person_id = p.id and r.kind = 'acting' and r.from_at <= ${now} and coalesce(r.to_at, ${now} + 1) > ${now} limit 1),
    p.manager_id))`} as manager,
  ${wanted.teams === false ? sql`case when p.ceiling = 'organization' then '[]' else ` : sql``}(select json_group_array(json_object('id', t.id, 'name', t.name, 'size', t.size, 'main', b.main)) from memberships b cross join teams t on t.org_id = b.org_id and t.id = b.team_id
    where b.org_id = p.org_id and b.person_id = p.id and b.from_at <= ${now} and coalesce(b.to_at, ${now} + 1) > ${now} and t.closed_at is null)${wanted.teams === false ? sql` end` : sql``} as teams,
  case when p.status = 'invited' then (select max(i.expires_at) from invitations i indexed by invitations_by_person
    where i.org_id = p.org_id and i.person_id = p.id and i.accepted_at is null and i.dropped_at is null and i.expires_at > ${now}) end as waits_until`

/** The facts as the audience's pure function takes them: the primary unit first. */
export function factsOf(row: PersonRow): PersonFacts {
  const teams = JSON.parse(row.teams) as { id: string; name: string; size: number; main: number }[]
  return {
    id: row.id, name: row.name, ceiling: row.ceiling, inOrg: row.in_org === 1,
    manager: row.manager === null ? null : (JSON.parse(row.manager) as { id: string; name: string }),
    teams: teams.sort((a, b) => b.main - a.main || (a.name < b.name ? -1 : 1)).map(({ id, name, size }) => ({ id, name, size })),
  }
}

export const personOf = (row: PersonRow): Person => ({ ...factsOf(row), title: row.title, status: row.status, kind: row.kind })

/** The facts of people by id; who is unknown is left out. */
export const factsQuery = (db: Db, ids: readonly string[], now: number, wanted?: Wanted) =>
  db.q.all<PersonRow>(sql`select ${personColumns(now, wanted)} from people p where p.org_id = ${db.org} and p.id in (select value from json_each(${JSON.stringify(ids)}))`)

/** Somebody by the hash of their address. */
export const byEmailQuery = (db: Db, emailHash: string, now: number) =>
  db.q.all<PersonRow>(sql`select ${personColumns(now)} from people p where p.org_id = ${db.org} and p.email_hash = ${emailHash}`)

export interface ProfileRow extends PersonRow {
  email: string
  role: Profile['role']
  away_from: string | null
  away_to: string | null
  handles: string
  theme: 'system' | 'light' | 'dark'
  language: Language | null
  emails: number
  time_zone: string
  working_days: string
}

/** One person's own page. @param id a person's id, or the viewer as SQL */
export const profileQuery = (db: Db, id: string | SQL, now: number) =>
  db.q.all<ProfileRow>(sql`select ${personColumns(now)}, p.email, p.role, p.away_from, p.away_to, p.theme, p.language, p.emails, p.time_zone, p.working_days,
    (select json_group_array(json_object('site', h.site, 'instance', h.instance, 'handle', h.handle)) from handles h indexed by handles_by_person where h.org_id = p.org_id and h.person_id = p.id and h.proposer_id = '') as handles
    from people p where p.org_id = ${db.org} and p.id = ${id}`)

export const profileOf = (row: ProfileRow): Profile => ({
  ...personOf(row), email: row.email, role: row.role,
  away: row.away_from === null ? null : { from: row.away_from, to: row.away_to },
  handles: JSON.parse(row.handles) as Profile['handles'],
})

/** Words of a search that count, the longest first: D1 takes 100 parameters, and nobody's name is told by more. */
const mostTerms = 8

/** The directory in the order of names, one more than a page holds. `after` is the last person's id; `left` shows those who have left, to admins only. */
export function searchQuery(db: Db, me: ViewerSql, { q, after, left }: { q: string; after: string | null; left: boolean }, now: number) {
  const [first, ...rest] = termsOf(q).sort((a, b) => b.length - a.length).slice(0, mostTerms)
  const from = first === undefined
    ? sql`people p`
    : sql`(select distinct person_id from people_terms where org_id = ${db.org} and term >= ${first} and term < ${`${first}\u{10ffff}`}) t cross join people p on p.org_id = ${db.org} and p.id = t.person_id`
  const others = rest.map((term) => sql` and exists (select 1 from people_terms o where o.org_id = p.org_id and o.term >= ${term} and o.term < ${`${term}\u{10ffff}`} and o.person_id = p.id)`)
  return db.q.all<PersonRow>(sql`select ${personColumns(now)} from ${from} where p.org_id = ${db.org}${sql.join(others)}
    and (p.status <> 'deactivated'${left ? sql` or (select v.role from people v where v.org_id = ${db.org} and v.id = ${me.id}) = 'admin'` : sql``})
    ${after ? sql`and (p.name_key, p.id) > ((select c.name_key from people c where c.org_id = ${db.org} and c.id = ${after}), ${after})` : sql``} order by p.name_key, p.id limit ${pageSize + 1}`)
}

export interface MatchRow extends PersonRow { at: number; found_by: Match['by'] }

/**
 * Finds the people whom a page names: by confirmed handle, the viewer's own proposal, hashed e-mail, then exact name if only one has it.
 * One row each for those found; stores nothing.
 */
export function matchQuery(db: Db, me: ViewerSql, artifact: Pick<ArtifactRef, 'site' | 'instance'>, humans: readonly PageHumanRef[], now: number) {
  const { site, instance } = handlePlace(artifact)
  const asked = humans.map((one) => ({ handle: handleKey(site, one.handle), email: one.email ?? null, name: one.name ? fold(one.name) : null }))
  const handle = (proposer: SQL) => sql`(select h.person_id from handles h cross join people x on x.org_id = h.org_id and x.id = h.person_id and x.status <> 'deactivated'
    where h.org_id = ${db.org} and h.site = ${site} and h.instance = ${instance} and h.handle_key = json_extract(j.value, '$.handle') and h.proposer_id = ${proposer})`
  return db.q.all<MatchRow>(sql`with asked as materialized (select j.key as at, ${handle(sql`''`)} as confirmed, ${handle(me.id)} as proposed,
      (select x.id from people x where x.org_id = ${db.org} and x.email_hash = json_extract(j.value, '$.email') and x.status <> 'deactivated') as email,
      (select case when count(*) = 1 then max(x.id) end from (select id from people indexed by people_by_name where org_id = ${db.org} and name_key = json_extract(j.value, '$.name') and status <> 'deactivated' limit 2) x) as name
      from json_each(${JSON.stringify(asked)}) j)
    select a.at, case when a.confirmed is not null then 'confirmed' when a.proposed is not null then 'proposed' when a.email is not null then 'email' else 'name' end as found_by, ${personColumns(now)}
    from asked a cross join people p on p.org_id = ${db.org} and p.id = coalesce(a.confirmed, a.proposed, a.email, a.name)`)
}

/** Every human of the page with whom they were found to be. */
export const matchesOf = (humans: readonly PageHumanRef[], rows: readonly MatchRow[], viewer: string): Match[] =>
  humans.map(({ handle, role }, index) => {
    const row = rows.find((one) => one.at === index)
    return { handle, role, person: row ? personOf(row) : null, by: row?.found_by ?? null, self: row?.id === viewer }
  })
