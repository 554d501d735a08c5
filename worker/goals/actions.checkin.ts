/** How a key result goes, as a person says it; and a need that is answered. Two D1 calls each. */
import { artifactId } from '../../shared/artifacts'
import { canSee } from '../../shared/audience.keys'
import type { CheckIn } from '../../shared/check-ins'
import type { goalEndpoints, GoalListed } from '../../shared/goals'
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import { keepArtifact } from '../artifacts/statements'
import { record } from '../events/record'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { rhythmOf } from '../people/queries.rhythm'
import { factsQuery } from '../people/queries'
import { staleFrom } from '../../shared/progress'
import { keyedHash } from '../sealing'
import { sql } from '../sql'
import { onceMore } from './actions.set'
import { asRead, stillTheirs } from './guards'
import { aboveQuery, checkInQuery, goalQuery, rhythmsOfQuery } from './queries'
import { checkInOf, type CheckInRow, goalOf, type GoalRow } from './rows'
import { checkInStatements } from './statements'

type Ends = typeof goalEndpoints

/** Once, however often it is sent. */
export const checkIn = (call: Call<Ends['checkIn']>): Promise<{ checkIn: CheckIn; goal: GoalListed }> => onceMore(() => checkInOnce(call))

async function checkInOnce({ db, env, me, now, body, params, enter }: Call<Ends['checkIn']>): Promise<{ checkIn: CheckIn; goal: GoalListed }> {
  const hash = await keyedHash(env, db.org, JSON.stringify([params, body]))
  const { viewer, rows: [[row], [earlier], [whom], rhythms, [corrected]] } = await enter(
    goalQuery(db, me, params.id), checkInQuery(db, me, body.id), factsQuery(db, body.need ? [body.need.to] : [], now), rhythmsOfQuery(db, params.id), checkInQuery(db, me, body.corrects ?? ''))
  if (!row) throw new Refusal('not-found')
  const goal = await goalOf(env, viewer, row)
  const keyResult = goal.keyResults.find((one) => one.id === params.keyResult)
  if (!keyResult) throw new Refusal('not-found')
  if (earlier) {
    if (earlier.by_id !== viewer.id || earlier.body_hash !== hash) throw new Refusal('id-taken')
    return { checkIn: await checkInOf(env, viewer, earlier), goal }
  }
  if (goal.mine === 'reader' || (goal.mine === 'manager' && goal.scope === 'person')) if (keyResult.owner.id !== viewer.id) throw new Refusal('not-allowed')
  if (goal.state !== 'active' || keyResult.dropped) throw new Refusal('conflict')
  if (keyResult.measure === 'qualitative' && !(Number.isInteger(body.reading) && body.reading >= 0 && body.reading < keyResult.rubric.length)) throw new Refusal('invalid', { errors: [{ pointer: '/reading', code: 'invalid' }] })
  // Only who sees the goal can answer a need of it.
  if (body.need && !(whom && (whom.status === 'active' || whom.status === 'away') && canSee(JSON.parse(row.keys) as string[], JSON.parse(whom.keys) as string[]))) throw new Refusal('recipient-unknown', { errors: [{ pointer: '/need/to', code: 'unknown' }] })
  // The work is corrected by a person; a person by saying how it is now.
  if (body.corrects && !(corrected && corrected.goal_id === row.id && corrected.key_result_id === keyResult.id && corrected.source !== 'person')) throw new Refusal('conflict')
  const cited = body.artifact && { id: await artifactId(body.artifact.ref), ...body.artifact }
  const seq = newId()
  const rhythm = rhythms.find((one) => one.id === keyResult.owner.id)
  const { rows: [[after], [made]] } = await record(db, {
    guards: [goal.mine === 'manager' && keyResult.owner.id !== viewer.id ? asRead(db, row) : stillTheirs(db, row.id, viewer.id, keyResult.id), { bad: sql`not exists (select 1 from key_results k join goals g on g.org_id = k.org_id and g.id = k.goal_id where k.org_id = ${db.org} and k.goal_id = ${row.id} and k.id = ${keyResult.id} and k.dropped_at is null and g.state = 'active')`, refuse: 'conflict' }],
    statements: [
      ...(cited ? [keepArtifact(db, cited.id, cited.ref)] : []),
      ...(await checkInStatements(env, db, {
        goal: row.id, keyResult: keyResult.id, id: body.id, seq, by: viewer.id, source: 'person', reading: body.reading, confidence: body.confidence, status: body.status, artifact: cited?.id ?? null, private: cited?.visibility === 'private' && !cited.showTitle,
        need: body.need, corrects: body.corrects ?? null, hash, staleFrom: rhythm ? staleFrom(now, rhythmOf(rhythm)) : null, at: now,
        words: { line: body.line, need: body.need?.text ?? null, title: cited?.title ?? null, state: cited?.state ?? null },
      })),
    ],
    event: { kind: 'goal.checkedIn', goal: row.id, keyResult: keyResult.id, checkIn: body.id, need: body.need?.to ?? null }, actor: viewer.id, at: now, seq,
  }, goalQuery(db, me, row.id), checkInQuery(db, me, body.id))
  return { checkIn: await checkInOf(env, viewer, made!), goal: await goalOf(env, viewer, after!) }
}

/** By whom it was asked of, who asked, whose goal it is, and whose the goal above: there it stands until then. */
export async function answerNeed({ db, env, me, now, params, enter }: Call<Ends['answerNeed']>): Promise<undefined> {
  const { viewer, rows: [[row], [found], [above]] } = await enter(goalQuery(db, me, params.id), checkInQuery(db, me, params.checkIn), aboveQuery(db, me, params.id))
  if (!row || !found || found.goal_id !== row.id || found.key_result_id !== params.keyResult || found.need_kind === null) throw new Refusal('not-found')
  if (!above && !(await mayAnswer(viewer, row, found, () => goalOf(env, viewer, row)))) throw new Refusal('not-allowed')
  if (found.answered_at !== null) return undefined
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from check_ins where org_id = ${db.org} and id = ${found.id} and answered_at is null)`, refuse: 'conflict' }],
    statements: [
      db.q.run(sql`update check_ins set answered_at = ${now} where org_id = ${db.org} and goal_id = ${row.id} and key_result_id = ${params.keyResult} and seq = ${found.seq}`),
      db.q.run(sql`update goals set open_needs = open_needs - 1 where org_id = ${db.org} and id = ${row.id}`),
    ],
    event: { kind: 'goal.needAnswered', goal: row.id, checkIn: found.id, told: [found.by_id, found.need_to].flatMap((one) => one ?? []) }, actor: viewer.id, at: now,
  })
  return undefined
}

const mayAnswer = async (viewer: Viewer, row: GoalRow, found: CheckInRow, goal: () => Promise<GoalListed>): Promise<boolean> =>
  found.need_to === viewer.id || found.by_id === viewer.id || row.owner_id === viewer.id || (await goal()).mine !== 'reader'

