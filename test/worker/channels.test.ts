/** Channels: what is posted where, in which host's form, how often it is tried; nothing of a text becomes a mention or a link. */
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newId } from '../../shared/ids'
import { bodies, mayPost } from '../../worker/channels/deliver'
import type { Message } from '../../worker/channels/message'
import { signatureHeaders } from '../../worker/channels/webhook'
import { settle } from '../../worker/events/outbox'
import { api, citation, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

describe('addresses', () => {
  const open = {}
  const cases: [Parameters<typeof mayPost>[0], string, boolean][] = [
    ['slack', 'https://hooks.slack.com/services/T/B/x', true], ['slack', 'https://hooks.slack.com.evil.example/x', false], ['slack', 'https://evil.example/hooks.slack.com', false], ['slack', 'http://hooks.slack.com/x', false], ['slack', 'https://hooks.slack.com:8443/x', false], ['slack', 'https://user@hooks.slack.com/x', false],
    ['teams', 'https://prod-23.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke?sig=x', true], ['teams', 'https://ab12.09.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/1/triggers/manual/paths/invoke?sig=x', true], ['teams', 'https://logic.azure.com/x', false], ['teams', 'https://northwind.webhook.office.com/x', false],
    ['google_chat', 'https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t', true], ['google_chat', 'https://googleapis.com/x', false],
    ['webhook', 'https://hooks.example.org/cairn', true], ['webhook', 'http://hooks.example.org/', false], ['webhook', 'https://10.0.0.1/', false], ['webhook', 'https://[::1]/', false], ['webhook', 'https://0x7f000001/', false], ['webhook', 'https://2130706433/', false],
    ['webhook', 'https://localhost/', false], ['webhook', 'http://127.0.0.1:9/', false], ['webhook', 'https://db.internal/', false], ['webhook', 'https://intranet/', false], ['webhook', 'nonsense', false],
  ]
  test.each(cases)('%s %s: %s', (kind, url, may) => expect(mayPost(kind, url, open)).toBe(may))
  test('loopback stands open only where a test says so', () => {
    expect(mayPost('slack', 'http://127.0.0.1:9/', { ALLOW_LOOPBACK_ISSUERS: 'true' })).toBe(true)
    expect(mayPost('slack', 'http://10.0.0.1/', { ALLOW_LOOPBACK_ISSUERS: 'true' })).toBe(false)
  })
})

describe('a text in a host’s form', () => {
  const hostile = ['<!channel> <!here> <!everyone>', '<@U024BE7LR>', '<https://evil.example|Click here>', '@everyone @channel', '<users/all>', '[Click](https://evil.example)', '<a href="https://evil.example">x</a>', '<at>Ada</at>', 'https://evil.example/now', 'www.evil.example', '"}],"text":"x']
  const message = (text: string): Message => ({ id: 'msg_1', at: 0, type: 'recognition', line: text, words: text, about: text, link: 'https://cairn.example/feedback/1', button: 'Open', data: {} })
  /** Every text that a body holds, but its own link and schema. */
  const texts = (value: unknown, name = ''): string[] => (typeof value === 'string' ? (['url', '$schema', 'contentType'].includes(name) ? [] : [value]) : value && typeof value === 'object' ? Object.entries(value).flatMap(([key, one]) => texts(one, key)) : [])

  test.each(hostile)('%s mentions nobody and links nowhere', (text) => {
    for (const kind of ['slack', 'teams', 'google_chat'] as const) {
      const body = bodies[kind](message(text)) as Record<string, unknown>
      const all = texts(body).join('\n')
      expect(all, kind).not.toMatch(/https?:\/\/evil|www\.evil|@(?=everyone|channel)/)
      if (kind === 'slack') expect(all).not.toMatch(/<[!@#h]/)
      if (kind === 'google_chat') expect([body['text'], /<(?!br>)/.test(all)]).toEqual([undefined, false])
      if (kind === 'teams') {
        const { content } = (body['attachments'] as { content: { body: { type: string }[]; msteams?: unknown } }[])[0]!
        expect([content.msteams, content.body.every((block) => block.type === 'RichTextBlock')]).toEqual([undefined, true])
      }
      expect(JSON.parse(JSON.stringify(body))).toEqual(body)
    }
  })
})

test('a signature is what Standard Webhooks says: its own example', async () => {
  // From the specification's reference libraries.
  const headers = await signatureHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_000, '{"test": 2432232314}')
  expect(headers).toEqual({ 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' })
})

describe('what goes', () => {
  let org: Organisation
  let ben: ReturnType<typeof api>
  let eli: ReturnType<typeof api>
  let posted: { url: string; body: any }[]
  let answer: () => Response
  const url = 'https://hooks.slack.com/services/T/B/x'
  const fetched = globalThis.fetch

  beforeEach(async () => {
    org = await makeOrganisation({ people: [{ name: 'Ben Ode' }, { name: 'Dee Alvarez' }, { name: 'Chi Tran', ceiling: 'recipients' }, { name: 'Eli Marsh', role: 'admin' }] })
    ben = api(await tokenFor(org, 'Ben Ode'))
    eli = api(await tokenFor(org, 'Eli Marsh'))
    posted = []
    answer = () => new Response('ok')
    // The network ends here: what stands outside of the Worker is no module of ours.
    globalThis.fetch = (async (to: string, init: RequestInit) => {
      posted.push({ url: String(to), body: JSON.parse(String(init.body)) })
      return answer()
    }) as never
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
  })
  afterEach(() => {
    globalThis.fetch = fetched
    vi.restoreAllMocks()
  })

  const add = async (more: object = {}) => (await eli.post('/api/v1/organisation/channels', { id: newId(), kind: 'slack', name: 'Thanks', url, words: true, ...more })).json
  const text = () => posted.map(({ body }) => JSON.stringify(body))
  const secretWords = 'You saw the zinnober race in the retry.'
  const say = (more: Record<string, unknown> = {}) => ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Dee Alvarez'], { body: { text: secretWords }, artifact: citation(), ...more }))

  test('recognition of public work that the organisation sees, with its words, its title and a link', async () => {
    await add()
    expect((await say()).status).toBe(201)
    expect(posted).toHaveLength(1)
    expect(text()[0]).toContain('Ben Ode recognised Dee Alvarez')
    expect(text()[0]).toContain(secretWords)
    expect(text()[0]).toContain('Retry payments after a timeout')
  })

  test.each([
    ['to a channel without words', { channel: { words: false } }, true],
    ['of private work', { draft: { artifact: citation('northwind/secret#1', { visibility: 'private', showTitle: true, title: 'Secret title' }) } }, true],
    ['of no work', { draft: { artifact: null } }, true],
    ['narrower than the organisation', { narrow: true }, false],
  ] as const)('no words %s', async (_, { channel, draft, narrow }: { channel?: Record<string, unknown>; draft?: Record<string, unknown>; narrow?: true }, told) => {
    await add(channel)
    const keys = ['Ben Ode', 'Dee Alvarez'].map((name) => `person:${org.person(name).id}`)
    expect((await say(narrow ? { visibility: 'recipients', keys } : draft)).status).toBe(201)
    expect(posted).toHaveLength(told ? 1 : 0)
    expect(text().join()).not.toMatch(/zinnober|Secret title|secret#1/)
  })

  test('nothing of what was taken back, or of somebody who wants less, when its time comes', async () => {
    const { channel } = await add()
    answer = () => new Response('', { status: 500 })
    const draft = recognition(org, 'Ben Ode', ['Dee Alvarez'], { body: { text: secretWords }, artifact: citation() })
    await ben.post('/api/v1/feedback', draft)
    expect(posted).toHaveLength(1)
    await env.DB.prepare(`update people set ceiling = 'team' where org_id = ? and id = ?`).bind(org.id, org.person('Dee Alvarez').id).run()
    await settle(env as never, org.id, Date.now() + 120_000)
    expect(posted).toHaveLength(1)
    await env.DB.prepare(`update people set ceiling = 'organization' where org_id = ?`).bind(org.id).run()
    await say()
    expect(posted).toHaveLength(2)
    await eli.patch(`/api/v1/organisation/channels/${channel.id}`, { on: false })
    await settle(env as never, org.id, Date.now() + 600_000)
    expect(posted).toHaveLength(2)
  })

  test('eight tries with growing pauses, then a dead letter with its reason, tried again or dropped', async () => {
    const { channel } = await add()
    answer = () => new Response('', { status: 503 })
    await say()
    const at = async () => (await env.DB.prepare(`select leased_until as at, tries from due where org_id = ? and reaction = 'channel'`).bind(org.id).first<{ at: number; tries: number }>())!
    const pauses: number[] = []
    for (let tries = 1; tries < 8; tries += 1) {
      const { at: when, tries: done } = await at()
      expect(done).toBe(tries)
      await settle(env as never, org.id, when - 1)
      expect(posted).toHaveLength(tries)
      await settle(env as never, org.id, when)
      pauses.push((await at()).at - when)
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128].map((minutes) => minutes * 60_000))
    await settle(env as never, org.id, Date.now() + 86_400_000)
    expect(posted).toHaveLength(8)
    const listed = (await eli.get('/api/v1/organisation/channels')).json
    expect([listed.channels[0].dead, listed.letters]).toMatchObject([1, [{ channel: channel.id, name: 'Thanks', reason: 'broken' }]])
    expect(JSON.stringify(listed)).not.toContain(url)
    answer = () => new Response('ok')
    expect((await eli.post(`/api/v1/organisation/channels/${channel.id}/letters/${listed.letters[0].id}/retry`)).status).toBe(204)
    expect(posted).toHaveLength(9)
    expect((await eli.get('/api/v1/organisation/channels')).json.letters).toEqual([])
    answer = () => Response.redirect('https://evil.example/', 302)
    await say()
    await env.DB.prepare(`update due set tries = 8 where org_id = ?`).bind(org.id).run()
    const [letter] = (await eli.get('/api/v1/organisation/channels')).json.letters
    expect([letter.reason, (await eli.delete(`/api/v1/organisation/channels/${channel.id}/letters/${letter.id}`)).status]).toEqual(['redirected', 204])
    expect((await eli.get('/api/v1/organisation/channels')).json.letters).toEqual([])
  })

  test('a webhook’s secret is said once; address and secret are sealed; a test says that it is one', async () => {
    const wish = { id: newId(), kind: 'webhook', name: 'Ours', url: 'https://hooks.example.org/canary-path', words: false }
    const first = (await eli.post('/api/v1/organisation/channels', wish)).json
    expect(first.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect((await eli.post('/api/v1/organisation/channels', wish)).json.secret).toBeNull()
    const rows = JSON.stringify((await env.DB.prepare('select * from channels where org_id = ?').bind(org.id).all()).results)
    expect(rows).not.toContain('canary-path')
    expect(rows).not.toContain(first.secret.slice(6))
    expect((await eli.post(`/api/v1/organisation/channels/${wish.id}/test`)).json).toEqual({ delivered: true, reason: null })
    expect(posted.at(-1)).toMatchObject({ url: wish.url, body: { type: 'test' } })
    answer = () => new Response('', { status: 404 })
    expect((await eli.post(`/api/v1/organisation/channels/${wish.id}/test`)).json).toEqual({ delivered: false, reason: 'gone' })
  })

  test('one’s own channel hears that there is something, by ids; others cannot touch it', async () => {
    const dee = api(await tokenFor(org, 'Dee Alvarez'))
    const own = { id: newId(), kind: 'webhook', name: 'Mine', url: 'https://hooks.example.org/dee' }
    expect((await dee.put('/api/v1/me/channel', own)).status).toBe(200)
    expect((await dee.get('/api/v1/me/channel')).json.channel).toMatchObject({ kind: 'webhook', host: 'hooks.example.org' })
    expect((await eli.delete(`/api/v1/organisation/channels/${own.id}`)).status).toBe(404)
    await say()
    expect(posted).toHaveLength(1)
    expect(posted[0]!.body).toMatchObject({ type: 'feedback.received', data: { actor: org.person('Ben Ode').id } })
    expect(text().join()).not.toMatch(/zinnober|Retry payments|Ben Ode/)
    await dee.delete('/api/v1/me/channel')
    await say()
    expect(posted).toHaveLength(1)
  })
})
