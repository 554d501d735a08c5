/** The clock's part of goals: what has gone quiet is told its owner, once a week at most; and that its time ends. Both go in the digest. */
import { isWorkday } from '../../shared/days'
import { Refusal } from '../../shared/problem'
import { dbFor, directoryDb } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import { rhythmColumns, rhythmOf, type RhythmRow } from '../people/queries.rhythm'
import { sql } from '../sql'
import { settle } from './statements'

interface Looking extends RhythmRow { org_id: string; id: string; owner_id: string; look_on: string; ends: number; here: number }

/** At most 100 at a time. Who is away or does not work today is told on a day when they are there. */
export async function sweepGoals(env: Env, now: number): Promise<void> {
  const today = new Date(now).toISOString().slice(0, 10)
  const directory = directoryDb(env)
  const [looking] = await directory.batch(directory.q.all<Looking>(sql`select g.org_id, g.id, g.owner_id, g.look_on, g.ending_told = 0 and g.end_day <= date(${today}, '+7 days') as ends, p.status in ('active', 'away') as here, ${rhythmColumns}
    from goals g indexed by goals_looking cross join people p on p.org_id = g.org_id and p.id = g.owner_id where g.look_on is not null and g.look_on <= ${today} order by g.look_on limit 100`))
  for (const one of looking) await look(env, one, today, now)
}

async function look(env: Env, { org_id, id, owner_id, look_on, ends, here, ...rhythm }: Looking, today: string, now: number): Promise<unknown> {
  const db = dbFor(env, org_id)
  const own = sql`org_id = ${org_id} and id = ${id} and look_on = ${look_on}`
  if (!here || !isWorkday(today, rhythmOf(rhythm))) return db.batch(db.q.run(sql`update goals set look_on = date(${today}, '+1 day') where ${own}`))
  return record(db, {
    guards: [{ bad: sql`not exists (select 1 from goals where ${own})`, refuse: 'conflict' }],
    statements: [db.q.run(sql`update goals set ${ends ? sql`ending_told = 1` : sql`nudged_on = ${today}`} where ${own}`), settle(db, id)],
    event: { kind: ends ? 'goal.ending' : 'goal.stale', goal: id, owner: owner_id }, actor: null, at: now,
  }).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })
}
