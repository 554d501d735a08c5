/** The button in the host's own bar: a bonus that may fail silently, for hosts redesign every few weeks. */
import type { InlineAnchor, ThemeMap } from '../sites/site'
import { make as element, shell } from './shell'
import * as style from './style'
import { dress } from './theme'

const patience = 10_000
const watchAfter = 5_000
const between = 250
const mostTries = 5

interface Inline {
  doc: Document
  anchors: readonly InlineAnchor[]
  theme?: ThemeMap | undefined
  signal: AbortSignal
  make(): HTMLButtonElement
}

/**
 * Puts a button at the first anchor there is. Observes only while none is there (10 s at most) and for 5 s after the first
 * insertion, at most 4 looks a second; puts it back at most 5 times, then leaves it to the floating one.
 */
export function placeInline({ doc, anchors, theme, signal, make }: Inline): void {
  if (anchors.length === 0 || signal.aborted) return
  const win = doc.defaultView as Window
  const made = shell(doc, style.launcher, false)
  const box = element(doc, 'span', { class: 'in' }, make())
  dress(doc, box, theme)
  made.root.append(box)

  let tries = 0
  let timer = 0
  let end = 0
  const observer = new MutationObserver(() => {
    timer ||= win.setTimeout(look, between)
  })
  const stop = () => {
    observer.disconnect()
    win.clearTimeout(timer)
    win.clearTimeout(end)
  }
  const look = () => {
    timer = 0
    if (made.host.isConnected || !insert()) return
    tries += 1
    if (tries === 1) stopAfter(watchAfter)
    if (tries > mostTries) stop()
  }
  const insert = () => {
    for (const { selector, where } of anchors) {
      const anchor = doc.querySelector(selector)
      if (!anchor) continue
      anchor[where](made.host)
      return true
    }
    return false
  }
  const stopAfter = (time: number) => {
    win.clearTimeout(end)
    end = win.setTimeout(stop, time)
  }

  signal.addEventListener('abort', () => {
    stop()
    made.host.remove()
  }, { once: true })
  observer.observe(doc.querySelector('main') ?? doc.body, { childList: true, subtree: true })
  stopAfter(patience)
  look()
}
