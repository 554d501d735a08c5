import { sayWho } from '../../shared/saying'
import type { Card } from '../../shared/cards'
import { problemWord } from '../organisation/problem'
import { Avatar, Card as Shell, Chip, Chips, EyeIcon, LockIcon, Meta, State, Stone, useWords, FlagIcon } from '../ui'
import { isWide } from './AudienceLine'
import { CardMenu } from './CardMenu'
import { useCardParts } from './cardParts'
import { Changes } from './Changes'
import { headOf } from './head'
import { Landed } from './Landed'
import { Reactions } from './Reactions'
import { TeamNamed } from './TeamNamed'
import { useCardActs, type OnCard } from './useCardActs'
import { WordsSaid } from './WordsSaid'
import { WorkLine } from './WorkLine'

export interface FeedbackCardProps {
  card: Card
  /** The reader's id. */
  viewer: string
  onChange: OnCard
  /** Just sent, or seen for the first time. */
  fresh?: boolean
  /** The page shows the work already. */
  withoutWork?: boolean
}

/** One piece of feedback as its reader may see it, with what they may do. */
export function FeedbackCard({ card, viewer, onChange, fresh, withoutWork }: FeedbackCardProps) {
  const words = useWords()
  const { t, rich, ago, word } = words
  const acts = useCardActs(card, viewer, onChange)
  const parts = useCardParts(card, viewer, onChange)
  const [key, values] = headOf(card, viewer, words)
  return (
    <Shell
      fresh={fresh ?? false} label={t(key, values)}
      head={<><Avatar name={card.author.name ?? ''} /><span>{rich(key, values)} <span class="faint">{ago(card.at)}</span></span></>}
      end={<><Stone kind={card.kind} /><CardMenu card={card} acts={acts} more={parts.items} /></>}
    >
      <WordsSaid body={card.body} />
      <Landed card={card} viewer={viewer} acts={acts} />
      {(card.values.length > 0 || card.goals || (card.artifact && !withoutWork)) && (
        <Chips>
          {card.values.map((value) => <Chip key={value.id} accent>{value.name}</Chip>)}
          {card.goals?.map((goal) => <Chip key={goal.id} icon={<FlagIcon size={14} />}>{goal.title}</Chip>)}
          {card.artifact && !withoutWork && <WorkLine artifact={card.artifact} />}
        </Chips>
      )}
      <TeamNamed card={card} viewer={viewer} />
      <Meta icon={isWide(card.audience) ? <EyeIcon size={14} /> : <LockIcon size={14} />}>{sayWho(card.audience, viewer).map(word).join(' ')}</Meta>
      <Changes card={card} viewer={viewer} />
      <div class="line line-wrap tiny soft card-acts"><Reactions card={card} acts={acts} />{parts.acts}</div>
      {parts.below}
      {acts.acting.problem && <State is="failed" what={word(problemWord(acts.acting.problem))} />}
    </Shell>
  )
}
