import { describe, expect, it } from 'vitest'
import { workAt } from '../../../extension/background/leaves'
import * as commands from '../../../extension/background/commands'
import * as opening from '../../../extension/background/opening'
import { cleanReading } from '../../../extension/background/reading'
import { Device } from './device'
import { FakeServer } from './server'

const pull = 'https://github.com/northwind/maps/pull/12'
const ref = workAt(pull, [])!
const panel = { document: 'panel document', tab: 7, framed: true }
const said = { ref, hostTheme: 'dark', details: { title: 'Cache map tiles', state: 'open', visibility: 'public', people: [{ handle: 'dee-alvarez', name: 'Dee Alvarez', role: 'reviewer', kind: 'user' }], via: { title: 'json' } } }

function onPull(url = pull) {
  const device = new Device(new FakeServer())
  device.tabs = [{ id: 7, url, title: 'Cache map tiles by ben-ode · Pull Request #12', active: true }]
  device.pages.set(7, () => said)
  return { device, life: device.live() }
}
const nonceOf = (frame: string) => new URLSearchParams(new URL(frame).hash.slice(1)).get('nonce') ?? ''

describe('an opening', () => {
  it('stands for the work at the click, reads the page once, and survives a killed worker', async () => {
    const { device, life } = onPull()
    const nonce = nonceOf(await opening.open(life.world, 7, ref))
    life.kill()
    const next = device.live()
    const found = await opening.find(next.world, nonce, panel)
    expect(found).toMatchObject({ nonce, artifact: ref, artifactId: expect.stringMatching(/^[0-9a-f]{64}$/), moved: false, hostTheme: 'dark', details: { title: 'Cache map tiles' } })
    expect(await opening.find(next.world, nonce, panel)).toEqual(found)
    expect(device.injected).toEqual([{ tab: 7, files: ['read.js'] }])
  })

  it('is for the document that used its nonce first, in its own tab', async () => {
    const { life } = onPull()
    const nonce = nonceOf(await opening.open(life.world, 7, ref))
    expect(await opening.find(life.world, nonce, { document: 'a stranger', tab: 8, framed: true })).toBeNull()
    const [one, other] = await Promise.all([opening.find(life.world, nonce, panel), opening.find(life.world, nonce, { ...panel, document: 'a second frame' })])
    expect([one === null, other === null]).toEqual([false, true])
    expect(await opening.find(life.world, '00000000-0000-4000-8000-000000000000', panel)).toBeNull()
  })

  it('ends when the tab is opened anew, or goes', async () => {
    const { life } = onPull()
    const first = nonceOf(await opening.open(life.world, 7, ref))
    const second = nonceOf(await opening.open(life.world, 7, ref))
    expect(await opening.find(life.world, first, panel)).toBeNull()
    expect(await opening.find(life.world, second, panel)).not.toBeNull()
    await opening.forget(life.world, 7)
    expect(await opening.find(life.world, second, panel)).toBeNull()
  })

  it('keeps its work when the tab moves on, and says so', async () => {
    const { device, life } = onPull()
    const nonce = nonceOf(await opening.open(life.world, 7, ref))
    await opening.find(life.world, nonce, panel)
    device.told = []
    await opening.moved(life.world, 7, `${pull}/files#r1`)
    expect(device.told).toEqual([])
    device.tabs[0]!.url = 'https://github.com/northwind/maps/pull/13'
    await opening.moved(life.world, 7, device.tabs[0]!.url)
    expect(device.told).toEqual([{ tell: 'panel.moved', body: { nonce } }])
    device.pages.set(7, () => ({ ...said, details: { ...said.details, title: 'Another title' } }))
    expect(await opening.find(life.world, nonce, panel)).toMatchObject({ moved: true, artifact: ref, details: { title: 'Cache map tiles' } })
  })

  it('closes its own frame', async () => {
    const { device, life } = onPull()
    const nonce = nonceOf(await opening.open(life.world, 7, ref))
    await opening.close(life.world, nonce, panel)
    expect(device.told).toContainEqual({ tell: 'frame.close', body: { nonce }, tab: 7 })
  })

  it('takes any web page for the popup, by address and title, without query and anchor', async () => {
    const { device, life } = onPull('https://wiki.acme.example/plans/roof?token=secret#top')
    device.tabs[0]!.title = 'Plans for the roof'
    device.pages.clear()
    const by = { document: 'popup', tab: null, framed: false }
    expect(await opening.openHere(life.world, await commands.activeTab(life.world), by)).toMatchObject({ artifact: { site: 'page', url: 'https://wiki.acme.example/plans/roof' }, details: { title: 'Plans for the roof', visibility: 'private' } })
    device.tabs[0]!.url = 'chrome://settings'
    expect(await opening.openHere(life.world, await commands.activeTab(life.world), by)).toMatchObject({ artifact: null, artifactId: null })
    expect(await opening.openHere(life.world, undefined, by)).toBeNull()
  })

  it('never takes a tab of another window, nor a private one, for the one that is looked at', async () => {
    const { device, life } = onPull()
    device.tabs.push({ ...device.tabs[0]!, id: 8, windowId: 5, active: false, incognito: true, lastAccessed: 9_999_999_999_999 })
    device.tabs.push({ ...device.tabs[0]!, id: 9, windowId: 6, active: true, url: 'chrome-extension://ourextension/popup.html' })
    device.tabs[0]!.windowId = 4
    expect(await commands.activeTab(life.world, null, 77)).toBeUndefined()
    expect(await commands.activeTab(life.world, 9)).toMatchObject({ id: 7 })
    expect(await commands.activeTab(life.world, 9, 5)).toBeUndefined()
  })
})

