/** Between reading and writing somebody loses the goal: what they then write on it does not come to pass. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import worker from '../../worker/demo'
import { api, citation, makeOrganisation, type Organisation, tokenFor } from './support'

let org: Organisation
let chi: string
let goal: string
let keyResult: string
beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Ada', teams: ['Pay'] }, { name: 'Ben', manager: 'Ada', teams: ['Pay'] }, { name: 'Chi', manager: 'Ada', teams: ['Pay'] }] })
  chi = await tokenFor(org, 'Chi')
  ;[goal, keyResult] = [newId(), newId()]
  const made = await api(await tokenFor(org, 'Ben')).post('/api/v1/goals', {
    id: goal, title: 'Fast', why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [org.person('Chi').id], parent: null, priority: null, start: '2026-10-01', end: '2026-12-31', visibility: 'organization', keys: ['org'], draft: false,
    keyResults: [{ id: keyResult, title: 'Ten', measure: 'number', baseline: 0, target: 10, stretch: null, unit: null, rubric: [], weight: 1, owner: null, rule: null }],
  })
  expect(made.status, made.text).toBe(201)
})

/** As Chi, who is taken off the goal after all that her request reads at first. */
async function meanwhile(method: string, path: string, body?: unknown): Promise<number> {
  let read = false
  const DB = {
    prepare: (text: string) => env.DB.prepare(text),
    async batch(all: D1PreparedStatement[]) {
      const results = await env.DB.batch(all)
      if (!read) await env.DB.prepare(`update goals set co_owners = '[]', version = version + 1 where org_id = ? and id = ?`).bind(org.id, goal).run()
      read = true
      return results
    },
  }
  const context = createExecutionContext()
  const response = await worker.fetch(new Request(`http://localhost:8787/api/v1/goals/${goal}${path}`, { method, headers: { authorization: `Bearer ${chi}`, ...(body !== undefined && { 'content-type': 'application/json' }) }, ...(body !== undefined && { body: JSON.stringify(body) }) }), { ...env, DB } as never, context)
  await waitOnExecutionContext(context)
  return response.status
}
const stored = async () => JSON.stringify(await Promise.all(['goals', 'key_results', 'check_ins', 'goal_links', 'events'].map(async (table) => (await env.DB.prepare(`select * from ${table} where org_id = ?`).bind(org.id).all()).results)))

type Asked = [what: string, method: string, path: () => string, body: () => unknown]
it.each<Asked>([
  ['a check-in', 'POST', () => `/key-results/${keyResult}/check-ins`, () => ({ id: newId(), reading: 4, confidence: 5, status: 'on_track', line: '', artifact: null, need: null })],
  ['another key result', 'POST', () => '/key-results', () => ({ id: newId(), title: 'Two', measure: 'number', baseline: 0, target: 1, stretch: null, unit: null, rubric: [], weight: 1, owner: null, rule: null })],
  ['a changed key result', 'PATCH', () => `/key-results/${keyResult}`, () => ({ target: 1, version: 1 })],
  ['a dropped key result', 'PATCH', () => `/key-results/${keyResult}`, () => ({ dropped: true, version: 1 })],
  ['a link', 'POST', () => '/links', () => ({ artifact: citation(), keyResult })],
  ['other words', 'PATCH', () => '', () => ({ title: 'Mine', version: 1 })],
  ['its end', 'POST', () => '/close', () => ({ outcome: 'missed', closing: 'No.', carry: null, version: 1 })],
])('%s of a former co-owner is not written', async (_, method, path, body) => {
  const status = await meanwhile(method, path(), body())
  expect([403, 409, 412]).toContain(status)
  const after = await stored()
  expect(after).not.toMatch(/goal\.(?:checkedIn|keyResult|linked|changed|closed)/)
  expect(after).toContain('"target":10')
  expect(after).toContain('"dropped_at":null')
})

it('the same, asked by who still shares it, is written', async () => {
  const as = api(chi)
  expect((await as.patch(`/api/v1/goals/${goal}/key-results/${keyResult}`, { target: 8, version: 1 })).status).toBe(200)
  expect((await as.post(`/api/v1/goals/${goal}/links`, { artifact: citation(), keyResult })).status).toBe(201)
  expect((await as.post(`/api/v1/goals/${goal}/key-results/${keyResult}/check-ins`, { id: newId(), reading: 4, confidence: 5, status: 'on_track', line: '', artifact: null, need: null })).json).toMatchObject({ goal: { progress: 0.5 } })
})
