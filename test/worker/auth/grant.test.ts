import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { extensionClientId } from '../../../shared/auth'
import { challengeOf, chance } from '../../../worker/auth/tokens'
import { type Browser, base, company, fresh, problemOf, signedIn } from './browser'

const redirect = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/'
const firefox = 'https://0e18a9a67905c09d592a9f753cc0d2cd0e2222cb.extensions.allizom.org/'
const verifier = chance()

async function asked(more: Record<string, string> = {}): Promise<Record<string, string>> {
  return { response_type: 'code', client_id: extensionClientId, redirect_uri: redirect, code_challenge: await challengeOf(verifier), code_challenge_method: 'S256', state: 'a-state', ...more }
}
async function ada() {
  const email = fresh('ada')
  const organisation = await company([{ email, name: 'Ada Okafor' }])
  return { email, organisation, browser: await signedIn(email) }
}
async function codeFor(browser: Browser, more: Record<string, string> = {}): Promise<string> {
  const answer = await browser.post('/oauth/authorize', await asked(more))
  expect(answer.status).toBe(303)
  return new URL(answer.headers.get('location')!).searchParams.get('code')!
}
const token = (body: Record<string, string>, headers: Record<string, string> = {}) =>
  exports.default.fetch(new Request(`${base}/oauth/token`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ client_id: extensionClientId, ...body }) }))
const byCode = (code: string, more: Record<string, string> = {}) => token({ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirect, ...more })
const byRefresh = (refresh: string) => token({ grant_type: 'refresh_token', refresh_token: refresh })
const tokensIn = async (response: Response) => (await response.json()) as { access_token: string; refresh_token: string; expires_in: number }
const me = (access: string) => exports.default.fetch(new Request(`${base}/api/v1/me`, { headers: { authorization: `Bearer ${access}` } }))
const later = (sql: string, ...bound: unknown[]) => env.DB.prepare(sql).bind(...bound).run()

