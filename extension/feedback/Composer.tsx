import { useState } from 'preact/hooks'
import type { Kind } from '../../shared/kinds'
import { Segmented, Stone, useWords } from '../ui'
import { kindsFor, noWork } from './composing'
import { type ComposerProps, WritingOf } from './WritingOf'

export type { ComposerProps } from './WritingOf'

/** Says something to somebody: kind, work, who, words, value; who will see it; Send. Its parent gives it a height. */
export function Composer({ work = noWork, kind: first, recipients = [], kept, above, ...rest }: ComposerProps) {
  const { t } = useWords()
  const kinds = kindsFor(rest.me)
  const [chosen, setKind] = useState<Kind>(kept?.kind ?? first ?? 'recognition')
  const [brought, setBrought] = useState(kept ?? null)
  const [carried, setCarried] = useState(recipients)
  const kind = kinds.includes(chosen) ? chosen : (kinds[0] ?? chosen)
  const choice = kinds.length > 1 && (
    <Segmented label={t('kind.pick')} options={kinds.map((value) => ({ value, label: t(`kind.${value}`), icon: <Stone kind={value} size={15} /> }))} value={kind} onChange={(next) => { setBrought(null); setKind(next) }} />
  )
  return (
    <WritingOf
      key={kind} {...rest} work={work} kind={kind} recipients={carried} kept={brought?.kind === kind ? brought : null}
      onRecipients={setCarried} above={<>{choice}{above}</>}
    />
  )
}
