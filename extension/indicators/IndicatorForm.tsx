import { useState } from 'preact/hooks'
import { directions, type Indicator, indicatorEndpoints } from '../../shared/indicators'
import type { ReplyOf } from '../../shared/endpoint'
import { newId } from '../../shared/ids'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, Field, Segmented, Select, State, TextArea, useWords } from '../ui'
import { numberIn } from './readings'
import { type Template, type TemplateName, templates } from './templates'

export type List = ReplyOf<typeof indicatorEndpoints.all>
interface Props { team: string | null; indicator?: Indicator; onDone: (list: List) => void; onCancel: () => void }

/** An indicator's name, how it is counted, and its healthy range. */
export function IndicatorForm({ team, indicator, onDone, onCancel }: Props) {
  const { t, word } = useWords()
  const [id] = useState(() => indicator?.id ?? newId())
  const [from, setFrom] = useState<TemplateName | ''>('')
  const [name, setName] = useState(indicator?.name ?? '')
  const [about, setAbout] = useState(indicator?.about ?? '')
  const [unit, setUnit] = useState(indicator?.unit ?? '')
  const [direction, setDirection] = useState<Indicator['direction']>(indicator?.direction ?? 'down')
  const [low, setLow] = useState(indicator?.low?.toString() ?? '')
  const [high, setHigh] = useState(indicator?.high?.toString() ?? '')
  const [tried, setTried] = useState(false)
  const saving = useAct()
  const start = (chosen: TemplateName | '') => {
    setFrom(chosen)
    if (!chosen) return
    const one: Template = templates[chosen]
    setName(t(one.name))
    setAbout(t(one.about))
    setUnit(one.unit === '%' ? '%' : t(one.unit))
    setDirection(one.direction)
    setLow(one.low?.toString() ?? '')
    setHigh(one.high?.toString() ?? '')
  }
  const range = [numberIn(low), numberIn(high)] as const
  const crossed = typeof range[0] === 'number' && typeof range[1] === 'number' && range[0] > range[1]
  const save = (archived: boolean) => {
    setTried(true)
    if (name.trim() === '' || range[0] === undefined || range[1] === undefined || crossed) return
    const body = { team, name: name.trim(), about: about.trim(), unit: unit.trim(), direction, low: range[0], high: range[1], archived, version: indicator?.version ?? 0 }
    void saving.run(async () => onDone(await call(indicatorEndpoints.write, { params: { id }, body })))
  }
  return (
    <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); save(false) }}>
      {!indicator && <Select label={t('indicator.start')} value={from} onChange={start} options={[{ value: '' as const, label: t('indicator.start.blank') }, ...(Object.keys(templates) as TemplateName[]).map((value) => ({ value, label: t(templates[value].name) }))]} />}
      <Field label={t('indicator.name')} maxLength={120} value={name} onInput={setName} error={tried && name.trim() === '' ? t('field.needed') : undefined} />
      <TextArea label={t('indicator.about')} optional maxLength={500} value={about} onInput={setAbout} />
      <Field label={t('indicator.unit')} optional maxLength={30} value={unit} onInput={setUnit} />
      <Segmented label={t('indicator.direction')} shown look="boxes" value={direction} options={directions.map((value) => ({ value, label: t(`indicator.direction.${value}`) }))} onChange={setDirection} />
      <div class="desk-dates">
        <Field label={t('indicator.low')} optional inputMode="decimal" value={low} onInput={setLow} error={range[0] === undefined ? t('indicator.number') : undefined} />
        <Field label={t('indicator.high')} optional inputMode="decimal" value={high} onInput={setHigh} error={range[1] === undefined ? t('indicator.number') : crossed ? t('indicator.range') : undefined} />
      </div>
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
      <div class="line line-wrap">
        <Button type="submit" look="ink" aria-busy={saving.busy}>{t('common.save')}</Button>
        <Button look="quiet" onClick={onCancel}>{t('common.cancel')}</Button>
        {indicator && <Button look="quiet" onClick={() => save(true)}>{t('indicator.away')}</Button>}
      </div>
    </form>
  )
}
