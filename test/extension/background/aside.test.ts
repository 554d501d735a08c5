import { describe, expect, it } from 'vitest'
import * as commands from '../../../extension/background/commands'
import * as opening from '../../../extension/background/opening'
import { answer } from '../../../extension/background/router'
import * as settings from '../../../extension/background/settings'
import { start } from '../../../extension/background/start'
import { Device, type Life } from './device'
import { FakeServer } from './server'

const pull = 'https://github.com/northwind/maps/pull/12'
const other = 'https://github.com/northwind/maps/pull/13'
const launcher = { id: 'ourextension', url: pull, frameId: 0, tab: { id: 7, url: pull } }
const side = { id: 'ourextension', url: 'chrome-extension://ourextension/panel.html', documentId: 'side' }

async function beside({ aside = true, has = true } = {}) {
  const device = new Device(new FakeServer())
  if (has) device.side = { enabled: true, opened: [] }
  device.tabs = [{ id: 7, url: pull, title: 'Cache map tiles', active: true, windowId: 1 }, { id: 8, url: other, active: true, windowId: 2 }]
  const life = device.live()
  await settings.set(life.world, { aside })
  device.told = []
  return { device, life }
}
/** In the turn of a press, as browsers have it: over as soon as anything is waited for. */
function pressing<T>(device: Device, work: () => T): T {
  device.pressing = true
  try {
    return work()
  } finally {
    device.pressing = false
  }
}
async function hear(life: Life, message: object, sender: object): Promise<unknown> {
  const listener = life.events.message.listeners[0] as unknown as (message: unknown, sender: object, respond: (answer: unknown) => void) => unknown
  return new Promise((respond) => pressing(life.device, () => listener(message, sender, respond)))
}
const tells = (device: Device) => device.told.map(({ tell }) => tell)

describe('the side panel', () => {
  it('opens in the turn of a press on the launcher', async () => {
    const { device, life } = await beside()
    start(life.world)
    expect(await hear(life, { ask: 'launcher.aside', body: {} }, launcher)).toEqual({ ok: true, value: { opened: true } })
    expect(device.side!.opened).toEqual([{ tabId: 7 }])
    expect(await answer(life.world, { ask: 'launcher.aside', body: {} }, launcher), 'without a press').toEqual({ ok: true, value: { opened: false } })
  })

  it.each([
    ['another extension', { ...launcher, id: 'other' }], ['a frame inside', { ...launcher, frameId: 3 }], ['no tab', { ...launcher, tab: undefined }],
  ])('stays shut for %s', async (_, sender) => {
    const { device, life } = await beside()
    start(life.world)
    expect(await hear(life, { ask: 'launcher.aside', body: {} }, sender)).toMatchObject({ ok: false })
    expect(device.side!.opened).toEqual([])
  })

  it('opens by the key, without a look at what was kept; elsewhere the panel does', async () => {
    const { device, life } = await beside()
    await pressing(device, () => commands.run(life.world, 'open-panel', device.tabs[0]))
    expect(device.side!.opened).toEqual([{ windowId: 1 }])
    expect(tells(device)).toEqual(['tab.changed'])
    await settings.set(life.world, { aside: false })
    await pressing(device, () => commands.run(life.world, 'open-panel', device.tabs[0]))
    expect(device.side!.opened).toHaveLength(1)
    expect(tells(device).at(-1)).toBe('frame.open')
  })

  it('is switched off again in each life where it was not chosen', async () => {
    const { device, life } = await beside({ aside: false })
    device.side!.enabled = true // as after a start of the browser
    await settings.readySide(life.world)
    expect(device.side!.enabled).toBe(false)
  })

  it('is no choice where the browser has none', async () => {
    const { life } = await beside({ has: false })
    expect(await settings.get(life.world)).toMatchObject({ hasSide: false, aside: false })
    expect(await commands.openPanel(life.world, life.device.tabs[0])).toBe(true)
  })
})

