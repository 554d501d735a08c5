/** Deliveries of GitHub and Jira as they come: signed, forged, replayed, out of order, fifty at once; and what they move. */
import examples from '@octokit/webhooks-examples'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { NewHook } from '../../shared/hooks'
import { newId } from '../../shared/ids'
import { plainReading } from '../../shared/moves'
import { api, ask, citation, makeOrganisation, type Organisation, tokenFor } from './support'
import { issueUpdated } from './hooks.jira'

let org: Organisation
let tokens: { ben: string; ada: string; eli: string; dee: string }
let github: NewHook

beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Ada Okafor', teams: ['Payments'] }, { name: 'Ben Ode', manager: 'Ada Okafor', teams: ['Payments'] }, { name: 'Dee Alvarez', teams: ['Maps'] }, { name: 'Eli Marsh', role: 'admin' }] })
  tokens = { ben: await tokenFor(org, 'Ben Ode'), ada: await tokenFor(org, 'Ada Okafor'), eli: await tokenFor(org, 'Eli Marsh'), dee: await tokenFor(org, 'Dee Alvarez') }
  github = await make({ site: 'github', instance: 'github.com' })
})

async function make(wish: { site: string; instance: string; inPath?: boolean }): Promise<NewHook> {
  const answer = await api(tokens.eli).post('/api/v1/organisation/hooks', { id: newId(), name: 'All repositories', inPath: false, ...wish })
  expect(answer.status).toBe(201)
  return answer.json as NewHook
}

const bytes = (text: string) => new TextEncoder().encode(text)
async function sign(secret: string, body: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return `sha256=${Array.from(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(body))), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
interface Sending { event?: string; delivery?: string; secret?: string; hook?: NewHook; type?: string; path?: string; headers?: Record<string, string> }
/** As GitHub sends it. */
async function deliver(payload: unknown, { event = 'pull_request', delivery = crypto.randomUUID(), hook = github, secret = hook.secret!, type = 'application/json', path = new URL(hook.url).pathname, headers }: Sending = {}): Promise<Response> {
  const json = typeof payload === 'string' ? payload : JSON.stringify(payload)
  const body = type === 'application/json' ? json : new URLSearchParams({ payload: json }).toString()
  return ask(new Request(`http://localhost:8787${path}`, { method: 'POST', headers: { 'content-type': type, ...(headers ?? { 'x-github-event': event, 'x-github-delivery': delivery, 'x-hub-signature-256': await sign(secret, body) }) }, body }))
}

type Json = Record<string, any>
const example = (name: string, action: string): Json => structuredClone((examples as unknown as { name: string; examples: Json[] }[]).find((one) => one.name === name)!.examples.find((one) => one['action'] === action)!)
let clock = Date.parse('2026-11-02T10:00:00Z')
/** GitHub's own example, of another number, state and time. */
function pull(number: number, more: { merged?: boolean; open?: boolean; labels?: string[]; at?: number; repository?: string } = {}): Json {
  const payload = example('pull_request', more.open ? 'reopened' : 'closed')
  clock += 1_000
  Object.assign(payload['pull_request'], { number, merged: more.merged ?? !more.open, state: more.open ? 'open' : 'closed', updated_at: new Date(more.at ?? clock).toISOString().replace('.000Z', 'Z'), labels: (more.labels ?? ['perf']).map((name) => ({ name })) })
  if (more.repository) Object.assign(payload['repository'], { full_name: more.repository, html_url: `https://github.com/${more.repository}` })
  return payload
}

