import { useId } from 'preact/hooks'
import { goalEndpoints, type GoalListed, type GoalScope, goalScopes } from '../../shared/goals'
import type { Person } from '../../shared/people'
import type { Word } from '../../shared/words/index'
import { call } from '../bridge/call'
import { useLoad } from '../organisation/load'
import { useWords } from '../ui'

interface Props {
  scope: GoalScope
  self: string
  /** Somebody else: only what they may see is offered. */
  owner: Person | null
  value: string | null
  current: { id: string; title: string } | null
  onChange: (id: string | null) => void
  error: Word | null
}

/** The goal that it serves: of the same or a higher scope, highest first, as far as its owner may see them. */
export function ParentSelect({ scope, self, owner, value, current, onChange, error }: Props) {
  const { t, word } = useWords()
  const id = useId()
  const wider = goalScopes.slice(0, goalScopes.indexOf(scope) + 1)
  const found = useLoad(async () => (await Promise.all(wider.map((one) => call(goalEndpoints.find, { query: { scope: one } })))).map(({ items }) => items), [scope])
  const seen = (goal: GoalListed) => goal.id !== self && (!owner || goal.owner.id === owner.id || (goal.visibility === 'organization' && owner.inOrg) || (goal.visibility === 'team' && owner.teams.some((team) => team.id === goal.team?.id)))
  const known = found.value?.flat().some((one) => one.id === value)
  return (
    <div class="labelled">
      <label class="label" for={id}>{t('goals.parent')}</label>
      <select id={id} class="field" value={value ?? ''} aria-invalid={error ? 'true' : undefined} aria-describedby={error ? `${id}-error` : undefined} onChange={(event) => onChange(event.currentTarget.value || null)}>
        <option value="">{t('goals.parent.none')}</option>
        {!known && current && <option value={current.id}>{current.title}</option>}
        {wider.map((one, index) => {
          const goals = (found.value?.[index] ?? []).filter(seen)
          return goals.length > 0 && <optgroup key={one} label={t(`goals.scope.${one}`)}>{goals.map((goal) => <option key={goal.id} value={goal.id}>{[goal.title, goal.team && one !== 'person' ? goal.team.name : goal.owner.name].filter(Boolean).join(' – ')}</option>)}</optgroup>
        })}
      </select>
      {error && <p id={`${id}-error`} class="field-error">{word(error)}</p>}
    </div>
  )
}
