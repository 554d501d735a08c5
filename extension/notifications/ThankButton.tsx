import type { Card } from '../../shared/cards'
import { announce, Button, CheckIcon, useWords } from '../ui'
import { thanksOf } from './line'

interface Props {
  card: Card
  /** `T` thanks for this one: the key cap stands inside. */
  keyed?: boolean
  onThank: (card: Card, thanks: boolean) => Promise<unknown>
}

/** Thank the author; pressed again, it is taken back. */
export function ThankButton({ card, keyed, onThank }: Props) {
  const { t } = useWords()
  const thanked = thanksOf(card)
  const press = async () => {
    if (await onThank(card, !thanked)) announce(thanked ? t('notification.thankTakenBack') : t('notification.youThanked', { name: card.author.name ?? t('common.former') }))
  }
  return (
    <Button look="line" class="thank" pressed={thanked} icon={thanked ? <CheckIcon size={14} /> : undefined} {...(keyed && !thanked ? { keys: 'T' } : {})} onClick={() => void press()}>
      {thanked ? t('notification.thanked') : t('notification.thank')}
    </Button>
  )
}
