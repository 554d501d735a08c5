/** What lies open on the page, the topmost last: Esc closes one at a time. */
import { useLayoutEffect, useRef } from 'preact/hooks'

const layers: { close: () => void }[] = []

/** A layer while `open`. */
export function useLayer(open: boolean, close: () => void): void {
  const latest = useRef(close)
  latest.current = close
  // Before the next key is pressed: with an effect after the paint, a fast Esc would close what lies below.
  useLayoutEffect(() => {
    if (!open) return
    const layer = { close: () => latest.current() }
    layers.push(layer)
    return () => {
      const at = layers.indexOf(layer)
      if (at >= 0) layers.splice(at, 1)
    }
  }, [open])
}

/** Closes the topmost layer. @returns whether there was one */
export function closeTopmost(): boolean {
  // Taken off at once: a second Esc before the page is drawn again is for the next one.
  const top = layers.pop()
  top?.close()
  return top !== undefined
}
