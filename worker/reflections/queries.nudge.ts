/** Whether the end of the quarter reminds the viewer: read with what waits. */
import { sha256 } from '../../shared/artifacts'
import { dayOf } from '../../shared/days'
import { quarterOf } from '../../shared/progress'
import { isReflectionDue } from '../../shared/reflections'
import type { Nudge } from '../../shared/waiting'
import type { Db } from '../db'
import type { Viewer, ViewerSql } from '../http/session'
import { rhythmColumns, rhythmOf, type RhythmRow } from '../people/queries.rhythm'
import { sql } from '../sql'

export interface ReminderRow extends RhythmRow { reflected: string | null; answered: string | null; off: number | null; has_values: number }

export const reminderQuery = (db: Db, me: ViewerSql) => db.q.all<ReminderRow>(sql`select ${rhythmColumns}, m.quarter as answered, m.off,
    (select max(r.quarter) from reflections r where r.org_id = p.org_id and r.person_id = p.id and r.gone_at is null) as reflected,
    exists (select 1 from core_values v where v.org_id = p.org_id and v.archived_at is null) as has_values
  from people p left join reflection_reminders m on m.org_id = p.org_id and m.person_id = p.id where p.org_id = ${db.org} and p.id = ${me.id}`)

const quarterNow = (viewer: Viewer, row: ReminderRow, now: number) => quarterOf(dayOf(now, row.time_zone), viewer.organisation.settings.fiscalStart)

/** One a quarter, and nobody else's. */
export async function reminderId(viewer: Viewer, quarter: string): Promise<string> {
  const hash = await sha256(`reflection ${viewer.id} ${quarter}`)
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** The nudge at a quarter's end; null on most days. */
export async function reminderOf(viewer: Viewer, [row]: readonly ReminderRow[], now: number): Promise<Nudge | null> {
  if (!row || row.has_values !== 1) return null
  const rhythm = rhythmOf(row)
  const quarter = quarterNow(viewer, row, now)
  if (!isReflectionDue({ today: dayOf(now, rhythm.timeZone), quarter, reflected: row.reflected, answered: row.answered, off: row.off === 1, rhythm })) return null
  return { id: await reminderId(viewer, quarter.from), kind: 'reflection', person: { id: viewer.id, name: viewer.name }, since: quarter.from }
}

/** The quarter that an id of this nudge names, where it is this one's. */
export async function reminderNamed(viewer: Viewer, [row]: readonly ReminderRow[], id: string, now: number): Promise<string | null> {
  if (!row) return null
  const { from } = quarterNow(viewer, row, now)
  return (await reminderId(viewer, from)) === id ? from : null
}
