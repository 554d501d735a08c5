/** Reads of teams as places: the list, a team's page, its members. */
import { teamKey } from '../../shared/audience.keys'
import { pageSize } from '../../shared/page'
import { Refusal } from '../../shared/problem'
import { type TeamListed, type TeamPage, maxLevels, mostTeams } from '../../shared/teams'
import type { Db, Results } from '../db'
import { sql } from '../sql'
import { type PersonRow, personColumns } from './queries'

interface TeamRow { id: string; name: string; size: number; kind: TeamListed['kind']; parent: string | null; lead_id: string | null; lead_name: string | null }
const columns = sql`t.id, t.name, t.size, t.kind, t.parent_id as parent, l.id as lead_id, l.name as lead_name`
const lead = sql`left join people l on l.org_id = t.org_id and l.id = t.lead_id and l.status <> 'deactivated'`

export const allTeamsQuery = (db: Db) =>
  db.q.all<TeamRow>(sql`select ${columns} from teams t indexed by teams_by_name ${lead} where t.org_id = ${db.org} and t.name_key >= '' and t.closed_at is null order by t.name_key, t.id limit ${mostTeams}`)

export const teamListed = ({ id, name, size, kind, parent, lead_id, lead_name }: TeamRow): TeamListed => ({ id, name, size, kind, parent, lead: lead_id === null ? null : { id: lead_id, name: lead_name } })

/** The three statements that `teamPageOf` needs. */
export const pageQuery = (db: Db, id: string) => [
  db.q.all<TeamRow>(sql`select ${columns} from teams t ${lead} where t.org_id = ${db.org} and t.id = ${id} and t.closed_at is null`),
  db.q.all<{ id: string; name: string; size: number }>(sql`with recursive up (id, n) as (select parent_id, 1 from teams where org_id = ${db.org} and id = ${id}
      union all select t.parent_id, up.n + 1 from up join teams t on t.org_id = ${db.org} and t.id = up.id where up.n < ${maxLevels})
    select t.id, t.name, t.size from up cross join teams t on t.org_id = ${db.org} and t.id = up.id order by up.n desc`),
  db.q.all<{ id: string; name: string; size: number }>(sql`select t.id, t.name, t.size from teams t indexed by teams_by_parent where t.org_id = ${db.org} and t.parent_id = ${id} and t.closed_at is null order by t.name_key, t.id limit 200`),
] as const

/** @throws Refusal `not-found` for a team that is closed or unknown */
export function teamPageOf([[row], path, children]: Results<ReturnType<typeof pageQuery>>, keys: readonly string[]): TeamPage {
  if (!row) throw new Refusal('not-found')
  return { ...teamListed(row), path: [...path], children: [...children], mine: keys.includes(teamKey(row.id)) }
}

/** Who is in a team itself, one more than a page holds. `after` is the last person's id. */
export const teamMembersQuery = (db: Db, team: string, after: string | null, now: number) =>
  db.q.all<PersonRow>(sql`select ${personColumns(now)} from teams t cross join memberships m indexed by memberships_by_team on m.org_id = t.org_id and m.team_id = t.id and m.from_at <= ${now} and coalesce(m.to_at, ${now} + 1) > ${now}
    cross join people p on p.org_id = m.org_id and p.id = m.person_id and p.status <> 'deactivated'
    where t.org_id = ${db.org} and t.id = ${team} and t.closed_at is null
    ${after ? sql`and (p.name_key, p.id) > ((select c.name_key from people c where c.org_id = ${db.org} and c.id = ${after}), ${after})` : sql``} order by p.name_key, p.id limit ${pageSize + 1}`)
