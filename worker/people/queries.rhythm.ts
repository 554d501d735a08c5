/** How people's time runs: what reminders, digests and nudges count by. */
import type { Rhythm } from '../../shared/days'
import type { Db } from '../db'
import { sql } from '../sql'

export interface RhythmRow { time_zone: string; working_days: string; away: string }

/** The columns of a RhythmRow over a row `p` of people. */
export const rhythmColumns = sql`p.time_zone, p.working_days,
  (select json_group_array(json_object('from', w.from_day, 'to', w.to_day)) from away_periods w where w.org_id = p.org_id and w.person_id = p.id) as away`

export const rhythmsQuery = (db: Db, ids: readonly string[]) =>
  db.q.all<RhythmRow & { id: string }>(sql`select p.id, ${rhythmColumns} from people p where p.org_id = ${db.org} and p.id in (select value from json_each(${JSON.stringify(ids)}))`)

export const rhythmOf = (row: RhythmRow): Rhythm => ({ timeZone: row.time_zone, days: row.working_days, away: JSON.parse(row.away) as Rhythm['away'] })
