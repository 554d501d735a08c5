import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as settings from '../../../extension/background/settings'
import * as sites from '../../../extension/background/sites'
import { inRoot } from '../../../scripts/lib/paths.mjs'
import { Device } from './device'
import { FakeServer } from './server'

const nothing = { server: null, instances: [], sites: null }
const ghe = { site: 'github', instance: 'git.acme.example/ghe', protocol: 'https:', by: 'policy' }

describe('a policy, as far as it makes sense', () => {
  it.each<[string, object, object]>([
    ['nothing', {}, nothing],
    ['a server', { server: 'https://cairn.acme.example/' }, { ...nothing, server: 'https://cairn.acme.example' }],
    ['a server on this machine', { server: 'http://localhost:8787' }, { ...nothing, server: 'http://localhost:8787' }],
    ['a server without https', { server: 'http://cairn.acme.example' }, nothing],
    ['a server that is no address', { server: 'cairn' }, nothing],
    ['a server of another shape', { server: ['https://cairn.acme.example'] }, nothing],
    ['a self-hosted site', { instances: [{ site: 'github', address: 'https://git.acme.example/ghe/' }] }, { ...nothing, instances: [ghe] }],
    ['one twice', { instances: [{ site: 'github', address: 'https://git.acme.example/ghe/' }, { site: 'github', address: 'https://GIT.acme.example/ghe' }] }, { ...nothing, instances: [ghe] }],
    ['good lines among bad ones', { instances: [null, 'x', 7, {}, { site: 'github' }, { address: 'https://x.example' }, { site: 'nobody', address: 'https://x.example' }, { site: 'trello', address: 'https://x.example' }, { site: 'github', address: 'ftp://x.example' }, { site: 'github', address: 'git' }, { site: 'github', address: 'https://git.acme.example/ghe' }] }, { ...nothing, instances: [ghe] }],
    ['instances of another shape', { instances: { site: 'github', address: 'https://git.acme.example' } }, nothing],
    ['which sites are offered', { sites: ['jira', 'github'] }, { ...nothing, sites: ['github', 'jira'] }],
    ['sites that nobody knows', { sites: ['jira', 'facebook', 3, null] }, { ...nothing, sites: ['jira'] }],
    ['no site at all', { sites: [] }, { ...nothing, sites: [] }],
    ['sites of another shape', { sites: 'jira' }, nothing],
  ])('%s', (_, said, meant) => {
    expect(settings.policyOf(said as Record<string, unknown>)).toEqual(meant)
  })

  it('is described to browsers without the ids of sites: for one that it does not know a browser would drop the whole list, and so offer all', () => {
    const schema = readFileSync(inRoot('extension/public/managed.json'), 'utf8')
    expect(schema).not.toContain('"enum"')
    expect(JSON.parse(schema)).toMatchObject({ properties: { server: { type: 'string' }, instances: { items: { required: ['site', 'address'] } }, sites: { items: { type: 'string' } } } })
  })
})

describe('a policy in force', () => {
  async function under(policy: object, granted: string[] = []) {
    const device = new Device(new FakeServer())
    device.policy = policy
    device.granted = new Set(granted)
    const life = device.live()
    await settings.askPolicy(life.world)
    return { device, life }
  }

  it('fixes the server: what the person types does not count', async () => {
    const { life } = await under({ server: 'https://cairn.acme.example' })
    expect(await settings.get(life.world)).toMatchObject({ server: 'https://cairn.acme.example', serverFixed: true })
    expect(await settings.set(life.world, { server: 'https://other.example' })).toMatchObject({ server: 'https://cairn.acme.example' })
  })

  it('presets self-hosted sites, which still ask the person', async () => {
    const { device, life } = await under({ instances: [{ site: 'gitlab', address: 'https://git.acme.example' }] })
    const row = async () => (await sites.list(life.world)).find(({ instance }) => instance)
    expect(await row()).toMatchObject({ site: 'gitlab', granted: false, instance: { by: 'policy', instance: 'git.acme.example' } })
    device.granted.add('https://git.acme.example/*')
    expect(await row()).toMatchObject({ granted: true })
  })

  it('offers some sites only: the others have no switch and do not stand', async () => {
    const { device, life } = await under({ sites: ['github'] }, ['https://github.com/*', 'https://linear.app/*'])
    expect((await sites.list(life.world)).map(({ site }) => site)).toEqual(['github'])
    await sites.sync(life.world)
    expect([...device.registered.keys()]).toEqual(['site-github'])
  })

  it('that goes leaves what the person chose', async () => {
    const { device, life } = await under({ server: 'https://cairn.acme.example', sites: ['github'] })
    device.policy = {}
    await settings.askPolicy(life.world)
    expect(await settings.get(life.world)).toMatchObject({ serverFixed: false, server: 'https://cairn.test' })
    expect((await sites.list(life.world)).length).toBeGreaterThan(5)
    expect(device.told.map(({ tell }) => tell)).toContain('sites.changed')
  })
})
