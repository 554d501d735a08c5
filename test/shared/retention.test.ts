/** How long things are kept: an organisation may only shorten, and months are those of the calendar. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auditMonths, monthsAgo, monthsOf, Retention, retentionMonths, retentionRecords } from '../../shared/retention'

describe('retention', () => {
  it('is what the rules say where nothing was set', () => {
    const said: Partial<typeof retentionMonths> = { recognition: 36, feedback: 24, note: 12, checkIn: 24 }
    for (const [record, months] of Object.entries(said)) expect([record, monthsOf(record as keyof typeof said)]).toEqual([record, months])
    for (const record of retentionRecords) expect(monthsOf(record)).toBe(retentionMonths[record])
    expect(auditMonths).toBe(36)
    expect(Math.max(...Object.values(retentionMonths))).toBeLessThanOrEqual(auditMonths)
  })

  it('can be set for each record, from one month up to the most, in whole months; for nothing else', () => {
    for (const record of retentionRecords) {
      const most = retentionMonths[record]
      expect([1, most, 0, most + 1, 1.5, -1, '3', null].map((months) => Retention.safeParse({ [record]: months }).success), record).toEqual([true, true, false, false, false, false, false, false])
    }
    expect(Retention.safeParse({}).success).toBe(true)
    expect(Retention.safeParse({ audit: 12 }).success).toBe(false)
  })

  it('is only ever shortened, whatever stands in the settings', () => fc.assert(fc.property(fc.constantFrom(...retentionRecords), fc.constantFrom(...retentionRecords), fc.integer({ min: 1, max: 99 }), (record, other, months) => {
    expect(monthsOf(record, { [record]: months })).toBe(Math.min(months, retentionMonths[record]))
    if (other !== record) expect(monthsOf(other, { [record]: months })).toBe(retentionMonths[other])
  })))
})

describe('so many months ago', () => {
  const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }).map((date) => date.getTime())

  it('is the same day and time of that month, or its last day where it is shorter', () => fc.assert(fc.property(moment, fc.nat(48), (now, months) => {
    const [at, from] = [new Date(monthsAgo(months, now)), new Date(now)]
    const monthOf = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth()
    expect(monthOf(from) - monthOf(at)).toBe(months)
    expect(at.getTime() % 86_400_000).toBe(now % 86_400_000)
    const isLast = new Date(at.getTime() + 86_400_000).getUTCDate() === 1
    if (at.getUTCDate() !== from.getUTCDate()) expect([at.getUTCDate() < from.getUTCDate(), isLast]).toEqual([true, true])
  })))

  it.each([
    ['2026-03-31T08:15:00Z', 1, '2026-02-28T08:15:00Z'], ['2024-03-31T00:00:00Z', 1, '2024-02-29T00:00:00Z'], ['2026-12-31T23:59:59Z', 1, '2026-11-30T23:59:59Z'], ['2026-03-15T00:00:00Z', 12, '2025-03-15T00:00:00Z'],
    ['2026-01-31T00:00:00Z', 2, '2025-11-30T00:00:00Z'], ['2028-02-29T12:00:00Z', 24, '2026-02-28T12:00:00Z'], ['2026-07-01T00:00:00Z', 0, '2026-07-01T00:00:00Z'],
  ])('%s, %i: %s', (now, months, then) => expect(monthsAgo(months, Date.parse(now))).toBe(Date.parse(then)))
})
