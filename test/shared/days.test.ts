/** Days, wall clocks and working days: properties over zones and rhythms, and a table of the hours that summer time skips and repeats. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, alwaysThere, Day, dayOf, daysBetween, isAway, isWorkday, localOf, momentOf, nextMorning, type Rhythm, weekdayOf, workdayAfter, workdaysBetween } from '../../shared/days'

const hour = 3_600_000
const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe')
const away = fc.array(fc.tuple(day, fc.nat(40)).map(([from, length]) => ({ from, to: addDays(from, length) })), { maxLength: 3 })
const rhythm = fc.record({ timeZone: zone, days: fc.subarray([...'1234567'], { minLength: 1 }).map((days) => days.join('')), away })
const week: Rhythm = { timeZone: 'UTC', days: '12345', away: [] }
const never: Rhythm = { ...week, days: '' }

describe('a day', () => {
  it.each([
    ['2026-11-20', true], ['2024-02-29', true], ['2026-02-29', false], ['2026-04-31', false], ['2026-13-01', false], ['2026-00-10', false], ['2026-10-00', false], ['2026-10-32', false], ['2026-12-31', true], ['2026-09-09', true], ['2026-10-19', true],
    ['2026-1-1', false], ['26-01-01', false], ['12026-01-01', false], ['2026-01-011', false], ['2026-01-01T00:00:00Z', false], ['', false], ['x2026-01-01', false], ['abcd-01-01', false],
  ])('%s: %s', (text, good) => expect(Day.safeParse(text).success).toBe(good))

  it('is so many days after another', () => fc.assert(fc.property(day, fc.integer({ min: -900, max: 900 }), (from, count) => {
    const to = addDays(from, count)
    expect(Day.safeParse(to).success).toBe(true)
    expect(daysBetween(from, to)).toBe(count)
    expect(addDays(to, -count)).toBe(from)
    expect((weekdayOf(to) - weekdayOf(from) - count) % 7 === 0).toBe(true)
  })))

  it('of the week is Monday 1 to Sunday 7', () => {
    expect(Array.from({ length: 8 }, (_, index) => weekdayOf(addDays('2026-11-16', index)))).toEqual([1, 2, 3, 4, 5, 6, 7, 1])
    expect([addDays('2028-02-28', 1), addDays('2026-12-31', 1), addDays('2026-03-01', -1), daysBetween('2026-03-01', '2026-02-27')]).toEqual(['2028-02-29', '2027-01-01', '2026-02-28', -2])
  })
})

describe('the wall clock', () => {
  it('is that of the zone', () => {
    const at = Date.parse('2026-11-20T23:45:30Z')
    expect([localOf(at, 'UTC'), localOf(at, 'Europe/Berlin'), localOf(at, 'Asia/Kathmandu'), localOf(at, 'America/St_Johns')]).toEqual([
      { day: '2026-11-20', hour: 23, minute: 45 }, { day: '2026-11-21', hour: 0, minute: 45 }, { day: '2026-11-21', hour: 5, minute: 30 }, { day: '2026-11-20', hour: 20, minute: 15 },
    ])
    expect([dayOf(at, 'UTC'), dayOf(at, 'Europe/Berlin')]).toEqual(['2026-11-20', '2026-11-21'])
  })

  it('of a zone that nobody knows is UTC’s', () => {
    const at = Date.parse('2026-07-20T12:00:00Z')
    expect([localOf(at, 'Mars/Olympus'), localOf(at, 'Mars/Olympus')]).toEqual([localOf(at, 'UTC'), localOf(at, 'UTC')])
    expect(momentOf('2026-07-20', 9, 'Mars/Olympus')).toBe(Date.parse('2026-07-20T09:00:00Z'))
  })

  it('comes back from its moment, except in the hour that is skipped', () => fc.assert(fc.property(day, fc.integer({ min: 4, max: 23 }), fc.integer({ min: 0, max: 59 }), zone, (of, at, minute, timeZone) => {
    expect(localOf(momentOf(of, at, timeZone, minute), timeZone)).toEqual({ day: of, hour: at, minute })
  })))

  it('of any moment leads back to a moment of the same wall clock, at most as late', () => fc.assert(fc.property(day, fc.nat(24 * 60 - 1), zone, (of, minutes, timeZone) => {
    const moment = Date.parse(`${of}T00:00:00Z`) + minutes * 60_000
    const local = localOf(moment, timeZone)
    const back = momentOf(local.day, local.hour, timeZone, local.minute)
    expect(localOf(back, timeZone)).toEqual(local)
    expect([0, hour, hour / 2]).toContain(moment - back)
  })))

  it.each([
    ['skipped, so the one after', 'Europe/Berlin', '2026-03-29', 2, 30, '2026-03-29T01:30:00Z'], ['before the skip', 'Europe/Berlin', '2026-03-29', 1, 59, '2026-03-29T00:59:00Z'], ['after the skip', 'Europe/Berlin', '2026-03-29', 3, 0, '2026-03-29T01:00:00Z'],
    ['twice, so the first', 'Europe/Berlin', '2026-10-25', 2, 30, '2026-10-25T00:30:00Z'], ['after both', 'Europe/Berlin', '2026-10-25', 3, 0, '2026-10-25T02:00:00Z'],
    ['skipped in America', 'America/New_York', '2026-03-08', 2, 15, '2026-03-08T07:15:00Z'], ['twice in America', 'America/New_York', '2026-11-01', 1, 15, '2026-11-01T05:15:00Z'],
    ['the morning of the change', 'Europe/Berlin', '2026-03-29', 9, 0, '2026-03-29T07:00:00Z'], ['half an hour skipped', 'Australia/Lord_Howe', '2026-10-04', 2, 15, '2026-10-03T15:45:00Z'],
  ])('%s: %s %s %i:%i', (_, timeZone, of, at, minute, moment) => expect(new Date(momentOf(of, at, timeZone, minute)).toISOString()).toBe(new Date(moment).toISOString()))
})

describe('working days', () => {
  it('are those of the rhythm on which one is there', () => {
    const off = [{ from: '2026-11-17', to: '2026-11-18' }, { from: '2026-11-20', to: null }]
    expect(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2027-06-01'].map((one) => isAway(one, off))).toEqual([false, true, true, false, true, true])
    expect(['2026-11-16', '2026-11-17', '2026-11-19', '2026-11-21', '2026-11-22'].map((one) => isWorkday(one, { ...week, away: off }))).toEqual([true, false, true, false, false])
    expect(['2026-11-20', '2026-11-21', '2026-11-22'].map((one) => isWorkday(one, alwaysThere))).toEqual([true, false, false])
    expect(alwaysThere).toEqual(week)
  })

  it('the n-th after a day has n − 1 of them between', () => fc.assert(fc.property(day, fc.integer({ min: 1, max: 30 }), rhythm, (from, n, of) => {
    const at = workdayAfter(from, n, of)!
    expect(at > from && isWorkday(at, of)).toBe(true)
    expect(workdaysBetween(from, at, of)).toBe(n)
    expect(workdaysBetween(from, addDays(at, -1), of)).toBe(n - 1)
  })))

  it('after none is the day itself, or the next one', () => fc.assert(fc.property(day, rhythm, (from, of) => {
    expect(workdayAfter(from, 0, of)).toBe(isWorkday(from, of) ? from : workdayAfter(from, 1, of))
  })))

  it('between are counted day by day, and none backwards', () => fc.assert(fc.property(day, fc.integer({ min: -20, max: 60 }), rhythm, (from, length, of) => {
    const all = Array.from({ length: Math.max(0, length) }, (_, index) => addDays(from, index + 1))
    expect(workdaysBetween(from, addDays(from, length), of)).toBe(all.filter((one) => isWorkday(one, of)).length)
  })))

  it('are looked for eight hundred days, and counted for ten years, no longer', () => {
    expect([workdayAfter('2026-11-20', 1, never), workdayAfter('2026-11-20', 0, { ...week, away: [{ from: '2026-01-01', to: null }] })]).toEqual([null, null])
    const until = (length: number) => workdayAfter('2026-11-20', 1, { ...week, days: '1234567', away: [{ from: '2026-11-20', to: addDays('2026-11-20', length) }] })
    expect([until(799), until(800)]).toEqual([addDays('2026-11-20', 800), null])
    expect(workdaysBetween('2000-01-01', '2999-01-01', { ...week, days: '1234567' })).toBe(4_000)
  })
})

describe('the next morning', () => {
  it('is nine o’clock of a working day, not before now, with none between', () => fc.assert(fc.property(day, fc.nat(24 * 60 - 1), rhythm, (of, minutes, theirs) => {
    const now = Date.parse(`${of}T00:00:00Z`) + minutes * 60_000
    const at = nextMorning(now, theirs)!
    const local = localOf(at, theirs.timeZone)
    expect(at).toBeGreaterThanOrEqual(now)
    expect([local.hour, local.minute, isWorkday(local.day, theirs)]).toEqual([9, 0, true])
    for (let one = dayOf(now, theirs.timeZone); one < local.day; one = addDays(one, 1)) if (isWorkday(one, theirs)) expect(momentOf(one, 9, theirs.timeZone)).toBeLessThan(now)
  })))

  it('is now at nine sharp, and none where nobody comes back', () => {
    const nine = Date.parse('2026-11-20T09:00:00Z')
    expect([nextMorning(nine, week), nextMorning(nine + 1, week), nextMorning(nine - 1, week)]).toEqual([nine, Date.parse('2026-11-23T09:00:00Z'), nine])
    expect([nextMorning(nine, never), nextMorning(-nine, never)]).toEqual([null, null])
  })
})
