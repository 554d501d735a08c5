import { describe, expect, it } from 'vitest'
import { artifactId } from '../../../shared/artifacts'
import type { GoalListed, OwnGoals } from '../../../shared/goals'
import type { KeyResult } from '../../../shared/key-results'
import { newId } from '../../../shared/ids'
import * as acts from '../../../extension/background/acts'
import * as goals from '../../../extension/background/goals'
import { leaves } from '../../../extension/background/leaves'
import { answer } from '../../../extension/background/router'
import * as session from '../../../extension/background/session'
import type { Act } from '../../../extension/bridge/messages'
import { ben, dee, signIn } from './cast'
import { Device } from './device'
import { FakeServer } from './server'

const github = leaves.find(({ script }) => script === 'github')!
const pull = (number: number) => github.identify(new URL(`https://github.com/Northwind/trails/pull/${number}`))!

const part = (more: Partial<KeyResult> = {}): KeyResult => ({
  id: newId(), title: 'Refunds within a day', measure: 'number', baseline: 0, target: 12, stretch: null, unit: null, rubric: [], weight: 1, owner: ben, current: 3, progress: 0.25, confidence: 8, status: 'on_track',
  lastAt: '2026-11-12T09:00:00Z', staleFrom: null, rule: null, dropped: false, version: 1, ...more,
})
const goal = (...keyResults: KeyResult[]): GoalListed => ({
  id: newId(), seq: newId(), title: 'No payment is lost', scope: 'person', kind: 'performance', state: 'active', outcome: null, visibility: 'organization', owner: ben, team: null, start: '2026-10-01', end: '2026-12-31', progress: 0.25,
  parent: null, priority: null, children: 0, openNeeds: 0, staleFrom: null, keyResults, mine: 'owner', version: 1,
})

async function fresh(body: OwnGoals) {
  const server = new FakeServer()
  server.goals = { etag: '"2"', body }
  const device = new Device(server)
  const life = device.live()
  await signIn(life)
  await goals.refresh(life.world)
  return { server, device, life }
}
const sent = (server: FakeServer) => [...server.checkIns.keys()]
const checkIn = (reading: number) => ({ id: newId(), reading, confidence: 5, status: 'at_risk' as const, line: 'Slower than we thought', artifact: null, need: null })

/** What a page of ours asks. */
async function checksIn({ life }: Awaited<ReturnType<typeof fresh>>, one: GoalListed, body: ReturnType<typeof checkIn>): Promise<Act> {
  const reply = await answer(life.world, { ask: 'act.add', body: { call: { endpoint: 'goals.checkIn', params: { id: one.id, keyResult: one.keyResults[0]!.id }, body }, label: one.title } }, { id: 'ourextension', url: 'chrome-extension://ourextension/popup.html', frameId: 0 })
  expect(reply).toMatchObject({ ok: true })
  return (reply as { value: Act }).value
}

describe('own goals', () => {
  it('are kept, cost no body the second time, and go with whoever signs out', async () => {
    const { server, device, life } = await fresh({ items: [goal(part())], links: [] })
    await goals.refresh(life.world)
    expect(server.calls.filter(({ path }) => path === '/api/v1/me/goals').map(({ ifNoneMatch }) => ifNoneMatch).slice(-1)).toEqual(['"2"'])
    expect((await goals.cached(device.live().world))?.goals.items).toHaveLength(1)
    await session.signOut(life.world, false)
    expect(await goals.cached(life.world)).toBeNull()
    await signIn(device.live(), dee)
    expect(await goals.cached(life.world)).toBeNull()
  })

  it('say on the device alone what a work serves: numbers as they stand, the rest in percent, two chips at most', async () => {
    const [counted, share] = [goal(part()), goal(part({ measure: 'percent', baseline: 0, target: 100, current: 71, progress: 0.71, title: 'Trips in two seconds' }))]
    const id = await artifactId(pull(7))
    const { server, life } = await fresh({ items: [counted, share], links: [counted, share, counted].map((one) => ({ artifact: id, goal: one.id, keyResult: one.keyResults[0]!.id })) })
    const calls = server.calls.length
    const url = 'https://github.com/northwind/trails/pull/7/files'
    const ask = (at: string) => answer(life.world, { ask: 'launcher.chips', body: {} }, { id: 'ourextension', url: at, frameId: 0, tab: { id: 1, url: at } })
    expect(await ask(url)).toEqual({ ok: true, value: { asks: [], goals: ['3 von 12 bei Refunds within a day', '71 % · Trips in two seconds'] } })
    expect(await ask(url.replace('/7/', '/8/'))).toEqual({ ok: true, value: { asks: [], goals: [] } })
    expect(server.calls.length).toBe(calls)
  })
})

