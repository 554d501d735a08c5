// Every leaf enrols itself, by `test/pages/<leaf>/addresses.json`: which address names which work, and who is turned away.
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ArtifactRef } from '../../../shared/artifacts'
import { identify, leaves, sites } from '../../../extension/sites/index'
import { covers } from '../../../shared/hosts'
import { isSame } from '../../../extension/sites/site'

/** `[address, answer, instances?]`: the answer is the whole reference, or `type key` with an optional ` sub`, or null = stay away. */
type Row = [string, Partial<ArtifactRef> | string | null, string[]?]
const rowsOf = (leaf: string): Row[] => JSON.parse(readFileSync(new URL(`../../pages/${leaf}/addresses.json`, import.meta.url), 'utf8')) as Row[]

describe.each([...leaves].filter(([leaf]) => leaf !== 'demo'))('%s', (leaf, site) => {
  const rows = rowsOf(leaf)
  const known = rows.filter(([, answer]) => answer !== null)

  test('has fifteen addresses and more, with some that are none', () => {
    expect(rows.length).toBeGreaterThanOrEqual(15)
    expect(rows.length - known.length).toBeGreaterThanOrEqual(4)
    expect(site.id).toBe(leaf)
  })

  test.each(rows)('%s', (address, answer, instances = []) => {
    const url = new URL(address)
    const ref = site.identify(url, { instances })
    if (answer === null) return expect(ref).toBeNull()
    const { type, key, sub } = ref!
    if (typeof answer === 'string') expect([type, key, sub].filter((one) => one !== undefined).join(' ')).toBe(answer)
    else expect(ref).toMatchObject(answer)
    expect(ArtifactRef.safeParse(ref).success).toBe(true)
    expect(ref!.site).toBe(site.id)
    const { sub: _, ...bare } = ref!
    expect(site.identify(new URL(ref!.url), { instances })).toEqual(bare)
    // Among all leaves it is this one's, and its content script stands where its work is.
    if (instances.length > 0) return
    expect(identify(url)).toEqual(ref)
    expect(site.matches.some((pattern) => covers(pattern, url))).toBe(true)
  })

  test.each(known.filter(([, , instances]) => !instances))('nobody who looks like the host of %s', (address) => {
    const { host, pathname, search, hash } = new URL(address)
    const tail = pathname + search + hash
    const [first = '', ...rest] = host.split('.')
    const likes = [
      `https://evil${host}${tail}`, `https://${host}.evil.example${tail}`, `https://${host}@evil.example${tail}`, `https://evil.example/${host}${tail}`, `https://${host}:8443${tail}`, `http://${host}${tail}`,
      `https://${host}.${tail}`, `https://${[first, ...rest].join('-')}${tail}`, `https://xn--${first}-n4a.${rest.join('.')}.example${tail}`,
    ]
    // A host below a wildcard is somebody's own: only what leaves the domain is a stranger.
    const strangers = likes.filter((one) => URL.canParse(one) && !sites.some(({ matches }) => matches.some((pattern) => pattern.includes('*.') && covers(pattern, new URL(one)) && new URL(one).port === '')))
    expect(strangers.length).toBeGreaterThan(4)
    for (const one of strangers) expect([one, site.identify(new URL(one))]).toEqual([one, null])
  })

  test('credentials never reach the reference', () => {
    const [address, , instances = []] = known[0]!
    const ref = site.identify(new URL(address.replace('://', '://me:secret@')), { instances })
    expect(JSON.stringify(ref)).not.toContain('secret')
  })
})

// Whatever an address looks like, its canonical form names the same work.
describe.each([...leaves])('round trip of %s', (leaf, site) => {
  const rows = leaf === 'demo' ? [] : rowsOf(leaf).filter(([, answer, instances]) => answer !== null && !instances)
  const known = leaf === 'demo' ? ['http://localhost:8787/work/github/n/t/pull/482', 'http://localhost:8787/work/jira/browse/PAY-118'] : rows.map(([address]) => address)
  const parts = [...new Set([...known.flatMap((address) => new URL(address).pathname.split('/').filter(Boolean)), '..', '%2e%2e', 'a%2Fb', '%E0%A4%A'])]
  const segment = fc.oneof(fc.constantFrom(...parts), fc.nat({ max: 99_999 }).map(String), fc.webSegment({ size: '-1' }))
  const tails = ['', '/', '#x', '?a=b#c', ...new Set(known.map((address) => new URL(address).search + new URL(address).hash))]
  const made = fc.tuple(fc.constantFrom(...known), fc.array(segment, { maxLength: 3 }), fc.nat({ max: 8 }), fc.constantFrom(...tails)).map(([address, more, at, tail]) => {
    const { origin, pathname } = new URL(address)
    const path = pathname.split('/').filter(Boolean)
    // Cut somewhere, or grown at the end, or whole with another tail.
    const segments = at < path.length && more.length > 0 ? [...path.slice(0, at), ...more, ...path.slice(at + 1)] : [...path, ...(more.length === 1 ? more : [])]
    return `${origin}/${segments.join('/')}${tail}`
  })

  test('identify(canonical(x)) is identify(x), sub aside', () => {
    let found = 0
    fc.assert(fc.property(made, (address) => {
      if (!URL.canParse(address)) return
      const ref = site.identify(new URL(address))
      if (!ref) return
      found += 1
      expect(ArtifactRef.safeParse(ref).success).toBe(true)
      const { sub: _, ...bare } = ref
      const again = site.identify(new URL(ref.url))
      expect(again).toEqual(bare)
      expect(isSame(again, ref)).toBe(true)
    }), { numRuns: 1_000 })
    expect(found).toBeGreaterThan(20)
  })
})
