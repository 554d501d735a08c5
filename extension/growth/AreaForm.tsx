import { useState } from 'preact/hooks'
import type { Competency } from '../../shared/expectations'
import type { GrowthArea } from '../../shared/growth'
import { newId } from '../../shared/ids'
import { Button, Field, Select, TextArea, useWords } from '../ui'

interface Props {
  competencies: readonly Competency[]
  /** One that stands and is put otherwise: its competency stays. */
  area?: GrowthArea
  /** Plans that stand already are changed with a reason. */
  reasoned: boolean
  busy: boolean
  onSave: (area: GrowthArea, reason: string) => void
  onCancel: () => void
}

/** A growth area, new or put otherwise: which competency, from where to where, why. */
export function AreaForm({ competencies, area, reasoned, busy, onSave, onCancel }: Props) {
  const { t } = useWords()
  const [competency, setCompetency] = useState(competencies[0]?.id ?? '')
  const [from, setFrom] = useState(String(area?.from ?? 1))
  const [to, setTo] = useState(String(area?.to ?? 2))
  const [why, setWhy] = useState(area?.why ?? '')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const levels = competencies.find(({ id }) => id === competency)?.levels ?? []
  const steps = levels.map((text, index) => ({ value: String(index + 1), label: `${index + 1}. ${text}` }))
  const wrong = Number(to) <= Number(from)
  const save = () => {
    setTried(true)
    if (wrong || why.trim() === '' || (reasoned && reason.trim() === '')) return
    onSave({ id: area?.id ?? newId(), competency, from: Number(from), to: Number(to), why: why.trim(), open: true }, reason.trim())
  }
  return (
    <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
      {!area && <Select label={t('area.competency')} value={competency} onChange={setCompetency} options={competencies.map(({ id, name }) => ({ value: id, label: name }))} />}
      <Select label={t('area.from')} value={from} onChange={setFrom} options={steps.slice(0, -1)} />
      <Select label={t('area.to')} value={to} onChange={setTo} options={steps.slice(1)} error={tried && wrong ? t('area.toHigher', { from }) : undefined} />
      <TextArea label={t('area.why')} maxLength={500} value={why} onInput={setWhy} error={tried && why.trim() === '' ? t('field.needed') : undefined} />
      {reasoned && <Field label={t('plan.reason')} maxLength={300} value={reason} onInput={setReason} error={tried && reason.trim() === '' ? t('field.needed') : undefined} />}
      <div class="line"><Button type="submit" look="ink" aria-busy={busy}>{t(area ? 'area.save' : 'area.add')}</Button><Button look="quiet" onClick={onCancel}>{t('common.cancel')}</Button></div>
    </form>
  )
}
