/** The signed pack of the server, and counters without content or person. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeOf } from '../../shared/problem'
import { sweepReadings } from '../../worker/selectors/actions'
import worker from '../../worker/index'
import { makeSigner, packOf, type Signer } from '../support/signing'
import { api, citation, makeOrganisation, recognition, tokenFor } from './support'

let ours: Signer
let next: Signer
let theirs: Signer
beforeAll(async () => void ([ours, next, theirs] = await Promise.all([makeSigner(), makeSigner(), makeSigner()])))
beforeEach(async () => void (await env.DB.prepare('delete from selector_packs').run()))

const path = '/api/v1/selectors'
async function publish(body: unknown, keys: string | undefined = ours.key) {
  const context = createExecutionContext()
  const request = new Request(`http://localhost:8787${path}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) })
  const response = await worker.fetch(request as never, { ...env, ...(keys !== undefined && { PACK_KEY: keys }) } as never, context)
  await waitOnExecutionContext(context)
  const json: any = await response.json()
  return { status: response.status, json, code: response.status >= 400 ? codeOf(json) : null }
}
const current = async () => (await api().get(path)).json.envelope

describe('the pack', () => {
  test('is nothing at first, then what was published, for everybody, with an ETag', async () => {
    expect(await current()).toBeNull()
    const envelope = await ours.sign(packOf(3, { github: { off: true } }))
    expect(await publish(envelope)).toMatchObject({ status: 200, json: { version: 3, at: '2026-11-21T08:00:00Z' } })
    expect(await current()).toEqual(envelope)
    const answered = await api().get(path)
    expect(answered.d1).toMatchObject({ calls: 1, read: 1, written: 0 })
    expect((await api().get(path, { 'if-none-match': answered.headers.get('etag')! })).status).toBe(304)
    expect((await publish(envelope)).status).toBe(200)
  })

  test('must be newer', async () => {
    await publish(await ours.sign(packOf(3)))
    expect((await publish(await ours.sign(packOf(2)))).code).toBe('pack-old')
    expect((await publish(await ours.sign(packOf(3, { jira: { off: true } })))).code).toBe('pack-old')
    expect((await current()).pack).toBe(JSON.stringify(packOf(3)))
    expect((await publish(await ours.sign(packOf(4)))).status).toBe(200)
  })

  test('of many at once the newest stands', async () => {
    const all = await Promise.all([5, 9, 7, 6, 8].map((version) => ours.sign(packOf(version))))
    await Promise.all(all.map((one) => publish(one)))
    expect(JSON.parse((await current()).pack).version).toBe(9)
  })

  test('nobody else’s signature, no key, no pack, no logic, not too much', async () => {
    expect([(await publish(await theirs.sign(packOf(1)))).code, (await publish(await ours.sign(packOf(1)), '')).code]).toEqual(['pack-forged', 'pack-forged'])
    expect((await api().put(path, await ours.sign(packOf(1)))).status).toBe(403)
    expect((await publish(await ours.sign(packOf(1, { github: { selectors: { title: ['h1 { color: red }'] } } })))).code).toBe('invalid')
    expect((await publish(await ours.sign(packOf(1, { github: { run: 'fetch("https://x.test")' } })))).code).toBe('invalid')
    expect((await publish(await ours.sign(' '.repeat(64 * 1024) + JSON.stringify(packOf(1))))).code).toBe('invalid')
    expect((await publish(`{"pack":"${'x'.repeat(140_000)}"}`)).code).toBe('too-large')
    expect(await current()).toBeNull()
  })

  test('of a key that counts no more is replaced whatever its version; two keys count while one is replaced', async () => {
    await publish(await ours.sign(packOf(900)), `${ours.key},${next.key}`)
    expect((await publish(await next.sign(packOf(1)), `${ours.key},${next.key}`)).code).toBe('pack-old')
    expect((await publish(await next.sign(packOf(1)), next.key)).status).toBe(200)
    expect(JSON.parse((await current()).pack).version).toBe(1)
  })
})

describe('counters', () => {
  const company = async (settings: Record<string, unknown> = {}) => {
    const org = await makeOrganisation({ people: [{ name: 'Ben Ode' }, { name: 'Chi Tran' }, { name: 'Eli Marsh', role: 'admin' }], settings })
    return { org, ben: api(await tokenFor(org, 'Ben Ode')), eli: api(await tokenFor(org, 'Eli Marsh')) }
  }
  const reading = { title: 'json', people: 'testid', state: 'none' }
  const counts = async (org: { id: string }) => (await env.DB.prepare('select site, day, outcome, count from reading_counts where org_id = ?').bind(org.id).all()).results
  const today = () => new Date().toISOString().slice(0, 10)

  test('one row for one send, one more written at most, two calls; twice the same counts once', async () => {
    const { org, ben } = await company()
    const bare = await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Chi Tran'], { artifact: citation('a/b#1') }))
    const draft = recognition(org, 'Ben Ode', ['Chi Tran'], { artifact: citation('a/b#2'), reading })
    const given = await ben.post('/api/v1/feedback', draft)
    expect([given.status, given.d1.calls, given.d1.written - bare.d1.written]).toEqual([201, 2, 1])
    expect(given.d1.written).toBeLessThanOrEqual(12)
    expect((await ben.post('/api/v1/feedback', draft)).status).toBe(201)
    expect(await counts(org)).toEqual([{ site: 'github', day: today(), outcome: 'people=testid state=none title=json', count: 1 }])
    await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Chi Tran'], { artifact: citation('a/b#3'), reading }))
    expect(await counts(org)).toMatchObject([{ count: 2 }])
    // The same id with another reading is another draft.
    expect((await ben.post('/api/v1/feedback', { ...draft, reading: { title: 'none' } })).json.type).toBe('/problems/id-taken')
  })

  test('sent many times at once it counts once', async () => {
    const { org, ben } = await company()
    const draft = recognition(org, 'Ben Ode', ['Chi Tran'], { artifact: citation('a/b#4'), reading })
    await Promise.all(Array.from({ length: 8 }, () => ben.post('/api/v1/feedback', draft)))
    expect(await counts(org)).toMatchObject([{ count: 1 }])
  })

  test('nothing of it stands with the event, and nothing without a work, of any page, or made up', async () => {
    const { org, ben } = await company()
    await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Chi Tran'], { reading }))
    const page = { ref: { site: 'page', instance: 'wiki.test', type: 'page', key: 'https://wiki.test/a', url: 'https://wiki.test/a' }, title: 'A', state: null, visibility: 'private', showTitle: false }
    await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Chi Tran'], { artifact: page, reading }))
    expect((await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Chi Tran'], { artifact: citation('a/b#5'), reading: { title: 'by guess' } }))).status).toBe(422)
    expect((await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Chi Tran'], { artifact: citation('a/b#5'), reading: { password: 'json' } }))).status).toBe(422)
    expect(await counts(org)).toEqual([])
    const { results } = await env.DB.prepare('select data from events where org_id = ?').bind(org.id).all<{ data: string }>()
    expect(results.filter(({ data }) => /reading|testid/.test(data))).toEqual([])
  })

  test('an admin sees what still works, and switches it off: what was counted goes, what still comes is dropped', async () => {
    const { org, ben, eli } = await company()
    const give = (n: number) => ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Chi Tran'], { artifact: citation(`a/b#${n}`), reading }))
    for (const n of [11, 12, 13, 14]) await give(n)
    // Four could be one person's: an admin learns no number.
    expect((await eli.get('/api/v1/organisation/sites')).json.sites).toMatchObject([{ site: 'github', recent: 0, fields: [{ found: 0, by: [] }, { found: 0, by: [] }] }])
    await give(15)
    await publish(await ours.sign(packOf(3, { jira: { off: true } })))
    const seen = (await eli.get('/api/v1/organisation/sites')).json
    expect(seen).toMatchObject({ counters: true, pack: { version: 3, off: ['jira'] }, sites: [{ site: 'github', recent: 5, before: 0, fields: [{ field: 'title', found: 5, by: [{ source: 'json', count: 5 }] }, { field: 'people', found: 5 }] }] })
    expect((await ben.get('/api/v1/me')).json.organisation.counters).toBe(true)
    expect((await eli.put('/api/v1/organisation/sites/counters', { on: false })).json).toMatchObject({ counters: false, sites: [] })
    expect(await counts(org)).toEqual([])
    expect((await ben.get('/api/v1/me')).json.organisation.counters).toBe(false)
    const late = await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Chi Tran'], { artifact: citation('a/b#8'), reading }))
    expect([late.status, await counts(org)]).toEqual([201, []])
    expect((await eli.put('/api/v1/organisation/sites/counters', { on: false })).d1.written).toBe(0)
    expect((await eli.put('/api/v1/organisation/sites/counters', { on: true })).json).toMatchObject({ counters: true })
  })

  test('nobody sees another organisation’s', async () => {
    const [one, other] = [await company(), await company()]
    await one.ben.post('/api/v1/feedback', recognition(one.org, 'Ben Ode', ['Chi Tran'], { artifact: citation('a/b#9'), reading }))
    expect((await other.eli.get('/api/v1/organisation/sites')).json.sites).toEqual([])
  })

  test('are four weeks beside the four before, and gone after 90 days, at night', async () => {
    const { org, eli } = await company()
    const night = Date.UTC(2026, 10, 21, 3, 0, 30)
    const dayOf = (at: number, ago: number) => new Date(at - ago * 86_400_000).toISOString().slice(0, 10)
    const put = (at: number, ago: number, count: number) => env.DB.prepare(`insert into reading_counts values (?, 'jira', ?, 'title=css', ?)`).bind(org.id, dayOf(at, ago), count).run()
    for (const [ago, count] of [[0, 1], [27, 10], [28, 100], [55, 1_000], [56, 10_000]] as const) await put(Date.now(), ago, count)
    expect((await eli.get('/api/v1/organisation/sites')).json.sites).toMatchObject([{ recent: 11, before: 1_100 }])
    await env.DB.prepare('delete from reading_counts where org_id = ?').bind(org.id).run()
    await put(night, 90, 1)
    await put(night, 91, 1)
    await sweepReadings(env as never, night + 3_600_000)
    expect(await counts(org)).toHaveLength(2)
    await sweepReadings(env as never, night)
    expect(await counts(org)).toEqual([{ site: 'jira', day: dayOf(night, 90), outcome: 'title=css', count: 1 }])
  })
})
