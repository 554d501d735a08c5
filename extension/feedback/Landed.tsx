import type { Card } from '../../shared/cards'
import { nameOf } from '../people/names'
import { Button, CheckIcon, useWords } from '../ui'
import type { CardActs } from './useCardActs'

/** What came of it: whom a note is about and until when it stays, what there is to do, whether it is tried, whether it helped. */
export function Landed({ card, viewer, acts }: { card: Card; viewer: string; acts: CardActs }) {
  const words = useWords()
  const { t, date } = words
  const { about, action, trying, helped, kind, author } = card
  const mine = card.mine === 'author'
  const recipient = card.recipients[0] ? nameOf(card.recipients[0], viewer, words) : ''
  const note = kind === 'note' && mine
  if (!about && !action && !note && (!trying || trying.state === 'dropped') && !helped) return null
  return (
    <div class="landed">
      {about && <p class="soft">{t('card.note.about', { name: nameOf(about, viewer, words) })}</p>}
      {action && <ActionLine action={action} />}
      {trying && trying.state !== 'dropped' && <p class="tiny soft"><CheckIcon size={14} /><span>{mine ? t('card.trying', { name: recipient, state: trying.state }) : t('card.trying.you', { state: trying.state })}</span></p>}
      {helped && <p class="tiny soft">{mine ? t('card.helped.you', { answer: helped }) : t('card.helped', { answer: helped, name: author.name ?? t('people.former') })}</p>}
      {note && (
        <p class="tiny soft">
          <span>{card.expiresAt ? t('card.note.until', { date: date(card.expiresAt) }) : t('card.note.kept')}</span>
          <Button look="link" onClick={() => acts.keep?.(Boolean(card.expiresAt))}>{t(card.expiresAt ? 'card.note.keep' : 'card.note.letGo')}</Button>
        </p>
      )}
    </div>
  )
}

/** Something to do, by when, and how it stands. */
export function ActionLine({ action: { text, due, state } }: { action: Pick<NonNullable<Card['action']>, 'text' | 'due' | 'state'> }) {
  const { t, date } = useWords()
  const until = due ? t('card.action.due', { state, date: date(due, 'dated') }) : t('card.action.undated', { state })
  return (
    <p class="landed-action">
      {state === 'done' ? <CheckIcon size={14} /> : <span class="action-box" aria-hidden="true" />}
      <span class={state === 'dropped' ? 'grow soft' : 'grow'}><bdi>{text}</bdi>{until && <span class="tiny soft"> · {until}</span>}</span>
    </p>
  )
}
