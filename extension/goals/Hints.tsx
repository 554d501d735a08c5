import type { GoalListed } from '../../shared/goals'
import { useWords } from '../ui'

/** More than so many active goals of one's own are many. */
export const manyGoals = 5

/** Hints of an own goal, never gates: no measure, no date ahead. Nothing where there is nothing to say. */
export function Hints({ goal }: { goal: Pick<GoalListed, 'keyResults' | 'children' | 'state' | 'end' | 'start' | 'mine'> }) {
  const { t } = useWords()
  if (goal.state === 'closed' || goal.mine === 'reader') return null
  const hints = [goal.keyResults.every((one) => one.dropped) && goal.children === 0 && goal.state === 'draft' && t('goals.hint.measure'), goal.end <= goal.start && t('goals.hint.date')].filter(Boolean)
  if (hints.length === 0) return null
  return <ul class="goal-hints small soft">{hints.map((hint) => <li key={String(hint)}>{hint}</li>)}</ul>
}
