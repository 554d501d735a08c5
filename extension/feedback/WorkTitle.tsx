import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ArtifactRef } from '../../shared/artifacts'
import { cut } from '../../shared/text'
import { keyText } from '../artifacts/naming'
import { afterRender, Button, Field, useWords } from '../ui'
import { useLayer } from './layers'

export interface WorkTitleProps {
  artifact: ArtifactRef
  /** As the person's own page shows it; null = the page did not tell. */
  title: string | null
  /** As the site calls it, on GitHub `open draft merged closed`; null = the page did not tell. */
  state: string | null
  /** What the person wrote instead. */
  typed: string | null
  onTitle: (title: string | null) => void
}

/** What the work is called: as its page tells, to be put right; or its key, and a field to name it. It never keeps anybody from sending. */
export function WorkTitle({ artifact, title, state, typed, onTitle }: WorkTitleProps) {
  const { t } = useWords()
  const [editing, setEditing] = useState<string | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const isOpen = editing !== null
  const close = () => {
    setEditing(null)
    afterRender(() => opener.current?.focus())
  }
  useLayer(isOpen, close)
  useLayoutEffect(() => field.current?.select(), [isOpen])

  const key = keyText(artifact)
  const told = <>{title && <bdi>{key}</bdi>}{title && state && ' · '}{state && <span>{t('compose.workState', { state, word: state })}</span>}</>
  if (!title) {
    const name = t('compose.title.name', { type: artifact.type })
    return (
      <>
        <p class="small medium cut" dir="auto" title={key}>{key}</p>
        {state && <p class="tiny soft cut">{told}</p>}
        <Field label={name} quiet placeholder={name} hint={t('compose.title.untold')} value={typed ?? ''} maxLength={250} autocomplete="off" onInput={(text) => onTitle(text || null)} />
      </>
    )
  }
  const shown = typed ?? title
  const write = (text: string) => {
    setEditing(text)
    onTitle(text.trim() === '' || text === title ? null : text)
  }
  return (
    <>
      {isOpen
        ? <Field
            label={t('compose.title')} quiet innerRef={field} value={editing} maxLength={250} autocomplete="off"
            onInput={write} onBlur={() => setEditing(null)} onKeyDown={(event) => { if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) { event.preventDefault(); close() } }}
          />
        : <p class="small medium cut" dir="auto" title={shown}>{cut(shown, 200)}</p>}
      <div class="artifact-told tiny soft"><p class="cut">{told}</p>{!isOpen && <Button look="link" innerRef={opener} onClick={() => setEditing(shown)}>{t('compose.title.edit')}</Button>}</div>
    </>
  )
}