describe('what a page says', () => {
  it('is nothing when it speaks of other work, or in no shape', () => {
    for (const answer of [undefined, null, 'x', { ref: null, details: said.details }, { ...said, ref: { ...ref, key: 'northwind/maps#13' } }, { ref }])
      expect(cleanReading(answer, ref)).toMatchObject({ details: { title: null, people: [], visibility: 'private' } })
  })

  it('is cleaned and capped', () => {
    const people = Array.from({ length: 500 }, (_, n) => ({ handle: `user-${n}`, name: 'N'.repeat(5_000), role: 'reviewer', kind: 'user', email: n ? 'no address' : 'Dee@Example.com' }))
    const lying = { ref, hostTheme: 'pink', details: { title: `\u202eevil\u0000 <script>\n${'x'.repeat(100_000)}`, state: 'open'.repeat(100), visibility: 'very public', people: [{ handle: 3 }, { handle: '', role: 'boss' }, ...people], via: { title: 'trust me' } } }
    const { details, hostTheme } = cleanReading(lying, ref)
    expect(hostTheme).toBeNull()
    expect(details.title).toMatch(/^evil <script> x+…$/)
    expect(details.title!.length).toBeLessThanOrEqual(251)
    expect(details.state!.length).toBeLessThanOrEqual(41)
    expect(details.visibility).toBe('private')
    expect(details.people).toHaveLength(50)
    expect(details.people[0]).toMatchObject({ handle: 'user-0', email: 'dee@example.com' })
    expect(details.people[1]).not.toHaveProperty('email')
    expect(details.people[0]!.name!.length).toBeLessThanOrEqual(101)
  })
})

describe('shortcuts', () => {
  it('open the panel on known work', async () => {
    const { device, life } = onPull()
    await commands.run(life.world, 'open-panel', device.tabs[0])
    expect(device.told).toEqual([{ tell: 'frame.open', body: { frame: expect.stringContaining('panel.html#nonce=') }, tab: 7 }])
  })

  it('open no panel on known work whose site is not turned on', async () => {
    const { device, life } = onPull()
    device.granted.clear()
    expect(await commands.openPanel(life.world, device.tabs[0])).toBe(false)
    expect([device.told, device.injected]).toEqual([[], []])
  })

  it('open the popup elsewhere, in a tab where the browser opens none by itself', async () => {
    const { device, life } = onPull('https://wiki.acme.example/')
    await commands.run(life.world, 'open-panel', device.tabs[0])
    expect(device.told).toEqual([])
    expect(device.created).toEqual(['chrome-extension://ourextension/popup.html'])
    await commands.run(life.world, 'inbox', device.tabs[0])
    expect(device.created[1]).toBe('chrome-extension://ourextension/desk.html#/inbox')
  })
})