const labelled = { site: 'github', instance: 'github.com', of: 'label', name: 'perf', within: 'codertocat/hello-world', state: 'merged' }
async function goalWith(rule: unknown, more: Record<string, unknown> = {}, goal: Record<string, unknown> = {}): Promise<{ goal: string; keyResult: string }> {
  const [id, keyResult] = [newId(), newId()]
  const made = await api(tokens.ben).post('/api/v1/goals', {
    id, title: 'Checkout under 300 ms', why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent: null, priority: null, start: '2026-10-01', end: '2026-12-31', visibility: 'organization', keys: ['org'], draft: false,
    keyResults: [{ id: keyResult, title: '20 merged pull requests labelled perf', measure: 'number', baseline: 0, target: 20, stretch: null, unit: null, rubric: [], weight: 1, owner: null, rule, ...more }], ...goal,
  })
  expect(made.text && made.status).toBe(201)
  return { goal: id, keyResult }
}
const goalOf = async (id: string, token = tokens.ben): Promise<Json> => (await api(token).get(`/api/v1/goals/${id}`)).json
const keyResultOf = async (id: string): Promise<Json> => (await goalOf(id))['keyResults'][0]
const current = async (id: string): Promise<number | null> => (await keyResultOf(id))['current']
const historyOf = async ({ goal, keyResult }: { goal: string; keyResult: string }): Promise<Json[]> => (await api(tokens.ben).get(`/api/v1/goals/${goal}/key-results/${keyResult}/check-ins`)).json.items
const hookOf = async (id: string): Promise<Json> => (await api(tokens.eli).get('/api/v1/organisation/hooks')).json.hooks.find((one: Json) => one['id'] === id)
const countOf = async (table: string): Promise<number> => (await env.DB.prepare(`select count(*) as n from ${table} where org_id = ?`).bind(org.id).first<{ n: number }>())!.n

