import type { Card } from '../../shared/cards'
import { useWords } from '../ui'

/** What happened to a card's audience, and for whom it waits: for author and recipients. The reader's own change says "you". */
export function Changes({ card, viewer }: { card: Card; viewer: string }) {
  const { t, ago, date } = useWords()
  if (card.changes.length === 0 && !card.waitsFor) return null
  return (
    <ul class="tiny soft changes">
      {card.waitsFor && <li>{t('card.waits', { name: card.waitsFor.name, date: date(card.waitsFor.until) })}</li>}
      {card.changes.map(({ kind, by, at, to = [] }) => (
        <li key={at + kind}>
          {kind !== 'narrowed' && by.id === viewer ? t(`card.change.you.${kind}`, { when: ago(at), names: to.map((one) => one.name ?? t('people.former')) }) : t(`card.change.${kind}`, { name: by.name ?? t('people.former'), when: ago(at), names: to.map((one) => one.name ?? t('people.former')) })}
        </li>
      ))}
    </ul>
  )
}
