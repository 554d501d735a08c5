import { useRef, useState } from 'preact/hooks'
import { addDays, type Day, dayOf, weekdayOf } from '../../shared/days'
import { newId } from '../../shared/ids'
import type { KeptDraft } from '../bridge/kept'
import { shortName } from '../people/names'
import { afterRender, CalendarIcon, Chip, ChipAdd, Chips, ChipToggle, Field, IconButton, useWords, XIcon } from '../ui'

interface Props {
  draft: KeptDraft
  onChange: (action: KeptDraft['action']) => void
}

/** Something for the recipient to do, and by when: nothing, until it is asked for. */
export function ActionCard({ draft, onChange }: Props) {
  const { t, date } = useWords()
  const [other, setOther] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const add = useRef<HTMLDivElement>(null)
  const { action, recipients } = draft
  const today = dayOf(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone)
  if (!action) {
    const begin = () => {
      onChange({ id: newId(), text: nextStep(draft), due: fridayAfter(today) })
      afterRender(() => field.current?.focus())
    }
    return <div ref={add}><Chips><ChipAdd onClick={begin}>{t('compose.action.add')}</ChipAdd></Chips></div>
  }
  const quick = [fridayAfter(today), addDays(fridayAfter(today), 7)]
  const custom = other || (action.due !== null && !quick.includes(action.due))
  return (
    <section class="action-card" aria-label={t('compose.action')}>
      <div class="line">
        <span class="action-box" aria-hidden="true" />
        <div class="grow">
          <Field label={t('compose.action.what')} quiet innerRef={field} placeholder={t('compose.action.example')} maxLength={300} value={action.text} onInput={(text) => onChange({ ...action, text })} />
        </div>
        <IconButton label={t('common.remove', { name: t('compose.action') })} onClick={() => onChange(null)}><XIcon /></IconButton>
      </div>
      <Chips label={t('compose.action.when')}>
        {recipients[0] && <Chip person={recipients[0].name}>{shortName(recipients[0].name)}</Chip>}
        {quick.map((day) => (
          <ChipToggle key={day} icon={<CalendarIcon size={14} />} chosen={!custom && action.due === day} onToggle={(on) => { setOther(false); onChange({ ...action, due: on || custom ? day : null }) }}>{date(day, 'dated')}</ChipToggle>
        ))}
        <ChipToggle chosen={custom} onToggle={(on) => { setOther(on); if (!on) onChange({ ...action, due: quick[0]! }) }}>{t('compose.action.otherDay')}</ChipToggle>
      </Chips>
      {custom && <Field label={t('compose.action.day')} quiet type="date" min={today} value={action.due ?? ''} onInput={(due) => onChange({ ...action, due: due || null })} />}
    </section>
  )
}

/** The Friday to come; on a Friday the next one. */
export const fridayAfter = (day: Day): Day => addDays(day, (5 - weekdayOf(day) + 7) % 7 || 7)

/** What was just written as the next step is what there is to do, where it is one line. */
function nextStep({ body }: KeptDraft): string {
  const text = ('next' in body ? body.next : 'will' in body ? body.will : '')?.trim() ?? ''
  return text.length <= 300 && !text.includes('\n') ? text : ''
}
