import type { GoalListed, OwnGoals } from '../../shared/goals'
import { goalLinkEndpoints } from '../../shared/goal-links'
import type { Citation } from '../../shared/feedback'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, ChipAdd, ChipChosen, Chips, FlagIcon, Menu, State, useWords } from '../ui'
import { openOf } from './figures'

interface Props {
  goals: OwnGoals
  /** The work of the tab, as it would be cited, and its id. */
  work: Citation
  artifactId: string
  onChange: () => Promise<unknown>
}

/** Chips of offers, while nothing is linked: one row. All others stand in its menu. */
const offered = 2

/** What of one's own this work serves; and, dashed, what it could: linked and let go by one press. */
export function LinkChips({ goals, work, artifactId, onChange }: Props) {
  const { t, word } = useWords()
  const acting = useAct()
  const links = goals.links.filter((one) => one.artifact === artifactId)
  const active = goals.items.filter(({ state }) => state === 'active')
  const parts = active.flatMap((goal) => {
    const open = openOf(goal)
    return open.length > 0 ? open.map((part) => ({ goal, keyResult: part.id as string | null, title: part.title })) : [{ goal, keyResult: null, title: goal.title }]
  })
  const isLinked = (goal: GoalListed, keyResult: string | null) => links.some((one) => one.goal === goal.id && (one.keyResult === keyResult || one.keyResult === null))
  const free = parts.filter(({ goal, keyResult }) => !isLinked(goal, keyResult))
  const link = (goal: GoalListed, keyResult: string | null, title: string) => void acting.run(async () => {
    await call(goalLinkEndpoints.link, { params: { id: goal.id }, body: { artifact: work, keyResult } })
    await onChange()
    announce(t('goals.linked', { title }))
  })
  const unlink = (goal: string, title: string) => void acting.run(async () => {
    await call(goalLinkEndpoints.unlink, { params: { id: goal, artifact: artifactId } })
    await onChange()
    announce(t('goals.unlinked', { title }))
  })
  if (active.length === 0) return null
  const [offers, others] = links.length === 0 ? [free.slice(0, offered), free.slice(offered)] : [[], free]
  return (
    <div class={links.length === 0 ? 'goal-links goal-links-free' : 'goal-links'}>
      <p class="tiny soft" aria-hidden="true">{t('goals.served')}</p>
      <Chips label={t('goals.served')}>
        {links.map((one) => {
          const found = parts.find(({ goal, keyResult }) => goal.id === one.goal && (one.keyResult === null || keyResult === one.keyResult))
          return found && <ChipChosen key={one.goal + (one.keyResult ?? '')} icon={<FlagIcon size={14} />} name={found.title} onRemove={() => unlink(one.goal, found.title)}><span title={found.title}>{found.title}</span></ChipChosen>
        })}
        {offers.map(({ goal, keyResult, title }) => (
          <ChipAdd key={goal.id + (keyResult ?? '')} title={title} aria-label={t('goals.linkTo', { title })} aria-busy={acting.busy} onClick={() => link(goal, keyResult, title)}><bdi>{title}</bdi></ChipAdd>
        ))}
        {others.length > 0 && <Menu label={t('goals.served')} items={others.map(({ goal, keyResult, title }) => ({ label: title, onSelect: () => link(goal, keyResult, title) }))} />}
      </Chips>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
    </div>
  )
}
