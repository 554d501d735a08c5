import { sayWho } from '../../shared/saying'
import { problemWord } from '../organisation/problem'
import { Chip, Chips, Entry, State, Stone, useWords, FlagIcon } from '../ui'
import { CardMenu } from './CardMenu'
import { useCardParts } from './cardParts'
import { Changes } from './Changes'
import type { FeedbackCardProps } from './FeedbackCard'
import { headOf } from './head'
import { Landed } from './Landed'
import { Reactions } from './Reactions'
import { TeamNamed } from './TeamNamed'
import { useCardActs } from './useCardActs'
import { WordsSaid } from './WordsSaid'

/** A stone on the path: what was said here before. */
export function SaidEntry({ card, viewer, onChange }: FeedbackCardProps) {
  const words = useWords()
  const { rich, ago, word, date } = words
  const acts = useCardActs(card, viewer, onChange)
  const parts = useCardParts(card, viewer, onChange)
  return (
    <Entry
      mark={<Stone kind={card.kind} />}
      head={<span class="said-head"><span class="grow">{rich(...headOf(card, viewer, words))} <time class="faint" dateTime={card.at} title={date(card.at, 'moment')}>{ago(card.at)}</time></span><CardMenu card={card} acts={acts} more={parts.items} /></span>}
      foot={<><span>{sayWho(card.audience, viewer).map(word).join(' ')}</span><Reactions card={card} acts={acts} />{parts.acts}</>}
      after={parts.below}
    >
      <WordsSaid body={card.body} quote />
      {card.values.length + (card.goals?.length ?? 0) > 0 && <Chips>{card.values.map((value) => <Chip key={value.id} accent>{value.name}</Chip>)}{card.goals?.map((goal) => <Chip key={goal.id} icon={<FlagIcon size={14} />}>{goal.title}</Chip>)}</Chips>}
      <Landed card={card} viewer={viewer} acts={acts} />
      <TeamNamed card={card} viewer={viewer} />
      <Changes card={card} viewer={viewer} />
      {acts.acting.problem && <State is="failed" what={word(problemWord(acts.acting.problem))} />}
    </Entry>
  )
}
