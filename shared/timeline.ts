/**
 * Evidence: what was said to somebody, month by month, with the gaps between, and the feed of all that one may see.
 * The answers hold small entries; months, gaps and filters are made from them by the pure functions below, on either side. Source: domain.md section 10.
 */
import * as z from 'zod/mini'
import { siteIds } from './artifacts'
import { addDays, Day, type Rhythm, dayOf, isAway, weekdayOf } from './days'
import { endpoint } from './endpoint'
import { Card } from './cards'
import { Id } from './ids'
import { type Kind, kindNames } from './kinds'
import { After, Page } from './page'
import { PersonRef } from './people'

/** One thing said, without its words: enough to pile, filter and ask for its card. */
export const Entry = z.object({
  id: Id,
  seq: z.string(),
  at: z.string(),
  kind: z.enum(kindNames),
  author: PersonRef,
  values: z.array(z.object({ id: Id, name: z.string() })),
  site: z.nullable(z.enum(siteIds)),
})
export type Entry = z.infer<typeof Entry>

/** A timeline looks at this many at a time, newest first. */
export const mostEntries = 500
/** So many cards are asked for at once. */
export const mostCards = 20
/** So many a page of one's own export holds. */
export const exportPage = 50

const Evidence = z.object({
  entries: z.array(Entry),
  /** There are older ones, from here on. */
  after: z.nullable(z.string()),
  /** How the person's time runs, with the periods away. Null where that is not the reader's to know: then no month is called a gap. */
  rhythm: z.nullable(z.object({ timeZone: z.string(), days: z.string(), away: z.array(z.object({ from: Day, to: z.nullable(Day) })) })),
})
export type Evidence = z.infer<typeof Evidence>

/** Ids in one parameter: `a,b,c`. */
const Ids = z.string().check(z.regex(new RegExp(`^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,${mostCards - 1}}$`)))

export const timelineEndpoints = {
  feed: endpoint({ id: 'timeline.feed', method: 'GET', path: '/api/v1/feed', who: 'person', summary: 'Everything that I may see, newest first', query: z.object({ after: After }), reply: Page(Card) }),
  mine: endpoint({ id: 'timeline.mine', method: 'GET', path: '/api/v1/me/timeline', who: 'person', summary: 'What reached me, at most 500 at a time, without its words', query: z.object({ after: After }), reply: Evidence }),
  ofPerson: endpoint({
    id: 'timeline.ofPerson', method: 'GET', path: '/api/v1/people/:id/timeline', who: 'person', summary: 'What reached somebody, as far as I may see it. Their periods away: to their management chain alone',
    params: z.object({ id: Id }), query: z.object({ after: After }), reply: Evidence,
  }),
  cards: endpoint({ id: 'timeline.cards', method: 'GET', path: '/api/v1/cards', who: 'person', summary: 'Items by id, at most 20; those that I may not see are left out', query: z.object({ ids: Ids }), reply: z.object({ items: z.array(Card) }) }),
  export: endpoint({ id: 'timeline.export', method: 'GET', path: '/api/v1/me/export', who: 'person', summary: 'Everything that I said and that reached me, 50 at a time: for my own export', query: z.object({ after: After }), reply: Page(Card) }),
} as const

/** What is shown of it; all that are given must fit. */
export interface Filters { person?: string | undefined; kind?: Kind | undefined; value?: string | undefined; site?: string | undefined }

export const fits = (entry: Entry, { person, kind, value, site }: Filters): boolean =>
  (person === undefined || entry.author.id === person) && (kind === undefined || entry.kind === kind)
  && (value === undefined || entry.values.some((one) => one.id === value)) && (site === undefined || entry.site === site)

/** `2026-11`. */
export type MonthName = string
export interface Month {
  month: MonthName
  /** Newest first. */
  entries: Entry[]
  counts: Partial<Record<Kind, number>>
  /** Days of this month on which the person was away, from and to, inclusive. */
  away: { from: Day; to: Day }[]
  /** What an empty month is: `away` = on most of its working days they were not there; `gap` = nothing, though they were; `unknown` = not the reader's to know. */
  empty: 'away' | 'gap' | 'unknown' | null
}

const lastDay = (month: MonthName): Day => addDays(`${nextMonth(month)}-01`, -1)
const nextMonth = (month: MonthName): MonthName => monthsBefore(month, -1)

