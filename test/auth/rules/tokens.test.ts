/** What opens a door: tokens, their hashes, the cookies they travel in, and where a code may be sent. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clearCookie, readCookie, setCookie } from '../../../worker/auth/cookies'
import { redirectsOf } from '../../../worker/auth/redirects'
import { challengeOf, chance, newToken, readToken, sameText } from '../../../worker/auth/tokens'
import type { Env } from '../../../worker/env'
import { cookie, cookieName, credentialsOf } from '../../../worker/http/session'

// Always the same: mutation testing knows a test by its name.
const org = '0193b5a0-12ab-7cde-8f01-23456789abcd'
const digest = async (name: 'SHA-1' | 'SHA-256', text: string) => Array.from(new Uint8Array(await crypto.subtle.digest(name, new TextEncoder().encode(text))), (byte) => byte.toString(16).padStart(2, '0')).join('')
const hashOf = (text: string) => digest('SHA-256', text)
const asking = (headers: Record<string, string>) => new Request('https://cairn.example/', { headers })
const env = (more: Partial<Env> = {}) => ({ BASE_URL: 'https://cairn.example', ...more }) as Env
const tail = 'a'.repeat(43)

describe('chance', () => {
  it('is 256 bits in an address’s own letters, never twice', () => {
    const some = Array.from({ length: 500 }, chance)
    expect(new Set(some).size).toBe(500)
    for (const one of some) expect(one).toMatch(/^[A-Za-z0-9_-]{43}$/)
    // All letters come, so no part of it is always the same.
    expect(new Set(some.join('')).size).toBe(64)
  })
})

describe('a token', () => {
  it('names its organisation, and is known by its hash alone', async () => {
    const { token, hash } = await newToken(org)
    expect(token).toMatch(new RegExp(`^cairn_${org}_[A-Za-z0-9_-]{43}$`))
    expect(hash).toBe(await hashOf(token))
    expect(await readToken(token)).toEqual({ org, hash })
    expect(await credentialsOf(asking({ authorization: `Bearer ${token}` }), 'https://cairn.example')).toEqual({ org, hash, from: 'bearer' })
  })

  it.each([
    undefined, '', 'cairn', `cairn_${org}`, `cairn_${org}_`, `cairn_${org}_${'a'.repeat(19)}`, `cairn_${org}_${'a'.repeat(101)}`, `xcairn_${org}_${tail}`, `cairn_${org}_${tail} `, `cairn_${org}_${tail}.`, `cairn_${org.slice(1)}_${tail}`,
    `cairn_${org.toUpperCase()}x_${tail}`, `cairn_${'-'.repeat(36)}_${tail}`, `cairn_${org.replaceAll('-', '0')}_${tail}`, `cairn_${'g'.repeat(8)}${org.slice(8)}_${tail}`, `${org}_${tail}`,
  ])('is none: %s', async (text) => expect(await readToken(text)).toBeNull())

  it('has from twenty to a hundred letters of chance', async () => {
    for (const length of [20, 100]) expect(await readToken(`cairn_${org}_${'-'.repeat(length)}`)).toMatchObject({ org })
  })

  it('comes by one header or one cookie; what is no token is nobody', async () => {
    const [one, other] = [(await newToken(org)).token, (await newToken(org)).token]
    const from = (headers: Record<string, string>, base = 'https://cairn.example') => credentialsOf(asking(headers), base)
    expect(await from({ cookie: `__Host-cairn=${one}` })).toEqual({ org, hash: await hashOf(one), from: 'cookie' })
    expect(await from({ cookie: `cairn=${one}` }, 'http://localhost:8787')).toMatchObject({ hash: await hashOf(one), from: 'cookie' })
    expect(await from({ authorization: `bearer ${one}`, cookie: `__Host-cairn=${other}` })).toMatchObject({ hash: await hashOf(one), from: 'bearer' })
    const none: Record<string, string>[] = [
      {}, { cookie: `cairn=${one}` }, { cookie: '__Host-cairn=abc' }, { cookie: `__Host-cairn=x${one}` }, { cookie: `__Host-cairn=${one}.` }, { authorization: `Basic ${one}`, cookie: `__Host-cairn=${other}` }, { authorization: one }, { authorization: `Bearer ${one} ${other}` },
      { authorization: `xBearer ${one}` }, { authorization: 'Bearer abc', cookie: `__Host-cairn=${other}` }, { authorization: `Bearer cairn_${org}_short` }, { authorization: `Bearer cairn_${org}_${'a'.repeat(101)}` }, { authorization: `Bearer cairn_${org.slice(1)}_${tail}` },
    ]
    for (const headers of none) expect(await from(headers), JSON.stringify(headers)).toBeNull()
  })
})

describe('PKCE', () => {
  // RFC 7636, appendix B.
  it('makes the challenge of the standard’s own example', async () => expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'))
})

describe('two texts', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 4 })
  it('are the same when every letter is', () => fc.assert(fc.property(text, text, (left, right) => {
    expect(sameText(left, right)).toBe(left === right)
    expect(sameText(left, left)).toBe(true)
    expect(sameText(`${left}x${right}`, `${left}y${right}`)).toBe(false)
  })))
})

describe('a cookie of ours', () => {
  it('is out of reach of scripts and other hosts', () => {
    expect(setCookie(env(), 'session', 'abc', 60)).toBe('__Host-cairn=abc; HttpOnly; SameSite=Lax; Path=/; Max-Age=60; Secure')
    expect(setCookie(env({ BASE_URL: 'http://localhost:8787' }), 'proof', 'abc', 60)).toBe('cairn-proof=abc; HttpOnly; SameSite=Lax; Path=/; Max-Age=60')
    expect(clearCookie(env(), 'window')).toBe('__Host-cairn-window=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0; Secure')
  })

  it('is read by its own name, whatever stands beside it', () => {
    const request = asking({ cookie: ' __Host-cairn-window=1.%2Fa=b;other=x; __Host-cairn-proof=p.q;__Host-cairn=s' })
    expect((['session', 'proof', 'window'] as const).map((use) => readCookie(env(), use, request))).toEqual(['s', 'p.q', '1.%2Fa=b'])
    expect([cookie(request, 'cairn'), cookie(request, ''), cookie(asking({}), 'other'), cookie(asking({}), '')]).toEqual([undefined, undefined, undefined, ''])
    expect(['https://cairn.example', 'http://localhost:8787'].map(cookieName)).toEqual(['__Host-cairn', 'cairn'])
  })
})

describe('where a code may be sent', () => {
  const [one, other] = ['abcdefghijklmnop'.repeat(2), 'p'.repeat(32)]
  const firefox = async (id: string) => [`https://${await digest('SHA-1', id)}.extensions.allizom.org/`, `http://127.0.0.1/mozoauth2/${await digest('SHA-1', id)}`]

  it('is the addresses of our own extensions, whole', async () => {
    expect(await redirectsOf(env({ EXTENSION_ORIGINS: `chrome-extension://${one}, ${other}`, GECKO_ID: 'cairn@northwind.example' }))).toEqual([`https://${one}.chromiumapp.org/`, `https://${other}.chromiumapp.org/`, ...await firefox('cairn@northwind.example')])
    expect(await redirectsOf(env())).toEqual(await firefox('cairn@cairn.example'))
  })

  it('is nothing that is no extension’s id', async () => {
    for (const id of ['', 'evil.example/', one.slice(1), `${one}p`, `x${one}`, 'q'.repeat(32), 'A'.repeat(32), 'abcdefghijklmnopchrome-extension://abcdefghijklmnop', `moz-extension://${one}`, `x-chrome-extension://${one}`, `${one}.evil`, `chrome-extension://chrome-extension://${one}`]) {
      expect(await redirectsOf(env({ EXTENSION_ORIGINS: id })), id).toHaveLength(2)
    }
  })
})
