import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answer } from '../../../extension/background/router'
import { covers } from '../../../shared/hosts'
import type { Sender } from '../../../extension/background/sender'
import { asked, mayAsk, pages } from '../../../extension/bridge/contract'
import type { AskName } from '../../../extension/bridge/messages'
import { signIn } from './cast'
import { Device } from './device'
import { FakeServer } from './server'

const device = new Device(new FakeServer())
const life = device.live()
const { id, origin } = device

const page = (name: string, more: Partial<Sender> = {}): Sender => ({ id, url: `${origin}/${name}.html`, ...more })
const content = (url: string, more: Partial<Sender> = {}): Sender => ({ id, url, frameId: 0, tab: { id: 7, url }, ...more })
const pull = 'https://github.com/northwind/maps/pull/12/files'
const ask = (message: unknown, sender: Sender) => answer(life.world, message, sender)
const state = { ask: 'launcher.state', body: { site: 'github' } }

describe('router', () => {
  it('answers our content script and our pages', async () => {
    expect(await ask(state, content(pull))).toMatchObject({ ok: true, value: { shown: true, dir: 'ltr', language: 'de', words: { shortcut: 'Alt+K' } } })
    for (const name of pages) expect(await ask({ ask: 'session.state', body: {} }, page(name))).toMatchObject({ ok: true, value: { state: 'signed-out', reason: 'never' } })
  })

  it.each<[string, Sender]>([
    ['another extension', content(pull, { id: 'somebody-else' })],
    ['nobody', {}],
    ['a frame inside the page', content(pull, { frameId: 3 })],
    ['a frame of ours on a look-alike', content('https://evilgithub.com/northwind/maps/pull/12')],
    ['a host with ours in front', content('https://github.com.evil.example/northwind/maps/pull/12')],
    ['our host without encryption', content('http://github.com/northwind/maps/pull/12')],
    ['a script of the page before, while the tab goes on', content(pull, { url: 'https://gitlab.com/northwind/maps/-/issues/1' })],
    ['a message that claims another address than its tab', content('https://evil.example/', { url: pull })],
    ['a tab without an address', content(pull, { tab: { id: 7 } })],
    ['a page of ours that is none', page('nothing')],
    ['a page of another extension', { id, url: 'chrome-extension://stranger/panel.html' }],
    ['an address that is none', content(pull, { url: 'not an address' })],
  ])('refuses %s', async (_, sender) => {
    expect(await ask(state, sender)).toEqual({ ok: false, problem: { type: '/problems/not-allowed', title: 'not allowed', status: 403 } })
    expect(await ask({ ask: 'session.state', body: {} }, sender)).toMatchObject({ ok: false, problem: { status: 403 } })
  })

  it('refuses a site that is no longer granted', async () => {
    device.granted.clear()
    expect(await ask(state, content(pull))).toMatchObject({ ok: false, problem: { status: 403 } })
    device.granted.add('https://github.com/*')
    expect(await ask(state, content(pull))).toMatchObject({ ok: true })
  })

  it.each(Object.keys(asked) as AskName[])('%s is answered only to whom it may concern', async (name) => {
    // A body that never parses: whoever may ask is told so, anybody else only that they may not.
    const message = { ask: name, body: { impossible: true } }
    const who = mayAsk[name]
    expect(await ask(message, content(pull))).toMatchObject({ ok: false, problem: { status: who === 'content' ? 400 : 403 } })
    for (const one of pages) expect(await ask(message, page(one))).toMatchObject({ ok: false, problem: { status: who !== 'content' && who.includes(one) ? 400 : 403 } })
  })

  it('refuses whatever does not parse, and never throws', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.anything(), fc.record({ ask: fc.oneof(fc.string(), fc.constantFrom(...Object.keys(asked))), body: fc.anything() })), async (message) => {
      const reply = await ask(message, content(pull))
      expect(typeof reply.ok).toBe('boolean')
      if (!reply.ok) expect([400, 403]).toContain(reply.problem.status)
    }), { numRuns: 300 })
  })

  it('makes the artifact of the address of the tab, whatever the message says', async () => {
    expect(await ask({ ask: 'launcher.open', body: { artifact: { site: 'github', key: 'else/where#1' } } }, content(pull))).toMatchObject({ ok: false, problem: { status: 400 } })
    expect(await ask({ ask: 'launcher.open', body: {} }, content('https://github.com/notifications'))).toEqual({ ok: true, value: null })
    const reply = await ask({ ask: 'launcher.open', body: {} }, content(pull))
    expect(reply).toMatchObject({ ok: true, value: { frame: expect.stringMatching(/^chrome-extension:\/\/ourextension\/panel\.html#nonce=[0-9a-f-]{36}$/) } })
    expect([...device.session.values()]).toMatchObject([{ artifact: { key: 'northwind/maps#12' }, tab: 7 }])
  })

  it('lets pages call the API, but touch no token and give nothing past the outbox', async () => {
    await signIn(life)
    for (const endpoint of ['auth.demo', 'auth.token', 'auth.revoke', 'auth.signOut', 'feedback.give', 'no.such'])
      expect(await ask({ ask: 'api', body: { endpoint, body: {} } }, page('panel'))).toMatchObject({ ok: false, problem: { status: 403 } })
    expect(await ask({ ask: 'api', body: { endpoint: 'notifications.inbox', query: {} } }, page('desk'))).toEqual({ ok: true, value: { items: [], after: null, unread: 0 } })
    expect(JSON.stringify(await ask({ ask: 'session.state', body: {} }, page('desk')))).not.toMatch(/access-|refresh-/)
  })

  it('keeps what framed pages may know to what their nonce stands for', async () => {
    expect(await ask({ ask: 'tab.opening', body: {} }, page('panel', { frameId: 4, tab: { id: 7 } }))).toMatchObject({ ok: false, problem: { status: 403 } })
  })
})

describe('match patterns', () => {
  it.each([
    ['https://github.com/*', 'https://github.com/a', true], ['https://github.com/*', 'https://evilgithub.com/a', false], ['https://github.com/*', 'https://gist.github.com/a', false],
    ['https://*.atlassian.net/*', 'https://a.atlassian.net/b', true], ['https://*.atlassian.net/*', 'https://atlassian.net/b', true], ['https://*.atlassian.net/*', 'https://evilatlassian.net/b', false],
    ['http://localhost/*', 'http://localhost:8787/work', true], ['http://localhost/*', 'https://localhost:8787/work', false], ['<all_urls>', 'https://github.com/a', false],
  ])('%s covers %s: %s', (pattern, url, is) => expect(covers(pattern, new URL(url))).toBe(is))
})