describe('a delivery of GitHub', () => {
  it('moves a key result: a check-in by the work, with the artifact as its reason, up to the goal', async () => {
    const of = await goalWith(labelled)
    expect((await deliver(pull(2))).status).toBe(202)
    const [checkIn, ...rest] = await historyOf(of)
    expect(rest).toEqual([])
    expect(checkIn).toMatchObject({ by: null, source: 'work', reading: 1, artifact: { guarded: false, key: 'Codertocat/Hello-World#2', url: 'https://github.com/Codertocat/Hello-World/pull/2', title: null, state: 'merged' } })
    const goal = await goalOf(of.goal)
    expect(goal['progress']).toBeCloseTo(1 / 20)
    expect(goal['keyResults'][0]).toMatchObject({ current: 1, confidence: null, status: null })
    expect(goal['keyResults'][0].staleFrom).not.toBeNull()
    expect(await hookOf(github.hook.id)).toMatchObject({ lastAt: expect.any(String), failures: { forged: 0, unread: 0, elsewhere: 0 } })
  })

  it('costs one D1 call where it moves nothing and two where it does, and keeps nothing of what no rule asks for', async () => {
    await goalWith(labelled)
    await deliver(pull(1, { labels: ['docs'] }))
    const other = await deliver(pull(3, { labels: ['docs'] }))
    expect(other.headers.get('x-d1')).toMatch(/^calls=1 /)
    expect([await countOf('moved_works'), await countOf('artifacts'), await countOf('hook_deliveries')]).toEqual([0, 0, 0])
    expect((await deliver(pull(4))).headers.get('x-d1')).toMatch(/^calls=2 /)
    const stored = await Promise.all(['moved_works', 'moves', 'artifacts', 'hook_deliveries', 'check_ins', 'events'].map(async (table) => JSON.stringify((await env.DB.prepare(`select * from ${table} where org_id = ?`).bind(org.id).all()).results)))
    expect(stored.join()).not.toMatch(/Update the README|octocat@|avatar/i)
  })

  it.each((examples as unknown as { name: string; examples: Json[] }[]).filter(({ name }) => ['pull_request', 'issues', 'ping'].includes(name)).flatMap(({ name, examples: all }) => all.map((one, index) => [name, String(one['action'] ?? ''), index, one] as const)))('is taken as GitHub sends it: %s %s %i', async (event, _, __, payload) => {
    const hook = await make({ site: 'github', instance: 'github.com' })
    expect((await deliver(payload, { event, hook })).status).toBe(202)
    expect(await hookOf(hook.hook.id)).toMatchObject({ failures: { forged: 0, unread: 0, elsewhere: 0 } })
  })

  it('is taken as a form too', async () => {
    const of = await goalWith(labelled)
    expect((await deliver(pull(2), { type: 'application/x-www-form-urlencoded' })).status).toBe(202)
    expect(await current(of.goal)).toBe(1)
  })

  it('counts once, however often it comes: the same delivery, another of the same, all at once', async () => {
    const of = await goalWith(labelled)
    const payload = pull(2)
    const delivery = crypto.randomUUID()
    for (const id of [delivery, delivery, crypto.randomUUID()]) expect((await deliver(payload, { delivery: id })).status).toBe(202)
    await Promise.all(Array.from({ length: 8 }, () => deliver(payload)))
    expect(await current(of.goal)).toBe(1)
    expect(await historyOf(of)).toHaveLength(1)
  })

  it('never moves back what is newer', async () => {
    const of = await goalWith(labelled)
    const [opened, merged] = [pull(2, { open: true }), pull(2)]
    await deliver(merged)
    await deliver(opened)
    expect(await current(of.goal)).toBe(1)
    // Reopened in truth, and merged again.
    await deliver(pull(2, { open: true }))
    expect(await current(of.goal)).toBe(0)
    await deliver(merged)
    expect(await current(of.goal)).toBe(0)
    await deliver(pull(2))
    expect(await current(of.goal)).toBe(1)
  })

  it('takes out what lost its label, and what was deleted', async () => {
    const of = await goalWith({ ...labelled, state: 'closed' })
    await deliver(pull(2))
    await deliver(pull(3))
    await deliver(pull(2, { labels: [] }))
    expect(await current(of.goal)).toBe(1)
    const gone = example('issues', 'deleted')
    Object.assign(gone['issue'], { number: 3, labels: [{ name: 'perf' }], updated_at: new Date(clock + 5_000).toISOString() })
    await deliver(gone, { event: 'issues' })
    expect(await current(of.goal)).toBe(0)
  })

  it('is fifty at once, and fifty are counted', async () => {
    const of = await goalWith(labelled)
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => deliver(pull(100 + index))))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    expect(await current(of.goal)).toBe(50)
    const goal = await goalOf(of.goal)
    expect(goal['progress']).toBe(1)
    const { results } = await env.DB.prepare('select reading from check_ins where org_id = ? order by reading').bind(org.id).all<{ reading: number }>()
    expect(results.map(({ reading }) => reading)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  })

  it('reads a share as the rule book says', async () => {
    const of = await goalWith({ ...labelled, of: 'repository', name: 'codertocat/hello-world', within: null }, { measure: 'percent', baseline: 20, target: 80 })
    await deliver(pull(1))
    await deliver(pull(2, { open: true }))
    await deliver(pull(3, { open: true }))
    expect(await current(of.goal)).toBeCloseTo(plainReading({ measure: 'percent', baseline: 20, target: 80 }, { known: 3, reached: 1 }))
  })

  it('goes on from what a person corrected', async () => {
    const of = await goalWith(labelled)
    await deliver(pull(2))
    await deliver(pull(3))
    const [last] = await historyOf(of)
    const corrected = await api(tokens.ben).post(`/api/v1/goals/${of.goal}/key-results/${of.keyResult}/check-ins`, { id: newId(), reading: 1, confidence: 6, status: 'on_track', line: 'Number 3 was only a rename.', artifact: null, need: null, corrects: last!['id'] })
    expect(corrected.status).toBe(201)
    await deliver(pull(4))
    expect((await historyOf(of)).map((one) => [one['source'], one['reading'], one['corrected']])).toEqual([['work', 2, false], ['person', 1, false], ['work', 2, true], ['work', 1, false]])
    expect(await keyResultOf(of.goal)).toMatchObject({ current: 2, confidence: 6, status: 'on_track' })
    // What they took out stays out when it is opened again and merged once more.
    await deliver(pull(4, { open: true }))
    expect(await current(of.goal)).toBe(1)
  })

  it('moves nothing where the rule was dropped meanwhile, the goal closed, or the measure is none of the work’s', async () => {
    const of = await goalWith(labelled)
    await deliver(pull(2))
    const { version } = await keyResultOf(of.goal)
    expect((await api(tokens.ben).patch(`/api/v1/goals/${of.goal}/key-results/${of.keyResult}`, { rule: null, version })).status).toBe(200)
    await deliver(pull(3))
    expect(await current(of.goal)).toBe(1)
    // Another rule counts anew, from where it stands.
    const again = await keyResultOf(of.goal)
    expect((await api(tokens.ben).patch(`/api/v1/goals/${of.goal}/key-results/${of.keyResult}`, { rule: { ...labelled, name: 'speed' }, version: again['version'] })).status).toBe(200)
    await deliver(pull(2, { labels: ['speed'] }))
    expect(await current(of.goal)).toBe(2)
    const goal = await goalOf(of.goal)
    expect((await api(tokens.ben).post(`/api/v1/goals/${of.goal}/close`, { outcome: 'achieved', closing: 'It is fast.', carry: null, version: goal['version'] })).status).toBe(200)
    await deliver(pull(5, { labels: ['speed'] }))
    expect(await current(of.goal)).toBe(2)
  })

  it('tells no title, key or address of a private repository to others', async () => {
    const of = await goalWith(labelled)
    const payload = pull(2)
    payload['repository'].private = true
    await deliver(payload)
    const answer = await api(tokens.dee).get(`/api/v1/goals/${of.goal}/key-results/${of.keyResult}/check-ins`)
    expect(answer.json.items[0].artifact).toEqual({ guarded: true, site: 'github', type: 'pull_request' })
    expect(answer.text).not.toMatch(/Hello-World/)
    expect((await historyOf(of))[0]!['artifact'].key).toBe('Codertocat/Hello-World#2')
    // A label anywhere: whoever asks for it learns of no private repository that has it.
    const anywhere = await goalWith({ ...labelled, name: 'wide', within: null })
    const wide = pull(9, { labels: ['wide'] })
    wide['repository'].private = true
    await deliver(wide)
    expect((await historyOf(anywhere))[0]).toMatchObject({ source: 'work', reading: 1, artifact: null })
  })
})

