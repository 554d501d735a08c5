import { goalEndpoints } from '../../shared/goals'
import { call } from '../bridge/call'
import { useLoad } from '../organisation/load'
import { announce, ChipToggle, Chips, FlagIcon, useWords } from '../ui'
import { servedBy } from './served'

export interface CitedGoal { id: string; title: string }

interface Props {
  artifactId: string | null
  /** Whose goals are offered beside those that the work serves. */
  person: string | null
  chosen: readonly CitedGoal[]
  onChange: (chosen: CitedGoal[]) => void
}

const [most, offered] = [3, 4]

/** "Goal it helped": those that the work serves first, then the recipient's; only such as everyone may see. Nothing to offer: nothing there. */
export function GoalChoice({ artifactId, person, chosen, onChange }: Props) {
  const { t } = useWords()
  const found = useLoad(async () => {
    const [served, theirs] = await Promise.all([
      artifactId ? servedBy(artifactId).then((items) => items.map(({ goal }) => goal), () => []) : [],
      person ? call(goalEndpoints.ofPerson, { params: { id: person }, query: { state: 'active' } }).then(({ items }) => items, () => []) : [],
    ])
    return [...served, ...theirs].filter((goal, index, all) => goal.visibility === 'organization' && goal.state === 'active' && all.findIndex((one) => one.id === goal.id) === index).map(({ id, title }) => ({ id, title }))
  }, [artifactId, person])
  const all = [...chosen, ...(found.value ?? []).filter((one) => !chosen.some(({ id }) => id === one.id))].slice(0, Math.max(offered, chosen.length))
  if (all.length === 0) return null
  const toggle = (goal: CitedGoal, on: boolean) => {
    if (on && chosen.length >= most) announce(t('goals.cited.most', { max: most }))
    else onChange(on ? [...chosen, goal] : chosen.filter(({ id }) => id !== goal.id))
  }
  return (
    <div class="composer-group">
      <p class="label" aria-hidden="true">{t('goals.cited')}<span class="label-optional"> {t('common.optional')}</span></p>
      <Chips label={t('goals.cited')}>
        {all.map((goal) => <ChipToggle key={goal.id} icon={<FlagIcon size={14} />} chosen={chosen.some(({ id }) => id === goal.id)} onToggle={(on) => toggle(goal, on)}>{goal.title}</ChipToggle>)}
      </Chips>
    </div>
  )
}
