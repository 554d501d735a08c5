import { describe, expect, it } from 'vitest'
import * as api from '../../../extension/background/api'
import * as drafts from '../../../extension/background/drafts'
import * as inbox from '../../../extension/background/inbox'
import { challengeOf } from '../../../extension/background/pkce'
import { answer } from '../../../extension/background/router'
import * as session from '../../../extension/background/session'
import * as settings from '../../../extension/background/settings'
import { notificationEndpoints } from '../../../shared/notifications'
import { ben, dee, ownerOf, sayingOf, signIn } from './cast'
import { Device } from './device'
import { FakeServer } from './server'

const fresh = () => {
  const server = new FakeServer()
  const device = new Device(server)
  return { server, device, life: device.live() }
}
const poll = (life: ReturnType<typeof fresh>['life']) => api.call(life.world, notificationEndpoints.inbox, { query: {} })

describe('session', () => {
  it('signs in by code and PKCE', async () => {
    const { device, life } = fresh()
    let asked = new URLSearchParams()
    device.signInLandsAt = (url) => {
      asked = url.searchParams
      return `https://ourextension.chromiumapp.org/?code=code-of-ben&state=${asked.get('state')}`
    }
    expect(await session.signIn(life.world)).toEqual({ state: 'signed-in', owner: ownerOf(ben), name: 'Ben Ode', organisationName: 'Northwind Trails' })
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', client_id: 'cairn-extension', redirect_uri: 'https://ourextension.chromiumapp.org/', code_challenge_method: 'S256', code_challenge: expect.stringMatching(/^[\w-]{43}$/) })
    expect(device.told).toContainEqual({ tell: 'session.changed', body: {} })
  })

  it('knows the challenge of RFC 7636, appendix B', async () => {
    expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
  })

  it.each([['another state', 'code=code-of-ben&state=forged'], ['no code', 'error=access_denied'], ['a code that is none', 'code=wrong&state=STATE']])('refuses %s', async (_, query) => {
    const { device, life } = fresh()
    device.signInLandsAt = (url) => `https://ourextension.chromiumapp.org/?${query.replace('STATE', url.searchParams.get('state') ?? '')}`
    await expect(session.signIn(life.world)).rejects.toMatchObject({ code: 'sign-in-failed' })
    expect(await session.state(life.world)).toMatchObject({ state: 'signed-out', reason: 'never' })
  })

  it('renews the access token once for many calls that find it refused', async () => {
    const { server, life } = fresh()
    await signIn(life)
    server.access.clear()
    await Promise.all(Array.from({ length: 10 }, () => poll(life)))
    expect(server.calls.filter((call) => call.path === '/oauth/token')).toHaveLength(2)
  })

  it('renews before the token runs out, and after the browser was closed', async () => {
    const { server, device, life } = fresh()
    await signIn(life)
    device.now += 8 * 3_600_000 - 59_000
    await poll(life)
    device.session.clear()
    await poll(device.live())
    expect(server.calls.filter((call) => call.path === '/oauth/token')).toHaveLength(3)
  })

  it('survives a worker that is killed anywhere in a renewal', async () => {
    for (let after = 0; after < 30; after++) {
      const { server, device, life } = fresh()
      await signIn(life)
      device.session.clear()
      const next = device.live(after)
      await next.run(poll(next).catch(() => undefined))
      expect(await poll(device.live())).toEqual(server.inbox.body)
    }
  })

  it('keeps the session when the server cannot be reached', async () => {
    const { server, device, life } = fresh()
    await signIn(life)
    device.session.clear()
    const answer = server.answer.bind(server)
    server.answer = () => Promise.reject(new TypeError('fetch failed'))
    await expect(poll(life)).rejects.toMatchObject({ code: 'offline' })
    server.answer = answer
    await poll(life)
    expect(await session.state(life.world)).toMatchObject({ state: 'signed-in' })
  })

  it('ends at once with a closed account, and says so', async () => {
    const { server, life } = fresh()
    await signIn(life)
    await inbox.refresh(life.world)
    server.faults = ['account-closed']
    await expect(poll(life)).rejects.toMatchObject({ code: 'account-closed' })
    expect(await session.state(life.world)).toMatchObject({ state: 'signed-out', reason: 'account-closed' })
    expect(await inbox.cached(life.world)).toBeNull()
  })

  it('shows on the toolbar whether somebody is signed in', async () => {
    const { server, device, life } = fresh()
    await signIn(life)
    await inbox.poll(life.world)
    expect(device.icon).toBe('/icon/16.png')
    server.faults = ['account-closed']
    await answer(life.world, { ask: 'api', body: { endpoint: 'notifications.inbox', query: {} } }, { id: 'ourextension', url: 'chrome-extension://ourextension/popup.html' })
    expect(device.icon).toBe('/icon/off-16.png')
  })

  it('revokes at sign-out, forgets cards, keeps drafts for their owner alone', async () => {
    const { server, device, life } = fresh()
    await signIn(life)
    await inbox.refresh(life.world)
    await drafts.save(life.world, sayingOf(device).kept)
    expect(await session.signOut(life.world)).toMatchObject({ state: 'signed-out', reason: 'signed-out', unsent: 1 })
    expect(server.access.size + server.refresh.size).toBe(0)
    expect(device.session.has('access')).toBe(false)
    await signIn(life, dee)
    expect(await drafts.list(life.world)).toEqual([])
    expect(await inbox.cached(life.world)).toBeNull()
    await signIn(life, ben)
    expect(await drafts.list(life.world)).toHaveLength(1)
  })

  it('makes no call for an owner who is not the one signed in', async () => {
    const { server, life } = fresh()
    await signIn(life, dee)
    const before = server.calls.length
    await expect(api.call(life.world, notificationEndpoints.inbox, { query: {} }, { as: ownerOf(ben) })).rejects.toMatchObject({ code: 'sign-in-needed' })
    expect(server.calls).toHaveLength(before)
  })
})

describe('the server', () => {
  it.each([['https://cairn.example/sub?x', 'https://cairn.example'], ['http://localhost:8787', 'http://localhost:8787'], ['http://cairn.example', null], ['javascript:alert(1)', null], ['cairn', null]])('%s is spoken to at %s', (address, origin) => {
    expect(settings.originOf(address)).toBe(origin)
  })

  it('is what the policy says, before what the person says', async () => {
    const { device, life } = fresh()
    await signIn(life)
    expect((await settings.set(life.world, { server: 'https://other.example' })).server).toBe('https://other.example')
    expect(await session.state(life.world)).toMatchObject({ state: 'signed-out', server: 'https://other.example' })
    device.policy = { server: 'https://cairn.test/' }
    await settings.askPolicy(life.world)
    expect((await settings.get(life.world)).server).toBe('https://cairn.test')
    expect(await session.state(life.world)).toMatchObject({ state: 'signed-in' })
  })
})