describe('a delivery that is not right', () => {
  it('is answered alike where there is no such webhook, organisation, or signature', async () => {
    const of = await goalWith(labelled)
    const fjord = await makeOrganisation({ name: 'Fjord Works', people: [{ name: 'Fay Berg', role: 'admin' }] })
    const path = new URL(github.url).pathname
    const forged = await sign('not the secret', JSON.stringify(pull(2)))
    const answers = [
      await deliver(pull(2), { secret: 'not the secret' }),
      await deliver(pull(2), { path: path.replace(github.hook.id, crypto.randomUUID()) }),
      await deliver(pull(2), { path: path.replace(org.id, fjord.id) }),
      await deliver(pull(2), { path: path.replace(org.id, crypto.randomUUID()) }),
      await deliver(pull(2), { path: `${path}/${github.secret}` }),
      await deliver(pull(2), { headers: { 'x-github-event': 'pull_request' } }),
      await deliver(pull(2), { headers: { 'x-github-event': 'pull_request', 'x-hub-signature-256': forged.replace('sha256=', 'sha1=') } }),
      await deliver('{"half', { secret: 'not the secret' }),
      await deliver(pull(2), { path: '/api/v1/hooks/nonsense/nonsense' }),
    ]
    expect(new Set(await Promise.all(answers.map(async (one) => `${one.status} ${await one.text()}`))).size).toBe(1)
    expect(answers[0]!.status).toBe(404)
    expect(await current(of.goal)).toBeNull()
    expect(await hookOf(github.hook.id)).toMatchObject({ failedAt: expect.any(String), lastAt: null, failures: { forged: 5, unread: 0, elsewhere: 0 } })
  })

  it('is refused and counted when its bytes were changed, it is not GitHub’s, or of another instance', async () => {
    const of = await goalWith(labelled)
    const body = JSON.stringify(pull(2))
    const signature = await sign(github.secret!, body)
    expect((await deliver(`${body} `, { headers: { 'x-github-event': 'pull_request', 'x-hub-signature-256': signature } })).status).toBe(404)
    expect((await deliver('{"half')).status).toBe(400)
    expect((await deliver({ action: 'closed', pull_request: {} })).status).toBe(400)
    const elsewhere = pull(2)
    elsewhere['repository'].html_url = 'https://git.evil.test/Codertocat/Hello-World'
    expect((await deliver(elsewhere)).status).toBe(400)
    expect(await hookOf(github.hook.id)).toMatchObject({ failures: { forged: 1, unread: 2, elsewhere: 1 } })
    expect(await current(of.goal)).toBeNull()
  })

  it('is too large beyond a mebibyte, whatever it says', async () => {
    const answer = await deliver({ ...pull(2), padding: 'x'.repeat(1024 * 1024) })
    expect(answer.status).toBe(413)
    expect((await deliver({ ...pull(2), padding: 'x'.repeat(900 * 1024) })).status).toBe(202)
  })

  it('is forged once the secret was renewed, and unknown once the webhook is gone', async () => {
    const of = await goalWith(labelled)
    const renewed = (await api(tokens.eli).post(`/api/v1/organisation/hooks/${github.hook.id}/rotate`, { renewal: newId() })).json as NewHook
    expect(renewed.secret).not.toBe(github.secret)
    expect((await deliver(pull(2))).status).toBe(404)
    expect((await deliver(pull(2), { hook: renewed })).status).toBe(202)
    expect((await api(tokens.eli).delete(`/api/v1/organisation/hooks/${github.hook.id}`)).status).toBe(204)
    expect((await deliver(pull(3), { hook: renewed })).status).toBe(404)
    expect(await current(of.goal)).toBe(1)
  })
})

