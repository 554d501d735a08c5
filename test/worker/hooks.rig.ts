/** Webhooks for tests: an organisation with one of GitHub before each, deliveries as the sites send them, and what they moved. */
import examples from '@octokit/webhooks-examples'
import { env } from 'cloudflare:workers'
import { beforeEach, expect } from 'vitest'
import type { NewHook } from '../../shared/hooks'
import { newId } from '../../shared/ids'
import { api, ask, makeOrganisation, type Organisation, tokenFor } from './support'

export let org: Organisation
export let tokens: { ben: string; ada: string; eli: string; dee: string }
export let github: NewHook

beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Ada Okafor', teams: ['Payments'] }, { name: 'Ben Ode', manager: 'Ada Okafor', teams: ['Payments'] }, { name: 'Dee Alvarez', teams: ['Maps'] }, { name: 'Eli Marsh', role: 'admin' }] })
  tokens = { ben: await tokenFor(org, 'Ben Ode'), ada: await tokenFor(org, 'Ada Okafor'), eli: await tokenFor(org, 'Eli Marsh'), dee: await tokenFor(org, 'Dee Alvarez') }
  github = await make({ site: 'github', instance: 'github.com' })
})

export async function make(wish: { site: string; instance: string; inPath?: boolean }): Promise<NewHook> {
  const answer = await api(tokens.eli).post('/api/v1/organisation/hooks', { id: newId(), name: 'All repositories', inPath: false, ...wish })
  expect(answer.status).toBe(201)
  return answer.json as NewHook
}

const bytes = (text: string) => new TextEncoder().encode(text)
export async function sign(secret: string, body: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return `sha256=${Array.from(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(body))), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
export interface Sending { event?: string; delivery?: string; secret?: string; hook?: NewHook; type?: string; path?: string; headers?: Record<string, string> }
/** As GitHub sends it. */
export async function deliver(payload: unknown, { event = 'pull_request', delivery = crypto.randomUUID(), hook = github, secret = hook.secret!, type = 'application/json', path = new URL(hook.url).pathname, headers }: Sending = {}): Promise<Response> {
  const json = typeof payload === 'string' ? payload : JSON.stringify(payload)
  const body = type === 'application/json' ? json : new URLSearchParams({ payload: json }).toString()
  return ask(new Request(`http://localhost:8787${path}`, { method: 'POST', headers: { 'content-type': type, ...(headers ?? { 'x-github-event': event, 'x-github-delivery': delivery, 'x-hub-signature-256': await sign(secret, body) }) }, body }))
}

export type Json = Record<string, any>
export const example = (name: string, action: string): Json => structuredClone((examples as unknown as { name: string; examples: Json[] }[]).find((one) => one.name === name)!.examples.find((one) => one['action'] === action)!)
export let clock = Date.parse('2026-11-02T10:00:00Z')
/** GitHub's own example, of another number, state and time. */
export function pull(number: number, more: { merged?: boolean; open?: boolean; labels?: string[]; at?: number; repository?: string } = {}): Json {
  const payload = example('pull_request', more.open ? 'reopened' : 'closed')
  clock += 1_000
  Object.assign(payload['pull_request'], { number, merged: more.merged ?? !more.open, state: more.open ? 'open' : 'closed', updated_at: new Date(more.at ?? clock).toISOString().replace('.000Z', 'Z'), labels: (more.labels ?? ['perf']).map((name) => ({ name })) })
  if (more.repository) Object.assign(payload['repository'], { full_name: more.repository, html_url: `https://github.com/${more.repository}` })
  return payload
}

export const labelled = { site: 'github', instance: 'github.com', of: 'label', name: 'perf', within: 'codertocat/hello-world', state: 'merged' }
export async function goalWith(rule: unknown, more: Record<string, unknown> = {}, goal: Record<string, unknown> = {}): Promise<{ goal: string; keyResult: string }> {
  const [id, keyResult] = [newId(), newId()]
  const made = await api(tokens.ben).post('/api/v1/goals', {
    id, title: 'Checkout under 300 ms', why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent: null, priority: null, start: '2026-10-01', end: '2026-12-31', visibility: 'organization', keys: ['org'], draft: false,
    keyResults: [{ id: keyResult, title: '20 merged pull requests labelled perf', measure: 'number', baseline: 0, target: 20, stretch: null, unit: null, rubric: [], weight: 1, owner: null, rule, ...more }], ...goal,
  })
  expect(made.text && made.status).toBe(201)
  return { goal: id, keyResult }
}
export const goalOf = async (id: string, token = tokens.ben): Promise<Json> => (await api(token).get(`/api/v1/goals/${id}`)).json
export const keyResultOf = async (id: string): Promise<Json> => (await goalOf(id))['keyResults'][0]
export const current = async (id: string): Promise<number | null> => (await keyResultOf(id))['current']
export const historyOf = async ({ goal, keyResult }: { goal: string; keyResult: string }): Promise<Json[]> => (await api(tokens.ben).get(`/api/v1/goals/${goal}/key-results/${keyResult}/check-ins`)).json.items
export const hookOf = async (id: string): Promise<Json> => (await api(tokens.eli).get('/api/v1/organisation/hooks')).json.hooks.find((one: Json) => one['id'] === id)
export const countOf = async (table: string): Promise<number> => (await env.DB.prepare(`select count(*) as n from ${table} where org_id = ?`).bind(org.id).first<{ n: number }>())!.n
