import { describe, expect, it } from 'vitest'
import { isSafeAddress } from '../../../worker/auth/provider'

describe('an address that a server may ask', () => {
  it.each([
    ['https://accounts.google.com', true], ['https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0', true], ['https://idp.example.com:8443/realms/a', true],
    ['http://accounts.google.com', false], ['https://127.0.0.1/', false], ['https://127.1/', false], ['https://2130706433/', false], ['https://0x7f.1/', false], ['https://0177.0.0.1/', false],
    ['https://[::1]/', false], ['https://[::ffff:127.0.0.1]/', false], ['https://localhost/', false], ['https://localhost./', false], ['https://a.localhost/', false], ['https://10.0.0.1./', false],
    ['https://idp.internal/', false], ['https://idp.local/', false], ['https://idp/', false], ['https://a:b@idp.example.com/', false], ['https://idp.example.com/#a', false], ['ftp://idp.example.com/', false],
    ['file:///etc/passwd', false], ['javascript:alert(1)', false], ['', false], ['idp.example.com', false],
  ])('%s: %s', (address, safe) => expect(isSafeAddress(address, {})).toBe(safe))

  it('may be on loopback in tests alone', () => {
    expect(isSafeAddress('http://localhost:1/', { ALLOW_LOOPBACK_ISSUERS: 'true' })).toBe(true)
    expect(isSafeAddress('http://localhost:1/', { ALLOW_LOOPBACK_ISSUERS: 'false' })).toBe(false)
    expect(isSafeAddress('http://10.0.0.1/', { ALLOW_LOOPBACK_ISSUERS: 'true' })).toBe(false)
  })
})
