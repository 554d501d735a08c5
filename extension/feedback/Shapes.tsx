import { bodyShapeOf } from '../../shared/bodies'
import { type BodyShape, ruleOf } from '../../shared/kinds'
import type { KeptDraft } from '../bridge/kept'
import { ChipToggle, Chips, useWords } from '../ui'

/** How it is written, where the kind leaves a choice: the words go along. */
export function Shapes({ draft, onChange }: { draft: KeptDraft; onChange: (shape: BodyShape) => void }) {
  const { t } = useWords()
  const shape = bodyShapeOf(draft.body)
  const { bodies } = ruleOf(draft.kind)
  if (bodies.length < 2) return null
  return (
    <Chips label={t('compose.shape')}>
      {bodies.map((one) => <ChipToggle key={one} chosen={one === shape} onToggle={() => one !== shape && onChange(one)}>{t(`compose.shape.${one}`)}</ChipToggle>)}
    </Chips>
  )
}
