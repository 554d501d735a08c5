import type { Card } from '../../shared/feedback'
import { useWords } from '../ui'

/** What happened to a card's audience, and for whom it waits: for author and recipients. */
export function Changes({ card }: { card: Card }) {
  const { t, ago, date } = useWords()
  if (card.changes.length === 0 && !card.waitsFor) return null
  return (
    <ul class="tiny soft changes">
      {card.waitsFor && <li>{t('card.waits', { name: card.waitsFor.name, date: date(card.waitsFor.until) })}</li>}
      {card.changes.map((change) => <li key={change.at + change.kind}>{t(`card.change.${change.kind}`, { name: change.by.name ?? t('people.former'), when: ago(change.at) })}</li>)}
    </ul>
  )
}
