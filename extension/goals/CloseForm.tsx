import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { type GoalListed, goalOutcomes } from '../../shared/goals'
import { newId } from '../../shared/ids'
import type { Me } from '../../shared/people'
import type { Refusal } from '../../shared/problem'
import { problemWord } from '../organisation/problem'
import { announce, Button, Segmented, State, TextArea, Tick, useWords } from '../ui'
import { nextQuarter } from './quarter'

type Outcome = (typeof goalOutcomes)[number]
export interface Closing { outcome: Outcome; closing: string; carry: string | null }

/** Closing a goal: how it came out, a sentence, and whether it goes on in the next quarter from where it stands. */
export function CloseForm({ goal, organisation, onClose, onDone, problem }: { goal: GoalListed; organisation: Me['organisation']; onClose: (closing: Closing) => void; onDone: () => void; problem: Refusal | null }) {
  const { t, date, word } = useWords()
  const [outcome, setOutcome] = useState<Outcome | undefined>()
  const [closing, setClosing] = useState('')
  const [carries, setCarries] = useState(false)
  const [asked, setAsked] = useState(false)
  const carry = useMemo(() => newId(), [])
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input')?.focus(), [])
  const next = nextQuarter(organisation, goal.end)
  const submit = () => {
    setAsked(true)
    if (!outcome) {
      announce(t('goals.close.needsOutcome'))
      return form.current?.querySelector<HTMLInputElement>('input')?.focus()
    }
    if (closing.trim() === '') {
      announce(t('field.needed'))
      return form.current?.querySelector('textarea')?.focus()
    }
    onClose({ outcome, closing: closing.trim(), carry: carries ? carry : null })
  }
  return (
    <form class="check-in" ref={form} onSubmit={(event) => { event.preventDefault(); submit() }} onKeyDown={(event) => {
      if (event.key === 'Escape') { event.stopPropagation(); onDone() }
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
    }}>
      <div>
        <Segmented label={t('goals.close.how')} shown look="boxes" value={outcome} onChange={setOutcome} options={goalOutcomes.map((one) => ({ value: one, label: t(`goals.outcome.${one}`) }))} />
        {asked && !outcome && <p class="field-error">{t('goals.close.needsOutcome')}</p>}
      </div>
      <TextArea label={t('goals.close.sentence')} words maxLength={1_000} value={closing} onInput={setClosing} error={asked && closing.trim() === '' ? t('field.needed') : undefined} />
      <Tick checked={carries} onChange={setCarries} hint={t('goals.carry.why')}>{t('goals.carry', { from: date(next.from), to: date(next.to) })}</Tick>
      {problem && <State is="failed" what={word(problemWord(problem))} />}
      <div class="line"><Button look="ink" type="submit" keys="Ctrl+Enter">{t(carries ? 'goals.close.carry' : 'goals.close')}</Button><Button look="quiet" onClick={onDone}>{t('common.cancel')}</Button></div>
    </form>
  )
}
