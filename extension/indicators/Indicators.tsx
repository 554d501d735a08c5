import { useState } from 'preact/hooks'
import { type Indicator, indicatorEndpoints, isHealthy } from '../../shared/indicators'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, Field, Menu, Section, State, TextArea, useWords, type Words } from '../ui'
import { Spark } from '../ui/Spark'
import { IndicatorForm, type List } from './IndicatorForm'
import { numberIn, readingsIn } from './readings'
import './indicators.css'

/** Continuing measures of a team, or of the organisation: the curve, its healthy range, and readings by those who keep them. */
export function Indicators({ team }: { team: string | null }) {
  const { t, word } = useWords()
  const list = useLoad(() => call(indicatorEndpoints.all, { query: team === null ? {} : { team } }), [team])
  const [adding, setAdding] = useState(false)
  // Not of this team and not above it: there is nothing to say.
  if (list.problem?.code === 'not-found') return null
  const found = list.value
  return (
    <Section title={t(team === null ? 'indicator.org' : 'indicator.title')}>
      {list.loading && <State is="loading" rows={2} />}
      {list.problem && <State is="failed" what={word(problemWord(list.problem))} onRetry={list.again} />}
      {found?.items.length === 0 && !adding && <State is="empty" small what={t('indicator.none')} why={t('indicator.noneWhy')} />}
      {found?.items.map((one) => <OneIndicator key={one.id} indicator={one} mayEdit={found.mayEdit} onChange={list.set} />)}
      {found?.mayEdit && !adding && <div><Button look="line" onClick={() => setAdding(true)}>{t('indicator.add')}</Button></div>}
      {adding && <IndicatorForm team={team} onDone={(now) => { setAdding(false); list.set(now) }} onCancel={() => setAdding(false)} />}
    </Section>
  )
}

/** Percent as the language writes it; every other unit behind its number. */
const valueIn = (value: number, unit: string, { number }: Words): string => (unit === '%' ? number(value / 100, { style: 'percent', maximumFractionDigits: 2 }) : [number(value), unit].filter(Boolean).join(' '))
function rangeOf({ low, high, unit }: Indicator, words: Words): string {
  const [from, to] = [low, high].map((one) => (one === null ? '' : valueIn(one, unit, words))) as [string, string]
  return low !== null && high !== null ? words.t('indicator.between', { low: from, high: to }) : low !== null ? words.t('indicator.least', { low: from }) : high !== null ? words.t('indicator.most', { high: to }) : ''
}

function OneIndicator({ indicator, mayEdit, onChange }: { indicator: Indicator; mayEdit: boolean; onChange: (list: List) => void }) {
  const words = useWords()
  const { t, date } = words
  const [open, setOpen] = useState<'edit' | 'read' | 'import' | null>(null)
  const { readings, name, unit } = indicator
  const last = readings.at(-1)
  const [start, end] = [Date.parse(readings[0]?.day ?? ''), Date.parse(last?.day ?? '')]
  const done = (now: List) => {
    setOpen(null)
    onChange(now)
  }
  if (open === 'edit') return <IndicatorForm team={indicator.team} indicator={indicator} onDone={done} onCancel={() => setOpen(null)} />
  const said = last ? t('indicator.last', { value: valueIn(last.value, unit, words), date: date(last.day) }) : t('indicator.unread')
  return (
    <article class="indicator" aria-label={name}>
      <div class="line line-between">
        <strong><bdi>{name}</bdi></strong>
        {mayEdit && (
          <span class="line">
            {open !== 'read' && <Button look="line" size="small" aria-label={t('indicator.read.of', { name })} onClick={() => setOpen('read')}>{t('indicator.read')}</Button>}
            <Menu label={name} items={[{ label: t('indicator.import'), onSelect: () => setOpen('import') }, { label: t('indicator.edit'), onSelect: () => setOpen('edit') }]} />
          </span>
        )}
      </div>
      {indicator.about && <p class="small soft" dir="auto">{indicator.about}</p>}
      {last && readings.length > 1 && <Spark says={t('indicator.says', { name, count: readings.length, value: valueIn(last.value, unit, words), date: date(last.day) })} low={indicator.low} high={indicator.high} points={readings.map(({ day, value }) => ({ x: end > start ? (Date.parse(day) - start) / (end - start) : 1, value }))} />}
      <p class="small">{[said, last && rangeOf(indicator, words) && t(isHealthy(indicator, last.value) ? 'indicator.isHealthy' : 'indicator.isNot'), rangeOf(indicator, words)].filter(Boolean).join(' · ')}</p>
      {(open === 'read' || open === 'import') && <Reading indicator={indicator} many={open === 'import'} onDone={done} onCancel={() => setOpen(null)} />}
    </article>
  )
}

function Reading({ indicator, many, onDone, onCancel }: { indicator: Indicator; many: boolean; onDone: (list: List) => void; onCancel: () => void }) {
  const { t, word } = useWords()
  const [day, setDay] = useState(() => new Date().toISOString().slice(0, 10))
  const [value, setValue] = useState('')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const saving = useAct()
  const pasted = readingsIn(text)
  const number = numberIn(value)
  const lack = many ? (pasted.bad !== null ? t('indicator.badLine', { line: pasted.bad }) : pasted.readings.length > 500 ? t('indicator.tooMany') : pasted.readings.length === 0 ? t('field.needed') : undefined) : typeof number !== 'number' ? t('indicator.number') : undefined
  const save = () => {
    setTried(true)
    if (lack) return
    const readings = many ? pasted.readings : [{ day, value: number as number }]
    void saving.run(async () => onDone(await call(indicatorEndpoints.read, { params: { id: indicator.id }, body: { readings } })))
  }
  const error = tried ? lack : undefined
  return (
    <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
      {many ? <TextArea label={t('indicator.import')} hint={t('indicator.importWhy')} dir="ltr" value={text} onInput={setText} error={error} /> : (
        <div class="desk-dates">
          <Field label={t('indicator.day')} type="date" value={day} onInput={setDay} />
          <Field label={t('indicator.value')} aside={indicator.unit} inputMode="decimal" value={value} onInput={setValue} error={error} />
        </div>
      )}
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
      <div class="line"><Button type="submit" look="ink" aria-busy={saving.busy}>{many ? t('indicator.importDo', { count: pasted.readings.length }) : t('common.save')}</Button><Button look="quiet" onClick={onCancel}>{t('common.cancel')}</Button></div>
    </form>
  )
}
