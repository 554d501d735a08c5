import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Kind } from '../../shared/kinds'
import type { Match, Me, Person } from '../../shared/people'
import type { Refusal } from '../../shared/problem'
import type { KeptDraft } from '../bridge/messages'
import { Segmented, Stone, useWords } from '../ui'
import { kindsFor, noWork, type Work } from './composing'
import type { Sent } from './sending'
import { WritingOf } from './WritingOf'

export interface ComposerProps {
  /** What it is said on; without it, on nothing. */
  work?: Work
  /** Null while it is loaded: one can write already. */
  me: Me | null
  /** Whom the page names, as the server found them; null while it is asked. */
  matches?: readonly Match[] | null
  /** What could not be loaded: sending waits for it. */
  problem?: Refusal | null
  onRetry?: () => void
  kind?: Kind
  /** Chosen before anything was written (from a person's page). */
  recipients?: Person[]
  /** What Undo or Edit brought back; give the composer its id as key. */
  kept?: KeptDraft | null
  onSent: (sent: Sent) => void
  /** Stand in the scrolling part, before and after the fields. */
  above?: ComponentChildren
  below?: ComponentChildren
}

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
