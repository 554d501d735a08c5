import { describe, expect, it } from 'vitest'
import type { SiteSwitch } from '../../../extension/bridge/sites'
import { answer } from '../../../extension/background/router'
import * as sites from '../../../extension/background/sites'
import { Device, type Life } from './device'
import { FakeServer } from './server'

const atlassian = 'https://*.atlassian.net/*'
const ticket = 'https://acme.atlassian.net/browse/TRAIL-7'
const welcome = { id: 'ourextension', url: 'chrome-extension://ourextension/welcome.html' }

/** A browser that has granted these. */
function withGrants(...granted: string[]): { device: Device; life: Life } {
  const device = new Device(new FakeServer())
  device.granted = new Set(granted)
  device.tabs = [{ id: 7, url: ticket, active: true }]
  return { device, life: device.live() }
}
async function ask(life: Life, name: string, body: object): Promise<SiteSwitch[]> {
  const reply = await answer(life.world, { ask: name, body }, welcome)
  if (!reply.ok) throw new Error(reply.problem.type)
  return reply.value as SiteSwitch[]
}
const choose = (life: Life, site: string, on: boolean, instance: string | null = null) => ask(life, 'sites.choose', { site, instance, on })
const on = (rows: SiteSwitch[]): string[] => rows.filter((row) => row.granted).map((row) => (row.instance ? `${row.site} ${row.instance.instance}` : row.site))
const scripts = (device: Device): string[] => [...device.registered.values()].map((one) => `${one.id} ${one.matches.join()}`)
/** What the person does: the choice is said first, the browser's question is answered after it. */
async function turnOn(device: Device, life: Life, site: string, ...hosts: string[]): Promise<SiteSwitch[]> {
  await choose(life, site, true)
  for (const host of hosts) device.granted.add(host)
  return ask(life, 'sites.changed', { site })
}

describe('two sites on one host', () => {
  it('are switched one by one: a permission for one does not turn on the other', async () => {
    const { device, life } = withGrants()
    expect(on(await turnOn(device, life, 'jira', atlassian))).toEqual(['jira'])
    expect(scripts(device)).toEqual([`site-jira ${atlassian}`])
    expect(on(await turnOn(device, life, 'confluence', atlassian))).toEqual(['jira', 'confluence'])
  })

  it('hold that also where the browser need not ask: it has granted before the choice is heard', async () => {
    const { device, life } = withGrants(atlassian)
    await ask(life, 'sites.choose', { site: 'jira', instance: null, on: true, beside: [{ site: 'confluence', instance: null, on: false }] })
    expect(on(await ask(life, 'sites.changed', { site: 'jira' }))).toEqual(['jira'])
    expect(scripts(device)).toEqual([`site-jira ${atlassian}`])
  })

  it('keep the permission that the other still needs', async () => {
    const { device, life } = withGrants()
    await turnOn(device, life, 'jira', atlassian)
    await turnOn(device, life, 'confluence', atlassian)
    expect(on(await choose(life, 'jira', false))).toEqual(['confluence'])
    expect(device.granted.has(atlassian)).toBe(true)
    expect(scripts(device)).toEqual([`site-confluence ${atlassian}`])
    expect(on(await choose(life, 'confluence', false))).toEqual([])
    expect(device.granted.has(atlassian)).toBe(false)
    expect(scripts(device)).toEqual([])
  })

  it('both stand where a permission came from elsewhere, and each can be turned off', async () => {
    const { device, life } = withGrants(atlassian)
    device.fixed.add(atlassian) // came with the build, or by policy: it cannot go
    expect(on(await sites.list(life.world))).toEqual(['jira', 'confluence'])
    expect(on(await choose(life, 'jira', false))).toEqual(['confluence'])
    expect(on(await choose(life, 'confluence', false))).toEqual([])
    expect(scripts(device)).toEqual([])
    expect(on(await choose(life, 'confluence', true))).toEqual(['confluence'])
  })

  it('turned off, a launcher that still stands gets no answer', async () => {
    const { life } = withGrants(atlassian)
    const launcher = () => answer(life.world, { ask: 'launcher.state', body: { site: 'jira' } }, { id: 'ourextension', url: ticket, frameId: 0, tab: { id: 7, url: ticket } })
    expect(await launcher()).toMatchObject({ ok: true })
    await choose(life, 'jira', false)
    expect(await launcher()).toMatchObject({ ok: false, problem: { status: 403 } })
  })
})

