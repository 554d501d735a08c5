import { describe, expect, test } from 'vitest'
import { httpWay } from '../../../extension/bridge/http'
import type { KeptDraft } from '../../../extension/bridge/kept'
import { ben, dee, me, profileOf } from '../../gallery/surfaces/cast'
import type { Person } from '../../../shared/people'

const draft = (key: string, text: string, at = Date.now()): KeptDraft => ({
  key, id: '0192f000-0000-7000-8000-000000000700', kind: 'recognition', recipients: [dee], invite: null, body: { text }, values: [], visibility: 'organization', team: null, showTitle: false, title: null, at,
})

/** A browser that several people sign in to, one after the other. */
function browser() {
  const kept = new Map<string, string>()
  const store = { getItem: (key: string) => kept.get(key) ?? null, removeItem: () => undefined, setItem: (key: string, value: string) => void kept.set(key, value) }
  return (person: Person | null) => httpWay({
    origin: 'https://cairn.example.com', go: () => undefined, store,
    fetch: async () => (person
      ? Response.json({ ...me('member'), person: profileOf(person) })
      : Response.json({ type: '/problems/sign-in-needed', title: '', status: 401 }, { status: 401 })),
  })
}
const load = async (way: ReturnType<typeof httpWay>, key: string) => {
  await way.ask('session.state', {})
  return way.ask('draft.load', { key })
}

describe('drafts on the web desk', () => {
  test('come back to whoever wrote them, after a reload', async () => {
    const open = browser()
    const way = open(ben)
    await way.ask('session.state', {})
    await way.ask('draft.save', draft('dee:recognition', 'You drew the map'))
    await way.ask('draft.save', draft('dee:recognition', 'You drew the map legend'))
    expect(await load(open(ben), 'dee:recognition')).toMatchObject({ ok: true, value: { body: { text: 'You drew the map legend' } } })
    await way.ask('draft.drop', { key: 'dee:recognition' })
    expect(await load(open(ben), 'dee:recognition')).toEqual({ ok: true, value: null })
  })

  test('are nobody else’s, and nobody’s when nobody is signed in', async () => {
    const open = browser()
    const way = open(ben)
    await way.ask('session.state', {})
    await way.ask('draft.save', draft('dee:recognition', 'Between us'))
    expect(await load(open(dee), 'dee:recognition')).toEqual({ ok: true, value: null })
    expect(await load(open(null), 'dee:recognition')).toEqual({ ok: true, value: null })
    expect(await open(null).ask('draft.save', draft('x', 'y'))).toMatchObject({ ok: false, problem: { type: '/problems/sign-in-needed' } })
  })

  test('expire after 14 days', async () => {
    const open = browser()
    const way = open(ben)
    await way.ask('session.state', {})
    await way.ask('draft.save', draft('old', 'Long ago', Date.now() - 15 * 24 * 3_600_000))
    expect(await load(open(ben), 'old')).toEqual({ ok: true, value: null })
  })
})
