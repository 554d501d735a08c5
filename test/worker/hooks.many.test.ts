/** One delivery for more key results than are moved at once; deliveries to addresses that somebody invents; and a webhook that is believed. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { movableAtOnce } from '../../worker/goals/queries.moves'
import worker from '../../worker/demo'
import { countOf, github, goalWith, labelled, org, pull, sign, deliver, hookOf } from './hooks.rig'

interface Meant { calls: number; limited: string[] }
/** As `deliver`, with a limiter that lets so many of each address through, and a count of D1 calls. */
async function limited(payload: unknown, { path, secret, address, most, meant }: { path: string; secret: string; address: string; most: number; meant: Meant }): Promise<number> {
  const body = JSON.stringify(payload)
  const DB = { prepare: (text: string) => env.DB.prepare(text), batch: (all: D1PreparedStatement[]) => ((meant.calls += 1), env.DB.batch(all)) }
  const LIMITER = { limit: ({ key }: { key: string }) => { meant.limited.push(key); return Promise.resolve({ success: meant.limited.filter((one) => one === key).length <= most }) } }
  const context = createExecutionContext()
  const request = new Request(`http://localhost:8787${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'cf-connecting-ip': address, 'x-github-event': 'pull_request', 'x-github-delivery': crypto.randomUUID(), 'x-hub-signature-256': await sign(secret, body) }, body })
  const response = await worker.fetch(request, { ...env, DB, LIMITER } as never, context)
  await waitOnExecutionContext(context)
  return response.status
}

it('reaches every key result with a rule for it, fifty at a time, each once', async () => {
  const many = movableAtOnce * 2 + 7
  const first = await goalWith(labelled)
  // The rest as the first, in rows: what is measured is the delivery.
  const columns = { goals: 'seq, scope, kind, team_id, owner_id, co_owners, parent_id, priority_id, start_day, end_day, state, visibility, keys, key_version, words, body_hash, at', key_results: 'id, position, owner_id, measure, baseline, target, weight, rule, key_version, words' }
  for (let n = 1; n < many; n += 1) {
    const id = newId()
    await env.DB.batch([
      env.DB.prepare(`insert into goals (org_id, id, ${columns.goals}) select org_id, ?2, ${columns.goals} from goals where org_id = ?1 and id = ?3`).bind(org.id, id, first.goal),
      env.DB.prepare(`insert into key_results (org_id, goal_id, ${columns.key_results}) select org_id, ?2, ${columns.key_results} from key_results where org_id = ?1 and goal_id = ?3`).bind(org.id, id, first.goal),
    ])
  }
  // That it was heard from is written down by the first of a minute.
  await deliver(pull(1, { labels: ['docs'] }))
  const payload = pull(2)
  const delivery = crypto.randomUUID()
  const answer = await deliver(payload, { delivery })
  expect([answer.status, answer.headers.get('x-d1')?.split(' ')[0]]).toEqual([202, 'calls=6'])
  const stood = () => env.DB.prepare('select count(*) as n, min(current) as least, max(current) as most, (select count(*) from check_ins where org_id = ?1) as said from key_results where org_id = ?1').bind(org.id).first()
  expect(await stood()).toEqual({ n: many, least: 1, most: 1, said: many })
  expect(await countOf('hook_deliveries')).toBe(1)
  for (const again of [delivery, crypto.randomUUID()]) expect((await deliver(payload, { delivery: again })).status).toBe(202)
  expect(await stood()).toEqual({ n: many, least: 1, most: 1, said: many })
  const { results } = await env.DB.prepare('select distinct progress from goals where org_id = ?').bind(org.id).all<{ progress: number }>()
  expect(results).toEqual([{ progress: 1 / 20 }])
}, 60_000)

it('breaks off in the middle, and goes on from there when it is delivered again', async () => {
  const all = []
  for (let n = 0; n < movableAtOnce + 3; n += 1) all.push(await goalWith(labelled))
  // That it was heard from is written down by the first of a minute.
  await deliver(pull(1, { labels: ['docs'] }))
  const payload = pull(2)
  const delivery = crypto.randomUUID()
  let batches = 0
  const body = JSON.stringify(payload)
  const send = async (fails: boolean) => {
    const DB = { prepare: (text: string) => env.DB.prepare(text), batch: (list: D1PreparedStatement[]) => (fails && (batches += 1) > 2 ? Promise.reject(new Error('D1 is gone')) : env.DB.batch(list)) }
    const context = createExecutionContext()
    const response = await worker.fetch(new Request(github.url, { method: 'POST', headers: { 'content-type': 'application/json', 'x-github-event': 'pull_request', 'x-github-delivery': delivery, 'x-hub-signature-256': await sign(github.secret!, body) }, body }), { ...env, DB } as never, context)
    await waitOnExecutionContext(context)
    return response.status
  }
  const moved = async () => (await env.DB.prepare('select count(*) as n from key_results where org_id = ? and current = 1').bind(org.id).first<{ n: number }>())!.n
  expect([await send(true), await moved(), await countOf('hook_deliveries')]).toEqual([500, movableAtOnce, 0])
  expect([await send(false), await moved(), await countOf('check_ins')]).toEqual([202, all.length, all.length])
}, 60_000)

it('costs whoever invents addresses no more reads than the limit lets through, and a webhook that was believed nothing', async () => {
  const meant: Meant = { calls: 0, limited: [] }
  const invented = () => `/api/v1/hooks/${org.id}/${crypto.randomUUID()}`
  const statuses = []
  for (let n = 0; n < 8; n += 1) statuses.push(await limited(pull(2), { path: invented(), secret: 'guess', address: '203.0.113.9', most: 3, meant }))
  expect(statuses).toEqual([404, 404, 404, 429, 429, 429, 429, 429])
  expect(meant.calls).toBe(3)
  // The same address delivers for a webhook that stands: as soon as it was believed once, it is not held to what others do from there.
  const path = new URL(github.url).pathname
  expect((await deliver(pull(3))).status).toBe(202)
  expect(await limited(pull(4), { path, secret: github.secret!, address: '203.0.113.9', most: 3, meant })).toBe(202)
  // Forged once, it is asked again by its address.
  expect(await limited(pull(5), { path, secret: 'guess', address: '203.0.113.9', most: 3, meant })).toBe(404)
  expect(await limited(pull(5), { path, secret: 'guess', address: '203.0.113.9', most: 3, meant })).toBe(429)
  expect(await hookOf(github.hook.id)).toMatchObject({ failures: { forged: 1 } })
})
