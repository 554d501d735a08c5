import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeSigner, packOf, type Signer } from '../support/signing'
import { one } from '../../extension/sites/reading'
import { healthOf, isSelector, keysIn, mostBytes, outcomeOf, Pack, packIn, stateOf, verify } from '../../shared/selectors'

let ours: Signer
let theirs: Signer
beforeAll(async () => void ([ours, theirs] = await Promise.all([makeSigner(), makeSigner()])))

describe('a selector', () => {
  it.each([
    'h1', '#summary-val', '[data-testid="issue.views.issue-base.foundation.summary.heading"]', 'main h1[data-component="PH_Title"] > .markdown-title', '.a, .b, .c, .d',
    'meta[property="og:title"]', '[title="Foo (bar"]', "a:not(.bot):nth-of-type(2)", 'div:has(> .title)', '.a:is(.b, .c)', '[id="a:b,c"]', '[class~="a"]',
  ])('%s is one', (text) => expect(isSelector(text)).toBe(true))

  it.each([
    '', ' h1', 'h1 {', 'h1 { color: red }', '@import "x"', 'a\\:b', '/* x */ h1', 'h1;', 'a[href', 'a[href]]', 'a[[b]]', 'h1)', ':is(h1', '"h1', "[a='b]", 'a\nb', 'ä', '<script>', 'a,', '> a', ',a',
    '.a,.b,.c,.d,.e', 'a b c d e f g h i', 'a > b > c > d > e > f > g > h > i', ':has(a):has(b)', ':is(:not(:is(a)))', 'x'.repeat(201), ':has(:has(a))', '`h1`', 'i:not(a ~ i)', ':has(~ a)', 'a~b',
  ])('%j is none', (text) => expect(isSelector(text)).toBe(false))

  it('every bundled hook could come by a pack, so that any of them can be mended', () => {
    const leaves = Object.values(import.meta.glob<{ selectors?: Record<string, string[]> }>('../../extension/sites/*.ts', { eager: true }))
    const hooks = leaves.flatMap(({ selectors = {} }) => Object.entries(selectors))
    expect(hooks.length).toBeGreaterThan(5)
    expect(hooks.flatMap(([, list]) => list).filter((one) => !isSelector(one))).toEqual([])
    expect(Pack.safeParse(packOf(1, { github: { selectors: Object.fromEntries(hooks.map(([field]) => [field, ['h1']])) } })).success).toBe(true)
  })

  it('whatever text passes is asked without harm: found, or not, or no CSS, and the next one is asked', () => {
    const { document } = new JSDOM('<main><h1 class="a" id="b">x</h1></main>').window
    const part = fc.constantFrom('h1', '.a', '#b', '[c]', '[d="e"]', ' ', '>', ',', '+', ':is(', ':has(', ':not(', ')', '*', '"', '\\', '{', '}', '@x', '/*', ';')
    fc.assert(fc.property(fc.array(part, { maxLength: 30 }).map((parts) => parts.join('')), (text) => {
      fc.pre(isSelector(text))
      expect(text).not.toMatch(/[{}@\\;]|\/\*/)
      expect(text.length).toBeLessThanOrEqual(200)
      expect(one(document, [text, 'h1'])).not.toBeNull()
    }), { numRuns: 3_000 })
  })
})

