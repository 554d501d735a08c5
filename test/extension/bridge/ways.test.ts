import { describe, expect, it, vi } from 'vitest'
import { httpWay } from '../../../extension/bridge/http'
import { knock } from '../../../extension/bridge/knock'
import { listenOn } from '../../../extension/bridge/listen'
import { notificationEndpoints } from '../../../shared/notifications'
import { problemOf, Refusal } from '../../../shared/problem'

describe('knocking', () => {
  it.each<[string, () => Promise<unknown>]>([['nobody answers', async () => undefined], ['the extension was updated', () => Promise.reject(new Error('Extension context invalidated.'))]])('says so when %s', async (_, sendMessage) => {
    expect(await knock({ sendMessage }, 'session.state', {})).toMatchObject({ ok: false, problem: { type: '/problems/unavailable' } })
  })
})

describe('listening', () => {
  it('hears our background alone, and stops', () => {
    const listeners = new Set<(message: unknown, sender: { id?: string | undefined; tab?: unknown }) => undefined>()
    const runtime = { id: 'ours', onMessage: { addListener: (one: never) => void listeners.add(one), removeListener: (one: never) => void listeners.delete(one) } }
    const heard: unknown[] = []
    const stop = listenOn(runtime, 'panel.moved', (body) => heard.push(body))
    const tell = (message: unknown, sender: object) => listeners.forEach((listener) => listener(message, sender))
    tell({ tell: 'panel.moved', body: { nonce: '1' } }, { id: 'ours' })
    tell({ tell: 'panel.moved', body: { nonce: '2' } }, { id: 'stranger' })
    tell({ tell: 'panel.moved', body: { nonce: '3' } }, { id: 'ours', tab: { id: 1 } })
    tell({ tell: 'inbox.changed', body: {} }, { id: 'ours' })
    tell(null, { id: 'ours' })
    expect(heard).toEqual([{ nonce: '1' }])
    stop()
    expect(listeners.size).toBe(0)
  })
})

describe('the way of the web desk', () => {
  const store = () => {
    const kept = new Map<string, string>()
    return { getItem: (key: string) => kept.get(key) ?? null, removeItem: () => undefined, setItem: (key: string, value: string) => void kept.set(key, value) }
  }
  const wayTo = (reply: () => Response | Promise<Response>, go = vi.fn()) => {
    const calls: [string, RequestInit | undefined][] = []
    const fetch = (async (url: string, init?: RequestInit) => (calls.push([url, init]), reply())) as typeof globalThis.fetch
    return { calls, go, way: httpWay({ fetch, origin: 'https://cairn.test', go, store: store() }) }
  }
  const problem = (code: 'sign-in-needed' | 'account-closed') => () => new Response(JSON.stringify(problemOf(new Refusal(code))), { status: 401 })

  it('calls the API with its cookie', async () => {
    const { calls, way } = wayTo(() => new Response(JSON.stringify({ items: [], after: null, unread: 0 })))
    expect(await way.api(notificationEndpoints.inbox, { query: { after: 'x' } })).toMatchObject({ ok: true, value: { unread: 0 } })
    expect(calls).toMatchObject([['https://cairn.test/api/v1/inbox?after=x', { credentials: 'same-origin', method: 'GET' }]])
  })

  it('knows who is not signed in, and why', async () => {
    expect(await wayTo(problem('sign-in-needed')).way.ask('session.state', {})).toMatchObject({ ok: true, value: { state: 'signed-out', reason: 'never' } })
    expect(await wayTo(problem('account-closed')).way.ask('session.state', {})).toMatchObject({ ok: true, value: { reason: 'account-closed' } })
  })

  it('says offline, never throws', async () => {
    const { way } = wayTo(() => Promise.reject(new TypeError('fetch failed')))
    expect(await way.ask('session.state', {})).toMatchObject({ ok: false, problem: { type: '/problems/offline' } })
  })

  it('keeps language and theme, and tells', async () => {
    const { way } = wayTo(problem('sign-in-needed'))
    const heard = vi.fn()
    way.listen('settings.changed', heard)
    expect(await way.ask('settings.set', { language: 'ar', theme: 'dark' })).toMatchObject({ ok: true, value: { language: 'ar', theme: 'dark', server: 'https://cairn.test' } })
    expect(heard).toHaveBeenCalledOnce()
    expect(await way.ask('settings.get', {})).toMatchObject({ ok: true, value: { language: 'ar' } })
  })

  it('has no outbox, and says so', async () => {
    const { way } = wayTo(problem('sign-in-needed'))
    expect(way.background).toBe(false)
    expect(await way.ask('outbox.list', {})).toEqual({ ok: true, value: [] })
    expect(await way.ask('outbox.undo', { id: 'x' })).toMatchObject({ ok: false, problem: { status: 403 } })
  })
})