describe('it follows', () => {
  it('the tab in front, and what that shows', async () => {
    const { device, life } = await beside()
    start(life.world)
    for (const [event, ...args] of [['tabActivated', { tabId: 8, windowId: 2 }], ['tabUpdated', 7, { url: other }, { active: true }], ['tabUpdated', 7, { status: 'complete' }, { active: true }]] as const) {
      device.told = []
      for (const listener of life.events[event].listeners) listener(...(args as unknown as never[]))
      for (let turn = 0; turn < 50; turn++) await new Promise((done) => setImmediate(done))
      expect(tells(device), event).toContain('tab.changed')
    }
    device.told = []
    for (const args of [[7, { status: 'loading' }, { active: true }], [8, { status: 'complete' }, { active: false }]]) for (const listener of life.events.tabUpdated.listeners) listener(...(args as never[]))
    for (let turn = 0; turn < 50; turn++) await new Promise((done) => setImmediate(done))
    expect(tells(device)).toEqual([])
  })

  it('its own window only', async () => {
    const { life } = await beside()
    const at = async (window: number) => answer(life.world, { ask: 'tab.opening', body: { window } }, side)
    expect(await at(1)).toMatchObject({ value: { artifact: { key: 'northwind/maps#12' } } })
    expect(await at(2)).toMatchObject({ value: { artifact: { key: 'northwind/maps#13' } } })
  })

  it('reads the same work once, and other work anew', async () => {
    const { device, life } = await beside()
    const read = (key: string, url: string) => ({ ref: { site: 'github', instance: 'github.com', type: 'pull_request', key, url }, details: { title: `Title of ${key}`, people: [] } })
    device.pages.set(7, () => read('northwind/maps#12', pull))
    const at = async () => answer(life.world, { ask: 'tab.opening', body: { window: 1 } }, side)
    const first = await at()
    expect(first).toMatchObject({ value: { details: { title: 'Title of northwind/maps#12' } } })
    expect(await at()).toEqual(first)
    expect(device.injected).toHaveLength(1)
    device.tabs[0]!.url = other
    device.pages.set(7, () => read('northwind/maps#13', other))
    expect(await at()).toMatchObject({ value: { details: { title: 'Title of northwind/maps#13' } } })
  })

  it('looks once more at a page that had no title yet, without ending its own opening', async () => {
    const { device, life } = await beside()
    const at = async () => (await answer(life.world, { ask: 'tab.opening', body: { window: 1 } }, side)) as { value: { nonce: string; details: { title: string | null } } }
    const [one, two] = await Promise.all([at(), at()])
    expect([one.value.nonce, one.value.details.title]).toEqual([two.value.nonce, null])
    device.pages.set(7, () => ({ ref: { site: 'github', instance: 'github.com', type: 'pull_request', key: 'northwind/maps#12', url: pull }, details: { title: 'Cache map tiles', people: [] } }))
    expect((await at()).value).toMatchObject({ nonce: one.value.nonce, details: { title: 'Cache map tiles' } })
  })

  it('sees nothing of a tab that the browser hides from us', async () => {
    const { device, life } = await beside()
    delete (device.tabs[0] as { url?: string }).url
    expect(await answer(life.world, { ask: 'tab.opening', body: { window: 1 } }, side)).toMatchObject({ ok: true, value: { artifact: null } })
  })

  it('not inside somebody else\'s page', async () => {
    const { life } = await beside()
    expect(await answer(life.world, { ask: 'tab.opening', body: {} }, { ...side, frameId: 2, tab: { id: 7, url: pull } })).toMatchObject({ ok: false, problem: { status: 403 } })
  })

  it('looks again once the toolbar was pressed on a tab', async () => {
    const { device, life } = await beside()
    await answer(life.world, { ask: 'tab.opening', body: {} }, { id: 'ourextension', url: 'chrome-extension://ourextension/popup.html' })
    expect(tells(device)).toContain('tab.changed')
  })
})

describe('where panels open', () => {
  it('is chosen in the panel itself, by whoever it was opened for', async () => {
    const { device, life } = await beside({ aside: false })
    const frame = { id: 'ourextension', url: 'chrome-extension://ourextension/panel.html', frameId: 4, documentId: 'frame', tab: { id: 7, url: pull } }
    const nonce = new URLSearchParams(new URL(await opening.open(life.world, 7, null)).hash.slice(1)).get('nonce')!
    await answer(life.world, { ask: 'panel.opening', body: { nonce } }, frame)
    const set = (sender: object, by = nonce) => answer(life.world, { ask: 'panel.aside', body: { nonce: by, aside: true } }, sender)
    expect(await set({ ...frame, documentId: 'a stranger\'s frame' })).toMatchObject({ ok: false })
    expect(await set(frame, '00000000-0000-4000-8000-000000000000')).toMatchObject({ ok: false })
    expect(await settings.get(life.world)).toMatchObject({ aside: false })
    expect(await set(frame)).toMatchObject({ ok: true })
    expect([(await settings.get(life.world)).aside, device.side!.enabled]).toEqual([true, true])
  })

  it('goes back beside the work, where it opens again', async () => {
    const { device, life } = await beside()
    const reply = await answer(life.world, { ask: 'tab.opening', body: { window: 1 } }, side)
    const { nonce } = (reply as { value: { nonce: string } }).value
    device.told = []
    expect(await answer(life.world, { ask: 'panel.aside', body: { nonce, aside: false } }, side)).toMatchObject({ ok: true })
    expect(device.told).toContainEqual({ tell: 'frame.open', tab: 7, body: { frame: expect.stringContaining('panel.html#nonce=') } })
  })
})
