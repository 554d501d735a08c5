/** How a person's time ran, with periods away that are long over: they are no gaps. */
import type { Rhythm } from '../../shared/days'
import type { Db } from '../db'
import { sql, type SQL } from '../sql'

export interface TimeRow { time_zone: string; working_days: string; away: string }

/** One row; none when there is no such person. @param id a person's id, or the viewer as SQL */
export const timeQuery = (db: Db, id: string | SQL) =>
  db.q.all<TimeRow>(sql`select p.time_zone, p.working_days, (select json_group_array(json_object('from', a.from_day, 'to', a.to_day)) from away_periods a where a.org_id = p.org_id and a.person_id = p.id) as away
    from people p where p.org_id = ${db.org} and p.id = ${id}`)

export const timeOf = ({ time_zone, working_days, away }: TimeRow) => ({ timeZone: time_zone, days: working_days, away: JSON.parse(away) as { from: string; to: string | null }[] }) satisfies Rhythm
