import { useState } from 'preact/hooks'
import { expectationEndpoints } from '../../shared/expectations'
import { call } from '../bridge/call'
import { useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Chips, ChipAdd, ChipToggle, State, useWords } from '../ui'

const max = 3

/** Competencies that feedback speaks to, none to three of them: asked for when somebody wants to name one. */
export function Competencies({ chosen, onChange }: { chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  const { t } = useWords()
  const [open, setOpen] = useState(chosen.length > 0)
  return (
    <div class="composer-group" role="group" aria-label={t('compose.competency')}>
      <p class="label" aria-hidden="true">{t('compose.competency')}<span class="label-optional"> {t('common.optional')}</span></p>
      {open ? <Known chosen={chosen} onChange={onChange} /> : <Chips><ChipAdd onClick={() => setOpen(true)}>{t('compose.competency.add')}</ChipAdd></Chips>}
    </div>
  )
}

function Known({ chosen, onChange }: { chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  const { t, word } = useWords()
  const { value, problem, again } = useLoad(() => call(expectationEndpoints.all, {}))
  if (problem) return <State is="failed" what={word(problemWord(problem))} onRetry={again} />
  if (!value) return <State is="loading" rows={1} />
  const standing = value.competencies.filter(({ archived }) => !archived)
  if (standing.length === 0) return <p class="small soft">{t('compose.competency.none')}</p>
  const toggle = (id: string, on: boolean) => {
    if (on && chosen.length >= max) announce(t('compose.value.most', { max }))
    else onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))
  }
  return <Chips label={t('compose.competency')}>{standing.map((one) => <ChipToggle key={one.id} chosen={chosen.includes(one.id)} onToggle={(on) => toggle(one.id, on)}>{one.name}</ChipToggle>)}</Chips>
}
