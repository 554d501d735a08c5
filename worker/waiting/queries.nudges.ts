/** Whom a manager has said nothing to: the facts, read with what waits. */
import { sha256 } from '../../shared/artifacts'
import { dayOf } from '../../shared/days'
import { type Due, nudgesOf, type Report } from '../../shared/nudges'
import type { Nudge } from '../../shared/waiting'
import type { Db } from '../db'
import type { Viewer, ViewerSql } from '../http/session'
import { rhythmColumns, rhythmOf, type RhythmRow } from '../people/queries.rhythm'
import { sql } from '../sql'

/** Of more reports one is nudged about these. */
const mostReports = 50
/** What was said longer ago was long ago. */
const lookBackMs = 400 * 86_400_000

export interface ReportRow extends RhythmRow { id: string; name: string; started: number; said_at: number | null; answers: string; own: string }

/** The viewer's reports, with when the viewer said something to each: notes to self, and coaching that only its author reads, are nothing said. */
export const nudgeQuery = (db: Db, me: ViewerSql, now: number) => db.q.all<ReportRow>(sql`
  with said (person, at) as materialized (
    select v.value, max(f.at) from feed x cross join feedback f on f.org_id = x.org_id and f.id = x.feedback_id, json_each(f.recipients) v
    where x.org_id = ${db.org} and x.subject = 'by:' || ${me.id} and x.key in (${me.key(0)}, ${me.key(1)}) and x.seq >= ${seqAt(now - lookBackMs)}
      and f.kind <> 'note' and f.visibility <> 'author' group by v.value)
  select p.id, p.name, ${rhythmColumns}, max(p.created_at, coalesce((select max(r.from_at) from relations r where r.org_id = p.org_id and r.person_id = p.id and r.kind = 'manager' and r.other_id = ${me.id} and r.to_at is null), 0)) as started,
    (select at from said where person = p.id) as said_at,
    (select json_group_array(json_object('kind', n.kind, 'answeredOn', n.answered_on, 'restsUntil', n.rests_until, 'never', json(case n.never when 1 then 'true' else 'false' end))) from nudges n
      where n.org_id = p.org_id and n.person_id = ${me.id} and n.about_id = p.id) as answers,
    (select json_object('time_zone', p.time_zone, 'working_days', p.working_days, 'away', json(away)) from (select ${rhythmColumns} from people p where p.org_id = ${db.org} and p.id = ${me.id}) p) as own
  from people p indexed by people_by_manager where p.org_id = ${db.org} and p.manager_id = ${me.id} and p.status in ('active', 'away') order by p.id limit ${mostReports}`)

/** The first place in time of a moment. */
const seqAt = (ms: number): string => {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}`
}

interface Found extends Due { name: string }

function dueOf(rows: readonly ReportRow[], now: number): { today: string; due: Found[] } {
  const [first] = rows
  if (!first) return { today: '', due: [] }
  const own = JSON.parse(first.own) as Omit<RhythmRow, 'away'> & { away: [] }
  const rhythm = { timeZone: own.time_zone, days: own.working_days, away: own.away }
  const today = dayOf(now, rhythm.timeZone)
  const reports = rows.map((row): Report => ({
    id: row.id, started: dayOf(row.started, rhythm.timeZone), said: row.said_at === null ? null : dayOf(row.said_at, rhythm.timeZone),
    away: rhythmOf(row).away, answers: JSON.parse(row.answers) as Report['answers'],
  }))
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return { today, due: nudgesOf(reports, today, rhythm).map((one) => ({ ...one, name: names.get(one.id)! })) }
}

/** The same nudge has the same id, and it is nobody else's. */
async function idOf(viewer: string, { id, kind }: Due): Promise<string> {
  const hash = await sha256(`nudge ${viewer} ${kind} ${id}`)
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** What the viewer is nudged about today; null on most days. */
export async function nudgeOf(viewer: Viewer, rows: readonly ReportRow[], now: number): Promise<Nudge | null> {
  const [first] = dueOf(rows, now).due
  return first ? { id: await idOf(viewer.id, first), kind: first.kind, person: { id: first.id, name: first.name }, since: first.since } : null
}

/** Which report and kind an id of a nudge names, whether it is due or answered. */
export async function nudgeNamed(viewer: Viewer, rows: readonly ReportRow[], id: string, now: number): Promise<{ about: string; kind: Due['kind']; today: string } | null> {
  const { today } = dueOf(rows, now)
  for (const row of rows) for (const kind of ['silence', 'start'] as const) if ((await idOf(viewer.id, { id: row.id, kind, since: '' })) === id) return { about: row.id, kind, today }
  return null
}