describe('a check-in', () => {
  it('reaches the server once and nothing of it stays', async () => {
    const one = goal(part())
    const rig = await fresh({ items: [one], links: [] })
    const body = checkIn(6)
    expect((await checksIn(rig, one, body)).state).toBe('sent')
    expect((await checksIn(rig, one, body)).state).toBe('sent')
    expect(sent(rig.server)).toEqual([body.id])
    expect(await acts.list(rig.life.world)).toEqual([])
  })

  it('without a network stands at once on the device and travels later, in order, also from another life', async () => {
    const one = goal(part())
    const rig = await fresh({ items: [one], links: [] })
    const [first, second] = [checkIn(6), checkIn(9)]
    rig.server.faults = ['offline', 'offline']
    expect((await checksIn(rig, one, first)).state).toBe('waiting')
    expect((await checksIn(rig, one, second)).state).toBe('waiting')
    const shown = (await goals.cached(rig.life.world))!.goals.items[0]!
    expect([shown.progress, shown.keyResults[0]!.current, shown.keyResults[0]!.status]).toEqual([0.75, 9, 'at_risk'])
    const later = rig.device.live()
    await acts.flush(later.world)
    expect(sent(rig.server)).toEqual([first.id, second.id])
    expect(await acts.list(later.world)).toEqual([])
  })

  it('whose answer was lost is said again and is one', async () => {
    const one = goal(part())
    const rig = await fresh({ items: [one], links: [] })
    rig.server.faults = ['lost-answer']
    expect((await checksIn(rig, one, checkIn(6))).state).toBe('waiting')
    await acts.flush(rig.life.world)
    expect(sent(rig.server)).toHaveLength(1)
  })

  it('that is refused stays to be seen, keeps nothing behind it back, and can be let go', async () => {
    const one = goal(part())
    const rig = await fresh({ items: [one], links: [] })
    rig.server.faults = ['not-allowed']
    const refused = await checksIn(rig, one, checkIn(6))
    expect([refused.state, refused.problem?.type]).toEqual(['parked', '/problems/not-allowed'])
    expect((await checksIn(rig, one, checkIn(7))).state).toBe('sent')
    await acts.drop(rig.life.world, refused.id)
    expect(await acts.list(rig.life.world)).toEqual([])
  })

  it('of one person is never sent by another', async () => {
    const one = goal(part())
    const rig = await fresh({ items: [one], links: [] })
    rig.server.faults = ['offline']
    await checksIn(rig, one, checkIn(6))
    await session.signOut(rig.life.world, false)
    const other = rig.device.live()
    await signIn(other, dee)
    await acts.flush(other.world)
    expect([sent(rig.server), await acts.list(other.world)]).toEqual([[], []])
  })

  it('is the only thing that pages may do this way', async () => {
    const { life } = await fresh({ items: [], links: [] })
    const reply = await answer(life.world, { ask: 'act.add', body: { call: { endpoint: 'people.deactivate', params: { id: newId() }, body: { id: newId() } }, label: '' } }, { id: 'ourextension', url: 'chrome-extension://ourextension/popup.html', frameId: 0 })
    expect(reply).toMatchObject({ ok: false, problem: { type: '/problems/not-allowed' } })
  })
})
