import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** Keys -> what to do. "Ctrl+Enter" also answers to Cmd. Keys without a modifier rest while somebody types. */
export type Bindings = Readonly<Record<string, (event: KeyboardEvent) => void>>

/** What has an Enter of its own. */
const around = (target: EventTarget | null | undefined) => (target instanceof Element ? target.closest('form, dialog') : null)

/** Binds keys on the document while the component stands; with `of`, only those pressed in the same form or dialog as it: Ctrl+Enter in another one is not meant for it. */
export function useKeys(bindings: Bindings, of?: RefObject<Element | null>): void {
  const latest = useRef(bindings)
  latest.current = bindings
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const keys = keysOf(event)
      const act = latest.current[keys]
      if (!act || (of && around(event.target) !== around(of.current)) || (!/^(Ctrl|Alt)\+|^Escape$/.test(keys) && typing(event.target))) return
      event.preventDefault()
      act(event)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** An event as "Ctrl+Enter", "Alt+K", "?", "Escape". Shift counts only where it makes no other sign. */
export function keysOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key.length === 1 ? event.key.toLocaleUpperCase() : event.key
  return [(event.ctrlKey || event.metaKey) && 'Ctrl', event.altKey && 'Alt', event.shiftKey && event.key.length > 1 && 'Shift', key].filter(Boolean).join('+')
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
