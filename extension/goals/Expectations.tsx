import { useId } from 'preact/hooks'
import { expectationEndpoints, expectationKinds } from '../../shared/expectations'
import { type GoalListed, mostExpectations } from '../../shared/goals'
import { call } from '../bridge/call'
import { useLoad } from '../organisation/load'
import { FlagIcon, IconButton, Section, useWords, XIcon } from '../ui'
import './goal-page.css'

interface Props { owner: string; value: readonly string[]; onChange: (ids: string[]) => void }

/** What of the owner's role the goal speaks to. Who may not see the role is not asked. */
export function ExpectationsSelect({ owner, value, onChange }: Props) {
  const { t } = useWords()
  const id = useId()
  const expected = useLoad(() => call(expectationEndpoints.ofPerson, { params: { id: owner } }), [owner])
  const all = expected.value?.expectations ?? []
  if (all.length === 0) return null
  const chosen = all.filter((one) => value.includes(one.id))
  return (
    <div class="labelled">
      <label class="label" for={id}>{t('goals.expectations')}</label>
      {chosen.length > 0 && (
        <ul class="goal-beside small">
          {chosen.map((one) => <li key={one.id}><FlagIcon /><span dir="auto">{one.text}</span><IconButton small label={t('common.remove', { name: one.text })} onClick={() => onChange(chosen.flatMap((other) => (other.id === one.id ? [] : other.id)))}><XIcon /></IconButton></li>)}
        </ul>
      )}
      {chosen.length < mostExpectations && (
        <select
          id={id} class="field" value="" onChange={(event) => {
            const picked = event.currentTarget.value
            // What was chosen leaves the list, which stands on its first line again.
            event.currentTarget.value = ''
            if (picked) onChange([...chosen.map((one) => one.id), picked])
          }}
        >
          <option value="">{t('goals.expectations.choose')}</option>
          {expectationKinds.map((kind) => [kind, all.filter((one) => one.kind === kind && !value.includes(one.id))] as const).filter(([, some]) => some.length > 0).map(([kind, some]) => (
            <optgroup key={kind} label={t(`expect.kind.${kind}`)}>{some.map((one) => <option key={one.id} value={one.id}>{one.text}</option>)}</optgroup>
          ))}
        </select>
      )}
    </div>
  )
}

/** What is expected that a goal speaks to, as it is written today. */
export function SpeaksTo({ goal }: { goal: GoalListed }) {
  const { t } = useWords()
  const ids = goal.expectations ?? []
  const standards = useLoad(async () => (ids.length === 0 ? null : call(expectationEndpoints.all, {})), [ids.join()])
  const found = (standards.value?.roles ?? []).flatMap(({ levels }) => levels.flatMap(({ expectations }) => expectations)).filter((one, index, all) => ids.includes(one.id) && all.findIndex((other) => other.id === one.id) === index)
  if (found.length === 0) return null
  return <Section title={t('goals.expectations.shown')}><ul class="goal-beside small">{found.map((one) => <li key={one.id}><FlagIcon /><span dir="auto">{one.text}</span></li>)}</ul></Section>
}
