/** The clock's part of reports: who looks at one and has left, or leads its author by now, is replaced. Open reports follow whomever the administration names. */
import { Refusal } from '../../shared/problem'
import { dbFor, directoryDb } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import { sql } from '../sql'
import { concernedNow, nextLookerQuery } from './queries'

interface Lacking { org_id: string; id: string; feedback_id: string; person_id: string }

/** Every minute; costs what there is open. Where nobody can follow yet, the administration sees it, and the next minute looks again. */
export async function sweepReports(env: Env, now: number): Promise<void> {
  const directory = directoryDb(env)
  const [rows] = await directory.batch(directory.q.all<Lacking>(sql`select r.org_id, r.id, r.feedback_id, s.person_id from reports r indexed by reports_open
    cross join report_people s on s.org_id = r.org_id and s.report_id = r.id and s.part = 'handler' where r.state = 'open' and ${concernedNow(now)} limit 200`))
  for (const row of rows) await replace(env, row, now).catch((error: unknown) => {
    // Decided, joined by whoever was chosen, or left as well meanwhile: the next minute looks again.
    if (!(error instanceof Refusal && error.code === 'conflict') && !/UNIQUE constraint failed: report/.test(String(error) + String((error as Error)?.cause))) throw error
  })
}

/** What the one before thought of it goes with them: the new one sees for themselves. */
async function replace(env: Env, { org_id: org, id, feedback_id: feedback, person_id: former }: Lacking, now: number): Promise<void> {
  const db = dbFor(env, org)
  const [[next], others] = await db.batch(nextLookerQuery(db, feedback, id, now), db.q.all<{ id: string }>(sql`select person_id as id from report_people where org_id = ${org} and report_id = ${id} and person_id <> ${former}`))
  if (!next) return
  const of = sql`org_id = ${org} and report_id = ${id}`
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from report_people s join reports r on r.org_id = s.org_id and r.id = s.report_id where s.org_id = ${org} and s.report_id = ${id} and s.person_id = ${former} and s.part = 'handler' and r.state = 'open')
      or not exists (select 1 from people where org_id = ${org} and id = ${next.id} and status in ('active', 'away'))`, refuse: 'conflict' }],
    statements: [
      db.q.run(sql`delete from report_people where ${of} and person_id = ${former} and part = 'handler'`),
      db.q.run(sql`insert into report_people (org_id, report_id, person_id, part, seq) select org_id, id, ${next.id}, 'handler', seq from reports where org_id = ${org} and id = ${id}`),
    ],
    event: { kind: 'report.handed', report: id, feedback, from: former, handlers: [next.id], told: others.map((one) => one.id) }, actor: null, at: now,
  })
}
