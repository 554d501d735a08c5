/**
 * When a manager is nudged: about a report to whom they themselves have said nothing. It speaks of one's own silence and of nothing else.
 * Pure: the facts and the day come in. Source: domain.md section 16.
 */
import { addDays, type Day, type Rhythm, isAway, isWorkday, weekdayOf, workdaysBetween } from './days'

/** 60 days, and three weeks, as working days of whoever works five a week. */
export const silenceWorkdays = 43
export const startWorkdays = 15
/** "Not now" rests so many days. */
export const restDays = 14

export interface Report {
  id: string
  /** On which they began to report to the viewer, or came. */
  started: Day
  /** On which the viewer said something to them last; null: never, as far as is known. */
  said: Day | null
  away: Rhythm['away']
  answers: readonly { kind: 'silence' | 'start'; answeredOn: Day; restsUntil: Day | null; never: boolean }[]
}
export interface Due { id: string; kind: 'silence' | 'start'; since: Day }

/** At most every other working day, and three a week. */
export function isNudgeDay(today: Day, rhythm: Rhythm): boolean {
  if (!isWorkday(today, rhythm)) return false
  const place = [...rhythm.days].sort().indexOf(String(weekdayOf(today)))
  return place % 2 === 0 && place < 6
}

/** What there is to be nudged about, the longest silence first; empty on most days. */
export function nudgesOf(reports: readonly Report[], today: Day, rhythm: Rhythm): Due[] {
  if (!isNudgeDay(today, rhythm)) return []
  // One a day: who has answered one today has had it.
  if (reports.some(({ answers }) => answers.some((one) => one.answeredOn === today))) return []
  return reports.flatMap((report) => dueOf(report, today, rhythm)).sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.id < b.id ? -1 : 1))
}

function dueOf(report: Report, today: Day, rhythm: Rhythm): Due[] {
  if (isAway(today, report.away)) return []
  const said = report.said !== null && report.said >= report.started ? report.said : null
  const since = said ?? report.started
  // Days on which either was away are nobody's silence.
  const silent = workdaysBetween(since, today, { ...rhythm, away: [...rhythm.away, ...report.away] })
  const kind = silent >= silenceWorkdays ? 'silence' : said === null && silent >= startWorkdays ? 'start' : null
  if (kind === null) return []
  const answer = report.answers.find((one) => one.kind === kind)
  if (answer?.never || (answer?.restsUntil && today < answer.restsUntil)) return []
  return [{ id: report.id, kind, since }]
}

export const restsUntil = (today: Day): Day => addDays(today, restDays)
