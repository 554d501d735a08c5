import Navigation from '@github/combobox-nav'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import { directionFor } from './Field'
import { Listbox, type Choice } from './Listbox'
import { place } from './place'
import { useChoices, type Search } from './useChoices'
import { useWords } from './words'

interface Props {
  label: string
  /** The label is heard only. */
  quiet?: boolean
  placeholder?: string
  hint?: ComponentChildren
  error?: ComponentChildren
  /** What fits the query; at once or later. An older answer that comes late is dropped. */
  search: Search
  onChoose: (choice: Choice) => void
  /** Esc on a closed list, or focus gone: for pickers that come and go. */
  onLeave?: () => void
  /** Take the focus at once. */
  eager?: boolean
}

/** A field that finds one of many (ARIA 1.2 combobox with a list). The first hit is highlighted; Enter takes it. */
export function Combobox({ label, quiet, placeholder, hint, error, search, onChoose, onLeave, eager }: Props) {
  const { t } = useWords()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const navigation = useRef<Navigation | undefined>(undefined)
  const [query, setQuery] = useState('')
  const [open, setOpen] = useState(false)
  const { groups, count, stale } = useChoices(search, query, open)
  const fresh = useRef({ groups, onChoose })
  fresh.current = { groups, onChoose }

  useLayoutEffect(() => {
    const made = new Navigation(input.current!, list.current!, { tabInsertsSuggestions: false, firstOptionSelectionMode: 'selected' })
    navigation.current = made
    const onCommit = (event: Event) => choose((event.target as HTMLElement).dataset.id)
    const element = list.current!
    element.addEventListener('combobox-commit', onCommit)
    if (eager) input.current!.focus()
    return () => {
      element.removeEventListener('combobox-commit', onCommit)
      made.destroy()
    }
  }, [])

  useLayoutEffect(() => {
    if (!open) return
    const floating = popup.current!
    floating.showPopover()
    navigation.current!.start()
    const stop = place(input.current!, floating, { fit: true })
    return () => {
      stop()
      navigation.current?.stop()
      if (floating.matches(':popover-open')) floating.hidePopover()
    }
  }, [open])

  // The highlight belongs to the options that are there now.
  useLayoutEffect(() => {
    if (!open) return
    if (stale) navigation.current?.clearSelection()
    else navigation.current?.resetSelection()
  }, [groups, open, stale])

  function choose(chosenId?: string) {
    const chosen = fresh.current.groups?.flatMap((group) => group.choices).find((choice) => choice.id === chosenId)
    if (!chosen || chosen.why) return
    setQuery('')
    setOpen(false)
    fresh.current.onChoose(chosen)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return
    if (event.key === 'Escape') {
      if (open) {
        event.preventDefault()
        event.stopPropagation()
        setOpen(false)
      } else onLeave?.()
    } else if (event.key === 'Enter' && open && stale) {
      // What is highlighted answers an older question: whoever types fast would take the wrong one.
      event.preventDefault()
      event.stopImmediatePropagation()
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !open) {
      event.preventDefault()
      setOpen(true)
    } else if (open && (event.key === 'Home' || event.key === 'End') && !event.shiftKey) {
      event.preventDefault()
      event.stopImmediatePropagation()
      navigation.current!.clearSelection()
      navigation.current!.navigate(event.key === 'Home' ? 1 : -1)
    }
  }

  // On move, not on enter: a list that opens under a resting pointer must not take the highlight from the keyboard.
  function onMouseMove(event: MouseEvent) {
    const option = (event.target as Element).closest<HTMLElement>('[role="option"]')
    if (!option || option.getAttribute('aria-selected') === 'true') return
    navigation.current!.clearSelection()
    option.setAttribute('aria-selected', 'true')
    input.current!.setAttribute('aria-activedescendant', option.id)
  }

  return (
    <div class="labelled">
      <label for={id} class={quiet ? 'hidden-visually' : 'label'}>{label}</label>
      <input
        ref={input} id={id} class="field" type="text" dir={directionFor(query)} autocomplete="off" spellcheck={false} placeholder={placeholder} value={query}
        aria-invalid={error ? 'true' : undefined} aria-describedby={[error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined}
        onInput={(event) => { setQuery(event.currentTarget.value); setOpen(true) }}
        onFocus={() => eager && setOpen(true)} onClick={() => setOpen(true)} onKeyDownCapture={onKeyDown}
        onBlur={() => { setOpen(false); onLeave?.() }}
      />
      <div ref={popup} popover="manual" class="listbox-popup" onMouseDown={(event) => event.preventDefault()} onMouseMove={onMouseMove}>
        <Listbox id={`${id}-list`} label={label} groups={open ? (groups ?? []) : []} innerRef={list} />
        {open && groups && count === 0 && <p class="listbox-none">{t('common.noResults')}</p>}
        {open && !groups && <p class="listbox-none">{t('common.loading')}</p>}
      </div>
      <div class="hidden-visually" role="status">{open && groups ? t('common.results', { count }) : ''}</div>
      {hint && <p id={`${id}-hint`} class="field-hint">{hint}</p>}
      {error && <p id={`${id}-error`} class="field-error">{error}</p>}
    </div>
  )
}
