/** "Try this" on feedback and coaching that one received. */
import type { Card } from '../../shared/cards'
import type { CardPart, OnPart } from '../feedback/cardParts'
import { Button, later, SproutIcon, useWords } from '../ui'

const TryThis = later<OnPart>(() => import('./TryThis').then((module) => module.TryThis))

/** Meant as help, said to the reader, and not tried yet, or let go since. */
const isTriable = ({ kind, mine, trying, held }: Card): boolean => (kind === 'feedback' || kind === 'coaching') && mine === 'recipient' && !held && (!trying || trying.state === 'dropped')

function Act({ card, isOpen, open, close }: OnPart) {
  const { t } = useWords()
  if (!isTriable(card)) return null
  return <Button look="quiet" size="small" icon={<SproutIcon size={14} />} aria-expanded={isOpen} onClick={isOpen ? close : open}>{t('todo.try')}</Button>
}

/** That it is tried stands on the card itself. */
function Below(on: OnPart) {
  return on.isOpen && isTriable(on.card) ? <TryThis {...on} /> : null
}

export const tryPart: CardPart = { name: 'try', Act, Below }
