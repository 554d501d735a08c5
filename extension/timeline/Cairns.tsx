import { useLayoutEffect, useRef } from 'preact/hooks'
import { addDays, daysBetween } from '../../shared/days'
import { awayOver, choicesOf, type Month } from '../../shared/timeline'
import { Stone, useWords } from '../ui'
import { awaySaid, entriesOf, monthWord, pictureSaid, whatStood } from './saying'

/** Beyond so many stones: one fewer, and a count of the rest. */
const most = 6
/** Widths of stones from below: larger ones carry. */
const sizes = [40, 34, 32, 28, 26, 24]

/** Where a day lies, in months from the first. */
const placeOf = (day: string, months: readonly Month[]): number => {
  const at = months.findIndex(({ month }) => day.startsWith(month))
  const begin = `${months[at]!.month}-01`
  const length = daysBetween(begin, addDays(begin, 32).slice(0, 7) + '-01')
  return at + daysBetween(begin, day) / length
}

/** A cairn a month on a base line; periods away are hatched, an empty month says so. */
export function Cairns({ months, title }: { months: readonly Month[]; title: string }) {
  const words = useWords()
  const { t } = words
  const frame = useRef<HTMLDivElement>(null)
  // Where not all months have room, the newest ones are shown first.
  useLayoutEffect(() => frame.current?.scrollTo({ left: frame.current.scrollWidth * (words.dir === 'rtl' ? -1 : 1) }), [months.length])
  const share = (place: number) => `${(place / months.length) * 100}%`
  return (
    <div ref={frame} class="cairns-frame" tabIndex={0} role="group" aria-label={title}>
      <div class="cairns" role="img" aria-label={pictureSaid(months, title, words)} style={{ '--months': String(months.length) }}>
        {awayOver(months).map((one) => {
          const [from, to] = [placeOf(one.from, months), Math.min(months.length, placeOf(one.to, months) + 1 / 31)]
          return (
            <div key={one.from} class="cairns-away" style={{ insetInlineStart: share(from), inlineSize: share(to - from) }} title={awaySaid(one, words)}>
              {to - from >= 0.75 && <span>{awaySaid(one, words)}</span>}
            </div>
          )
        })}
        {months.map((month) => <Cairn key={month.month} month={month} nothing={t('timeline.nothing')} more={(count) => t('timeline.more', { count })} name={monthWord(month.month, words, { short: true })} />)}
      </div>
    </div>
  )
}

function Cairn({ month: { entries, empty }, nothing, more, name }: { month: Month; nothing: string; more: (count: number) => string; name: string }) {
  // The oldest lies below.
  const stones = entries.toReversed().slice(0, entries.length > most ? most - 1 : most)
  return (
    <div class="cairn">
      <div class="cairn-pile">
        {entries.length > stones.length && <span class="cairn-more figures">{more(entries.length - stones.length)}</span>}
        {stones.map(({ id, kind }, index) => <Stone key={id} kind={kind} size={sizes[index]!} />).reverse()}
        {empty === 'gap' && <span class="cairn-nothing">{nothing}</span>}
      </div>
      <div class="cairn-month">{name}</div>
    </div>
  )
}

/** The kinds that are there, each with its stone. */
export function Legend({ months }: { months: readonly Month[] }) {
  const { t } = useWords()
  return <ul class="cairns-legend" aria-hidden="true">{choicesOf(entriesOf(months)).kinds.map((kind) => <li key={kind}><Stone kind={kind} /><span>{t(`timeline.kind.${kind}`)}</span></li>)}</ul>
}

/** The same as a list, newest first. */
export function MonthList({ months, title }: { months: readonly Month[]; title: string }) {
  const words = useWords()
  return (
    <dl class="facts" aria-label={title}>
      {months.toReversed().map((month) => <div key={month.month}><dt>{monthWord(month.month, words)}</dt><dd>{whatStood(month, words)}</dd></div>)}
    </dl>
  )
}
