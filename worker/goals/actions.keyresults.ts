/** Key results come, change, are dropped and taken up again. Two D1 calls each. */
import { canSee } from '../../shared/audience.keys'
import type { Goal, goalEndpoints } from '../../shared/goals'
import { Refusal } from '../../shared/problem'
import type { Statement } from '../db'
import { type Guard, record } from '../events/record'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { find, type Found } from './actions.change'
import { keyResultsOf, onceMore } from './actions.set'
import { stillWritable } from './guards'
import { itemOf } from './item'
import { itemQueries } from './queries'
import { insertKeyResults, reckon, sealWords, settle } from './statements'
import { staleOf } from './standing'

type Ends = typeof goalEndpoints
const mostKeyResults = 8

/** Refused, it is looked at again: what holds now says why, or lets it through. */
export const addKeyResult = (call: Call<Ends['addKeyResult']>): Promise<Goal> => onceMore(() => addOnce(call))
export const changeKeyResult = (call: Call<Ends['changeKeyResult']>): Promise<Goal> => onceMore(() => changeOnce(call))

async function addOnce(call: Call<Ends['addKeyResult']>): Promise<Goal> {
  const { env, db, now, body } = call
  const found = await find(call, { people: [body.owner ?? []].flat() })
  const { row, goal, standing } = found
  if (goal.keyResults.some((one) => one.id === body.id)) return goal
  if (goal.state === 'closed') throw new Refusal('conflict')
  const rows = keyResultsOf([body], JSON.parse(row.keys) as string[], standing, goal.state === 'active' ? now : null, goal.keyResults.length)
  return write(call, found, [{ bad: sql`(select count(*) from key_results where org_id = ${db.org} and goal_id = ${row.id}) >= ${mostKeyResults} or exists (select 1 from goals where org_id = ${db.org} and id = ${row.id} and state = 'closed')`, refuse: 'conflict' }],
    await insertKeyResults(env, db, row.id, rows), { kind: 'goal.keyResultAdded', goal: row.id, keyResult: body.id })
}

async function changeOnce(call: Call<Ends['changeKeyResult']>): Promise<Goal> {
  const { env, db, now, body, params } = call
  const found = await find(call, { people: [body.owner ?? []].flat() })
  const { row, goal, standing } = found
  const was = goal.keyResults.find((one) => one.id === params.keyResult)
  if (!was) throw new Refusal('not-found')
  if (was.version !== body.version) throw new Refusal('changed-meanwhile')
  if (goal.state === 'closed') throw new Refusal('conflict')
  const owner = standing.of(body.owner ?? was.owner.id)
  if (body.owner && !canSee(JSON.parse(row.keys) as string[], owner.keys)) throw new Refusal('recipient-unknown', { errors: [{ pointer: '/owner', code: 'unknown' }] })
  const to = { ...was, ...(Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Partial<typeof was>) }
  if (was.measure === 'qualitative' && (to.target > was.rubric.length - 1 || to.baseline < 0)) throw new Refusal('invalid', { errors: [{ pointer: '/target', code: 'invalid' }] })
  const [words, version] = await sealWords(env, db.org, 'key_results', was.id, { title: to.title, rubric: was.rubric })
  const waits = !to.dropped && goal.state === 'active'
  const isSame = owner.id === was.owner.id && !was.dropped
  return write(call, found, [{ bad: sql`not exists (select 1 from key_results where org_id = ${db.org} and goal_id = ${row.id} and id = ${was.id} and version = ${was.version})`, refuse: 'changed-meanwhile' }], [
    db.q.run(sql`update key_results set words = ${words}, key_version = ${version}, baseline = ${to.baseline}, target = ${to.target}, stretch = ${to.stretch}, weight = ${to.weight}, owner_id = ${owner.id}, rule = ${to.rule && JSON.stringify(to.rule)},
      stale_from = ${!waits ? null : isSame ? was.staleFrom : staleOf(owner, now)}, waits_from = ${!waits ? null : isSame ? sql`waits_from` : now}, dropped_at = ${to.dropped ? sql`coalesce(dropped_at, ${now})` : null}, version = version + 1 where org_id = ${db.org} and goal_id = ${row.id} and id = ${was.id}`),
    reckon(db, row.id),
  ], { kind: was.dropped !== to.dropped ? (to.dropped ? 'goal.keyResultDropped' : 'goal.keyResultBack') : 'goal.keyResultChanged', goal: row.id, keyResult: was.id })
}

async function write({ env, db, me, now }: Pick<Call, 'env' | 'db' | 'me' | 'now'>, { viewer, row }: Found, guards: Guard[], statements: Statement[], event: { kind: 'goal.keyResultAdded' | 'goal.keyResultChanged' | 'goal.keyResultDropped' | 'goal.keyResultBack'; goal: string; keyResult: string }): Promise<Goal> {
  const { rows } = await record(db, { guards: [stillWritable(db, row, viewer.id), ...guards], statements: [...statements, settle(db, row.id)], event, actor: viewer.id, at: now }, ...itemQueries(db, me, row.id)).catch((error: unknown) => {
    throw /UNIQUE constraint failed: key_results\./.test(String(error) + String((error as Error).cause)) ? new Refusal('id-taken') : error
  })
  return itemOf(env, viewer, rows)
}
