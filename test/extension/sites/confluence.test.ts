// Tiny links name the page of their id, whatever the id; and which page shows to be somebody's own Confluence.
import * as fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { prove, site } from '../../../extension/sites/confluence'
import { proveInstance } from '../../../extension/sites/readers'

/** As Confluence writes them: the id's bytes from the lowest, base 64, zeros at the end left out. */
function tinyOf(id: bigint): string {
  const bytes = new Uint8Array(new BigUint64Array([id]).buffer)
  return btoa(String.fromCharCode(...bytes)).replaceAll('/', '-').replaceAll('+', '_').replace(/[A=]+$/, '')
}

test('a tiny link is its page, also by its canonical address', () => {
  expect(tinyOf(201_819_180n)).toBe('LIQHD')
  fc.assert(fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (id) => {
    const ref = site.identify(new URL(`https://acme.atlassian.net/wiki/x/${tinyOf(id)}`))
    expect(ref?.key).toBe(String(id))
    expect(site.identify(new URL(ref!.url))).toEqual(ref)
    expect(site.identify(new URL(`https://acme.atlassian.net/wiki/spaces/ENG/pages/${id}/x`))?.key).toBe(ref!.key)
  }))
})

test('any title below /display/ comes back from its canonical address', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (title) => {
    const ref = site.identify(new URL(`https://acme.atlassian.net/wiki/display/ENG/${encodeURIComponent(title).replaceAll('%20', '+')}`))
    if (ref) expect(site.identify(new URL(ref.url))).toEqual(ref)
    else expect(title).toMatch(/[/\p{C}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]|[^\S ]|^ | $|^\.{1,2}$/u)
  }))
})

describe("somebody's own Confluence", () => {
  const page = (url: string, head: string, body = '<body id="com-atlassian-confluence">') => [new JSDOM(`<head>${head}</head>${body}`, { url }).window.document, new URL(url)] as const
  const context = (path: string) => `<meta name="ajs-context-path" content="${path}">`

  test.each<[string, string, string, string | null]>([
    ['below a context path', 'https://wiki.acme.example/confluence/display/ENG/x', context('/confluence'), 'wiki.acme.example/confluence'],
    ['without one', 'https://wiki.acme.example/display/ENG/x', context(''), 'wiki.acme.example'],
    ['a context path that the address does not have', 'https://wiki.acme.example/display/ENG/x', context('/confluence'), null],
    ['a context path that only looks like it', 'https://wiki.acme.example/confluences/display/ENG/x', context('/confluence'), null],
    ['none said', 'https://wiki.acme.example/display/ENG/x', '', null],
  ])('%s', (_, url, head, instance) => {
    expect(prove(...page(url, head))).toBe(instance)
    expect(proveInstance(...page(url, head))).toEqual(instance && { site: 'confluence', instance })
  })

  test("Jira's body is none of it", () => expect(prove(...page('https://wiki.acme.example/display/ENG/x', context(''), '<body id="jira">'))).toBeNull())
})
