/** The clock's part of goals: what has gone quiet is told its owner, once a week at most; and that its time ends. Both go in the digest. */
import { type Day, isWorkday, type Rhythm } from '../../shared/days'
import { Refusal } from '../../shared/problem'
import { staleFrom } from '../../shared/progress'
import { dbFor, directoryDb } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import { rhythmColumns, rhythmOf, type RhythmRow } from '../people/queries.rhythm'
import { sql } from '../sql'
import { settle } from './statements'

interface Looking extends RhythmRow { org_id: string; id: string; owner_id: string; look_on: string; ends: number; here: number; parts: string }
/** An open key result: who waits for it since when. */
interface Part { id: string; since: number; time_zone: string; working_days: string; away: Rhythm['away'] }

/** Whom a goal's quiet is told: its owner, or who shares it where they left. */
const whom = sql`coalesce((select o.id from people o where o.org_id = g.org_id and o.id = g.owner_id and o.status in ('active', 'away')),
  (select o.id from json_each(g.co_owners) e cross join people o on o.org_id = g.org_id and o.id = e.value where o.status in ('active', 'away') limit 1), g.owner_id)`

/** At most 100 at a time. Who is away or does not work today is told on a day when they are there. */
export async function sweepGoals(env: Env, now: number): Promise<void> {
  const today = new Date(now).toISOString().slice(0, 10)
  const directory = directoryDb(env)
  const [looking] = await directory.batch(directory.q.all<Looking>(sql`select g.org_id, g.id, p.id as owner_id, g.look_on, g.ending_told = 0 and g.end_day <= date(${today}, '+7 days') as ends, p.status in ('active', 'away') as here, ${rhythmColumns},
    (select json_group_array(json_object('id', k.id, 'since', max(coalesce(k.last_at, 0), coalesce(k.waits_from, 0)), 'time_zone', r.time_zone, 'working_days', r.working_days, 'away', json(r.away)))
      from key_results k cross join (select p.org_id, p.id, ${rhythmColumns} from people p) r on r.org_id = k.org_id and r.id = k.owner_id where k.org_id = g.org_id and k.goal_id = g.id and k.dropped_at is null) as parts
    from goals g indexed by goals_looking cross join people p on p.org_id = g.org_id and p.id = ${whom} where g.look_on is not null and g.look_on <= ${today} order by g.look_on limit 100`))
  for (const one of looking) await look(env, one, today, now)
}

async function look(env: Env, { org_id, id, owner_id, look_on, ends, here, parts, ...rhythm }: Looking, today: Day, now: number): Promise<unknown> {
  const db = dbFor(env, org_id)
  const own = sql`org_id = ${org_id} and id = ${id} and look_on = ${look_on}`
  // Whoever was away since has as many working days more.
  const days = (JSON.parse(parts) as Part[]).map((one): [string, Day | null] => [one.id, one.since === 0 ? null : staleFrom(one.since, { timeZone: one.time_zone, days: one.working_days, away: one.away })])
  const isStale = days.some(([, day]) => day !== null && day <= today)
  const anew = db.q.run(sql`update key_results set stale_from = json_extract(${JSON.stringify(Object.fromEntries(days))}, '$."' || id || '"') where org_id = ${org_id} and goal_id = ${id} and dropped_at is null and exists (select 1 from goals where ${own})`)
  const isDue = ends === 1 || isStale
  if (!isDue || here !== 1 || !isWorkday(today, rhythmOf(rhythm))) {
    // Told on a day when they are there; and whoever is away without an end is looked for again.
    // Of whoever left: it waits until it is handed on.
    const tomorrow = sql`date(${today}, ${here === 1 ? '+1 day' : '+7 days'})`
    const again = isDue ? [tomorrow] : days.some(([, day]) => day === null) ? [sql`min(coalesce(look_on, '~'), ${tomorrow})`] : []
    return db.batch(anew, settle(db, id), ...again.map((day) => db.q.run(sql`update goals set look_on = ${day} where org_id = ${org_id} and id = ${id} and state = 'active'`)))
  }
  return record(db, {
    guards: [{ bad: sql`not exists (select 1 from goals where ${own})`, refuse: 'conflict' }],
    statements: [anew, db.q.run(sql`update goals set ${ends ? sql`ending_told = 1` : sql`nudged_on = ${today}`} where ${own}`), settle(db, id)],
    event: { kind: ends ? 'goal.ending' : 'goal.stale', goal: id, owner: owner_id }, actor: null, at: now,
  }).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })
}
