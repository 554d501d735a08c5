// Jira's own API at the click, in every way in which it may answer; and which page shows to be somebody's own Jira.
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { details, prove, read, selectors, site } from '../../../extension/sites/jira'
import { proveInstance, readAll } from '../../../extension/sites/readers'

const cloud = site.identify(new URL('https://acme.atlassian.net/browse/PAY-118'))!
const own = site.identify(new URL('https://issues.acme.example/jira/browse/PAY-118'), { instances: ['issues.acme.example/jira'] })!

const ben = { accountId: '557058:0b-1', accountType: 'atlassian', displayName: 'Ben Ode', emailAddress: 'Ben@Acme.example' }
const ada = { accountId: '712020:0c-2', accountType: 'atlassian', displayName: 'Ada Okafor' }
const issue = { key: 'PAY-118', fields: { summary: 'Payments stop', status: { name: 'In Progress' }, assignee: ben, reporter: ada, security: null } }

const json = (value: unknown, init?: ResponseInit) => new Response(JSON.stringify(value), { ...init, headers: { 'content-type': 'application/json;charset=UTF-8', ...init?.headers } })

/** A host that gives one answer about the issue and knows nobody who is signed in; `asked` gathers what it was asked. */
function host(answer: () => Response | Promise<Response>, me: () => Response | Promise<Response> = () => json({}, { status: 401 })) {
  const asked: { address: string; init: RequestInit | undefined }[] = []
  const ask = async (input: RequestInfo | URL, init?: RequestInit) => {
    asked.push({ address: String(input), init })
    return String(input).endsWith('/myself') ? me() : answer()
  }
  return { ask: ask as typeof fetch, asked }
}

describe('what Jira itself says', () => {
  test('in the cloud: title, state, people by account id', async () => {
    const { ask, asked } = host(() => json(issue))
    expect(await details(cloud, ask)).toEqual({
      title: 'Payments stop', state: 'In Progress', visibility: 'private',
      people: [
        { handle: '557058:0b-1', name: 'Ben Ode', role: 'assignee', kind: 'user', email: 'ben@acme.example' },
        { handle: '712020:0c-2', name: 'Ada Okafor', role: 'reporter', kind: 'user' },
      ],
      via: { title: 'rest', state: 'rest', assignee: 'rest', reporter: 'rest', visibility: 'rest' },
    })
    expect(asked[0]!.address).toBe('https://acme.atlassian.net/rest/api/3/issue/PAY-118?fields=summary,assignee,reporter,status,security')
    for (const { address, init } of asked) {
      expect(new URL(address).origin).toBe('https://acme.atlassian.net')
      expect(init).toMatchObject({ redirect: 'error', credentials: 'same-origin' })
    }
  })

  test('in a data centre: below the context path, people by name', async () => {
    const { ask, asked } = host(() => json({ ...issue, fields: { ...issue.fields, assignee: { name: 'ben.ode', key: 'JIRAUSER1', displayName: 'Ben Ode', emailAddress: 'ben at acme dot example' }, reporter: { key: 'ada' } } }))
    const { people } = await details(own, ask)
    expect(asked[0]!.address).toMatch(/^https:\/\/issues\.acme\.example\/jira\/rest\/api\/2\/issue\/PAY-118\?/)
    expect(people).toEqual([
      { handle: 'ben.ode', name: 'Ben Ode', role: 'assignee', kind: 'user' },
      { handle: 'ada', name: null, role: 'reporter', kind: 'user' },
    ])
  })

  test('the viewer is left out, an app is a bot', async () => {
    const app = { accountId: 'app:1', accountType: 'app', displayName: 'Automation for Jira' }
    const { ask } = host(() => json({ ...issue, fields: { ...issue.fields, assignee: ada, reporter: app } }), () => json(ada))
    expect((await details(cloud, ask)).people).toEqual([{ handle: 'app:1', name: 'Automation for Jira', role: 'reporter', kind: 'bot' }])
  })

  test.each([['a level', { id: '10', name: 'Board only' }], ['none', null], ['a word', 'public'], ['nothing said', undefined]])('%s of security: private', async (_, security) => {
    const { ask } = host(() => json({ ...issue, fields: { ...issue.fields, security } }))
    expect((await details(cloud, ask)).visibility).toBe('private')
  })

  test.each<[string, unknown]>([
    ['no fields', { key: 'PAY-118' }],
    ['fields of other shapes', { key: 'PAY-118', fields: { summary: { text: 'x' }, status: 'Done', assignee: ['ben'], reporter: { accountId: { x: 1 }, displayName: 7 } } }],
    ['handles that are none', { key: 'PAY-118', fields: { assignee: { accountId: 'a b' }, reporter: { accountId: '\u202Ex' } } }],
  ])('%s: nothing is known', async (_, body) => {
    expect(await details(cloud, host(() => json(body)).ask)).toMatchObject({ title: null, state: null, visibility: 'private', people: [] })
  })

  test('a huge title and state are cut, and read as they are', async () => {
    const { ask } = host(() => json({ key: 'PAY-118', fields: { summary: `\u202Ea\n${'b'.repeat(5_000)}`, status: { name: 'c'.repeat(90) } } }))
    const { title, state } = await details(cloud, ask)
    expect(title).toBe(`a ${'b'.repeat(248)}`)
    expect(state).toHaveLength(40)
  })

  test.each<[string, () => Response | Promise<Response>]>([
    ['another issue: ours has moved', () => json({ ...issue, key: 'OPS-7' })],
    ['no key', () => json({ fields: issue.fields })],
    ['a page for signing in', () => new Response('<form>', { headers: { 'content-type': 'text/html' } })],
    ['a page that says it is JSON', () => new Response('<form>', { headers: { 'content-type': 'application/json' } })],
    ['nothing', () => json(null)],
    ['a list', () => json([issue])],
    ['not found', () => json({ errorMessages: ['no'] }, { status: 404 })],
    ['too much', () => json({ ...issue, padding: 'x'.repeat(300_000) })],
    ['no network', () => Promise.reject(new TypeError('failed'))],
  ])('%s: rejects, and the page is asked', async (_, answer) => {
    const { ask } = host(answer)
    await expect(details(cloud, ask)).rejects.toThrow()
    const { document } = new JSDOM('<title>[PAY-118] Payments stop - Jira</title>', { url: cloud.url }).window
    expect(await readAll(document, cloud, ask)).toMatchObject({ title: 'Payments stop', via: { title: 'title' } })
  })

  test('followed elsewhere: rejects', async () => {
    const elsewhere = json(issue)
    Object.defineProperty(elsewhere, 'redirected', { value: true })
    await expect(details(cloud, host(() => elsewhere).ask)).rejects.toThrow()
  })

  test.each<[string, () => Response | Promise<Response>]>([
    ['an answer that never comes', () => new Promise(() => {})],
    ['a body that never ends', () => new Response(new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode('{')) }), { headers: { 'content-type': 'application/json' } })],
  ])('%s: rejects in time', async (_, answer) => {
    await expect(details(cloud, host(answer).ask, 30)).rejects.toThrow(/timeout|abort/i)
  })

  test('who is looking may stay unknown', async () => {
    const { ask } = host(() => json(issue), () => Promise.reject(new TypeError('failed')))
    expect((await details(cloud, ask)).people).toHaveLength(2)
  })
})

