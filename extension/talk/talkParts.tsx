/** What talk puts on a card: replies, one's own view, passing on, letting more people see it. */
import type { Card } from '../../shared/cards'
import { ruleOf } from '../../shared/kinds'
import type { CardPart, OnPart } from '../feedback/cardParts'
import { Button, later, LockIcon, MessageIcon, useWords } from '../ui'
import { Views } from './Views'

const Thread = later<Pick<OnPart, 'card' | 'viewer' | 'onChange'>>(() => import('./Thread').then((module) => module.Thread))
const ViewForm = later<OnPart>(() => import('./ViewForm').then((module) => module.ViewForm))
const PassOn = later<OnPart>(() => import('./PassOn').then((module) => module.PassOn))
const Widen = later<OnPart>(() => import('./Widen').then((module) => module.Widen))

/** Somebody else can read it: nothing is said under what one keeps for oneself. */
const isShared = ({ audience, waitsFor, replies }: Card): boolean => (audience.visibility !== 'author' && !waitsFor) || (replies ?? 0) > 0

function Act({ card, isOpen, open, close }: OnPart) {
  const { t } = useWords()
  if (!isShared(card)) return null
  return <Button look="quiet" size="small" icon={<MessageIcon size={14} />} aria-expanded={isOpen} onClick={isOpen ? close : open}>{t('talk.open', { count: card.replies ?? 0 })}</Button>
}

function Held({ card }: OnPart) {
  const { t } = useWords()
  return card.held ? <p class="line tiny soft"><LockIcon size={14} /><span>{t('talk.held')}</span></p> : null
}

/** Its thread, when it is asked for. */
export const talkPart: CardPart = { name: 'talk', Act, Below: (on) => <><Held {...on} /><Views {...on} />{on.isOpen && <Thread {...on} />}</> }
/** The same on a page of its own: the whole thread stands there. */
export const talkOpen: CardPart = { name: 'talk', Below: (on) => <><Held {...on} /><Views {...on} />{isShared(on.card) && <Thread {...on} />}</> }

export const viewPart: CardPart = {
  name: 'view',
  menu: ({ card, viewer, open }, { t }) => (card.mine !== 'recipient' || card.toTeam || card.held ? [] : [{ label: t(card.views?.some(({ by }) => by.id === viewer) ? 'talk.viewChange' : 'talk.viewAdd'), onSelect: open }]),
  Below: (on) => (on.isOpen ? <ViewForm {...on} /> : null),
}

export const passOnPart: CardPart = {
  name: 'passOn',
  menu: ({ card, open }, { t }) => (card.mine !== 'recipient' || !ruleOf(card.kind).passesOn || card.held ? [] : [{ label: t('talk.passOn'), onSelect: open }]),
  Below: (on) => (on.isOpen ? <PassOn {...on} /> : null),
}

export const widenPart: CardPart = {
  name: 'widen',
  menu: ({ card, open }, { t }) => (card.mine !== 'recipient' || !ruleOf(card.kind).stepBack || card.toTeam || card.audience.visibility === 'organization' || card.held ? [] : [{ label: t('talk.widen'), onSelect: open }]),
  Below: (on) => (on.isOpen ? <Widen {...on} /> : null),
}
