import { type KeyResult, measures, type NewKeyResult } from '../../shared/key-results'
import { newId } from '../../shared/ids'
import { Button, ChipAdd, Field, IconButton, later, Segmented, useWords, type Words, XIcon } from '../ui'
import { decimalOf, numberIn } from './figures'

const RuleForm = later(() => import('./RuleForm').then(({ RuleForm: Form }) => Form))

type Measure = (typeof measures)[number]

/** A key result as it is typed. */
export interface KeyResultDraft {
  id: string
  title: string
  measure: Measure
  baseline: string
  target: string
  stretch: string
  unit: string
  rubric: string[]
  weight: string
  /** It stands already, in this version. */
  version: number | null
  dropped: boolean
  rule: KeyResult['rule']
}

export const emptyKeyResult = (): KeyResultDraft => ({ id: newId(), title: '', measure: 'number', baseline: '0', target: '', stretch: '', unit: '', rubric: ['', '', ''], weight: '1', version: null, dropped: false, rule: null })

export const draftOf = ({ number }: Pick<Words, 'number'>, one: KeyResult): KeyResultDraft => {
  const typed = (value: number | null) => (value === null ? '' : number(value, { useGrouping: false, maximumFractionDigits: 6 }))
  return { ...one, baseline: typed(one.baseline), target: typed(one.target), stretch: typed(one.stretch), unit: one.unit ?? '', weight: typed(one.weight) }
}

/** What it says, or what is wrong with it by field. */
export function keyResultIn(draft: KeyResultDraft, words: Pick<Words, 'number'>): { value: NewKeyResult } | { wrong: Partial<Record<'title' | 'baseline' | 'target' | 'stretch' | 'weight' | 'rubric' | 'unit', 'needed' | 'number'>> } {
  const isRubric = draft.measure === 'qualitative'
  const read = (text: string) => numberIn(text, decimalOf(words))
  const rubric = isRubric ? draft.rubric.map((step) => step.trim()).filter(Boolean) : []
  const [baseline, target, stretch, weight] = [isRubric ? 0 : read(draft.baseline), isRubric ? rubric.length - 1 : read(draft.target), draft.stretch.trim() === '' || isRubric ? undefined : read(draft.stretch), read(draft.weight || '1')]
  const wrong = {
    ...(draft.title.trim() === '' && { title: 'needed' as const }), ...(baseline === null && { baseline: 'number' as const }), ...(target === null && { target: 'number' as const }), ...(stretch === null && { stretch: 'number' as const }),
    ...((weight === null || weight < 0 || weight > 100) && { weight: 'number' as const }), ...(isRubric && rubric.length < 3 && { rubric: 'needed' as const }), ...(draft.measure === 'currency' && !/^[A-Za-z]{3}$/.test(draft.unit.trim()) && { unit: 'needed' as const }),
  }
  if (Object.keys(wrong).length > 0) return { wrong }
  const unit = draft.measure === 'currency' ? draft.unit.trim().toUpperCase() : draft.measure === 'number' || draft.measure === 'milestone' ? draft.unit.trim() || null : null
  return { value: { id: draft.id, title: draft.title.trim(), measure: draft.measure, baseline: baseline!, target: target!, stretch: stretch ?? null, unit, rubric, weight: weight!, owner: null, rule: draft.rule } }
}

interface Props {
  draft: KeyResultDraft
  index: number
  onChange: (draft: KeyResultDraft) => void
  /** Takes a new one away; one that stands is dropped and stays in the history. */
  onRemove: () => void
  asked: boolean
}

/** The fields of one key result: what is measured, from where, to where; soft measures are described step by step. */
export function KeyResultFields({ draft, index, onChange, onRemove, asked }: Props) {
  const words = useWords()
  const { t } = words
  const checked = keyResultIn(draft, words)
  const wrong = asked && 'wrong' in checked ? checked.wrong : {}
  const error = (name: keyof typeof wrong) => (wrong[name] ? t(wrong[name] === 'number' ? 'goals.checkIn.number' : 'field.needed') : undefined)
  const put = (part: Partial<KeyResultDraft>) => onChange({ ...draft, ...part })
  const label = t('goals.keyResult.nth', { n: index + 1 })
  if (draft.dropped) return <div class="line line-between kr-dropped"><span><s dir="auto">{draft.title}</s> <span class="small soft">{t('goals.dropped')}</span></span><Button look="quiet" onClick={() => put({ dropped: false })}>{t('goals.keyResult.back')}</Button></div>
  return (
    <fieldset class="kr-fields">
      <legend class="hidden-visually">{label}</legend>
      <div class="line kr-head">
        <div class="grow"><Field label={label} placeholder={t('goals.keyResult.example')} maxLength={250} value={draft.title} onInput={(title) => put({ title })} error={error('title')} /></div>
        <IconButton label={t(draft.version === null ? 'goals.keyResult.remove' : 'goals.keyResult.drop', { title: draft.title || label })} onClick={onRemove}><XIcon /></IconButton>
      </div>
      {draft.version === null && <Segmented label={t('goals.measure')} look="well" value={draft.measure} onChange={(measure) => put({ measure, ...(measure === 'currency' && draft.unit === '' && { unit: 'EUR' }) })} options={measures.map((value) => ({ value, label: t(`goals.measure.${value}`) }))} />}
      {draft.measure === 'qualitative'
        ? (
          <div class="stack kr-rubric">
            <p class="label">{t('goals.rubric')}</p>
            {draft.rubric.map((step, at) => <Field key={at} label={t('goals.rubric.step', { n: at + 1 })} quiet maxLength={200} placeholder={t('goals.rubric.step', { n: at + 1 })} readOnly={draft.version !== null} value={step} onInput={(text) => put({ rubric: draft.rubric.map((one, other) => (other === at ? text : one)) })} error={at === 0 && wrong.rubric ? t('goals.rubric.few') : undefined} />)}
            {draft.version === null && draft.rubric.length < 5 && <div><ChipAdd onClick={() => put({ rubric: [...draft.rubric, ''] })}>{t('goals.rubric.add')}</ChipAdd></div>}
          </div>
          )
        : (
          <div class="kr-numbers">
            <Field label={t('goals.baseline')} inputMode="decimal" dir="ltr" maxLength={20} value={draft.baseline} onInput={(baseline) => put({ baseline })} error={error('baseline')} />
            <Field label={t('goals.target')} inputMode="decimal" dir="ltr" maxLength={20} value={draft.target} onInput={(target) => put({ target })} error={error('target')} />
            <Field label={t('goals.stretch')} optional inputMode="decimal" dir="ltr" maxLength={20} value={draft.stretch} onInput={(stretch) => put({ stretch })} error={error('stretch')} />
            {draft.measure !== 'percent' && <Field label={t(draft.measure === 'currency' ? 'goals.currency' : 'goals.unitField')} optional={draft.measure !== 'currency'} maxLength={draft.measure === 'currency' ? 3 : 20} readOnly={draft.version !== null} value={draft.unit} onInput={(unit) => put({ unit })} error={error('unit')} />}
            <Field label={t('goals.weight')} inputMode="decimal" dir="ltr" maxLength={6} value={draft.weight} onInput={(weight) => put({ weight })} error={error('weight')} />
          </div>
          )}
      <RuleForm rule={draft.rule} measure={draft.measure} onChange={(rule) => put({ rule })} asked={asked} />
    </fieldset>
  )
}
