import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, type Rhythm, isWorkday, weekdayOf, workdayAfter } from '../../shared/days'
import { isNudgeDay, nudgesOf, type Report, restsUntil, silenceWorkdays, startWorkdays } from '../../shared/nudges'

const week: Rhythm = { timeZone: 'UTC', days: '12345', away: [] }
const monday: Day = '2026-11-16'
const report = (more: Partial<Report> = {}): Report => ({ id: 'chi', started: '2024-01-08', said: '2026-09-01', away: [], answers: [], ...more })
const kinds = (reports: Report[], today = monday, rhythm = week) => nudgesOf(reports, today, rhythm).map(({ id, kind }) => `${id} ${kind}`)
/** The day that is so many working days before another. */
const before = (day: Day, n: number): Day => {
  let at = day
  for (let left = n; left > 0; ) {
    if (isWorkday(at, week)) left -= 1
    at = addDays(at, -1)
  }
  return at
}

describe('a nudge', () => {
  it('comes when the manager has said nothing for 43 of their working days, not before', () => {
    expect(kinds([report({ said: before(monday, silenceWorkdays) })])).toEqual(['chi silence'])
    expect(kinds([report({ said: workdayAfter(before(monday, silenceWorkdays), 1, week)! })])).toEqual([])
  })

  it('comes three weeks after a start, when nothing was said since', () => {
    const started = before(monday, startWorkdays)
    expect(kinds([report({ started, said: null })])).toEqual(['chi start'])
    expect(kinds([report({ started, said: addDays(started, 1) })])).toEqual([])
    // On the very day counts.
    expect(kinds([report({ started, said: started })])).toEqual([])
    expect(kinds([report({ started: addDays(started, 1), said: null })])).toEqual([])
    // What was said before they began to report is from another time.
    expect(kinds([report({ started, said: addDays(started, -3) })])).toEqual(['chi start'])
  })

  it('counts no day on which either was away, and says nothing while the report is', () => {
    const said = before(monday, silenceWorkdays)
    const away = [{ from: '2026-10-05', to: '2026-10-05' }]
    expect(kinds([report({ said, away })])).toEqual([])
    expect(kinds([report({ said })], monday, { ...week, away })).toEqual([])
    expect(kinds([report({ away: [{ from: monday, to: null }] })])).toEqual([])
    expect(kinds([report({ away: [{ from: '2026-11-10', to: monday }] })])).toEqual([])
    // Away before and after is not away.
    expect(kinds([report({ away: [{ from: '2026-11-10', to: '2026-11-13' }, { from: '2026-11-17', to: null }] })])).toEqual(['chi silence'])
    expect(kinds([report()], monday, { ...week, away: [{ from: monday, to: monday }] })).toEqual([])
  })

  it('rests for two weeks after "not now", for good after "never for this", and the kinds are apart', () => {
    const answer = { kind: 'silence' as const, answeredOn: '2026-11-02', restsUntil: restsUntil('2026-11-02'), never: false }
    expect(kinds([report({ answers: [answer] })], '2026-11-13')).toEqual([])
    expect(kinds([report({ answers: [answer] })], '2026-11-16')).toEqual(['chi silence'])
    expect(kinds([report({ answers: [{ ...answer, never: true }] })])).toEqual([])
    expect(kinds([report({ answers: [{ ...answer, kind: 'start', never: true }] })])).toEqual(['chi silence'])
  })

  it('is one a day: whoever answered one today has had it', () => {
    expect(kinds([report({ id: 'ben', answers: [{ kind: 'silence', answeredOn: monday, restsUntil: restsUntil(monday), never: false }] }), report()])).toEqual([])
  })

  it('names the longest silence first, and of two alike the same one always', () => {
    const silent = fc.record({ id: fc.constantFrom('ben', 'chi', 'dee', 'hal'), said: fc.constantFrom<Day>('2026-08-03', '2026-08-20', '2026-09-01') })
    fc.assert(fc.property(fc.uniqueArray(silent, { selector: ({ id }) => id }), (all) => {
      const named = nudgesOf(all.map((one) => report(one)), monday, week)
      expect(named.map(({ id, since }) => `${since} ${id}`)).toEqual(all.map(({ id, said }) => `${said} ${id}`).sort())
    }))
  })

  it('falls on every other of one’s working days, in whatever order those are written', () => {
    const nudged = (days: string) => Array.from({ length: 7 }, (_, index) => index + 1).filter((weekday) => isNudgeDay(addDays(monday, weekday - 1), { ...week, days })).join('')
    expect(['12345', '54321', '71234', '1234567', '25', '3'].map(nudged)).toEqual(['135', '135', '137', '135', '2', '3'])
  })

  it('falls on three days a week at the most, and never on a day off', () => {
    fc.assert(fc.property(fc.subarray([...'1234567'], { minLength: 1 }), (days) => {
      const rhythm = { ...week, days: days.join('') }
      const nudged = Array.from({ length: 7 }, (_, index) => addDays(monday, index)).filter((day) => isNudgeDay(day, rhythm))
      expect(nudged.length).toBeLessThanOrEqual(3)
      expect(nudged.every((day) => days.includes(String(weekdayOf(day))))).toBe(true)
      expect(nudged.length).toBeGreaterThan(0)
    }))
  })
})
