/** The button in the host's own bar: a bonus that may fail silently, for hosts redesign every few weeks. */
import type { InlineAnchor } from '../sites/site'
import { make as element, shell, type Css } from './shell'
import { dressed } from './theme'

const patience = 10_000
const watchAfter = 5_000
const between = 250
const mostTries = 5

export interface Inline {
  /** Looks for the place again: other work is shown. */
  again(): void
  remove(): void
}

/**
 * Puts a button at the first anchor there is. Observes only while none is there (10 s at most) and for 5 s after the first
 * insertion, at most 4 looks a second; puts it back at most 5 times, then leaves it to the floating one.
 */
export function placeInline(doc: Document, anchors: readonly InlineAnchor[], css: Css, make: (root: ShadowRoot) => HTMLButtonElement): Inline {
  let host: HTMLElement | null = null
  let tries = 0
  let timer = 0
  let end = 0
  const observer = new MutationObserver(() => {
    timer ||= window.setTimeout(look, between)
  })
  const inline = { again, remove }
  again()
  return inline

  function again(): void {
    stop()
    if (anchors.length === 0) return
    tries = 0
    observer.observe(doc.querySelector('main') ?? doc.body, { childList: true, subtree: true })
    stopAfter(host?.isConnected ? watchAfter : patience)
    look()
  }

  function look(): void {
    timer = 0
    if (host?.isConnected || !insert()) return
    tries += 1
    if (tries === 1) stopAfter(watchAfter)
    if (tries > mostTries) stop()
  }

  function insert(): boolean {
    for (const { selector, where } of anchors) {
      const anchor = doc.querySelector(selector)
      if (!anchor) continue
      anchor[where]((host ??= build()))
      return true
    }
    return false
  }

  function build(): HTMLElement {
    const made = shell(doc, css, false)
    made.root.append(element(doc, 'span', { class: dressed(doc) }, make(made.root)))
    return made.host
  }

  function stopAfter(time: number): void {
    clearTimeout(end)
    end = window.setTimeout(stop, time)
  }

  function stop(): void {
    observer.disconnect()
    clearTimeout(timer)
    clearTimeout(end)
    timer = 0
  }

  function remove(): void {
    stop()
    host?.remove()
  }
}
