/**
 * Days and working days. Cadence, reminders, expiry, staleness and nudges count a person's working days and pause while they are away;
 * what is sent waits for their morning. Pure: every function gets the moment. Source: domain.md sections 5 and 16.
 */
import * as z from 'zod/mini'

/** A day as it travels: `2026-11-20`. */
export const Day = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/), z.refine((text) => isDay(text)))
export type Day = string

/** How somebody's time runs. `days`: ISO numbers of the days they work, Monday 1: `12345`. `away`: inclusive; without an end it is open. */
export interface Rhythm { timeZone: string; days: string; away: readonly { from: Day; to: Day | null }[] }
export const alwaysThere: Rhythm = { timeZone: 'UTC', days: '12345', away: [] }

/** The hour, local time, at which a digest or a reminder arrives. */
export const morning = 9
const dayMs = 86_400_000

const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

export const addDays = (day: Day, count: number): Day => new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
/** Whole days from one to another; negative when it is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
/** Monday 1 to Sunday 7. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let found = formats.get(timeZone)
  if (!found) {
    const options = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
    try {
      found = new Intl.DateTimeFormat('en-CA', { ...options, timeZone })
    } catch {
      // A zone that this engine does not know must not keep a message back.
      found = new Intl.DateTimeFormat('en-CA', { ...options, timeZone: 'UTC' })
    }
    formats.set(timeZone, found)
  }
  return found
}

/** The wall clock of a zone at a moment. */
export function localOf(ms: number, timeZone: string): { day: Day; hour: number; minute: number } {
  const part = Object.fromEntries(formatOf(timeZone).formatToParts(ms).map(({ type, value }) => [type, value]))
  return { day: `${part['year']}-${part['month']}-${part['day']}`, hour: Number(part['hour']), minute: Number(part['minute']) }
}
export const dayOf = (ms: number, timeZone: string): Day => localOf(ms, timeZone).day

/** The moment of a wall clock. In the hour that summer time skips: the one after; in the hour that comes twice: the first. */
export function momentOf(day: Day, hour: number, timeZone: string, minute = 0): number {
  const wanted = Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * 60_000
  const offsetAt = (ms: number): number => {
    const local = localOf(ms, timeZone)
    return Date.parse(`${local.day}T00:00:00Z`) + (local.hour * 60 + local.minute) * 60_000 - Math.floor(ms / 60_000) * 60_000
  }
  const candidates = [wanted - offsetAt(wanted - dayMs), wanted - offsetAt(wanted + dayMs)].sort((a, b) => a - b)
  return candidates.find((ms) => ms + offsetAt(ms) === wanted) ?? candidates.at(-1)!
}

export const isAway = (day: Day, away: Rhythm['away']): boolean => away.some(({ from, to }) => from <= day && (to === null || day <= to))
export const isWorkday = (day: Day, { days, away }: Rhythm): boolean => days.includes(String(weekdayOf(day))) && !isAway(day, away)

/** Somebody who works on no day, or is away without an end, would never be reached: after this many days one stops looking. */
const furthest = 800

/** The n-th working day after a day (n >= 1); n = 0: the day itself, or the next working day. Null when there is none in sight. */
export function workdayAfter(day: Day, n: number, rhythm: Rhythm): Day | null {
  let left = n
  for (let at = n === 0 ? day : addDays(day, 1), looked = 0; looked < furthest; at = addDays(at, 1), looked += 1) {
    if (!isWorkday(at, rhythm)) continue
    if (left <= 1) return at
    left -= 1
  }
  return null
}

/** Working days after `from` up to and with `to`. */
export function workdaysBetween(from: Day, to: Day, rhythm: Rhythm): number {
  let count = 0
  for (let at = addDays(from, 1), looked = 0; at <= to && looked < furthest * 5; at = addDays(at, 1), looked += 1) if (isWorkday(at, rhythm)) count += 1
  return count
}

/** The first morning of a working day that is not before this moment. Null when there is none in sight. */
export function nextMorning(ms: number, rhythm: Rhythm): number | null {
  const today = dayOf(ms, rhythm.timeZone)
  const at = isWorkday(today, rhythm) ? momentOf(today, morning, rhythm.timeZone) : null
  if (at !== null && at >= ms) return at
  const next = workdayAfter(today, 1, rhythm)
  return next === null ? null : momentOf(next, morning, rhythm.timeZone)
}
