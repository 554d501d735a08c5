/** What is exported says all of it and runs nothing, whatever people wrote. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Card } from '../../shared/cards'
import { monthsOf } from '../../shared/timeline'
import { catalogue } from '../../shared/words/index'
import { icu } from '../../shared/words/icu'
import { wordingOf } from '../../shared/words/wording'
import { fileName } from '../../extension/timeline/file'
import { jsonOf, markdownOf } from '../../extension/timeline/export'
import { dataOf, pageOf } from '../../extension/trust/page'
import type { MyData } from '../../extension/trust/collecting'

const words = (language: 'en' | 'ar') => ({ ...wordingOf(language, catalogue(language), icu, 'UTC'), rich: () => null })
const me = { id: 'b', name: 'Ben Ode' }
const now = Date.UTC(2026, 10, 19)

const card = (n: number, text: string, more: Partial<Card> = {}): Card => ({
  id: `id-${n}`, seq: String(n).padStart(9, '0'), kind: 'recognition', author: { id: 'a', name: 'Ada <b>Okafor' }, recipients: [me], more: 0, body: { text }, values: [{ id: 'v', name: '"Say it" & early' }],
  artifact: { guarded: false, id: 'x', site: 'github', type: 'pull_request', instance: 'github.com', key: 'a/b#1', url: 'https://github.com/a/b/pull/1?"><script>', title: 'Retry `payments` <img src=x onerror=alert(1)>', state: null, hiddenFromOthers: false, private: false },
  at: new Date(Date.UTC(2026, 9, 1) + n * 60_000).toISOString(), audience: { visibility: 'organization', people: [], team: null, organization: null, managers: [], withoutManager: [], narrowedBy: [] } as never, mine: 'recipient',
  reactions: { thanks: 0, helpful: 0, seen_it_too: 0, mine: [] }, retractUntil: null, waitsFor: null, changes: [], ...more,
})
const monthsFor = (cards: Card[]) => monthsOf(cards.map(({ id, seq, at, kind, author, values }) => ({ id, seq, at, kind, author, values, site: 'github' as const })), null, now)
const shown = (cards: Card[]) => ({ title: 'Evidence', person: me, viewer: me, months: monthsFor(cards), cards, filters: {}, now })
const dataWith = (cards: Card[]): MyData => ({
  madeAt: new Date(now).toISOString(), handles: [], sessions: [], cards, replies: [], actionItems: [], requests: [], points: [], growth: null,
  reflections: cards.slice(0, 1).map((one) => ({ value: { id: 'v', name: one.id }, from: '2026-10-01', to: '2026-12-31', lived: 'text' in one.body ? one.body.text : '', next: '', at: one.at, version: 1, shares: [] })),
  me: { person: { ...me, email: 'ben@x.test', manager: null, teams: [] }, settings: { language: null, theme: 'system', ceiling: 'team', emails: true }, organisation: { name: 'Northwind' } } as never,
})
/** The tags that the page is made of; everything else is somebody's words and must not be one. */
const ours = new Set('html meta title style main h1 h2 h3 p dl dt dd ul li small blockquote article bdi strong'.split(' '))
const tagsIn = (html: string): string[] => [...html.matchAll(/<\/?([a-z][^\s/>]*)/gi)].map(([, tag]) => tag!.toLowerCase())

describe('exports', () => {
  const hostile = fc.array(fc.constantFrom('<script>', '</style>', '<img onerror=x>', '"', "'", '&', '&lt;', '`', '](', '![', '> ', '# ', '\n', '* ', 'plain', '<b>', '</b>', '\u202e', '~~', '|'), { maxLength: 12 }).map((all) => all.join(''))

  it('as a page hold no tag that is not ours, and every word', () => {
    fc.assert(fc.property(hostile, (text) => {
      const html = pageOf(dataWith([card(1, text)]), words('en'))
      expect(tagsIn(html).filter((tag) => !ours.has(tag))).toEqual([])
      expect(html).toContain("default-src 'none'")
    }))
  })

  it('as Markdown start nothing that people did not mean: no tag, no picture, no heading, no link but the work’s', () => {
    fc.assert(fc.property(hostile, (text) => {
      const markdown = markdownOf(shown([card(1, text)]), words('en'))
      expect(markdown.match(/(?<!\\)</g)?.length ?? 0).toBe(1)
      expect(markdown).not.toMatch(/(?<!\\)[[`]/)
      expect(markdown.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(1 + monthsFor([card(1, text)]).length + 1)
    }))
  })

  it('hold two thousand entries, once each', () => {
    const cards = Array.from({ length: 2_000 }, (_, n) => card(n, `Entry number ${n}, which is there.`))
    const data = JSON.parse(jsonOf(shown(cards)))
    expect([data.items.length, new Set(data.months.flatMap((month: any) => month.items)).size]).toEqual([2_000, 2_000])
    expect(JSON.parse(dataOf(dataWith(cards))).cards).toEqual(cards)
    const html = pageOf(dataWith(cards), words('ar'))
    // The cards, and one reflection.
    expect(html.match(/<article>/g)).toHaveLength(2_001)
    expect(html).toContain('dir="rtl"')
    const markdown = markdownOf(shown(cards), words('en'))
    expect(markdown.match(/^### /gm)).toHaveLength(2_000)
  })

  it('name their files in any alphabet', () => {
    expect(fileName('Evidence for Ben Ode, May to November')).toBe('evidence-for-ben-ode-may-to-november')
    expect(fileName('الشواهد عن بن', '2026/11')).toBe('الشواهد-عن-بن-2026-11')
    expect(fileName('../..//x')).toBe('x')
  })
})
