/** Answering a nudge: it rests for two weeks, or for good. Nobody else ever hears of it, so there is no event. */
import { restsUntil } from '../../shared/nudges'
import { Refusal } from '../../shared/problem'
import type { nudgeEndpoints } from '../../shared/waiting'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { reminderNamed, reminderQuery } from '../reflections/queries.nudge'
import { remindStatement } from '../reflections/statements'
import { nudgeNamed, nudgeQuery } from './queries.nudges'

/** @throws Refusal `not-found` for what was never about a report of theirs, nor about this quarter */
export async function answerNudge({ db, me, enter, params, body, now }: Call<typeof nudgeEndpoints.nudge>): Promise<undefined> {
  const { viewer, rows: [reports, reminder] } = await enter(nudgeQuery(db, me, now), reminderQuery(db, me))
  const quarter = await reminderNamed(viewer, reminder, params.id, now)
  if (quarter) return void (await db.batch(remindStatement(db, viewer.id, quarter, body.answer === 'never')))
  const named = await nudgeNamed(viewer, reports, params.id, now)
  if (!named) throw new Refusal('not-found')
  const never = body.answer === 'never' ? 1 : 0
  await db.batch(db.q.run(sql`insert into nudges (org_id, person_id, about_id, kind, answered_on, rests_until, never)
    values (${db.org}, ${viewer.id}, ${named.about}, ${named.kind}, ${named.today}, ${restsUntil(named.today)}, ${never})
    on conflict do update set answered_on = excluded.answered_on, rests_until = excluded.rests_until, never = max(never, excluded.never)`))
  return undefined
}
