/** Months and what is in them, in words. */
import type { Entry, Month, MonthName } from '../../shared/timeline'
import { choicesOf } from '../../shared/timeline'
import type { Words } from '../ui'

/** "November", or "November 2025" where it is another year's. `short`: "Nov". */
export function monthWord(month: MonthName, { locale }: Words, { now = Date.now(), short = false, year = !month.startsWith(String(new Date(now).getFullYear())) }: { now?: number; short?: boolean; year?: boolean } = {}): string {
  return new Intl.DateTimeFormat(locale, { month: short ? 'short' : 'long', ...(year && { year: short ? '2-digit' : 'numeric' }), timeZone: 'UTC' }).format(new Date(`${month}-15T00:00:00Z`))
}

/** "Away 6 Jul to 16 Aug" */
export const awaySaid = ({ from, to }: Month['away'][number], { t, date }: Words): string =>
  from === to ? t('timeline.awayDay', { from: date(from, 'short') }) : t('timeline.away', { from: date(from, 'short'), to: date(to, 'short') })

/** "2 recognitions and 1 piece of feedback"; "nothing yet"; "Away 6 Jul to 16 Aug". */
export function whatStood(month: Month, words: Words): string {
  const { t } = words
  const counts = choicesOf(month.entries).kinds.map((kind) => t(`timeline.count.${kind}`, { count: month.counts[kind] ?? 0 }))
  const nothing = month.empty === 'gap' ? [t('timeline.nothing')] : month.empty === 'unknown' ? [t('timeline.none')] : []
  return words.list([...counts, ...nothing, ...month.away.map((one) => awaySaid(one, words))])
}

/** "Evidence, May to November" */
export function evidenceTitle(months: readonly Month[], name: string | null, words: Words): string {
  const [first, last] = [months[0]!, months.at(-1)!]
  const years = first.month.slice(0, 4) !== last.month.slice(0, 4) || undefined
  const said = (month: MonthName) => monthWord(month, words, years ? { year: true } : {})
  if (first === last) return name === null ? words.t('timeline.evidenceOne', { from: said(first.month) }) : words.t('timeline.evidenceOneOf', { from: said(first.month), name })
  const values = { from: said(first.month), to: said(last.month) }
  return name === null ? words.t('timeline.evidence', values) : words.t('timeline.evidenceOf', { ...values, name })
}

/** Everything that is shown, in one sentence, for whoever listens. */
export const pictureSaid = (months: readonly Month[], title: string, words: Words): string =>
  words.t('timeline.picture', { title, months: months.map((month) => words.t('timeline.month', { month: monthWord(month.month, words), what: whatStood(month, words) })).join('; ') })

export const entriesOf = (months: readonly Month[]): Entry[] => months.toReversed().flatMap(({ entries }) => entries)
