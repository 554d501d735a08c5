/** How a date is written: `day` 12 November; `full` Thursday 12 November 2026; `short` 12 Nov; `weekday` Thursday; `dated` Thursday 12 November; `time` 14:02; `moment` 12 November, 14:02. */
export type DateStyle = 'day' | 'full' | 'short' | 'weekday' | 'dated' | 'time' | 'moment'

/** An instant as ISO text, or a calendar day (`2026-11-20`), which is the same day everywhere. */
export type When = string | number | Date

export interface Dates {
  /** A date in words. The year is written only where it is not `now`'s. */
  date(when: When, style?: DateStyle, now?: When): string
  /** "just now", "5 minutes ago", "yesterday", "in 3 weeks"; older than five weeks: the date. */
  ago(when: When, now?: When): string
}

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'long' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'long' },
  dated: { weekday: 'long', day: 'numeric', month: 'long' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  moment: { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}
const YEARLY = new Set<DateStyle>(['day', 'short', 'dated', 'moment'])
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Dates of a locale in a time zone; without one, the machine's. */
export function dates(locale: string, timeZone?: string): Dates {
  const cache = new Map<string, Intl.DateTimeFormat>()
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  function formatter(style: DateStyle, year: boolean, zone?: string): Intl.DateTimeFormat {
    const key = `${style} ${year} ${zone}`
    let found = cache.get(key)
    if (!found) cache.set(key, (found = new Intl.DateTimeFormat(locale, { ...STYLES[style], ...(year && { year: 'numeric' }), timeZone: zone })))
    return found
  }

  function date(when: When, style: DateStyle = 'day', now: When = Date.now()): string {
    const year = YEARLY.has(style) && yearOf(when) !== yearOf(now)
    return formatter(style, year, zoneOf(when)).format(new Date(when))
  }

  function ago(when: When, now: When = Date.now()): string {
    const ms = new Date(when).getTime() - new Date(now).getTime()
    const days = dayOf(when) - dayOf(now)
    if (!isDay(when) && (days === 0 || Math.abs(ms) < 6 * HOUR)) {
      if (Math.abs(ms) < MINUTE) return relative.format(0, 'second')
      if (Math.abs(ms) < HOUR) return relative.format(Math.trunc(ms / MINUTE), 'minute')
      return relative.format(Math.trunc(ms / HOUR), 'hour')
    }
    if (Math.abs(days) < 7) return relative.format(days, 'day')
    if (Math.abs(days) < 36) return relative.format(Math.trunc(days / 7), 'week')
    return date(when, 'day', now)
  }

  const isDay = (when: When) => typeof when === 'string' && when.length === 10
  const zoneOf = (when: When) => (isDay(when) ? 'UTC' : timeZone)
  const calendar = (when: When) => {
    const of = new Intl.DateTimeFormat('en-u-ca-gregory', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: zoneOf(when) }).formatToParts(new Date(when))
    const part = (type: string) => Number(of.find((piece) => piece.type === type)?.value)
    return { year: part('year'), month: part('month'), day: part('day') }
  }
  const yearOf = (when: When) => calendar(when).year
  const dayOf = (when: When) => {
    const { year, month, day } = calendar(when)
    return Math.round(Date.UTC(year, month - 1, day) / DAY)
  }
  return { date, ago }
}
