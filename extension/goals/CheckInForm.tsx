import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { checkInStatuses, type NewCheckIn } from '../../shared/check-ins'
import type { GoalListed } from '../../shared/goals'
import type { KeyResult } from '../../shared/key-results'
import { newId } from '../../shared/ids'
import type { Refusal } from '../../shared/problem'
import { problemWord } from '../organisation/problem'
import { announce, Button, Field, PlusIcon, Segmented, Shape, State, useWords, type Words } from '../ui'
import { Confidence } from './Confidence'
import { decimalOf, numberIn, readingText, type Status } from './figures'
import { type Need, NeedFields } from './NeedFields'
import './goals.css'

export interface CheckInProps {
  goal: Pick<GoalListed, 'title' | 'keyResults'>
  keyResult: KeyResult
  /** Sends it, or puts it where it is sent from; false: it was not taken. */
  onSend: (body: NewCheckIn) => Promise<boolean>
  onClose: () => void
  problem?: Refusal | null
  /** The check-in of the work that this one corrects, and what it read. */
  corrects?: { id: string; reading: number } | null
  viewer: string
}

/** A check-in: the reading, the state, how sure one is, a line, and what one needs. It opens with the last values, the reading selected. */
export function CheckInForm({ keyResult, onSend, onClose, problem, corrects, viewer }: CheckInProps) {
  const words = useWords()
  const { t, word } = words
  const last = corrects?.reading ?? keyResult.current ?? keyResult.baseline
  const [typed, setTyped] = useState(() => plain(words, last))
  const [status, setStatus] = useState<Status | null>(keyResult.status)
  const [sure, setSure] = useState<number | null>(keyResult.confidence)
  const [line, setLine] = useState('')
  const [need, setNeed] = useState<Need | null>(null)
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const id = useMemo(() => newId(), [])
  const form = useRef<HTMLFormElement>(null)
  const reading = numberIn(typed, decimalOf(words))
  const missing = {
    reading: reading === null ? t('goals.checkIn.number') : undefined,
    status: status === null ? t('goals.checkIn.state') : undefined,
    sure: sure === null ? t('goals.checkIn.sure') : undefined,
    to: need && !need.to ? t('goals.need.whom') : undefined,
  }
  // Before anything is drawn: who types at once types into it.
  useLayoutEffect(() => {
    const first = form.current?.querySelector<HTMLInputElement>('.check-in-reading input:checked, .check-in-reading input:not([type="radio"]), .check-in-reading input')
    first?.focus()
    if (first?.type === 'text') first.select()
  }, [])
  const send = () => {
    setAsked(true)
    const lacking = (['reading', 'status', 'sure', 'to'] as const).find((name) => missing[name])
    if (lacking) {
      announce(missing[lacking]!)
      form.current?.querySelector<HTMLElement>(`.check-in-${lacking} input`)?.focus()
      return
    }
    if (busy) return
    setBusy(true)
    void onSend({
      id, reading: reading!, status: status!, confidence: sure!, line: line.trim(), artifact: null, need: need && { kind: need.kind, to: need.to!.id, text: need.text.trim() }, ...(corrects && { corrects: corrects.id }),
    }).then((went) => {
      setBusy(false)
      if (!went) return
      announce(t('goals.checkIn.done'))
      onClose()
    })
  }
  return (
    <form
      ref={form} class="check-in" aria-label={t('goals.checkIn.of', { title: keyResult.title })} onSubmit={(event) => { event.preventDefault(); send() }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) { event.preventDefault(); event.stopPropagation(); onClose() }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send() }
      }}
    >
      <div class="line line-between line-wrap check-in-head">
        <span class="label" dir="auto">{keyResult.title}</span>
        <span class="tiny soft">{keyResult.lastAt ? t('goals.checkIn.last', { reading: readingText(words, keyResult, keyResult.current ?? keyResult.baseline), day: words.date(keyResult.lastAt, 'short') }) : t('goals.unchecked')}</span>
      </div>
      <div class="check-in-reading">
        {keyResult.measure === 'qualitative'
          ? <Segmented label={t('goals.checkIn.step')} look="boxes" shown value={String(reading ?? '')} onChange={setTyped} options={keyResult.rubric.map((step, index) => ({ value: String(index), label: step }))} />
          : (
            <div class="line check-in-number">
              <Field label={t('goals.checkIn.reading')} quiet inputMode="decimal" autocomplete="off" maxLength={20} value={typed} onInput={setTyped} error={asked ? missing.reading : undefined} dir="ltr" />
              <span class="small soft grow">{t('goals.checkIn.target', { target: readingText(words, keyResult, keyResult.target) })}{keyResult.stretch !== null && <> · {t('goals.plot.stretch', { value: readingText(words, keyResult, keyResult.stretch) })}</>}</span>
              {(corrects || keyResult.lastAt) && <Difference keyResult={keyResult} reading={reading} last={last} />}
            </div>
          )}
      </div>
      <div class="check-in-status">
        <Segmented label={t('goals.checkIn.how')} look="boxes" value={status ?? undefined} onChange={setStatus} options={checkInStatuses.map((one) => ({ value: one, label: t(`goals.status.${one}`), icon: <Shape state={one} /> }))} />
        {asked && missing.status && <p class="field-error">{missing.status}</p>}
      </div>
      <div class="check-in-sure"><Confidence value={sure} onChange={setSure} error={asked ? missing.sure : undefined} /></div>
      <Field label={t('goals.checkIn.line')} quiet placeholder={t('goals.checkIn.line')} maxLength={500} value={line} onInput={setLine} />
      {need && <NeedFields need={need} onChange={setNeed} viewer={viewer} error={asked ? missing.to : undefined} />}
      {problem && <State is="failed" what={word(problemWord(problem))} safe={t('goals.checkIn.safe')} />}
      <div class="line line-between line-wrap">
        {need ? <Button look="quiet" class="pull-start" onClick={() => setNeed(null)}>{t('goals.need.none')}</Button> : <Button look="quiet" class="pull-start" icon={<PlusIcon />} onClick={() => setNeed({ kind: 'help', to: null, text: '' })}>{t('goals.need.some')}</Button>}
        <Button look="ink" type="submit" keys="Ctrl+Enter" aria-busy={busy}>{t(corrects ? 'goals.checkIn.correct' : 'goals.checkIn')}</Button>
      </div>
    </form>
  )
}

/** A number as it stands in a field: no thousands, the decimal sign of the language. */
const plain = ({ number }: Pick<Words, 'number'>, value: number): string => number(value, { useGrouping: false, maximumFractionDigits: 6 })

/** "7 more than last time"; in which direction it is better is the reader's to know. */
function Difference({ keyResult, reading, last }: { keyResult: KeyResult; reading: number | null; last: number }) {
  const words = useWords()
  if (reading === null || reading === last) return null
  const better = (reading - last) * (keyResult.target - keyResult.baseline) > 0
  const amount = Math.abs(Math.round((reading - last) * 1e6) / 1e6)
  return <span class={better ? 'small check-in-better' : 'small soft'}>{words.t(reading > last ? 'goals.checkIn.more' : 'goals.checkIn.less', { amount: readingText(words, keyResult, amount) })}</span>
}