describe('webhooks of an organisation', () => {
  it('say their secret once, keep it sealed, and are an admin’s', async () => {
    const body = { id: newId(), site: 'github', instance: 'github.com', name: 'Again', inPath: false }
    const first = await api(tokens.eli).post('/api/v1/organisation/hooks', body)
    const again = await api(tokens.eli).post('/api/v1/organisation/hooks', body)
    expect([first.json.secret, again.json.secret]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), null])
    expect((await api(tokens.eli).post('/api/v1/organisation/hooks', { ...body, name: 'Other' })).status).toBe(409)
    const { results } = await env.DB.prepare('select * from hooks where org_id = ?').bind(org.id).all()
    expect(JSON.stringify(results)).not.toContain(first.json.secret)
    expect((await api(tokens.ben).get('/api/v1/organisation/hooks')).status).toBe(403)
    expect((await api(tokens.ben).post('/api/v1/organisation/hooks', { ...body, id: newId() })).status).toBe(403)
    expect((await api(tokens.eli).get('/api/v1/organisation/hooks')).text).not.toContain('secret')
    expect((await api(tokens.eli).post('/api/v1/organisation/hooks', { ...body, id: newId(), inPath: true })).status).toBe(422)
  })
})

describe('a delivery of Jira', () => {
  const epic = { site: 'jira', instance: 'acme.atlassian.net', of: 'epic', name: 'PAY-9', within: null, state: 'done' }
  const jiraHeaders = async (secret: string, body: string, id = '7f4e2a') => ({ 'x-atlassian-webhook-identifier': id, 'x-atlassian-webhook-flow': 'Primary', 'x-hub-signature': await sign(secret, body) })

  it('moves by the status’s category: signed by Cloud, in and out of an epic', async () => {
    const hook = await make({ site: 'jira', instance: 'acme.atlassian.net' })
    const of = await goalWith(epic)
    const send = async (payload: Json, id: string) => deliver(payload, { hook, headers: await jiraHeaders(hook.secret!, JSON.stringify(payload), id) })
    expect((await send(issueUpdated({ key: 'PAY-118', done: true, epic: 'PAY-9', at: '2026-11-02T10:00:00.000+0100' }), 'a')).status).toBe(202)
    await send(issueUpdated({ key: 'PAY-119', done: true, epic: 'PAY-10', at: '2026-11-02T10:00:00.000+0100' }), 'b')
    expect(await current(of.goal)).toBe(1)
    // 10:00 in Berlin is before 9:30 in London.
    await send(issueUpdated({ key: 'PAY-118', done: false, epic: 'PAY-9', at: '2026-11-02T09:30:00.000+0000' }), 'c')
    expect(await current(of.goal)).toBe(0)
    await send(issueUpdated({ key: 'PAY-118', done: true, epic: 'PAY-9', at: '2026-11-02T11:00:00.000+0100' }), 'd')
    expect((await historyOf(of))[0]).toMatchObject({ source: 'work', reading: 1, artifact: { key: 'PAY-118', url: 'https://acme.atlassian.net/browse/PAY-118', private: true } })
  })

  it('of Data Center names the epic in a field of its own, under a path; and may keep its secret in the address', async () => {
    const hook = await make({ site: 'jira', instance: 'jira.acme.test/jira', inPath: true })
    expect(hook.secret).toBeNull()
    const of = await goalWith({ ...epic, instance: 'jira.acme.test/jira' })
    const payload = issueUpdated({ key: 'PAY-118', done: true, epicField: 'PAY-9', at: '2026-11-02T10:00:00.000+0100', base: 'https://jira.acme.test/jira' })
    expect((await deliver(payload, { hook, headers: {} })).status).toBe(202)
    expect(await current(of.goal)).toBe(1)
    expect((await deliver(payload, { hook, headers: {}, path: new URL(hook.hook.url).pathname })).status).toBe(404)
    expect((await deliver(payload, { hook, headers: {}, path: `${new URL(hook.hook.url).pathname}/guess` })).status).toBe(404)
    expect(await hookOf(hook.hook.id)).toMatchObject({ failures: { forged: 2 } })
  })
})

