import { useState } from 'preact/hooks'
import type { Card } from '../../shared/cards'
import { Button, Dialog, Menu, announce, useWords, type MenuItem } from '../ui'
import { bodyFields } from '../../shared/bodies'
import type { CardActs } from './useCardActs'

/** The menu of a card. `more`: what its parts offer. */
export function CardMenu({ card, acts, more }: { card: Card; acts: CardActs; more: readonly MenuItem[] }) {
  const { t, date } = useWords()
  const [asking, setAsking] = useState(false)
  const item = (label: string, act: (() => void) | null, danger = false): MenuItem[] => (act ? [{ label, danger, onSelect: act }] : [])
  const items = [
    ...item(t('card.copy'), () => void copyWords(card.body).then(() => announce(t('card.copied')))),
    ...more,
    ...item(t('card.showTitle'), acts.showTitle),
    ...item(t('card.hideTitle'), acts.hideTitle),
    ...item(t('card.stepBack'), acts.stepBack && (() => setAsking(true)), true),
    ...item(card.kind === 'note' ? t('card.note.delete') : `${t('card.retract')} · ${card.retractUntil ? t('card.retract.until', { time: date(card.retractUntil, 'moment') }) : ''}`, acts.retract, true),
  ]
  return (
    <>
      <span class="card-menu"><Menu label={t('card.actions')} items={items} /></span>
      <Dialog
        open={asking} onClose={() => setAsking(false)} title={t('card.stepBack')}
        actions={<><Button look="quiet" onClick={() => setAsking(false)}>{t('common.cancel')}</Button><Button look="danger" onClick={() => { setAsking(false); acts.stepBack?.() }}>{t('card.stepBack')}</Button></>}
      >
        <p>{t('card.stepBack.ask', { author: card.author.name ?? t('people.former') })}</p>
      </Dialog>
    </>
  )
}

/** The words alone, field by field, on the clipboard. */
export const copyWords = (body: Card['body']): Promise<void> => navigator.clipboard.writeText(bodyFields(body).map(([, text]) => text).filter(Boolean).join('\n\n'))
