/** A provider that lies: everything in its answer is wrong once, and nobody comes in. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignJWT, UnsecuredJWT, exportJWK, generateKeyPair, type JWK } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Browser, type Company, company } from './company'

const secret = 'a-client-secret-of-32-characters!'
type Claims = Record<string, unknown>
type Signer = (claims: Claims) => Promise<string>

let northwind: Company
let server: Server
let issuer: string
let good: Signer
let stranger: Signer
let publicKey: JWK
/** What the provider does in this test. */
let lie: { token?: (nonce: string) => Promise<string>; discovery?: Claims; tokenRedirect?: string; tokenBody?: string }
let nonce = ''

beforeAll(async () => {
  northwind = await company()
  const [ours, theirs] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  publicKey = { ...(await exportJWK(ours.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  good = (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(ours.privateKey)
  stranger = (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(theirs.privateKey)
  server = createServer((request, answer) => {
    const json = (body: unknown) => answer.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    const path = new URL(request.url!, issuer).pathname
    if (path === '/.well-known/openid-configuration') {
      return json({
        issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, response_types_supported: ['code'], subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'], authorization_response_iss_parameter_supported: true, ...lie.discovery,
      })
    }
    if (path === '/keys') return json({ keys: [publicKey] })
    if (path === '/token' && lie.tokenRedirect) return answer.writeHead(307, { location: lie.tokenRedirect }).end()
    if (path === '/token' && lie.tokenBody) return answer.setHeader('content-type', 'application/json').end(lie.tokenBody)
    if (path === '/token') return void lie.token!(nonce).then((id_token) => json({ access_token: 'at', token_type: 'Bearer', expires_in: 60, id_token }))
    return answer.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  lie = {}
  expect((await northwind.configure({ issuer, clientId: 'cairn', clientSecret: secret })).status).toBe(200)
}, 120_000)
afterAll(async () => {
  server?.close()
  await northwind?.stop()
})
beforeEach(() => {
  lie = {}
})

const now = () => Math.floor(Date.now() / 1_000)
const claims = (more: Claims = {}): Claims => ({ iss: issuer, aud: 'cairn', sub: 'ben', iat: now(), exp: now() + 60, nonce, email: 'ben@n.test', email_verified: true, ...more })

/** Begins, and comes back with whatever the query says. */
async function signIn(more: Record<string, string> = {}) {
  const browser = new Browser()
  const begun = await browser.ask(northwind.start)
  expect(begun.status).toBe(303)
  const asked = new URL(begun.headers.get('location')!).searchParams
  nonce = asked.get('nonce')!
  const query = new URLSearchParams({ code: 'a-code', state: asked.get('state')!, iss: issuer, ...more })
  const answer = await browser.ask(`${northwind.callback}?${query}`)
  return { status: answer.status, name: await northwind.nameOf(browser), asked }
}

describe('a provider that tells the truth', () => {
  it('lets its people in, asked with state, nonce and PKCE', async () => {
    lie.token = () => good(claims())
    const { status, name, asked } = await signIn()
    expect([status, name]).toEqual([303, 'Ben Ode'])
    expect(Object.fromEntries(asked)).toMatchObject({ client_id: 'cairn', response_type: 'code', redirect_uri: northwind.callback, code_challenge_method: 'S256' })
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(asked.get('nonce')!.length).toBeGreaterThan(30)
  })
})

describe('a provider that lies', () => {
  it.each<[string, () => Promise<string>]>([
    ['another audience', () => good(claims({ aud: 'another' }))],
    ['two audiences, made for another party', () => good(claims({ aud: ['cairn', 'another'], azp: 'another' }))],
    ['another issuer', () => good(claims({ iss: 'http://localhost:1' }))],
    ['another nonce', () => good(claims({ nonce: 'another' }))],
    ['no nonce', () => good(claims({ nonce: undefined }))],
    ['no subject', () => good(claims({ sub: undefined }))],
    ['a token that is over', () => good(claims({ iat: now() - 7_200, exp: now() - 3_600 }))],
    ['a token without an end', () => good(claims({ exp: undefined }))],
    ['a token not good yet', () => good(claims({ nbf: now() + 3_600 }))],
    ['another key', () => stranger(claims())],
    ['no signature (alg none)', async () => new UnsecuredJWT(claims()).encode()],
    ['the client secret as a key (HS256)', () => new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret))],
    ['the public key as a secret (HS256)', () => new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(new TextEncoder().encode(JSON.stringify(publicKey).padEnd(64)))],
    ['a changed body', async () => { const [head, , signature] = (await good(claims({ sub: 'other' }))).split('.'); return `${head}.${btoa(JSON.stringify(claims({ email: 'ada@n.test', sub: 'x' }))).replaceAll('=', '')}.${signature}` }],
    ['no token at all', async () => ''],
  ])('with %s is not believed', async (_, token) => {
    lie.token = token
    const { status, name } = await signIn()
    expect([status, name]).toEqual([400, null])
  })

  it.each<[string, () => Promise<string>]>([
    ['an address that was not verified', () => good(claims({ sub: 'u1', email: 'ada@n.test', email_verified: false }))],
    ['an address of which it does not say', () => good(claims({ sub: 'u2', email: 'ada@n.test', email_verified: undefined }))],
    ['an address verified by the word "true"', () => good(claims({ sub: 'u3', email: 'ada@n.test', email_verified: 'true' }))],
    ['an address of another domain', () => good(claims({ sub: 'u4', email: 'eve@other.test' }))],
    ['an address that ends like ours', () => good(claims({ sub: 'u5', email: 'ada@evil-n.test' }))],
    ['two addresses in one', () => good(claims({ sub: 'u6', email: 'ada@evil.test,ada@n.test' }))],
    ['somebody who left', () => good(claims({ sub: 'u7', email: 'kai@n.test' }))],
  ])('with %s opens no account', async (_, token) => {
    lie.token = token
    const { status, name } = await signIn()
    expect([status, name]).toEqual([403, null])
  })

  it.each([
    ['another provider’s answer (mix-up)', { iss: 'https://accounts.google.com' }], ['no issuer in the answer', { iss: '' }], ['an error', { error: 'access_denied' }], ['another state', { state: 'x' }],
    ['the state of an organisation that is none', { state: `00000000-0000-7000-8000-000000000000.abc` }],
  ])('is not believed with %s', async (_, more) => {
    lie.token = () => good(claims())
    const { status, name } = await signIn(more as Record<string, string>)
    expect([status, name]).toEqual([400, null])
  })

  it('does not send the code and the secret elsewhere by a redirect', async () => {
    let asked = 0
    const elsewhere = createServer((_, answer) => { asked += 1; answer.end('{}') })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    lie.tokenRedirect = `http://localhost:${(elsewhere.address() as AddressInfo).port}/`
    expect((await signIn()).status).toBe(400)
    elsewhere.close()
    expect(asked).toBe(0)
  })

  it('does not fill the memory', async () => {
    lie.tokenBody = JSON.stringify({ access_token: 'x'.repeat(2_000_000) })
    expect((await signIn()).status).toBe(400)
  })

  it('whose description changes its mind is asked nothing', async () => {
    for (const discovery of [{ issuer: 'http://localhost:1' }, { token_endpoint: 'https://10.0.0.1/token' }, { jwks_uri: 'https://metadata.internal/keys' }, { authorization_endpoint: 'ftp://x.test' }]) {
      lie.discovery = discovery
      const answer = await new Browser().ask(northwind.start)
      expect([400, 503]).toContain(answer.status)
    }
  })

  it('does not answer: that is said so', async () => {
    const gone = await northwind.configure({ issuer: 'http://localhost:9', clientId: 'cairn' })
    expect([gone.status, gone.json.errors]).toEqual([422, [{ pointer: '/issuer', code: 'unreachable' }]])
  })
})

describe('an issuer that an admin writes', () => {
  it.each([
    ['https://10.0.0.1/'], ['https://169.254.169.254/latest'], ['https://[fd00::1]/'], ['https://0x0a000001/'], ['https://167772161/'], ['http://idp.example/'], ['https://idp.internal/'],
    ['https://printer.local/'], ['https://intranet/'], ['https://user:pass@idp.example/'], ['https://login.microsoftonline.com/common/v2.0'], ['https://login.microsoftonline.com/organizations/v2.0'],
  ])('%s is refused', async (address) => {
    const answer = await northwind.configure({ issuer: address, clientId: 'cairn' })
    expect(answer.status).toBe(422)
    expect(answer.json.errors[0].pointer).toBe('/issuer')
  })

  it('needs a client, a domain, and a way in that is left', async () => {
    const pointers = async (settings: object) => (await northwind.configure(settings)).json.errors.map((one: { pointer: string }) => one.pointer)
    expect(await pointers({ issuer, clientId: null })).toEqual(['/clientId'])
    expect(await pointers({ issuer, clientId: 'cairn', domains: [] })).toEqual(['/domains'])
    expect(await pointers({ email: false })).toEqual(['/email'])
  })

  it('gets no secret that was meant for another', async () => {
    const other = createServer((request, answer) => answer.setHeader('content-type', 'application/json').end(JSON.stringify({
      issuer: `http://${request.headers.host}`, authorization_endpoint: `http://${request.headers.host}/a`, token_endpoint: `http://${request.headers.host}/t`, jwks_uri: `http://${request.headers.host}/k`,
    })))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = `http://localhost:${(other.address() as AddressInfo).port}`
    expect((await northwind.configure({ issuer: address, clientId: 'cairn' })).json).toMatchObject({ issuer: address, hasSecret: false })
    other.close()
  })
})