describe('a pack', () => {
  it('has nothing but what is known', () => {
    expect(packIn(JSON.stringify(packOf(1, { github: { off: true, selectors: { title: ['h1'] }, anchors: ['.bar'] }, 'a-site-of-tomorrow': { selectors: { title: ['h1'] } } })))).toMatchObject({ version: 1 })
    for (const wrong of [
      { ...packOf(1), run: 'x' }, packOf(0), packOf(1.5), packOf(1_000_000_000), { ...packOf(1), at: 'today' }, { version: 1, at: '2026-11-21T08:00:00Z' },
      packOf(1, { github: { off: false } }), packOf(1, { github: { script: 'x' } }), packOf(1, { github: { selectors: { title: 'h1' } } }), packOf(1, { github: { selectors: { title: [] } } }),
      packOf(1, { github: { selectors: { title: Array(11).fill('h1') } } }), packOf(1, { github: { selectors: { title: ['h1 { }'] } } }), packOf(1, { github: { anchors: ['javascript:alert(1);'] } }),
      packOf(1, { 'GitHub.com': {} }), packOf(1, Object.fromEntries(Array.from({ length: 61 }, (_, n) => [`s${n}`, {}]))), [], null, 'x',
    ]) expect(packIn(JSON.stringify(wrong)), JSON.stringify(wrong).slice(0, 100)).toBeNull()
    // A name that could reach under an object never comes through.
    expect(Object.keys(packIn('{"version":1,"at":"2026-11-21T08:00:00Z","sites":{"__proto__":{"off":true}}}')!.sites)).toEqual([])
    expect(packIn('{')).toBeNull()
  })

  it('counts when one of our keys has signed it and it is newer', async () => {
    const envelope = await ours.sign(packOf(7))
    expect(await verify(envelope, [ours.key], 6)).toEqual({ pack: packOf(7), key: ours.key })
    expect(await verify(envelope, [theirs.key, ours.key], 0)).toMatchObject({ key: ours.key })
    expect(await verify(envelope, [ours.key], 7)).toEqual({ refused: 'old' })
    expect(await verify(envelope, [theirs.key], 0)).toEqual({ refused: 'forged' })
    expect(await verify(envelope, [], 0)).toEqual({ refused: 'no-key' })
    expect(await verify(envelope, ['no key', 'AAAA'], 0)).toEqual({ refused: 'forged' })
    expect(await verify(await ours.sign('{"version":1}'), [ours.key], 0)).toEqual({ refused: 'malformed' })
    expect(await verify(await ours.sign(' '.repeat(mostBytes) + '{}'), [ours.key], 0)).toEqual({ refused: 'too-large' })
    expect(await verify(await ours.sign('ä'.repeat(mostBytes / 2 + 1)), [ours.key], 0)).toEqual({ refused: 'too-large' })
  })

  it('with any letter changed, or any signature made up, is forged', async () => {
    const envelope = await ours.sign(packOf(7, { github: { selectors: { title: ['h1'] } } }))
    await fc.assert(fc.asyncProperty(fc.nat(envelope.pack.length - 1), fc.constantFrom('0', 'x', '"', ' ', '}'), async (at, letter) => {
      const pack = envelope.pack.slice(0, at) + letter + envelope.pack.slice(at + 1)
      fc.pre(pack !== envelope.pack)
      expect(await verify({ ...envelope, pack }, [ours.key], 0)).toEqual({ refused: 'forged' })
    }), { numRuns: 200 })
    await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 0, maxLength: 80 }), async (bytes) => {
      expect(await verify({ ...envelope, signature: Buffer.from(bytes).toString('base64url') }, [ours.key], 0)).toEqual({ refused: 'forged' })
    }), { numRuns: 100 })
  })

  it('keys are parted by commas', () => expect([keysIn(undefined), keysIn(''), keysIn(' a, b ,')]).toEqual([[], [], ['a', 'b']]))
})

describe('counters', () => {
  it('are one short text for one reading, whatever the order', () => {
    expect(outcomeOf({ title: 'json', people: 'none', state: undefined })).toBe('people=none title=json')
  })

  it('add up by site and field, by source, then and before', () => {
    const rows = [
      { site: 'github', outcome: 'people=none title=json', recent: 1, count: 3 }, { site: 'github', outcome: 'people=testid title=title', recent: 1, count: 4 },
      { site: 'github', outcome: 'people=testid title=json', recent: 0, count: 10 }, { site: 'nowhere', outcome: 'title=json', recent: 1, count: 1 },
    ]
    expect(healthOf(rows)).toEqual([{
      site: 'github', recent: 7, before: 10,
      fields: [
        { field: 'title', found: 7, foundBefore: 10, by: [{ source: 'json', count: 3 }, { source: 'title', count: 4 }] },
        { field: 'people', found: 4, foundBefore: 10, by: [{ source: 'testid', count: 4 }] },
      ],
    }])
  })

  it('say in words how a field is', () => {
    const say = (recent: number, found: number, before: number, foundBefore: number) => stateOf({ recent, before }, { found, foundBefore })
    expect([say(4, 0, 100, 100), say(10, 10, 0, 0), say(10, 7, 10, 10), say(10, 9, 10, 10), say(10, 2, 0, 0), say(10, 2, 10, 2)]).toEqual(['few', 'works', 'drops', 'works', 'fails', 'fails'])
  })
})
