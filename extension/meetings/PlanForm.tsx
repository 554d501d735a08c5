import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { cadences, type Meeting } from '../../shared/meetings'
import { Button, Field, Segmented, useWords } from '../ui'

type Weeks = (typeof cadences)[number]
interface Props { meeting: Meeting; onPlan: (next: string | null, weeks: Weeks) => Promise<boolean>; onDone: () => void }

const two = (n: number): string => String(n).padStart(2, '0')
/** What a `datetime-local` field shows: the reader's own clock. */
function localOf(iso: string | null): string {
  if (iso === null) return ''
  const at = new Date(iso)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** When it is next, and how often. */
export function PlanForm({ meeting, onPlan, onDone }: Props) {
  const { t } = useWords()
  const [next, setNext] = useState(localOf(meeting.next))
  const [weeks, setWeeks] = useState(String(meeting.cadenceWeeks))
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => field.current?.focus(), [])
  const submit = (event: Event) => {
    event.preventDefault()
    void onPlan(next === '' ? null : new Date(next).toISOString(), Number(weeks) as Weeks).then((went) => went && onDone())
  }
  return (
    <form class="todo-form" onSubmit={submit} onKeyDown={(event) => void (event.key === 'Escape' && (event.stopPropagation(), onDone()))}>
      <Field label={t('meetings.plan.next')} type="datetime-local" step={300} value={next} onInput={setNext} innerRef={field} />
      <Segmented label={t('meetings.plan.often')} shown look="boxes" value={weeks} onChange={setWeeks} options={cadences.map((one) => ({ value: String(one), label: t('meetings.cadence', { weeks: String(one) }) }))} />
      <div class="line">
        <Button look="ink" type="submit">{t('common.save')}</Button>
        <Button look="quiet" onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}
