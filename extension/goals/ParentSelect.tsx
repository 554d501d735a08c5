import { useEffect, useId, useState } from 'preact/hooks'
import { goalEndpoints, type GoalListed, type GoalScope, goalScopes } from '../../shared/goals'
import type { Person } from '../../shared/people'
import type { Word } from '../../shared/words/index'
import { call } from '../bridge/call'
import { useLoad } from '../organisation/load'
import { Field, useWords } from '../ui'

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

/** So long one waits for the next letter. */
const pause = 250

/** The goal that it serves: of the same or a higher scope, highest first, as far as its owner may see them. */
export function ParentSelect({ scope, self, owner, value, current, onChange, error }: Props) {
  const { t, word } = useWords()
  const id = useId()
  const wider = goalScopes.slice(0, goalScopes.indexOf(scope) + 1)
  const [typed, setTyped] = useState('')
  const [looked, look] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => look(typed.trim()), pause)
    return () => clearTimeout(timer)
  }, [typed])
  const found = useLoad(async () => {
    const pages = await Promise.all(wider.map((one) => call(goalEndpoints.find, { query: { scope: one, ...(looked && { q: looked }) } })))
    return { goals: pages.map(({ items }) => items), more: pages.some(({ after }) => after !== null) }
  }, [scope, looked])
  const [picked, pick] = useState(current)
  const seen = (goal: GoalListed) => goal.id !== self && (!owner || goal.owner.id === owner.id || (goal.visibility === 'organization' && owner.inOrg) || (goal.visibility === 'team' && owner.teams.some((team) => team.id === goal.team?.id)))
  const known = found.value?.goals.flat().some((one) => one.id === value)
  return (
    <>
      {(looked || typed || found.value?.more) && <Field label={t('goals.parent.find')} type="search" maxLength={100} value={typed} onInput={setTyped} onKeyDown={(event) => void (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && event.preventDefault())} />}
      <div class="labelled">
        <label class="label" for={id}>{t('goals.parent')}</label>
        <select id={id} class="field" value={value ?? ''} aria-invalid={error ? 'true' : undefined} aria-describedby={error ? `${id}-error` : undefined} onChange={(event) => {
          const chosen = event.currentTarget.value || null
          pick(found.value?.goals.flat().find((one) => one.id === chosen) ?? picked)
          onChange(chosen)
        }}>
          <option value="">{t('goals.parent.none')}</option>
          {!known && picked && <option value={picked.id}>{picked.title}</option>}
          {wider.map((one, index) => {
            const goals = (found.value?.goals[index] ?? []).filter(seen)
            return goals.length > 0 && <optgroup key={one} label={t(`goals.scope.${one}`)}>{goals.map((goal) => <option key={goal.id} value={goal.id}>{[goal.title, goal.team && one !== 'person' ? goal.team.name : goal.owner.name].filter(Boolean).join(' – ')}</option>)}</optgroup>
          })}
        </select>
        {error && <p id={`${id}-error`} class="field-error">{word(error)}</p>}
      </div>
    </>
  )
}