export const monthAt = (at: string | number, timeZone: string): MonthName => dayOf(typeof at === 'number' ? at : Date.parse(at), timeZone).slice(0, 7)
/** The month so many before another. */
export const monthsBefore = (month: MonthName, count: number): MonthName => {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - count
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`
}

/**
 * Months from the first entry, or from `since`, to today, oldest first, each with what is in it. A month counts in the person's own time zone.
 * @param rhythm null: whether they were there is not known, and no month is a gap
 * @param zone where the rhythm does not say it
 */
export function monthsOf(entries: readonly Entry[], rhythm: Rhythm | null, now: number, { since, zone = 'UTC' }: { since?: MonthName | undefined; zone?: string } = {}): Month[] {
  zone = rhythm?.timeZone ?? zone
  const today = dayOf(now, zone)
  const placed = entries.map((entry) => ({ entry, month: monthAt(entry.at, zone) })).toSorted((a, b) => (a.entry.seq < b.entry.seq ? 1 : -1))
  const first = placed.reduce((least, { month }) => (month < least ? month : least), since ?? today.slice(0, 7))
  const last = placed.reduce((most, { month }) => (month > most ? month : most), today.slice(0, 7))
  const months: Month[] = []
  for (let month = first; month <= last; month = nextMonth(month)) {
    const inside = placed.filter((one) => one.month === month).map((one) => one.entry)
    const counts: Month['counts'] = {}
    for (const { kind } of inside) counts[kind] = (counts[kind] ?? 0) + 1
    months.push({ month, entries: inside, counts, away: rhythm ? awayIn(month, rhythm.away) : [], empty: inside.length > 0 ? null : emptiness(month, rhythm, today) })
  }
  return months
}

/** The parts of the periods away that lie in a month, in order, those that overlap or touch as one. */
export function awayIn(month: MonthName, away: Rhythm['away']): Month['away'] {
  const [begin, end] = [`${month}-01`, lastDay(month)]
  const parts = away.map(({ from, to }) => ({ from: from > begin ? from : begin, to: to !== null && to < end ? to : end })).filter(({ from, to }) => from <= to)
  const joined: Month['away'] = []
  for (const part of parts.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const before = joined.at(-1)
    if (before && part.from <= addDays(before.to, 1)) before.to = part.to > before.to ? part.to : before.to
    else joined.push({ ...part })
  }
  return joined
}

/** The periods away over all months, whole where they cross from one to the next. */
export function awayOver(months: readonly Month[]): Month['away'] {
  const joined: Month['away'] = []
  for (const part of months.flatMap(({ away }) => away)) {
    const before = joined.at(-1)
    if (before && part.from === addDays(before.to, 1)) before.to = part.to
    else joined.push({ ...part })
  }
  return joined
}

/** A month in which somebody was away on most of the days that they work is no gap; of the month that runs, the days until today count. */
function emptiness(month: MonthName, rhythm: Rhythm | null, today: Day): Month['empty'] {
  if (!rhythm) return 'unknown'
  const end = lastDay(month) < today ? lastDay(month) : today
  let worked = 0
  let away = 0
  for (let day = `${month}-01`; day <= end; day = addDays(day, 1)) {
    if (!rhythm.days.includes(String(weekdayOf(day)))) continue
    worked += 1
    if (isAway(day, rhythm.away)) away += 1
  }
  return away * 2 > worked ? 'away' : 'gap'
}

/** What there is to choose from, each once: people by name, the rest in the order of the tables. */
export function choicesOf(entries: readonly Entry[]): { people: PersonRef[]; kinds: Kind[]; values: { id: string; name: string }[]; sites: string[] } {
  const once = <T>(items: T[], key: (item: T) => string): T[] => [...new Map(items.map((item) => [key(item), item])).values()]
  const byName = (a: { name: string | null }, b: { name: string | null }): number => (a.name ?? '').localeCompare(b.name ?? '')
  return {
    people: once(entries.map(({ author }) => author), ({ id }) => id).toSorted(byName),
    kinds: kindNames.filter((kind) => entries.some((entry) => entry.kind === kind)),
    values: once(entries.flatMap(({ values }) => values), ({ id }) => id).toSorted(byName),
    sites: siteIds.filter((site) => entries.some((entry) => entry.site === site)),
  }
}
