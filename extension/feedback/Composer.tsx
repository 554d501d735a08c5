import type { ComponentChildren, ComponentType } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { Kind } from '../../shared/kinds'
import type { Match, Me, Person } from '../../shared/people'
import type { WordKey } from '../../shared/words/index'
import { ask } from '../bridge/call'
import type { KeptDraft } from '../bridge/kept'
import { Segmented, Stone, useWords } from '../ui'
import { useCoached } from './coached'
import { blank, draftKey, kindsFor, noWork, ownWords, type Work } from './composing'
import { type ComposerProps as WritingProps, WritingOf } from './WritingOf'

/** What a tab is drawn from: all that the composer has. */
export interface OnTab {
  /** The row of kinds and tabs, and what stands above the fields: first in the scrolling part. */
  row: ComponentChildren
  /** Stands after the fields in the scrolling part. */
  below: ComponentChildren
  work: Work
  me: Me | null
  matches: readonly Match[] | null
  /** Who was chosen so far. */
  recipients: readonly Person[]
}

/** Something else than a kind that can be chosen in the same row: asking for feedback. It draws everything below the head, foot included (classes `composer`, `composer-main`, `composer-foot`). */
export interface ComposerTab {
  name: string
  label: WordKey
  icon?: ComponentChildren
  Content: ComponentType<OnTab>
}

export interface ComposerProps extends WritingProps {
  /** The kind that it opens with, or a tab's name. */
  kind?: string
  tabs?: readonly ComposerTab[]
}

/** Says something to somebody: kind, work, who, words, value; who will see it; Send. Its parent gives it a height. */
export function Composer({ work = noWork, kind: first, recipients = [], kept, above, tabs = [], ...rest }: ComposerProps) {
  const { t } = useWords()
  const coached = useCoached(rest.me?.person.id ?? null, useMemo(() => (rest.matches ?? []).flatMap(({ person }) => person ?? []), [rest.matches]))
  const kinds = kindsFor(rest.me, coached.any)
  const [chosen, setChosen] = useState<string>(kept?.kind ?? first ?? 'recognition')
  const [brought, setBrought] = useState(kept ?? null)
  const [carried, setCarried] = useState(recipients)
  const tab = tabs.find(({ name }) => name === chosen)
  const kind = kinds.find((one) => one === chosen) ?? kinds[0] ?? (chosen as Kind)
  /** The words of a coaching draft as a note: beside what was noted here before. */
  const keepAsNote = async (draft: KeptDraft) => {
    const [recipient] = draft.recipients
    const old = await ask('draft.load', { key: draftKey(work, 'note') }).catch(() => null)
    const text = [old && ownWords(old, work), ownWords(draft, work)].filter(Boolean).join('\n\n')
    const person = old?.person ?? (recipient && coached.led.some(({ id }) => id === recipient.id) ? { id: recipient.id, name: recipient.name } : null)
    await ask('draft.drop', { key: draft.key }).catch(() => undefined)
    setBrought({ ...(old ?? blank(work, 'note', rest.me)), body: { text }, person, at: Date.now() })
    setChosen('note')
  }
  const options = [
    ...kinds.map((value) => ({ value: value as string, label: t(`kind.${value}`), icon: <Stone kind={value} size={15} /> })),
    ...tabs.map(({ name, label, icon }) => ({ value: name, label: t(label), icon })),
  ]
  // An answer is feedback, whatever else one may say.
  const row = options.length > 1 && !kept?.request && (
    <Segmented label={t('kind.pick')} options={options} value={tab?.name ?? kind} onChange={(next) => { setBrought(null); setChosen(next) }} />
  )
  if (tab) return <tab.Content row={<>{row}{above}</>} below={rest.below} work={work} me={rest.me} matches={rest.matches ?? null} recipients={carried} />
  return (
    <WritingOf
      key={kind} {...rest} work={work} kind={kind} coached={coached} recipients={kind === 'coaching' ? carried.filter(({ id }) => coached.by(id)) : carried} kept={brought?.kind === kind ? brought : null}
      onRecipients={setCarried} onNote={kind === 'coaching' && kinds.includes('note') ? (draft) => void keepAsNote(draft) : undefined} above={<>{row}{above}</>}
    />
  )
}
