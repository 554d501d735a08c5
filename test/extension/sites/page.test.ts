// A page of no known site: what is named of it, and what is not.
import { describe, expect, test } from 'vitest'
import { identifyAny } from '../../../extension/sites/index'
import { site as page } from '../../../extension/sites/page'

describe('any page', () => {
  test('is its origin and path', () => {
    const address = new URL('https://me:secret@wiki.acme.example/a/b?token=x#y')
    expect(page.identify(address)).toEqual({ site: 'page', instance: 'wiki.acme.example', type: 'page', key: '/a/b', url: 'https://wiki.acme.example/a/b' })
  })
  test('known work stays what it is', () => expect(identifyAny(new URL('https://github.com/acme/api/pull/1'))?.site).toBe('github'))
  test.each(['chrome://settings/', 'about:blank', 'file:///etc/hosts', 'data:text/html,x', 'https://mail.google.com/mail/u/0/', `https://x.example/${'a'.repeat(1_001)}`])(
    'not %s', (address) => expect(identifyAny(new URL(address))).toBeNull())
})