describe('linked work', () => {
  const linked = { ...labelled, of: 'linked', name: '', within: null }
  const cite = (more = {}) => citation('Codertocat/Hello-World#2', more)
  const linkTo = (of: { goal: string; keyResult: string | null }, artifact: unknown, token = tokens.ben) => api(token).post(`/api/v1/goals/${of.goal}/links`, { artifact, keyResult: of.keyResult })

  it('is linked in one click, once; by whose goal it is; and found on the work with the way up', async () => {
    const parent = await goalWith(null, {}, { visibility: 'private', keys: [`person:${org.person('Ben Ode').id}`, `person:${org.person('Ada Okafor').id}`].sort() })
    const of = await goalWith(linked, {}, { parent: parent.goal })
    const first = await linkTo(of, cite())
    expect(first.status).toBe(201)
    expect(first.d1.calls).toBe(2)
    expect(first.json).toMatchObject({ keyResult: of.keyResult, state: 'open', seenBy: { name: 'Ben Ode' }, reached: false, artifact: { title: 'Retry payments after a timeout' } })
    expect((await linkTo(of, cite())).json).toEqual(first.json)
    expect((await linkTo(of, cite(), tokens.dee)).status).toBe(403)
    expect((await linkTo({ goal: newId(), keyResult: null }, cite())).status).toBe(404)
    const { id } = first.json.artifact
    const on = (token: string) => api(token).get(`/api/v1/artifacts/${id}/goals`)
    expect((await on(tokens.ben)).json.items).toMatchObject([{ goal: { id: of.goal }, keyResult: of.keyResult, path: [{ hidden: false, title: 'Checkout under 300 ms' }] }])
    expect((await on(tokens.dee)).json.items).toMatchObject([{ goal: { id: of.goal }, path: [{ hidden: true }] }])
    expect((await api(tokens.ben).get('/api/v1/me/goals')).json.links).toEqual([{ artifact: id, goal: of.goal, keyResult: of.keyResult }])
    const { results } = await env.DB.prepare('select words from goal_links where org_id = ?').bind(org.id).all()
    expect(JSON.stringify(results)).not.toContain('Retry payments')
  })

  it('is moved by a webhook; what a page shows is marked, and never stands over it', async () => {
    const of = await goalWith(linked)
    const { id } = (await linkTo(of, cite())).json.artifact
    const seen = (state: string, token = tokens.dee) => api(token).post('/api/v1/goals/seen', { artifact: id, state })
    expect((await seen('Merged')).json.moved).toMatchObject([{ id: of.goal, keyResults: [{ current: 1 }] }])
    expect((await historyOf(of))[0]).toMatchObject({ by: { name: 'Dee Alvarez' }, source: 'seen', reading: 1 })
    expect((await goalOf(of.goal))['links']).toMatchObject([{ state: 'merged', seenBy: { name: 'Dee Alvarez' }, reached: true }])
    expect((await seen('Merged')).d1.calls).toBe(1)
    // A page may be old: a webhook says how it is, although its time is before that of the look.
    await deliver(pull(2, { open: true }))
    expect(await current(of.goal)).toBe(0)
    expect((await seen('Merged')).json.moved).toEqual([])
    expect(await current(of.goal)).toBe(0)
    await deliver(pull(2))
    expect(await current(of.goal)).toBe(1)
    expect((await goalOf(of.goal))['links']).toMatchObject([{ state: 'merged', seenBy: null, reached: true }])
    expect((await seen('Something of our own')).json.moved).toEqual([])
  })

  it('is counted with what was linked before the rule stood, and goes back when it is taken off', async () => {
    const of = await goalWith(null)
    for (const number of [2, 3]) expect((await linkTo(of, citation(`Codertocat/Hello-World#${number}`, { state: 'merged' }))).status).toBe(201)
    expect(await current(of.goal)).toBeNull()
    const { version } = await keyResultOf(of.goal)
    await api(tokens.ben).patch(`/api/v1/goals/${of.goal}/key-results/${of.keyResult}`, { rule: linked, version })
    const third = await linkTo(of, citation('Codertocat/Hello-World#4', { state: 'merged' }))
    expect(await current(of.goal)).toBe(3)
    expect((await api(tokens.dee).delete(`/api/v1/goals/${of.goal}/links/${third.json.artifact.id}`)).status).toBe(403)
    expect((await api(tokens.ben).delete(`/api/v1/goals/${of.goal}/links/${third.json.artifact.id}`)).status).toBe(204)
    expect(await current(of.goal)).toBe(2)
    expect((await api(tokens.ben).delete(`/api/v1/goals/${of.goal}/links/${third.json.artifact.id}`)).status).toBe(204)
    await deliver(pull(4))
    expect(await current(of.goal)).toBe(2)
  })

  it('moves only goals that the one who looks may see', async () => {
    const of = await goalWith(linked, {}, { visibility: 'private', keys: [`person:${org.person('Ben Ode').id}`, `person:${org.person('Ada Okafor').id}`].sort() })
    const { id } = (await linkTo(of, cite())).json.artifact
    expect((await api(tokens.dee).post('/api/v1/goals/seen', { artifact: id, state: 'merged' })).json.moved).toEqual([])
    expect((await api(tokens.dee).get(`/api/v1/artifacts/${id}/goals`)).json.items).toEqual([])
    expect(await current(of.goal)).toBeNull()
    expect((await api(tokens.ada).post('/api/v1/goals/seen', { artifact: id, state: 'merged' })).json.moved).toHaveLength(1)
  })
})
