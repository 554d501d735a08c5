/** Deliveries of GitHub as they come: replayed, out of order, fifty at once; and what they move. */
import examples from '@octokit/webhooks-examples'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { plainReading } from '../../shared/moves'
import { clock, countOf, current, deliver, example, github, goalOf, goalWith, historyOf, hookOf, keyResultOf, labelled, make, org, pull, tokens, type Json } from './hooks.rig'
import { api } from './support'

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
