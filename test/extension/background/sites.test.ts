import { describe, expect, it } from 'vitest'
import { answer } from '../../../extension/background/router'
import { start } from '../../../extension/background/start'
import * as sites from '../../../extension/background/sites'
import { Device, type Life } from './device'
import { FakeServer } from './server'

const github = 'https://github.com/*'
const pull = 'https://github.com/northwind/maps/pull/12'
const script = { id: 'site-github', matches: [github], js: ['content-scripts/github.js'] }

function fresh(): { device: Device; life: Life } {
  const device = new Device(new FakeServer())
  device.tabs = [{ id: 7, url: pull, active: true }, { id: 8, url: 'https://wiki.acme.example/' }]
  return { device, life: device.live() }
}
/** The rows of one site, whatever others there are. */
const listed = async (world: Life['world'], site: string) => (await sites.list(world)).filter((row) => row.site === site)

/** Fires an event and waits until what it set off has settled. */
async function fire(life: Life, name: keyof Life['events'], ...args: unknown[]): Promise<void> {
  for (const listener of life.events[name].listeners) listener(...(args as never[]))
  for (let turn = 0; turn < 200; turn++) await new Promise((done) => setImmediate(done))
}

describe('sites', () => {
  it('stand where they are granted, in open tabs too, once', async () => {
    const { device, life } = fresh()
    await Promise.all([sites.sync(life.world), sites.sync(life.world)])
    expect([...device.registered.values()]).toMatchObject([script])
    expect(device.injected).toEqual([{ tab: 7, files: ['content-scripts/github.js'] }])
  })

  it('go when the permission goes, and every launcher hears of it', async () => {
    const { device, life } = fresh()
    start(life.world)
    await fire(life, 'added')
    expect(device.registered.size).toBe(1)
    device.granted.clear()
    device.told = []
    await fire(life, 'removed')
    expect(device.registered.size).toBe(0)
    expect(device.told.filter((one) => one.tell === 'launcher.changed').map((one) => one.tab)).toEqual([7, 8])
    expect(await listed(life.world, 'github')).toMatchObject([{ site: 'github', name: 'GitHub', hosts: [github], granted: false, hidden: false }])
  })

  it('are hidden and shown by the person, and remember where the launcher stands', async () => {
    const { life } = fresh()
    const sender = { id: 'ourextension', url: pull, frameId: 0, tab: { id: 7, url: pull } }
    const ask = (name: string, body: object) => answer(life.world, { ask: name, body }, sender)
    await ask('launcher.place', { site: 'github', place: { side: 'start', blockEnd: 120 } })
    await ask('launcher.hide', { site: 'github' })
    expect(await ask('launcher.state', { site: 'github' })).toMatchObject({ value: { shown: false, place: { side: 'start', blockEnd: 120 } } })
    expect(await listed(life.world, 'github')).toMatchObject([{ hidden: true }])
    await sites.show(life.world, 'github')
    expect(await ask('launcher.state', { site: 'github' })).toMatchObject({ value: { shown: true, place: { side: 'start', blockEnd: 120 } } })
  })
})

describe('the start of a worker', () => {
  it('listens before it waits, and sets the steady alarm again', async () => {
    const { device, life } = fresh()
    start(life.world)
    for (const name of ['message', 'installed', 'startup', 'alarm', 'command', 'added', 'removed', 'tabRemoved', 'tabUpdated', 'tabActivated'] as const) expect(life.events[name].listeners, name).toHaveLength(1)
    await fire(life, 'startup')
    expect(device.alarms.get('inbox')).toEqual({ periodInMinutes: 5, delayInMinutes: 1 })
  })

  it('welcomes once', async () => {
    const { device, life } = fresh()
    start(life.world)
    await fire(life, 'installed', { reason: 'install' })
    await fire(life, 'installed', { reason: 'update' })
    expect(device.created).toEqual(['chrome-extension://ourextension/welcome.html'])
  })

  it('answers what is asked and leaves alone what is told', async () => {
    const { life } = fresh()
    start(life.world)
    const hear = life.events.message.listeners[0] as unknown as (message: unknown, sender: object, respond: (answer: unknown) => void) => unknown
    const answered = await new Promise((respond) => expect(hear({ ask: 'session.state', body: {} }, { id: 'ourextension', url: 'chrome-extension://ourextension/popup.html' }, respond)).toBe(true))
    expect(answered).toMatchObject({ ok: true })
    for (const message of [{ tell: 'inbox.changed', body: {} }, null, 'x']) expect(hear(message, { id: 'ourextension' }, () => expect.unreachable())).toBeUndefined()
  })
})