describe('a switch', () => {
  it('tells the truth after a refusal, and after a permission was taken away in the browser', async () => {
    const { device, life } = withGrants()
    await choose(life, 'linear', true)
    expect(on(await ask(life, 'sites.changed', { site: 'linear' }))).toEqual([])
    expect(on(await turnOn(device, life, 'linear', 'https://linear.app/*'))).toEqual(['linear'])
    device.granted.clear()
    expect(on(await sites.settle(life.world))).toEqual([])
    expect(device.told).toContainEqual({ tell: 'sites.changed', body: {} })
  })

  it('is on where the browser grants a part of its hosts, and names the rest', async () => {
    const { life } = withGrants('https://www.notion.so/*')
    const notion = (await sites.list(life.world)).find(({ site }) => site === 'notion')!
    expect([notion.granted, notion.missing!.length, notion.missing!.includes('https://www.notion.so/*')]).toEqual([true, notion.hosts.length - 1, false])
  })

  it('stands in the order in which people need it, the most used first', async () => {
    const { life } = withGrants()
    const order = (await sites.list(life.world)).map(({ site }) => site)
    expect(order.slice(0, 3)).toEqual(['github', 'jira', 'google-docs'])
    expect(new Set(order).size).toBe(order.length)
  })

  it('of nothing that we know is refused', async () => {
    const { life } = withGrants()
    for (const wrong of [{ site: 'page', instance: null }, { site: 'github', instance: 'git.nobody.example' }, { site: 'trello', instance: 'trello.com' }]) {
      expect(await answer(life.world, { ask: 'sites.choose', body: { ...wrong, on: true } }, welcome)).toMatchObject({ ok: false })
    }
  })
})

describe('a self-hosted site', () => {
  const add = (life: Life, site: string, address: string) => ask(life, 'sites.add', { site, address })
  const host = 'https://work.acme.example/*'

  it('is a row below its own, with its permission and its script', async () => {
    const { device, life } = withGrants()
    expect((await add(life, 'github', 'https://git.acme.example:8443/ghe/')).filter(({ site }) => site === 'github').map(({ instance, granted, hosts }) => [instance?.instance ?? null, granted, hosts]))
      .toEqual([[null, false, ['https://github.com/*']], ['git.acme.example:8443/ghe', false, ['https://git.acme.example/*']]])
    device.granted.add('https://git.acme.example/*')
    expect(on(await ask(life, 'sites.changed', { site: 'github' }))).toEqual(['github git.acme.example:8443/ghe'])
    expect(scripts(device)).toEqual(['site-github https://git.acme.example/*'])
  })

  it('asks for one host, never for many by a star', async () => {
    const { life } = withGrants()
    for (const address of ['https://*/', 'https://*.example/', 'https://git.*.example/']) {
      expect(await answer(life.world, { ask: 'sites.add', body: { site: 'github', address } }, welcome)).toMatchObject({ ok: false, problem: { status: 400 } })
    }
  })

  it('removed, takes its permission along unless another on its host needs it', async () => {
    const { device, life } = withGrants(host)
    await add(life, 'jira', 'https://work.acme.example/jira')
    await add(life, 'confluence', 'https://work.acme.example/wiki')
    expect(on(await sites.list(life.world))).toEqual(['jira work.acme.example/jira', 'confluence work.acme.example/wiki'])
    await ask(life, 'sites.remove', { site: 'jira', instance: 'work.acme.example/jira' })
    expect(device.granted.has(host)).toBe(true)
    expect(on(await ask(life, 'sites.remove', { site: 'confluence', instance: 'work.acme.example/wiki' }))).toEqual([])
    expect(device.granted.has(host)).toBe(false)
    expect(scripts(device)).toEqual([])
  })

  it('is answered on its own address only: revoked there, the public one does not stand in', async () => {
    const { device, life } = withGrants('https://github.com/*', 'https://git.acme.example/*')
    await add(life, 'github', 'https://git.acme.example')
    const at = 'https://git.acme.example/o/r/pull/1'
    const launcher = () => answer(life.world, { ask: 'launcher.state', body: { site: 'github' } }, { id: 'ourextension', url: at, frameId: 0, tab: { id: 7, url: at } })
    expect(await launcher()).toMatchObject({ ok: true })
    device.granted.delete('https://git.acme.example/*')
    expect(await launcher()).toMatchObject({ ok: false })
  })
})
