/** Which quarters can be reflected on, when one is reminded, and which addresses may stand in the library: held by properties. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { citing } from '../../extension/reflections/evidence'
import { addDays } from '../../shared/days'
import { isNudgeDay } from '../../shared/nudges'
import { quarterOf } from '../../shared/progress'
import { checkedLink, hostOf } from '../../shared/resources'
import { graceDays, isReflectionDue, nudgeDays, openQuarters, type ReflectionFacts } from '../../shared/reflections'
import type { Entry } from '../../shared/timeline'

const days = fc.integer({ min: 0, max: 3_000 }).map((count) => addDays('2024-01-01', count))
const months = fc.integer({ min: 1, max: 12 })

describe('open quarters', () => {
  it('are this one, and the last while its two weeks of grace run', () => fc.assert(fc.property(days, months, (today, first) => {
    const [now, last, ...more] = openQuarters(today, first)
    expect(now).toEqual(quarterOf(today, first))
    expect(more).toEqual([])
    const since = (Date.parse(today) - Date.parse(now!.from)) / 86_400_000
    expect(last !== undefined).toBe(since < graceDays)
    if (last) expect([addDays(last.to, 1), quarterOf(last.from, first)]).toEqual([now!.from, last])
  })))
})

describe('the nudge', () => {
  const rhythm = { timeZone: 'UTC', days: '12345', away: [] }
  const facts = (today: string, first: number, more: Partial<ReflectionFacts> = {}): ReflectionFacts => ({ today, quarter: quarterOf(today, first), reflected: null, answered: null, off: false, rhythm, ...more })
  it('comes on working days in the last two weeks alone', () => fc.assert(fc.property(days, months, (today, first) => {
    const left = (Date.parse(quarterOf(today, first).to) - Date.parse(today)) / 86_400_000
    expect(isReflectionDue(facts(today, first))).toBe(left < nudgeDays && isNudgeDay(today, rhythm))
  })))
  it('comes to nobody who reflected or answered in it, switched it off, or is away; what they did in another one keeps none back', () => fc.assert(fc.property(days, months, (today, first) => {
    const { from } = quarterOf(today, first)
    for (const more of [{ reflected: from }, { answered: from }, { off: true }, { rhythm: { ...rhythm, away: [{ from: today, to: null }] } }]) expect(isReflectionDue(facts(today, first, more))).toBe(false)
    const before = quarterOf(addDays(from, -1), first).from
    expect(isReflectionDue(facts(today, first, { reflected: before, answered: before }))).toBe(isReflectionDue(facts(today, first)))
  })))
})

describe('evidence', () => {
  const entry = (seq: number, at: string, ...values: string[]): Entry => ({ id: `${seq}`, seq: String(seq), at: `${at}T12:00:00Z`, kind: 'recognition', author: { id: 'a', name: 'Ada' }, values: values.map((id) => ({ id, name: id })), site: null })
  it('is what cites the value within the quarter, newest first', () => {
    const all = [entry(1, '2026-09-30', 'v'), entry(2, '2026-10-01', 'v'), entry(3, '2026-11-01', 'w'), entry(4, '2026-12-31', 'w', 'v'), entry(5, '2027-01-01', 'v')]
    expect(citing(all, 'v', { from: '2026-10-01', to: '2026-12-31' }).map(({ id }) => id)).toEqual(['4', '2'])
  })
})

describe('an address of the library', () => {
  it.each([
    ['https://www.example.org/a?b=c#d', 'https://www.example.org/a?b=c#d'], ['  https://example.org  ', 'https://example.org/'], ['HTTPS://EXAMPLE.org/X', 'https://example.org/X'], ['https://bücher.example/', 'https://xn--bcher-kva.example/'], ['https://example.org:443/', 'https://example.org/'],
    ['http://example.org', null], ['https://ben@example.org/', null], ['https://ben:secret@example.org/', null], ['https://example.org:8443/', null], ['https://localhost/', null], ['https://intranet/', null],
    ['https://127.0.0.1/', null], ['https://0x7f.1/', null], ['https://[::1]/', null], ['https://example.org./', null], ['javascript:alert(1)', null], ['data:text/html,x', null], ['//example.org', null], ['', null], [`https://example.org/${'x'.repeat(1_000)}`, null],
  ])('%s is kept as %s', (text, kept) => expect(checkedLink(text)).toBe(kept))

  it('stays itself, and never holds credentials or a port', () => fc.assert(fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()), (text) => {
    const link = checkedLink(text)
    if (link === null) return
    const url = new URL(link)
    expect([checkedLink(link), url.protocol, url.username, url.password, url.port]).toEqual([link, 'https:', '', '', ''])
    expect(hostOf(link)).not.toMatch(/^www\.|[^a-z0-9.-]/)
  })))
})
