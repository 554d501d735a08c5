/** Reads of teams: to pick one, to find the one that a page names, and whom something said to one is for. */
import type * as z from 'zod/mini'
import { type Ceiling, namedIn, type TeamFacts, type TeamRecipient } from '../../shared/audience'
import type { PageTeamRef as PageTeamSchema, TeamFound, TeamMatch } from '../../shared/people'
import { fold } from '../../shared/text'
import type { Db } from '../db'
import { sql } from '../sql'

type PageTeamRef = z.infer<typeof PageTeamSchema>

const found = sql`t.id, t.name, t.size, (select n.name from teams n where n.org_id = t.org_id and n.id = t.parent_id) as parent`

/** Teams whose name holds the letters, in the order of names. An organisation has few: at most 2,000 are looked at. */
export const teamsQuery = (db: Db, q: string) =>
  db.q.all<TeamFound>(sql`select ${found} from (select * from teams indexed by teams_by_name where org_id = ${db.org} and name_key >= '' and closed_at is null order by name_key, id limit 2000) t
    where instr(t.name_key, ${fold(q)}) > 0 order by t.name_key, t.id limit 20`)

/** The names by which a page's team may be one of ours: `acme/trail-devs` is "Trail Devs" or "trail-devs". */
const namesOf = ({ handle, name }: PageTeamRef): string[] => {
  const last = handle.split('/').at(-1)!.replace(/^@/, '')
  return [...new Set([last, last.replace(/[-_.]+/g, ' '), name ?? ''].map(fold))].filter(Boolean)
}

export interface TeamMatchRow extends TeamFound { at: number }

/** The teams that a page names, where exactly one of the organisation's has that name. */
export function teamMatchQuery(db: Db, teams: readonly PageTeamRef[]) {
  const asked = teams.flatMap((one, at) => namesOf(one).map((name) => ({ at, name })))
  return db.q.all<TeamMatchRow>(sql`with hit as materialized (select distinct json_extract(j.value, '$.at') as at, x.id from json_each(${JSON.stringify(asked)}) j
      cross join teams x indexed by teams_by_name on x.org_id = ${db.org} and x.name_key = json_extract(j.value, '$.name') and x.closed_at is null),
    one as (select at, max(id) as id from hit group by at having count(*) = 1)
    select one.at, ${found} from one cross join teams t on t.org_id = ${db.org} and t.id = one.id`)
}

/** Each team once, in the order of the page. */
export function teamMatchesOf(teams: readonly PageTeamRef[], rows: readonly TeamMatchRow[]): TeamMatch[] {
  const matches = rows.toSorted((a, b) => a.at - b.at).map(({ at, ...team }) => ({ handle: teams[at]!.handle, team }))
  return matches.filter(({ team }, index) => matches.findIndex((other) => other.team.id === team.id) === index)
}

/** A member of a team, with what is guarded while something is said to it. The person's columns are null in the one row of a team without members to thank. */
export interface MemberRow {
  team: string
  team_name: string
  team_size: number
  id: string | null
  name: string
  status: string
  ceiling: Ceiling
  in_org: number
  keys: string
  version: number
  direct: number
}

/**
 * Everybody who holds a team's key today, in the order of names; no row for a team that is closed or unknown.
 * A team larger than `most` and the author gives one row without a person: nobody reads a whole company for it.
 */
export function membersQuery(db: Db, team: string, most: number, now: number) {
  const today = sql`m.from_at <= ${now} and coalesce(m.to_at, ${now} + 1) > ${now}`
  return db.q.all<MemberRow>(sql`with recursive under(id, level) as (
      select id, 0 from teams where org_id = ${db.org} and id = ${team} and closed_at is null and size <= ${most} + 1
      union all select t.id, u.level + 1 from under u cross join teams t indexed by teams_by_parent on t.org_id = ${db.org} and t.parent_id = u.id and t.closed_at is null where u.level < 3),
    who as materialized (select distinct m.person_id from under u cross join memberships m indexed by memberships_by_team on m.org_id = ${db.org} and m.team_id = u.id and ${today} where u.level = 0 or m.main = 1)
    select t.id as team, t.name as team_name, t.size as team_size, p.id, p.name, p.status, p.ceiling, p.in_org, p.keys, p.version,
      exists (select 1 from memberships m where m.org_id = ${db.org} and m.person_id = p.id and m.team_id = t.id and ${today}) as direct
    from teams t left join (who w cross join people p on p.org_id = ${db.org} and p.id = w.person_id and p.status in ('active', 'away') and instr(p.keys, ${`"team:${team}"`}) > 0) on true
    where t.org_id = ${db.org} and t.id = ${team} and t.closed_at is null order by p.name_key, p.id`)
}

export type Member = Omit<MemberRow, 'id'> & { id: string }
const isMember = (row: MemberRow): row is Member => row.id !== null

export interface TeamToThank {
  team: TeamRecipient & TeamFacts
  /** Those who may be named in it. */
  named: Member[]
  /** Those who are told, and read it as members, without being named. */
  unnamed: Member[]
}

/** Whom something said to a team is for: all its members but the author. Null for a team that is not there. */
export function teamToThank(rows: readonly MemberRow[], author: string): TeamToThank | null {
  const [first] = rows
  if (!first) return null
  const members = rows.filter(isMember).filter((one) => one.id !== author)
  const named = members.filter((one) => namedIn(one.ceiling, one.direct === 1))
  return {
    team: {
      id: first.team, name: first.team_name, size: first.team_size, members: members.length,
      outside: members.some((one) => one.in_org === 0), within: members.some((one) => one.ceiling !== 'organization'),
    },
    named, unnamed: members.filter((one) => !named.includes(one)),
  }
}