describe("somebody's own Jira", () => {
  const page = (url: string, head: string, body = '<body id="jira">') => [new JSDOM(`<head>${head}</head>${body}`, { url }).window.document, new URL(url)] as const
  const meta = (name: string, content: string) => `<meta name="${name}" content="${content}">`

  test.each<[string, string, string, string | null]>([
    ['its context path', 'https://issues.acme.example/jira/browse/PAY-1', meta('ajs-context-path', '/jira'), 'issues.acme.example/jira'],
    ['no context path', 'https://issues.acme.example/browse/PAY-1', meta('ajs-context-path', ''), 'issues.acme.example'],
    ['only its own address', 'https://issues.acme.example:8443/jira/secure/Dashboard.jspa', meta('ajs-base-url', 'https://issues.acme.example:8443/jira/'), 'issues.acme.example:8443/jira'],
    ['nothing but its body', 'https://issues.acme.example/a/jira/browse/PAY-1', '', 'issues.acme.example/a/jira'],
    ['a context path that the address does not have', 'https://issues.acme.example/browse/PAY-1', meta('ajs-context-path', '/jira'), 'issues.acme.example'],
    ["another host's address", 'https://issues.acme.example/jira/browse/PAY-1', meta('ajs-base-url', 'https://bank.example/'), 'issues.acme.example/jira'],
    ['nothing at all', 'https://issues.acme.example/x', meta('ajs-base-url', 'https://bank.example/'), null],
  ])('%s', (_, url, head, instance) => {
    expect(prove(...page(url, head))).toBe(instance)
    expect(proveInstance(...page(url, head))).toEqual(instance && { site: 'jira', instance })
  })

  test('the work at that address is known then', () => {
    const [doc, url] = page('https://issues.acme.example/jira/browse/PAY-1', meta('ajs-context-path', '/jira'))
    expect(site.identify(url, { instances: [prove(doc, url)!] })).toMatchObject({ key: 'PAY-1', instance: 'issues.acme.example/jira' })
  })

  test('a body that is not its own proves nothing', () => {
    expect(prove(...page('https://issues.acme.example/browse/PAY-1', meta('ajs-context-path', ''), '<body id="app">'))).toBeNull()
  })
})

test.each(['cloud-issue.html', 'dc-issue.html'])('%s has one place for the button', (file) => {
  const { document } = new JSDOM(readFileSync(new URL(`../../pages/jira/${file}`, import.meta.url), 'utf8')).window
  const places = site.anchors.flatMap(({ selector }) => [...document.querySelectorAll(selector)])
  expect(places).toHaveLength(1)
  // Not inside the link itself: a press would follow it.
  expect(places[0]!.closest('a')).toBeNull()
})

test('a page of any shape never makes it throw, and every title is one short line', () => {
  const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom('PAY-118', '[PAY-118] x - y', '<h1 id="summary-val">', '<a id="key-val" data-issue-key="PAY-118">', '</a>', '<form>', '<span id="assignee-val"><b class="user-hover" rel="'))
  fc.assert(fc.property(fc.array(words, { maxLength: 12 }), words, (parts, title) => {
    const { document } = new JSDOM(`<title></title><body id="jira">${parts.join('')}`, { url: cloud.url }).window
    document.title = title
    const said = read(document, cloud, selectors)
    expect(said.title === null || (said.title!.length <= 250 && !/[\n\u202E]/.test(said.title!))).toBe(true)
    expect(said.visibility).toBe('private')
  }), { numRuns: 150 })
})
