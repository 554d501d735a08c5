import { beforeAll, describe, expect, it } from 'vitest'
import * as pack from '../../../extension/background/pack'
import * as stands from '../../../extension/background/pack.store'
import { leaves } from '../../../extension/background/leaves'
import { stateOf } from '../../../extension/background/launcher'
import { readTab } from '../../../extension/background/reading'
import { start } from '../../../extension/background/start'
import * as sites from '../../../extension/background/sites'
import { makeSigner, packOf, type Signer } from '../../support/signing'
import { Device, type Life } from './device'
import { FakeServer } from './server'
import { signIn } from './cast'

let ours: Signer
let theirs: Signer
beforeAll(async () => void ([ours, theirs] = await Promise.all([makeSigner(), makeSigner()])))

const github = leaves.find(({ script }) => script === 'github')!
const work = github.identify(new URL('https://github.com/northwind/trails/pull/7'))!
const mended = (version: number, title = '[data-new-title]') => packOf(version, { github: { selectors: { title: [title] }, anchors: ['.new-bar'] } })

function fresh(keys = [ours.key]) {
  const device = new Device(new FakeServer())
  device.packKeys = keys
  return { device, life: device.live() }
}
let etags = 0
async function publish(device: Device, envelope: unknown): Promise<void> {
  device.server.pack = { etag: `"${++etags}"`, envelope: await envelope }
}
const titleHooks = async ({ world }: Life) => (await stands.of(world, 'github')).selectors?.['title']

describe('the pack', () => {
  it('is asked for without a token, also of somebody signed in, and not again while it is the same', async () => {
    const { device, life } = fresh()
    await signIn(life)
    await publish(device, ours.sign(mended(1)))
    await pack.ask(life.world)
    await pack.ask(life.world)
    const calls = device.server.calls.filter(({ path }) => path === '/api/v1/selectors')
    expect(calls).toEqual([{ method: 'GET', path: '/api/v1/selectors', token: null, ifNoneMatch: null }, { method: 'GET', path: '/api/v1/selectors', token: null, ifNoneMatch: device.server.pack.etag }])
    expect(await titleHooks(life)).toEqual(['[data-new-title]'])
    expect((await stateOf(life.world, github)).anchors).toEqual(['.new-bar'])
  })

  it('of a build without a key is not even asked for', async () => {
    const { device, life } = fresh([])
    await publish(device, ours.sign(mended(1)))
    await pack.ask(life.world)
    expect([device.server.calls, await titleHooks(life)]).toEqual([[], undefined])
  })

  it('forged, with logic, or of an older version is left aside, also after the server has lost its own', async () => {
    const { device, life } = fresh()
    await publish(device, ours.sign(mended(5)))
    await pack.ask(life.world)
    for (const envelope of [
      theirs.sign(mended(9, 'h6')), ours.sign(mended(4, 'h6')), ours.sign(mended(5, 'h6')), ours.sign(packOf(9, { github: { selectors: { title: ['h6 { x: y }'] } } })),
      ours.sign(packOf(9, { github: { run: 'fetch()' } })), ours.sign(' '.repeat(65_536) + JSON.stringify(mended(9, 'h6'))), Promise.resolve(null), Promise.resolve({ pack: 'x' }), Promise.resolve('x'),
    ]) {
      await publish(device, envelope)
      await pack.ask(life.world)
      expect(await titleHooks(life)).toEqual(['[data-new-title]'])
    }
    await publish(device, ours.sign(mended(6, 'h2')))
    await pack.ask(life.world)
    expect(await titleHooks(life)).toEqual(['h2'])
  })

  it('outlives the worker and a server that does not answer; with its key it falls', async () => {
    const { device, life } = fresh()
    await publish(device, ours.sign(mended(900)))
    await pack.ask(life.world)
    device.server.faults = ['offline']
    const next = device.live()
    await pack.ask(next.world)
    expect(await titleHooks(next)).toEqual(['[data-new-title]'])
    device.packKeys = [theirs.key]
    const rebuilt = device.live()
    expect(await titleHooks(rebuilt)).toBeUndefined()
    await publish(device, theirs.sign(mended(1, 'h3')))
    await pack.ask(rebuilt.world)
    expect(await titleHooks(rebuilt)).toEqual(['h3'])
  })

  it('killed between any two steps there is the old one or the new one, and the next time it is there', async () => {
    for (let steps = 0; steps < 40; steps += 1) {
      const { device } = fresh()
      await publish(device, ours.sign(mended(1)))
      const life = device.live(steps)
      await life.run(pack.ask(life.world))
      const next = device.live()
      await pack.ask(next.world)
      expect(await titleHooks(next)).toEqual(['[data-new-title]'])
    }
  })

  it('comes by its alarm and when the browser starts', async () => {
    const { device, life } = fresh()
    start(life.world)
    await expect.poll(() => device.alarms.get('pack')).toEqual({ periodInMinutes: 1440 })
    await publish(device, ours.sign(mended(1)))
    life.events.alarm.listeners.forEach((hear) => hear({ name: 'pack' } as never))
    await expect.poll(() => titleHooks(life)).toEqual(['[data-new-title]'])
    await publish(device, ours.sign(mended(2, 'h2')))
    life.events.startup.listeners.forEach((hear) => hear())
    await expect.poll(() => titleHooks(life)).toEqual(['h2'])
  })
})

describe('a site switched off', () => {
  it('is so after a kill between any two steps, as soon as the worker lives again', async () => {
    for (let steps = 0; steps < 60; steps += 1) {
      const { device, life } = fresh()
      await sites.sync(life.world)
      await publish(device, ours.sign(packOf(1, { github: { off: true } })))
      const dying = device.live(steps)
      await dying.run(pack.ask(dying.world))
      const taken = (await stands.off(device.live().world)).has('github')
      const next = device.live()
      await pack.settle(next.world)
      expect(device.registered.has('site-github'), `after ${steps} steps`).toBe(!taken)
      await pack.ask(next.world)
      expect(device.registered.has('site-github'), `after ${steps} steps`).toBe(false)
    }
  })

  it('loses its script and its launcher at once, is not read, says so in the list; a newer pack brings it back', async () => {
    const { device, life } = fresh()
    device.tabs = [{ id: 3, url: 'https://github.com/northwind/trails/pull/7' }]
    device.pages.set(3, () => ({ ref: work, details: { title: 'Trails', people: [], via: {} } }))
    await sites.sync(life.world)
    expect(device.registered.has('site-github')).toBe(true)
    await publish(device, ours.sign(packOf(1, { github: { off: true } })))
    await pack.ask(life.world)
    expect([...device.registered.keys()]).toEqual([])
    expect(device.told).toContainEqual({ tell: 'launcher.changed', body: {}, tab: 3 })
    expect((await stateOf(life.world, github)).shown).toBe(false)
    device.injected = []
    expect(await readTab(life.world, 3, work)).toMatchObject({ details: { title: null, people: [] } })
    expect(device.injected).toEqual([])
    expect((await sites.list(life.world)).find(({ site }) => site === 'github')).toMatchObject({ off: true, granted: true })
    expect((await sites.list(life.world)).filter(({ off }) => off)).toHaveLength(1)
    await publish(device, ours.sign(packOf(2)))
    await pack.ask(life.world)
    expect([...device.registered.keys()]).toEqual(['site-github'])
    expect((await readTab(life.world, 3, work)).details.title).toBe('Trails')
  })
})
