/** Reads of indicators: those of a team or of the organisation, and who sees and keeps them. */
import { teamKey } from '../../shared/audience.keys'
import type { Indicator } from '../../shared/indicators'
import { Refusal } from '../../shared/problem'
import type { Db } from '../db'
import type { Viewer, ViewerSql } from '../http/session'
import { sql } from '../sql'

export interface StandingRow { team: string | null; known: number; leads: number; above: number; version: number }
/** The team (of an indicator) and how the viewer stands to it: leads it or a unit above it, or belongs to a unit above it. @param indicator whose team it is, where it is there already */
export const standingQuery = (db: Db, me: ViewerSql, team: string | null, indicator = '') => db.q.all<StandingRow>(sql`with recursive
  at (id, version) as materialized (select case when i.id is null then ${team} else i.team_id end, coalesce(i.version, 0) from (select 1) left join indicators i on i.org_id = ${db.org} and i.id = ${indicator}),
  up (id, parent_id, lead_id, n) as (select t.id, t.parent_id, t.lead_id, 1 from at join teams t on t.org_id = ${db.org} and t.id = at.id
    union all select t.id, t.parent_id, t.lead_id, up.n + 1 from up join teams t on t.org_id = ${db.org} and t.id = up.parent_id where up.n < 6)
  select at.id as team, at.version, at.id is null or exists (select 1 from up) as known, exists (select 1 from up where lead_id = ${me.id}) as leads,
    exists (select 1 from up where n > 1 and id = (select unit_id from people where org_id = ${db.org} and id = ${me.id})) as above from at`)

/** Seen by the team and those above; kept by who leads it or stands above as a lead, and by admins. @throws Refusal `not-found` */
export function mayEdit(viewer: Viewer, row: StandingRow | undefined): boolean {
  const admin = viewer.role === 'admin'
  if (!row || row.known === 0) throw new Refusal('not-found')
  const sees = admin || (row.team === null ? viewer.inOrg : row.leads === 1 || row.above === 1 || viewer.keys.includes(teamKey(row.team)))
  if (!sees) throw new Refusal('not-found')
  return admin || row.leads === 1
}

interface IndicatorRow extends Omit<Indicator, 'readings' | 'team'> { team_id: string | null; readings: string }
/** @param team null for the organisation */
export const indicatorsOf = (db: Db, team: string | null) => db.q.all<IndicatorRow>(sql`select i.id, i.team_id, i.name, i.about, i.unit, i.direction, i.low, i.high, i.version,
    (select json_group_array(json_object('day', r.day, 'value', r.value)) from (select day, value from indicator_readings where org_id = ${db.org} and indicator_id = i.id order by day desc limit 60) r) as readings
  from indicators i indexed by indicators_by_team where i.org_id = ${db.org} and i.team_id is ${team} and i.archived_at is null order by i.at, i.id limit 50`)

/** What was read on these days. */
export const readingsQuery = (db: Db, indicator: string, days: readonly string[]) => db.q.all<{ day: string; value: number }>(sql`select day, value from indicator_readings
  where org_id = ${db.org} and indicator_id = ${indicator} and day in (select value from json_each(${JSON.stringify(days)}))`)

export const indicatorOf = ({ team_id: team, readings, ...row }: IndicatorRow): Indicator =>
  ({ ...row, team, readings: (JSON.parse(readings) as Indicator['readings']).sort((a, b) => (a.day < b.day ? -1 : 1)) })
