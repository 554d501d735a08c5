/** Keeps what is ours in the page: the floating button beside the body, and one in the host's own bar, a bonus that may fail silently. */
import type { InlineAnchor } from '../sites/site'
import { make as element, shell, type Shell } from './shell'
import { dressed } from './theme'

const patience = 10_000
const watchAfter = 5_000
const between = 250
const mostTries = 5

export interface Inline {
  /** Looks for the places again: other work is shown. */
  again(): void
  /** The page may have drawn itself anew: the same, but only if something is missing. */
  ensure(): void
  remove(): void
}

/**
 * Attaches `afloat`, and puts a button at the first anchor there is. Observes the page's content only while no button is there (10 s at most)
 * and for 5 s after it came, at most 4 looks a second; beyond that only what is thrown out beside the body. Puts back at most 5 times in 5 s.
 */
export function placeInline(doc: Document, anchors: readonly InlineAnchor[], afloat: Shell, css: string, make: (root: ShadowRoot) => HTMLButtonElement): Inline {
  let host: HTMLElement | null = null
  let tries = 0
  let since = 0
  let timer = 0
  let end = 0
  const observer = new MutationObserver(() => {
    timer ||= window.setTimeout(look, between)
  })
  again()
  return {
    again,
    ensure: () => (afloat.host.isConnected && (!anchors[0] || host?.isConnected)) || again(),
    remove() {
      stop()
      host?.remove()
    },
  }

  function again(): void {
    tries = 0
    look()
    watch(host?.isConnected ? watchAfter : patience)
  }

  function look(): void {
    timer = 0
    const isBack = afloat.attach()
    if (!insert() && !isBack) return
    const now = performance.now()
    if (now - since > watchAfter) [since, tries] = [now, 0]
    // The page does not want it: the next soft navigation is the next try.
    if (tries++ === mostTries) stop()
  }

  function insert(): boolean {
    if (host?.isConnected) return false
    for (const { selector, where } of anchors) {
      try {
        doc.querySelector(selector)![where]((host ??= build()))
        return true
      } catch {
        // Not there; or no CSS: a pack may bring it.
      }
    }
    return false
  }

  function build(): HTMLElement {
    const made = shell(doc, css, false)
    made.root.append(element(doc, 'span', { class: dressed(doc) }, make(made.root)))
    return made.host
  }

  /** The page's own children always, which costs nothing while its content changes; the content for some time. */
  function watch(time?: number): void {
    stop()
    observer.observe(doc.documentElement, { childList: true })
    if (!time || !anchors[0]) return
    // Not less than the body: what is inside it may be replaced as a whole.
    observer.observe(doc.body, { childList: true, subtree: true })
    end = window.setTimeout(watch, time)
  }

  function stop(): void {
    observer.disconnect()
    clearTimeout(timer)
    clearTimeout(end)
    timer = 0
  }
}
