import { reactions, type Card } from '../../shared/cards'
import { Button, CheckIcon, useWords } from '../ui'
import type { CardActs } from './useCardActs'

/** Thanks from whom it was said to; the other reactions of a small set; how many there are. Its author sees the counts. */
export function Reactions({ card, acts }: { card: Card; acts: CardActs }) {
  const { t, number } = useWords()
  const counts = card.reactions
  if (card.mine === 'author') {
    const shown = reactions.filter((one) => counts[one] > 0)
    return <>{shown.map((one) => <span key={one}>{t(`card.count.${one}`, { count: counts[one] })}</span>)}</>
  }
  return (
    <span class="reactions" role="group" aria-label={t('card.reactions')}>
      {reactions.map((one) => {
        const mine = counts.mine.includes(one)
        return (
          <Button key={one} look={one === 'thanks' && card.mine === 'recipient' && !mine ? 'line' : 'quiet'} size="small" pressed={mine} icon={mine ? <CheckIcon size={14} /> : undefined} onClick={() => acts.react(one, !mine)}>
            {t(`card.reaction.${one}`)}{counts[one] > 0 && ' '}{counts[one] > 0 && <span class="reaction-count figures">{number(counts[one])}</span>}
          </Button>
        )
      })}
    </span>
  )
}
