import { describe, expect, it } from 'vitest'
import { alwaysThere, type Rhythm } from '../../shared/days'
import { nextMeeting } from '../../shared/meetings'

const at = (text: string) => Date.parse(text)
const said = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
const berlin: Rhythm = { timeZone: 'Europe/Berlin', days: '12345', away: [] }

describe('the next meeting', () => {
  it('is at the same hour on the clock, also when the clocks change in between', () => {
    // Berlin leaves summer time on 25 October 2026.
    expect(said(nextMeeting(at('2026-10-20T12:00:00Z'), 1, 'Europe/Berlin', [berlin], at('2026-10-20T13:00:00Z')))).toBe('2026-10-27T13:00:00.000Z')
  })
  it('is on a day on which both work and nobody is away', () => {
    const away: Rhythm = { ...berlin, away: [{ from: '2026-11-26', to: '2026-11-27' }] }
    const noMondays: Rhythm = { ...berlin, days: '2345' }
    expect(said(nextMeeting(at('2026-11-19T14:00:00Z'), 1, 'Europe/Berlin', [away, noMondays], at('2026-11-19T15:00:00Z')))).toBe('2026-12-01T14:00:00.000Z')
  })
  it('asks each by their own day', () => {
    // Friday evening in Los Angeles is Saturday in Tokyo.
    const la: Rhythm = { ...berlin, timeZone: 'America/Los_Angeles' }
    const tokyo: Rhythm = { ...berlin, timeZone: 'Asia/Tokyo' }
    expect(said(nextMeeting(at('2026-11-14T01:00:00Z'), 1, 'America/Los_Angeles', [la, tokyo], at('2026-11-14T02:00:00Z')))).toBe('2026-11-24T01:00:00.000Z')
  })
  it('is after now, however long ago the last was', () => {
    expect(said(nextMeeting(at('2026-01-05T09:00:00Z'), 2, 'UTC', [alwaysThere], at('2026-11-19T09:00:00Z')))).toBe('2026-11-23T09:00:00.000Z')
  })
  it('is not planned without a cadence, nor with somebody who is away for good', () => {
    expect(nextMeeting(at('2026-11-19T14:00:00Z'), 0, 'UTC', [alwaysThere], 0)).toBeNull()
    expect(nextMeeting(at('2026-11-19T14:00:00Z'), 1, 'UTC', [{ ...alwaysThere, away: [{ from: '2026-11-20', to: null }] }], at('2026-11-19T15:00:00Z'))).toBeNull()
  })
})
