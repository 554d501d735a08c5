/**
 * Whether a press on Send is the person's own. A page may frame the panel, cover it, or make it see-through over something tempting;
 * so a framed panel sends only after trusted typing, and by mouse only while the browser says that the footer is seen as we drew it.
 */
import { useEffect, useRef } from 'preact/hooks'
import type { RefObject } from 'preact'

export type Verdict = 'yes' | 'covered' | 'again'

let typed = false
/** Whether an `input` event comes of typing (or pasting by key). A ticked box, a choice, a form that the browser fills and what is dropped come of a click, which may be covered. */
export const isTyping = ({ isTrusted, inputType = '' }: { isTrusted: boolean; inputType?: string }): boolean =>
  isTrusted && /^(?:insert|delete)/.test(inputType) && inputType !== 'insertFromDrop' && inputType !== 'deleteByDrag' && inputType !== 'insertReplacementText'
const onInput = (event: Event) => {
  if (isTyping(event as InputEvent)) typed = true
}

export const framed = (): boolean => window.self !== window.top
const watches = (): boolean => 'isVisible' in IntersectionObserverEntry.prototype

/** Milliseconds between two presses that count as a second look, where the browser cannot tell what is seen. */
const [soonest, latest] = [600, 20_000]

/** @param seen the audience and Send: what must be seen together. @param there whether it is on the page yet */
export function useTrust(seen: RefObject<HTMLElement | null>, there: boolean): { hasTyped: () => boolean; press: () => Verdict } {
  const visible = useRef(false)
  // Never yet: an opening's own age is no second look.
  const pressed = useRef(-Infinity)
  useEffect(() => {
    document.addEventListener('input', onInput, true)
    if (!seen.current || !framed() || !watches()) return () => document.removeEventListener('input', onInput, true)
    const options = { trackVisibility: true, delay: 100, threshold: [0, 0.5, 0.9, 1] }
    const observer = new IntersectionObserver((entries) => {
      const last = entries.at(-1) as (IntersectionObserverEntry & { isVisible?: boolean }) | undefined
      visible.current = last?.isVisible === true && last.intersectionRatio >= 0.9
    }, options)
    observer.observe(seen.current)
    return () => {
      observer.disconnect()
      document.removeEventListener('input', onInput, true)
    }
  }, [there])

  const press = (): Verdict => {
    if (!framed()) return 'yes'
    if (watches()) return visible.current ? 'yes' : 'covered'
    const since = performance.now() - pressed.current
    pressed.current = performance.now()
    return since >= soonest && since <= latest ? 'yes' : 'again'
  }
  return { hasTyped: () => !framed() || typed, press }
}
