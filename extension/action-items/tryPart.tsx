/** "Try this" on feedback and coaching that one received; and, for both sides, that it is tried. */
import type { Card } from '../../shared/feedback'
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

function Below(on: OnPart) {
  const { t, rich } = useWords()
  const { card } = on
  if (on.isOpen && isTriable(card)) return <TryThis {...on} />
  if (!card.trying) return null
  const { state } = card.trying
  return (
    <p class="line tiny soft"><SproutIcon size={14} />
      <span>{card.mine === 'recipient' ? t('todo.trying.mine', { state }) : rich('todo.trying.theirs', { state, name: card.recipients[0]?.name ?? t('common.former') })}</span>
    </p>
  )
}

export const tryPart: CardPart = { name: 'try', Act, Below }
