import { useId, useState } from 'preact/hooks'
import { Button, Chips, ChipToggle, Field, Tick, useWords } from '../../ui'
import type { BodyOf } from '../../../shared/endpoint'
import { isTimeZone, type Me, type peopleEndpoints } from '../../../shared/people'

type Change = BodyOf<typeof peopleEndpoints.settings>

/** The zones that this browser knows, with the one that is set. */
const zonesWith = (set: string): string[] => [...new Set([set, 'UTC', ...Intl.supportedValuesOf('timeZone')])]

/** Monday 1 to Sunday 7, by a week that began on a Monday. */
const dayDate = (day: number): Date => new Date(2024, 0, day)

/** On which days I work, by which clock, and when I am away: reminders wait for me. */
export function OwnTime({ me, change }: { me: Me; change: (part: Change) => void }) {
  const { t, date } = useWords()
  const days = me.settings.workingDays ?? '12345'
  const toggle = (day: number, on: boolean) => {
    const next = [1, 2, 3, 4, 5, 6, 7].filter((one) => (one === day ? on : days.includes(String(one)))).join('')
    if (next !== '') change({ workingDays: next })
  }
  return (
    <div class="stack form">
      <p class="soft">{t('settings.timeWhy')}</p>
      <div class="labelled">
        <span class="label">{t('settings.workingDays')}</span>
        <Chips label={t('settings.workingDays')}>{[1, 2, 3, 4, 5, 6, 7].map((day) => <ChipToggle key={day} chosen={days.includes(String(day))} onToggle={(on) => toggle(day, on)}>{date(dayDate(day), 'weekday')}</ChipToggle>)}</Chips>
      </div>
      <TimeZone zone={me.settings.timeZone ?? 'UTC'} onChange={(timeZone) => change({ timeZone })} />
      <Away key={JSON.stringify(me.person.away)} away={me.person.away} change={change} />
    </div>
  )
}

function TimeZone({ zone, onChange }: { zone: string; onChange: (zone: string) => void }) {
  const { t } = useWords()
  const id = useId()
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <div class="labelled">
      <label class="label" for={id}>{t('settings.timeZone')}</label>
      <select id={id} class="field" value={zone} onChange={(event) => onChange(event.currentTarget.value)}>
        {zonesWith(zone).map((one) => <option key={one} value={one}>{one.replaceAll('_', ' ')}</option>)}
      </select>
      {here !== zone && isTimeZone(here) && <div><Button look="quiet" onClick={() => onChange(here)}>{t('settings.timeZoneHere', { zone: here.replaceAll('_', ' ') })}</Button></div>}
    </div>
  )
}

function Away({ away, change }: { away: Me['person']['away']; change: (part: Change) => void }) {
  const { t } = useWords()
  const [from, setFrom] = useState(away?.from ?? '')
  const [to, setTo] = useState(away?.to ?? '')
  const [open, setOpen] = useState(away !== null && away.to === null)
  const [tried, setTried] = useState(false)
  const wrong = !open && to !== '' && to < from
  const save = () => {
    setTried(true)
    if (from === '' || wrong || (!open && to === '')) return
    change({ away: { from, to: open ? null : to } })
  }
  return (
    <form class="stack" noValidate aria-label={t('settings.away')} onSubmit={(event) => { event.preventDefault(); save() }}>
      <span class="label">{t('settings.away')}</span>
      <div class="desk-dates">
        <Field label={t('settings.awayFrom')} type="date" value={from} onInput={setFrom} error={tried && from === '' ? t('field.needed') : undefined} />
        {!open && <Field label={t('settings.awayTo')} type="date" min={from} value={to} onInput={setTo} error={wrong ? t('settings.awayWrong') : tried && to === '' ? t('field.needed') : undefined} />}
      </div>
      <Tick checked={open} onChange={setOpen} hint={t('settings.awayHint')}>{t('settings.awayOpen')}</Tick>
      <div class="line line-wrap">
        <Button type="submit" look="outline">{t('settings.awaySave')}</Button>
        {away && <Button look="quiet" onClick={() => change({ away: null })}>{t('settings.awayEnd')}</Button>}
      </div>
    </form>
  )
}
