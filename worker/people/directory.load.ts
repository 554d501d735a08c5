/** Reads how the directory stands. */
import type { RelationKind } from '../../shared/people'
import type { Db, Results } from '../db'
import { sql, type SQL } from '../sql'
import type { DirectoryState, PersonState, TeamState } from './plan.shapes'

/** How often people and teams were written, in one text: a plan made from another state is refused. */
export const directoryVersion = (org: string): SQL => sql`(select count(*) || '-' || coalesce(sum(version), 0) from people where org_id = ${org}) || '-' || (select count(*) || '-' || coalesce(sum(version), 0) from teams where org_id = ${org})`

interface HandleRow { site: string; instance: string; key: string; proposer: string }
type StoredPerson = Omit<PersonState, 'relations' | 'memberships' | 'inOrg' | 'keys' | 'emails'> & { inOrg: number; keys: string; emails: number }

/** The statements that `directoryOf` needs. */
export function directoryQueries(db: Db, now: number) {
  const at = sql`org_id = ${db.org}`
  return [
    db.q.all<StoredPerson>(sql`select id, email, name, title, kind, status, role, away_from as awayFrom, away_to as awayTo, language, theme,
      ceiling, emails, time_zone as timeZone, entity, created_at as createdAt, manager_id as manager, unit_id as unit, in_org as inOrg, keys from people where ${at}`),
    db.q.all<TeamState>(sql`select id, name, kind, parent_id as parent, lead_id as lead, size from teams where ${at} and closed_at is null`),
    db.q.all<{ person: string; kind: RelationKind; other: string; until: number | null }>(sql`select person_id as person, kind, other_id as other, to_at as until from relations where ${at} and coalesce(to_at, ${now} + 1) > ${now}`),
    db.q.all<{ person: string; team: string; main: number }>(sql`select person_id as person, team_id as team, main from memberships where ${at} and to_at is null order by person_id, main desc, from_at`),
    db.q.all<{ size: number; version: string }>(sql`select size, ${directoryVersion(db.org)} as version from organisations where id = ${db.org}`),
  ] as const
}

export function directoryOf([people, teams, relations, memberships, organisation]: Results<ReturnType<typeof directoryQueries>>): { state: DirectoryState; version: string } {
  const state: DirectoryState = {
    people: new Map(people.map((row) => [row.id, { ...row, inOrg: row.inOrg === 1, emails: row.emails === 1, keys: JSON.parse(row.keys) as string[], relations: [], memberships: [] }])),
    teams: new Map(teams.map((team) => [team.id, team])),
    size: organisation[0]?.size ?? 0,
  }
  for (const { person, kind, other, until } of relations) state.people.get(person)?.relations.push({ kind, other, ...(until !== null && { until }) })
  for (const { person, team, main } of memberships) state.people.get(person)?.memberships.push({ team, main: main === 1 })
  return { state, version: organisation[0]?.version ?? '0-0-0-0' }
}

/** The whole directory of an organisation with its handles, in one call. For imports; nobody's ordinary path. */
export async function loadDirectory(db: Db, now: number = Date.now()): Promise<{ state: DirectoryState; version: string; handles: HandleRow[] }> {
  const [handles, ...rows] = await db.batch(db.q.all<HandleRow>(sql`select site, instance, handle_key as key, proposer_id as proposer from handles where org_id = ${db.org}`), ...directoryQueries(db, now))
  return { ...directoryOf(rows), handles }
}
