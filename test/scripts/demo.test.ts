/** The demo's weeks: what a newcomer finds, and that it stands in time as if it had been lived. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBackend } from '../../scripts/lib/backend.mjs'
import { bundleWorker, demoEntry } from '../../scripts/lib/worker.mjs'
import { momentIn } from '../../shared/ids'
import { demoId, personId } from '../../worker/dev/cast'

let backend: Awaited<ReturnType<typeof startBackend>>
beforeAll(async () => {
  backend = await startBackend({ modules: (await bundleWorker({ entry: demoEntry })).modules })
}, 60_000)
afterAll(() => backend?.stop())

async function as(first: string): Promise<(path: string) => Promise<{ status: number; body: any }>> {
  const entered = await fetch(`${backend.url}/auth/demo`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `${first}@demo.cairn.test` }) })
  const { access_token: token } = (await entered.json()) as { access_token: string }
  return async (path) => {
    const answer = await fetch(backend.url + path, { headers: { authorization: `Bearer ${token}` } })
    return { status: answer.status, body: await answer.json() }
  }
}

it('nobody is signed in, nothing is due, and every place in time is that of its moment', async () => {
  const rows = async <Row>(text: string): Promise<Row[]> => (await backend.db.prepare(text).all()).results as Row[]
  expect(await rows('select id from sessions')).toEqual([])
  expect(await rows('select seq from due')).toEqual([])
  for (const table of ['feedback', 'events', 'notifications', 'requests', 'action_items', 'meeting_points', 'replies', 'setting_changes', 'goals', 'check_ins']) {
    const placed = await rows<{ seq: string; at: number }>(`select seq, at from ${table} where org_id = '${demoId(1, 1)}'`)
    expect(placed.length, table).toBeGreaterThan(0)
    expect(placed.filter(({ seq, at }) => momentIn(seq) !== at), table).toEqual([])
  }
  await expect(backend.db.prepare('update events set at = 0').run()).rejects.toThrow('append-only')
})

it('Ada finds what waits for her, and Ben what she coached him on, which nobody else finds', async () => {
  const [ada, ben, gus, eli] = [await as('ada'), await as('ben'), await as('gus'), await as('eli')]
  const { body: waits } = await ada('/api/v1/me/waiting')
  expect(waits.requests).toMatchObject([{ asker: { name: 'Chi Tran' }, questions: { length: 2 }, artifact: { key: 'northwind/trail-pay#482' } }])
  expect(waits.items.map(({ text }: { text: string }) => text)).toEqual(['Share the on-call rota with Dee'])
  expect(waits.loops).toMatchObject([{ recipient: { name: 'Ben Ode' }, place: 'northwind/trail-pay' }])
  const { body: agenda } = await ada(`/api/v1/meetings/person/${personId('ben')}`)
  expect(agenda.list.map(({ text }: { text: string }) => text)).toEqual(['Who watches the Oslo gateway', 'Timeouts: what staging told us', 'How much of the week does on-call take, really'])
  const coaching = `/api/v1/feedback/${demoId(41, 5)}`
  expect((await ben(coaching)).body).toMatchObject({ kind: 'coaching', action: { state: 'open' }, replies: 1 })
  for (const other of [gus, eli]) expect((await other(coaching)).status).toBe(404)
})

it('goals go from the priority to the person, with what stands out; the work has moved Ben’s', async () => {
  const [ada, ben, gus] = [await as('ada'), await as('ben'), await as('gus')]
  const { body: own } = await ada('/api/v1/me/goals')
  const how = Object.fromEntries(own.items.map(({ title, progress }: { title: string; progress: number }) => [title, Math.round(100 * progress)]))
  expect(how).toEqual({ 'No payment is lost between booking and trail': 71, 'Trips load in two seconds': 38, 'Review without rushing': 20 })
  const { body: map } = await ada('/api/v1/goals/map')
  expect(map.priorities.map(({ title }: { title: string }) => title)).toEqual(['Trust at checkout', 'At home in the valley'])
  const { body: bens } = await ben('/api/v1/me/goals')
  const retries = bens.items.find(({ title }: { title: string }) => title === 'Retries that are safe twice')
  expect(retries).toMatchObject({ progress: 0.8, parent: { hidden: false }, keyResults: [{ current: 2 }, { current: 4 }] })
  expect(bens.links.length).toBe(6)
  const stranger = await as('chi')
  const { body: partners } = await stranger(`/api/v1/goals/${demoId(61, 10)}`)
  expect(partners.parent, 'Gus and Dee know of it').toEqual({ hidden: true })
  expect((await stranger(`/api/v1/goals/${demoId(61, 2)}`)).status).toBe(404)
  expect((await gus(`/api/v1/goals/${demoId(61, 9)}`)).body.staleFrom < new Date().toISOString()).toBe(true)
  expect((await ada(`/api/v1/goals/${demoId(61, 3)}`)).body.needs).toMatchObject([{ need: { kind: 'decision', to: { name: 'Ada Okafor' } } }])
  expect((await ben(`/api/v1/people/${personId('ben')}/expectations`)).body).toMatchObject({ level: { name: 'Engineer with a trade' }, confirmed: { version: 1 } })
})

it('Ben’s growth has both sides of the gap, for him and Ada alone', async () => {
  const path = `/api/v1/people/${personId('ben')}/growth`
  for (const first of ['ben', 'ada']) {
    const { body } = await (await as(first))(path)
    expect(body).toMatchObject({ areas: [{ open: true }], strengths: { length: 1 }, self: { levels: { length: 4 } }, byManager: { levels: { length: 4 } } })
    expect(body.actions.map(({ kind }: { kind: string }) => kind)).toContain('practice')
  }
  expect((await (await as('eli'))(path)).status).toBe(404)
})
