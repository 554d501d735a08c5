/** Deliveries of Jira; work that people linked, moved by webhooks and by what pages show. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { issueUpdated } from './hooks.jira'
import { current, deliver, goalOf, goalWith, historyOf, hookOf, keyResultOf, labelled, make, org, pull, sign, tokens, type Json } from './hooks.rig'
import { api, citation } from './support'

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

  it('moves all that it serves, also where that is more than is read at once', async () => {
    const all: string[] = []
    for (let made = 0; made < 52; made += 1) {
      const of = await goalWith(linked)
      expect((await linkTo(of, cite({ state: 'open' }))).status).toBe(201)
      all.push(of.goal)
    }
    const { id } = (await goalOf(all[0]!))['links'][0].artifact
    const seen = () => api(tokens.dee).post('/api/v1/goals/seen', { artifact: id, state: 'Merged' })
    expect((await seen()).json.moved.map((one: Json) => one.id).toSorted()).toEqual(all.toSorted())
    for (const goal of all) expect([await current(goal), (await goalOf(goal))['links'][0].state]).toEqual([1, 'merged'])
    expect((await seen()).json.moved).toEqual([])
  })
})
