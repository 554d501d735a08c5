import { describe, expect, it } from 'vitest'
import { artifactId } from '../../../shared/artifacts'
import { newId } from '../../../shared/ids'
import type { FeedbackRequest } from '../../../shared/requests'
import { answer } from '../../../extension/background/router'
import * as session from '../../../extension/background/session'
import * as sites from '../../../extension/background/sites'
import { leaves } from '../../../extension/background/leaves'
import * as waiting from '../../../extension/background/waiting'
import { type ben, dee, signIn } from './cast'
import { Device } from './device'
import { FakeServer } from './server'

const github = leaves.find(({ script }) => script === 'github')!
const pull = (number: number) => github.identify(new URL(`https://github.com/Northwind/trails/pull/${number}`))!

async function asks(asker: typeof ben, number: number | null): Promise<FeedbackRequest> {
  const work = number === null ? null : pull(number)
  return {
    id: newId(), seq: newId(), asker, subject: asker, told: true, questions: ['What should I keep?'], at: '2026-11-19T09:00:00Z', expiresAt: '2099-01-01T00:00:00Z', mine: 'asked', state: 'open',
    artifact: work && { guarded: false, id: await artifactId(work), site: work.site, type: work.type, instance: work.instance, key: work.key, url: work.url, title: null, state: null, hiddenFromOthers: false, private: false },
    audience: { visibility: 'recipients', people: [], team: null, organisation: null, managers: [], withoutManager: [], narrowedBy: [] }, asked: [],
  }
}
async function fresh(...requests: FeedbackRequest[]) {
  const server = new FakeServer()
  server.waiting = { etag: '"2"', body: { requests, loops: [], items: [], meetings: [], nudge: null } }
  const device = new Device(server)
  const life = device.live()
  await signIn(life)
  return { server, device, life }
}
const asked = (server: FakeServer) => server.calls.filter(({ path }) => path === '/api/v1/me/waiting')

describe('what waits', () => {
  it('is asked for once and kept; the same again costs no body and tells nobody', async () => {
    const { server, device, life } = await fresh(await asks(dee, 7))
    await waiting.refresh(life.world)
    const told = device.told.length
    await waiting.refresh(life.world)
    expect(asked(server).map(({ ifNoneMatch }) => ifNoneMatch)).toEqual([null, '"2"'])
    expect(device.told.slice(told)).toEqual([])
    expect((await waiting.cached(device.live().world))?.requests).toHaveLength(1)
  })

  it('goes with whoever signs out', async () => {
    const { device, life } = await fresh(await asks(dee, 7))
    await waiting.refresh(life.world)
    await session.signOut(life.world, false)
    expect(await waiting.cached(life.world)).toBeNull()
    await signIn(device.live(), dee)
    expect(await waiting.cached(life.world)).toBeNull()
  })

  it.each(['signed-out', 'session-ended'])('goes from open pages with the session, however it ended: %s', async (how) => {
    const { server, device, life } = await fresh(await asks(dee, 7))
    const url = 'https://github.com/northwind/trails/pull/7'
    device.tabs = [{ id: 1, url }]
    await waiting.refresh(life.world)
    device.told = []
    if (how === 'session-ended') {
      server.access.clear()
      server.refresh.clear()
      await waiting.poll(life.world)
    } else await session.signOut(life.world, false)
    expect(await session.owner(life.world)).toBeNull()
    expect(device.told).toContainEqual(expect.objectContaining({ tell: 'launcher.changed', tab: 1 }))
    expect(await answer(life.world, { ask: 'launcher.chips', body: {} }, { id: 'ourextension', url, frameId: 0, tab: { id: 1, url } })).toEqual({ ok: true, value: { asks: [], goals: [] } })
  })

  it('is matched with a work on the device alone: at most two who ask, nobody on other work, nothing of what has ended', async () => {
    const over = { ...(await asks(dee, 7)), expiresAt: '2020-01-01T00:00:00Z' }
    const { server, life } = await fresh(over, await asks(dee, 7), await asks({ id: newId(), name: 'Chi Tran' }, 7), await asks({ id: newId(), name: 'Jun Park' }, 7), await asks(dee, null))
    await waiting.refresh(life.world)
    const calls = server.calls.length
    expect(await waiting.askersOn(life.world, pull(7))).toEqual(['Dee', 'Chi'])
    expect(await waiting.askersOn(life.world, pull(8))).toEqual([])
    expect(await waiting.askersOn(life.world, null)).toEqual([])
    expect(server.calls.length).toBe(calls)
  })

  it('is worded for the page by the address of its own tab, and not where the launcher is hidden', async () => {
    const { life } = await fresh(await asks(dee, 7))
    await waiting.refresh(life.world)
    const url = 'https://github.com/northwind/trails/pull/7/files'
    const ask = () => answer(life.world, { ask: 'launcher.chips', body: {} }, { id: 'ourextension', url, frameId: 0, tab: { id: 1, url } })
    expect(await ask()).toEqual({ ok: true, value: { asks: ['Dee fragt dich dazu'], goals: [] } })
    await sites.hide(life.world, 'github')
    expect(await ask()).toEqual({ ok: true, value: { asks: [], goals: [] } })
  })
})
