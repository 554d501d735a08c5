/** Which OpenID providers are asked, and what of theirs is believed. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { algorithms, isGoogle, isSafeAddress, isShared, isVerified } from '../../../worker/auth/provider.rules'

describe('an address that a server may ask', () => {
  it.each([
    ['https://accounts.google.com', true], ['https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0', true], ['https://idp.example.com:8443/realms/a', true], ['https://1a.example.com./', true], ['https://idp.x1/', true],
    ['http://accounts.google.com', false], ['https://127.0.0.1/', false], ['https://127.1/', false], ['https://2130706433/', false], ['https://0x7f.1/', false], ['https://0177.0.0.1/', false], ['https://8.8.8.8/', false],
    ['https://[::1]/', false], ['https://[::ffff:127.0.0.1]/', false], ['https://[2001:db8::1]/', false], ['https://localhost/', false], ['https://localhost./', false], ['https://a.localhost/', false], ['https://10.0.0.1./', false],
    ['https://idp/', false], ['https://a:b@idp.example.com/', false], ['https://a@idp.example.com/', false], ['https://:b@idp.example.com/', false], ['https://idp.example.com/#a', false], ['ftp://idp.example.com/', false],
    ['file:///etc/passwd', false], ['javascript:alert(1)', false], ['', false], ['idp.example.com', false],
  ])('%s: %s', (address, safe) => expect(isSafeAddress(address, {})).toBe(safe))

  it('is no name of an inner network, with a dot at the end or without; the same word elsewhere in a name is nothing', () => {
    for (const inner of ['localhost', 'local', 'internal', 'intranet', 'lan', 'home', 'corp', 'private', 'arpa', 'onion']) {
      for (const address of [`https://idp.${inner}/`, `https://idp.${inner}./`, `https://IDP.${inner.toUpperCase()}/`]) expect(isSafeAddress(address, {}), address).toBe(false)
      for (const address of [`https://${inner}.example.com/`, `https://idp.${inner}.example/`, `https://idp.x${inner}/`]) expect(isSafeAddress(address, {}), address).toBe(true)
    }
  })

  it('is never one by number', () => fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV4Extended(), fc.ipV6().map((text) => `[${text}]`)), fc.constantFrom('https:', 'http:'), (host, protocol) => {
    expect(isSafeAddress(`${protocol}//${host}/`, {})).toBe(false)
  })))

  it('may be on loopback in tests alone, over http too, and nothing else may', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) for (const protocol of ['http', 'https', 'ftp']) {
      const address = `${protocol}://${host}:1/`
      expect([isSafeAddress(address, { ALLOW_LOOPBACK_ISSUERS: 'true' }), isSafeAddress(address, { ALLOW_LOOPBACK_ISSUERS: 'false' }), isSafeAddress(address, {})], address).toEqual([protocol !== 'ftp', false, false])
    }
    for (const address of ['http://10.0.0.1/', 'https://10.0.0.1/', 'http://idp.example.com/', 'https://idp/']) expect(isSafeAddress(address, { ALLOW_LOOPBACK_ISSUERS: 'true' }), address).toBe(false)
  })
})

const tenant = 'https://login.microsoftonline.com/0123abcd-0000-0000-0000-00000000cdef/v2.0'

describe('an issuer', () => {
  it.each([
    ['https://login.microsoftonline.com/common', true], ['https://login.microsoftonline.com/common/v2.0', true], ['https://login.microsoftonline.com/organizations/v2.0', true], ['https://login.microsoftonline.com/consumers/', true],
    ['https://LOGIN.microsoftonline.com/Common', true], [tenant, false], ['https://login.microsoftonline.com/commonplace/v2.0', false], ['https://idp.example.com/https://login.microsoftonline.com/common', false], ['https://accounts.google.com', false],
  ])('%s of many tenants: %s', (issuer, shared) => expect(isShared(issuer)).toBe(shared))

  it('is Google’s by its whole name', () => {
    expect(['https://accounts.google.com', 'https://accounts.google.com/', 'https://accounts.google.com.evil.example', 'accounts.google.com'].map(isGoogle)).toEqual([true, false, false, false])
  })

  it('signs with a key of its own: no algorithm lets a secret or nothing at all sign', () => {
    expect(algorithms).toEqual(expect.arrayContaining(['RS256', 'ES256', 'PS256', 'EdDSA']))
    for (const name of algorithms) expect(name).toMatch(/^(?:[REP]S(?:256|384|512)|EdDSA|Ed25519)$/)
  })
})

describe('an address that a provider tells', () => {
  it('counts where it says so, and by nothing that only looks like it', () => {
    const said = [true, 'true', 1, '1', false, 'false', 0, null, undefined]
    expect(said.map((email_verified) => isVerified('https://idp.example.com', { email_verified }))).toEqual(said.map((one) => one === true))
    expect(said.map((xms_edov) => isVerified('https://idp.example.com', { xms_edov }))).toEqual(said.map(() => false))
    expect(said.map((xms_edov) => isVerified(tenant, { xms_edov }))).toEqual([true, true, true, true, false, false, false, false, false])
  })

  it('counts by Entra’s own word from a tenant of Entra alone', () => {
    for (const issuer of [`${tenant}/`, `https://evil.example/${tenant}`, tenant.replace('v2.0', 'v2x0'), tenant.replace(/[0-9a-f-]{36}/, 'common'), tenant.replace('login.', 'login-'), `${tenant.slice(0, -5)}0/v2.0`, tenant.replace('/0123', '/0x23')]) {
      expect(isVerified(issuer, { xms_edov: true }), issuer).toBe(false)
    }
  })
})
