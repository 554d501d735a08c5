import { useState } from 'preact/hooks'
import type { BodyOf } from '../../shared/endpoint'
import { notificationEndpoints, type Preferences as Chosen } from '../../shared/notifications'
import { mailWays, type MailWay, type NotificationKind, usualHours } from '../../shared/notification-kinds'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, State, Tick, useWords } from '../ui'

/** What most people meet; the rest is duties that few hold. */
const usual: readonly NotificationKind[] = ['feedback.received', 'reply.received', 'feedback.thanked', 'feedback.trying', 'feedback.helped', 'request.asked', 'request.reminded', 'request.declined', 'feedback.passedOn', 'handle.proposed', 'account.changed']

/** How one hears of what: per kind by e-mail and by one's own channel, within which hours, and the morning's summary. */
export function Preferences() {
  const { t, word } = useWords()
  const chosen = useLoad(() => call(notificationEndpoints.preferences, {}))
  const saving = useAct()
  const [all, setAll] = useState(false)
  if (chosen.problem) return <State is="failed" what={word(problemWord(chosen.problem))} onRetry={chosen.again} />
  if (!chosen.value) return <State is="loading" rows={4} />
  const { value } = chosen
  const change = (body: BodyOf<typeof notificationEndpoints.prefer>) => void saving.run(async () => {
    chosen.set(await call(notificationEndpoints.prefer, { body }))
    announce(t('settings.saved'))
  })
  const mailable = value.kinds.filter(({ email }) => email !== null)
  const shown = mailable.filter(({ kind }) => all || usual.includes(kind)).sort((a, b) => rank(a.kind) - rank(b.kind))
  return (
    <div class="stack">
      <p class="soft">{t('prefer.why')}</p>
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
      <Tick checked={value.digest} onChange={(digest) => change({ digest })} hint={t('prefer.digestHint')}>{t('prefer.digest')}</Tick>
      <WithinHours value={value} change={change} />
      <ul class="prefer-rows" aria-label={t('prefer.kinds')}>
        {shown.map((row) => <Kind key={row.kind} row={row} own={value.channel} change={change} />)}
      </ul>
      {!all && shown.length < mailable.length && <div class="pull-start"><Button look="quiet" onClick={() => setAll(true)}>{t('prefer.more')}</Button></div>}
    </div>
  )
}

const rank = (kind: NotificationKind): number => {
  const at = usual.indexOf(kind)
  return at === -1 ? usual.length : at
}

type Change = (body: BodyOf<typeof notificationEndpoints.prefer>) => void

function Kind({ row, own, change }: { row: Chosen['kinds'][number]; own: boolean; change: Change }) {
  const { t } = useWords()
  const label = t(`prefer.kind.${row.kind}`)
  return (
    <li class="prefer-row">
      <span class="prefer-name">{label}</span>
      {row.always ? <span class="prefer-way small soft">{t('prefer.always')}</span> : (
        <select class="field prefer-way" aria-label={label} value={row.email ?? 'off'} onChange={(event) => change({ email: { [row.kind]: event.currentTarget.value as MailWay } })}>
          {mailWays.map((way) => <option key={way} value={way}>{t(`prefer.way.${way}`)}</option>)}
        </select>
      )}
      {own && <Tick checked={row.chat} aria-label={t('prefer.chat', { kind: label })} onChange={(chat) => change({ chat: { [row.kind]: chat } })}>{t('prefer.chatShort')}</Tick>}
    </li>
  )
}

const hoursOf = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** The hours in which something may arrive at once. */
function WithinHours({ value: { hours }, change }: { value: Chosen; change: Change }) {
  const { t } = useWords()
  const said = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
  return (
    <div class="stack-small">
      <Tick checked={hours !== null} onChange={(on) => change({ hours: on ? usualHours : null })} hint={t('prefer.hoursHint')}>{t('prefer.hours')}</Tick>
      {hours && (
        <div class="line line-wrap prefer-hours">
          <label class="label">{t('prefer.from')} <select class="field" value={hours.from} onChange={(event) => change({ hours: { ...hours, from: Number(event.currentTarget.value) } })}>
            {hoursOf(0, hours.to - 1).map((hour) => <option key={hour} value={hour}>{said(hour)}</option>)}
          </select></label>
          <label class="label">{t('prefer.to')} <select class="field" value={hours.to} onChange={(event) => change({ hours: { ...hours, to: Number(event.currentTarget.value) } })}>
            {hoursOf(hours.from + 1, 24).map((hour) => <option key={hour} value={hour}>{said(hour)}</option>)}
          </select></label>
        </div>
      )}
    </div>
  )
}