describe('connecting the extension', () => {
  it('says as whom, and gives a code to the extension alone', async () => {
    const { browser } = await ada()
    const page = await browser.get(`/oauth/authorize?${new URLSearchParams(await asked())}`)
    const html = await page.text()
    expect(page.status).toBe(200)
    expect(html).toContain('Connect this browser as Ada Okafor')
    expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' ${new URL(redirect).origin}`)
    const answer = await browser.post('/oauth/authorize', await asked())
    const to = new URL(answer.headers.get('location')!)
    expect([to.origin + to.pathname, to.searchParams.get('state')]).toEqual([redirect, 'a-state'])
    const tokens = await tokensIn(await byCode(to.searchParams.get('code')!))
    expect(tokens.expires_in).toBe(28_800)
    expect(await (await me(tokens.access_token)).json()).toMatchObject({ person: { name: 'Ada Okafor' } })
  })

  it('sends a stranger to sign in first, and back', async () => {
    const { Browser } = await import('./browser')
    const answer = await new Browser().get(`/oauth/authorize?${new URLSearchParams(await asked())}`)
    expect(answer.status).toBe(303)
    const to = new URL(answer.headers.get('location')!, base)
    expect(to.pathname).toBe('/sign-in')
    expect(to.searchParams.get('next')).toMatch(/^\/oauth\/authorize\?/)
  })

  it.each([firefox, firefox.replace('https://', 'http://127.0.0.1/mozoauth2/').replace('.extensions.allizom.org/', '')])('knows what Firefox offers: %s', async (to) => {
    const { browser } = await ada()
    const code = await codeFor(browser, { redirect_uri: to })
    expect((await byCode(code, { redirect_uri: to })).status).toBe(200)
  })

  it.each([
    ['another host', { redirect_uri: 'https://evil.example/' }],
    ['an extension that is not ours', { redirect_uri: 'https://ponmlkjihgfedcbaponmlkjihgfedcba.chromiumapp.org/' }],
    ['a longer path', { redirect_uri: `${redirect}elsewhere` }],
    ['a host that begins like ours', { redirect_uri: 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org.evil.example/' }],
    ['a query of its own', { redirect_uri: `${redirect}?a=1` }],
    ['no address', { redirect_uri: '' }],
    ['plain PKCE', { code_challenge_method: 'plain' }],
    ['no PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['a challenge that is none', { code_challenge: 'short' }],
    ['another client', { client_id: 'another' }],
    ['the implicit grant', { response_type: 'token' }],
    ['no state', { state: '' }],
  ])('refuses %s without redirecting', async (_, more) => {
    const { browser } = await ada()
    for (const answer of [await browser.get(`/oauth/authorize?${new URLSearchParams(await asked(more))}`), await browser.post('/oauth/authorize', await asked(more))]) {
      expect(answer.status).toBe(400)
      expect(answer.headers.get('location')).toBeNull()
    }
  })

  it.each([
    ['a page elsewhere', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['a page that hides its origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
    ['a sister host', { origin: base, 'sec-fetch-site': 'same-site' }, 403],
    ['JSON', { 'content-type': 'application/json' }, 415],
  ])('refuses the grant from %s', async (_, headers, status) => {
    const { browser } = await ada()
    const answer = await browser.post('/oauth/authorize', await asked(), headers as Record<string, string>)
    expect(answer.status).toBe(status)
  })
})

describe('a code', () => {
  it.each([
    ['another verifier', { code_verifier: chance() }, 'sign-in-failed'],
    ['another redirect address', { redirect_uri: firefox }, 'sign-in-failed'],
    ['a code of nobody', { code: 'cairn_00000000-0000-7000-8000-000000000000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }, 'sign-in-failed'],
    ['a code that is none', { code: 'abc' }, 'sign-in-failed'],
    ['another client', { client_id: 'another' }, 'invalid'],
    ['no verifier', { code_verifier: '' }, 'invalid'],
  ])('is not exchanged with %s', async (_, more, code) => {
    const { browser } = await ada()
    expect(await problemOf(await byCode(await codeFor(browser), more))).toBe(code)
  })

  it('is good once, and its second use ends what came of the first', async () => {
    const { browser } = await ada()
    const code = await codeFor(browser)
    const tokens = await tokensIn(await byCode(code))
    expect(await problemOf(await byCode(code))).toBe('sign-in-failed')
    expect(await problemOf(await me(tokens.access_token))).toBe('session-ended')
    expect(await problemOf(await byRefresh(tokens.refresh_token))).toBe('session-ended')
  })

  it('is good once, however many use it at the same time', async () => {
    const { browser } = await ada()
    const code = await codeFor(browser)
    const answers = await Promise.all(Array.from({ length: 5 }, () => byCode(code)))
    expect(answers.filter((one) => one.status === 200).length).toBeLessThanOrEqual(1)
  })

  it('is good for a minute', async () => {
    const { browser, organisation } = await ada()
    const code = await codeFor(browser)
    await later('update authorisation_codes set expires_at = ? where org_id = ?', Date.now() - 1, organisation.id)
    expect(await problemOf(await byCode(code))).toBe('sign-in-failed')
  })

  it('may travel in a form, as RFC 6749 has it', async () => {
    const { browser } = await ada()
    const body = new URLSearchParams({ client_id: extensionClientId, grant_type: 'authorization_code', code: await codeFor(browser), code_verifier: verifier, redirect_uri: redirect })
    const answer = await exports.default.fetch(new Request(`${base}/oauth/token`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop' }, body: body.toString() }))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('chrome-extension://abcdefghijklmnopabcdefghijklmnop')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })
})

describe('a refresh token', () => {
  const first = async () => {
    const one = await ada()
    return { ...one, tokens: await tokensIn(await byCode(await codeFor(one.browser))) }
  }

  it('stays good until its successor was used once', async () => {
    const { tokens } = await first()
    const lost = await tokensIn(await byRefresh(tokens.refresh_token))
    const second = await tokensIn(await byRefresh(tokens.refresh_token))
    expect(lost.refresh_token).not.toBe(second.refresh_token)
    const third = await tokensIn(await byRefresh(second.refresh_token))
    expect((await me(third.access_token)).status).toBe(200)
    expect(await problemOf(await byRefresh(tokens.refresh_token))).toBe('session-ended')
    expect(await problemOf(await me(third.access_token))).toBe('session-ended')
    expect(await problemOf(await byRefresh(third.refresh_token))).toBe('session-ended')
  })

  it('has one line that goes on: the other one ends the session', async () => {
    const { tokens } = await first()
    const thief = await tokensIn(await byRefresh(tokens.refresh_token))
    const owner = await tokensIn(await byRefresh(tokens.refresh_token))
    const next = await tokensIn(await byRefresh(owner.refresh_token))
    expect(await problemOf(await byRefresh(thief.refresh_token))).toBe('session-ended')
    expect(await problemOf(await me(next.access_token))).toBe('session-ended')
  })

  it('does not open another organisation', async () => {
    const { tokens } = await first()
    const other = await first()
    const forged = tokens.refresh_token.replace(/cairn_[^_]+/, `cairn_${other.organisation.id}`)
    expect(await problemOf(await byRefresh(forged))).toBe('session-ended')
    expect(await problemOf(await me(tokens.access_token.replace(/cairn_[^_]+/, `cairn_${other.organisation.id}`)))).toBe('sign-in-needed')
  })

  it('is no access token, nor the other way round', async () => {
    const { tokens } = await first()
    expect(await problemOf(await me(tokens.refresh_token))).toBe('sign-in-needed')
    expect(await problemOf(await byRefresh(tokens.access_token))).toBe('session-ended')
  })

  it('ends with its time, its session, and its person', async () => {
    const old = await first()
    await later('update refresh_tokens set expires_at = 1 where org_id = ?', old.organisation.id)
    expect(await problemOf(await byRefresh(old.tokens.refresh_token))).toBe('session-ended')
    const left = await first()
    await later("update people set status = 'deactivated' where org_id = ?", left.organisation.id)
    expect(await problemOf(await byRefresh(left.tokens.refresh_token))).toBe('account-closed')
    expect(await problemOf(await me(left.tokens.access_token))).toBe('account-closed')
  })

  it.each(['access_token', 'refresh_token'] as const)('is revoked by its %s', async (which) => {
    const { tokens } = await first()
    const revoke = (value: string) => exports.default.fetch(new Request(`${base}/oauth/revoke`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token: value }) }))
    expect((await revoke(tokens[which])).status).toBe(204)
    expect(await problemOf(await me(tokens.access_token))).toBe('session-ended')
    expect(await problemOf(await byRefresh(tokens.refresh_token))).toBe('session-ended')
    expect((await revoke('nonsense')).status).toBe(204)
  })

  it('keeps no token in the database', async () => {
    const { tokens, organisation } = await first()
    const { results } = await env.DB.prepare('select * from refresh_tokens where org_id = ?1 union all select org_id, token_hash, id, person_id, kind, device, null, null, opened_at, expires_at from sessions where org_id = ?1').bind(organisation.id).all()
    expect(results.length).toBeGreaterThan(1)
    expect(JSON.stringify(results)).not.toContain(tokens.refresh_token.split('_').slice(2).join('_'))
    expect(JSON.stringify(results)).not.toContain(tokens.access_token.split('_').slice(2).join('_'))
  })
})
