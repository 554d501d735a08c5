/** Signing in through a real OpenID provider. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, type Company, company } from './company'

let northwind: Company
let server: Server
let issuer: string
/** What the provider says of an account, by the name typed at its sign-in. */
const accounts: Record<string, { email: string; email_verified: boolean }> = {
  ada: { email: 'Ada@n.test', email_verified: true }, eli: { email: 'eli@n.test', email_verified: true }, kai: { email: 'kai@n.test', email_verified: true }, nobody: { email: 'nobody@n.test', email_verified: true },
  eve: { email: 'eve@other.test', email_verified: true }, unverified: { email: 'ben@n.test', email_verified: false },
}

beforeAll(async () => {
  northwind = await company()
  server = createServer((request, answer) => void provider.callback()(request, answer))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'cairn', client_secret: 'the-secret-of-cairn', redirect_uris: [northwind.callback], response_types: ['code'], grant_types: ['authorization_code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    pkce: { required: () => true },
    cookies: { keys: ['only-for-tests'] },
  })
  const kept = await northwind.configure({ issuer, clientId: 'cairn', clientSecret: 'the-secret-of-cairn' })
  expect(kept).toEqual({ status: 200, json: { issuer, clientId: 'cairn', hasSecret: true, domains: ['n.test'], email: true, redirectUri: northwind.callback } })
}, 120_000)
afterAll(async () => {
  server?.close()
  await northwind?.stop()
})

/** Signs in at the provider's own pages, and comes back. */
async function through(account: string, browser = new Browser(), next = '/'): Promise<{ browser: Browser; answer: Response; back: string }> {
  const back = (address: string) => address.startsWith(northwind.callback)
  let at = await browser.follow(`${northwind.start}&next=${encodeURIComponent(next)}`, back)
  for (const fields of [{ prompt: 'login', login: account, password: 'any' }, { prompt: 'consent' }]) {
    if (!at.answer) break
    const form = /action="([^"]+)"/.exec(await at.answer.text())![1]!
    const answer = await browser.post(new URL(form, at.address).href, fields as Record<string, string>)
    at = await browser.follow(new URL(answer.headers.get('location')!, at.address).href, back)
  }
  expect(at.answer).toBeNull()
  return { browser, back: at.address, answer: await browser.ask(at.address) }
}

describe('through the organisation’s provider', () => {
  it('somebody of the directory comes in, and goes where they wanted to', async () => {
    const { browser, answer } = await through('ada', new Browser(), '/feedback/1')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/feedback/1'])
    expect(await northwind.nameOf(browser)).toBe('Ada Okafor')
  })

  it('is keyed by issuer and subject: a new address at the provider changes nothing', async () => {
    await through('ada')
    accounts.ada!.email = 'ada.married@n.test'
    const { browser } = await through('ada')
    accounts.ada!.email = 'ada@n.test'
    expect(await northwind.nameOf(browser)).toBe('Ada Okafor')
  })

  it('whoever was here before hears of the new way in; whoever comes in first by it does not', async () => {
    const kinds = async (browser: Browser): Promise<string[]> => (await northwind.api(browser, 'GET', '/api/v1/inbox')).json.items.map((item: { kind: string }) => item.kind)
    const { browser: hers } = await through('ada')
    expect(await kinds(hers)).toEqual([])
    const { browser: his } = await through('eli')
    expect(await kinds(his)).toEqual(['signIn.linked'])
    await through('eli')
    expect(await kinds(his)).toEqual(['signIn.linked'])
  })

  it('an address that was given to somebody new opens no old account', async () => {
    await through('ada')
    accounts.newcomer = { email: 'ada@n.test', email_verified: true }
    const { browser, answer } = await through('newcomer')
    expect(answer.status).toBe(403)
    expect(await northwind.nameOf(browser)).toBeNull()
  })

  it.each([['nobody', 'not in the directory'], ['eve', 'another domain'], ['unverified', 'an address that was not verified'], ['kai', 'somebody who left']])('%s does not come in: %s', async (account) => {
    const { browser, answer } = await through(account)
    expect(answer.status).toBe(403)
    expect(answer.headers.getSetCookie().join()).not.toMatch(/cairn=cairn_/)
    expect(await northwind.nameOf(browser)).toBeNull()
  })

  it('the way back is good once, in the browser that began', async () => {
    const first = await through('ada')
    expect((await first.browser.ask(first.back)).status).toBe(400)
    const begun = new Browser()
    const { headers } = await begun.ask(northwind.start)
    const state = new URL(headers.get('location')!).searchParams.get('state')!
    expect((await new Browser().ask(`${northwind.callback}?code=abc&state=${encodeURIComponent(state)}`)).status).toBe(400)
    expect((await begun.ask(`${northwind.callback}?code=abc&state=${encodeURIComponent(state)}`)).status).toBe(400)
  })

  it('the sign-in page finds it by the domain of an address', async () => {
    const answer = await new Browser().post(`${northwind.url}/sign-in`, { email: 'ada@n.test', next: '/people' })
    expect(answer.headers.get('refresh')).toBe(`0; url=/auth/oidc/start?org=${northwind.org}&next=%2Fpeople`)
    expect(await answer.text()).toContain('Continue with Northwind')
    const code = await new Browser().post(`${northwind.url}/sign-in`, { email: 'ada@n.test', next: '/', way: 'code' })
    expect(code.headers.get('location')).toBe('/auth/email/code')
  })

  it('the secret never comes out again', async () => {
    const { json } = await northwind.api(northwind.eli, 'GET', '/api/v1/organisation/sign-in')
    expect(JSON.stringify(json)).not.toContain('the-secret')
    const row = await northwind.db.prepare('select * from identity_providers').first()
    expect(JSON.stringify(row)).not.toContain('the-secret')
    expect(northwind.printed()).not.toContain('the-secret')
  })
})
