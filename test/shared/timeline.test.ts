import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, dayOf, isAway, isWorkday, type Rhythm } from '../../shared/days'
import { kindNames } from '../../shared/kinds'
import { awayIn, awayOver, choicesOf, type Entry, fits, monthAt, monthsBefore, monthsOf } from '../../shared/timeline'

const zones = ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns'] as const
const start = Date.UTC(2024, 0, 1)
const now = Date.UTC(2026, 10, 19, 12)

let seq = 0
const entry = (at: number, more: Partial<Entry> = {}): Entry => ({
  id: `00000000-0000-4000-8000-${String(seq += 1).padStart(12, '0')}`, seq: new Date(at).toISOString() + String(seq).padStart(9, '0'), at: new Date(at).toISOString(),
  kind: 'recognition', author: { id: 'a', name: 'Dee' }, values: [], site: null, ...more,
})
const entries = fc.array(fc.record({ at: fc.integer({ min: start, max: now }), kind: fc.constantFrom(...kindNames), who: fc.constantFrom('a', 'b', 'c'), site: fc.constantFrom('github' as const, 'jira' as const, null), value: fc.constantFrom('v', 'w', null) }), { maxLength: 40 })
  .map((all) => all.map(({ at, kind, who, site, value }) => entry(at, { kind, author: { id: who, name: who.toUpperCase() }, site, values: value ? [{ id: value, name: value }] : [] })))
const day = fc.integer({ min: 0, max: 1_050 }).map((n) => addDays('2024-01-01', n))
const away = fc.array(fc.tuple(day, fc.option(fc.integer({ min: 0, max: 120 }))).map(([from, length]) => ({ from, to: length === null ? null : addDays(from, length) })), { maxLength: 4 })
const rhythm: fc.Arbitrary<Rhythm> = fc.record({ timeZone: fc.constantFrom(...zones), days: fc.constantFrom('12345', '123', '67', '1234567', ''), away })

const daysOf = (month: string): string[] => Array.from({ length: 31 }, (_, n) => addDays(`${month}-01`, n)).filter((one) => one.startsWith(month))

describe('months', () => {
  it('hold every entry once, in the month of its person’s own clock, without a hole between', () => {
    fc.assert(fc.property(entries, rhythm, (all, rhythm) => {
      const months = monthsOf(all, rhythm, now)
      expect(months.flatMap((one) => one.entries).map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort())
      for (const { month, entries, counts } of months) {
        for (const one of entries) expect(dayOf(Date.parse(one.at), rhythm.timeZone).slice(0, 7)).toBe(month)
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(entries.length)
        expect(entries.map((one) => one.seq)).toEqual(entries.map((one) => one.seq).toSorted().toReversed())
      }
      for (const [index, { month }] of months.entries()) if (index > 0) expect(monthsBefore(month, 1)).toBe(months[index - 1]!.month)
      expect(months.at(-1)!.month).toBe(monthAt(now, rhythm.timeZone))
    }))
  })

  it('are a gap when nothing stands in them though they were there on half of the working days or more', () => {
    fc.assert(fc.property(entries, rhythm, (all, rhythm) => {
      const today = dayOf(now, rhythm.timeZone)
      for (const { month, entries, empty } of monthsOf(all, rhythm, now, { since: '2024-01' })) {
        if (entries.length > 0) expect(empty).toBe(null)
        else {
          const worked = daysOf(month).filter((one) => one <= today && isWorkday(one, { ...rhythm, away: [] }))
          const there = worked.filter((one) => !isAway(one, rhythm.away))
          expect(empty).toBe(there.length * 2 < worked.length ? 'away' : 'gap')
        }
      }
    }))
  })

  it('are no gap when wholly away', () => {
    const rhythm = { timeZone: 'UTC', days: '12345', away: [{ from: '2026-09-01', to: '2026-09-30' }] }
    expect(monthsOf([], rhythm, now, { since: '2026-08' }).map(({ empty }) => empty)).toEqual(['gap', 'away', 'gap', 'gap'])
  })

  it('are no gap where their reader may not know who was away', () => {
    expect(monthsOf([entry(start)], null, now).filter(({ empty }) => empty !== null).map(({ empty }) => empty)).toEqual(Array.from({ length: 34 }, () => 'unknown'))
    expect(monthsOf([entry(Date.UTC(2026, 9, 31, 23))], null, now, { zone: 'Europe/Berlin' })[0]!.month).toBe('2026-11')
  })

  it('begin where they are told to, or with this one', () => {
    expect(monthsOf([], null, now).map(({ month }) => month)).toEqual(['2026-11'])
    expect(monthsOf([], null, now, { since: '2026-09' }).map(({ month }) => month)).toEqual(['2026-09', '2026-10', '2026-11'])
    expect([monthsBefore('2026-01', 1), monthsBefore('2026-12', -1), monthsBefore('2026-05', 17)]).toEqual(['2025-12', '2027-01', '2024-12'])
  })
})

describe('periods away', () => {
  it('cover exactly the days of a month on which somebody was away, each in one part', () => {
    fc.assert(fc.property(away, fc.integer({ min: 0, max: 34 }), (away, n) => {
      const month = monthsBefore('2026-11', n)
      const parts = awayIn(month, away)
      for (const one of daysOf(month)) expect(parts.filter(({ from, to }) => from <= one && one <= to).length).toBe(isAway(one, away) ? 1 : 0)
      for (const [index, part] of parts.entries()) if (index > 0) expect(daysBetween(parts[index - 1]!.to, part.from)).toBeGreaterThan(1)
    }))
  })

  it('are whole across months', () => {
    const months = monthsOf([entry(Date.UTC(2026, 4, 3))], { timeZone: 'UTC', days: '12345', away: [{ from: '2026-07-06', to: '2026-08-16' }, { from: '2026-10-30', to: null }] }, now)
    expect(awayOver(months)).toEqual([{ from: '2026-07-06', to: '2026-08-16' }, { from: '2026-10-30', to: '2026-11-30' }])
    expect(months.map(({ month, empty }) => [month.slice(5), empty])).toEqual([['05', null], ['06', 'gap'], ['07', 'away'], ['08', 'gap'], ['09', 'gap'], ['10', 'gap'], ['11', 'away']])
  })
})

describe('filters', () => {
  it('keep what has all that is chosen, and offer only what is there', () => {
    fc.assert(fc.property(entries, fc.record({ person: fc.constantFrom('a', 'z', undefined), kind: fc.constantFrom('feedback' as const, undefined), value: fc.constantFrom('v', undefined), site: fc.constantFrom('github', undefined) }), (all, filters) => {
      for (const one of all) {
        expect(fits(one, filters)).toBe((!filters.person || one.author.id === filters.person) && (!filters.kind || one.kind === filters.kind) && (!filters.value || one.values.some(({ id }) => id === filters.value)) && (!filters.site || one.site === filters.site))
      }
      const choices = choicesOf(all)
      for (const { id } of choices.people) expect(all.some((one) => fits(one, { person: id }))).toBe(true)
      expect(choices.people.length).toBe(new Set(all.map(({ author }) => author.id)).size)
      for (const site of choices.sites) expect(all.some((one) => fits(one, { site }))).toBe(true)
    }))
  })
})
