import type { Month } from '../../shared/timeline'
import { FeedbackCard } from '../feedback/FeedbackCard'
import { problemWord } from '../organisation/problem'
import { State, useWords } from '../ui'
import type { Cards } from './cards'
import { monthWord, whatStood } from './saying'

/** The entries themselves, a heading a month, the newest first. */
export function MonthEntries({ months, most, cards, viewer }: { months: readonly Month[]; most: number; cards: Cards; viewer: string }) {
  const words = useWords()
  let left = most
  const parts = months.toReversed().flatMap((month) => {
    if (left <= 0) return []
    const entries = month.entries.slice(0, left)
    left -= entries.length
    return [{ month, entries }]
  })
  return (
    <div class="evidence-months">
      {cards.problem && <State is="failed" what={words.word(problemWord(cards.problem))} onRetry={cards.again} />}
      {parts.map(({ month, entries }) => (
        <section key={month.month} class="evidence-month" aria-label={monthWord(month.month, words)}>
          <h3 class="subhead">{monthWord(month.month, words)} <span>{whatStood(month, words)}</span></h3>
          {entries.map(({ id }) => {
            const card = cards.of(id)
            if (card === undefined) return <State key={id} is="loading" as="card" rows={1} />
            return card && <FeedbackCard key={id} card={card} viewer={viewer} onChange={(now) => cards.put(id, now)} />
          })}
        </section>
      ))}
    </div>
  )
}
