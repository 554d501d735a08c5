/** Follows a page that changes its address without loading: what is shown here now, and when does it become something else? */
import type { ArtifactRef } from '../../shared/artifacts'
import { isSame } from '../sites/site'

export interface Following {
  win: Window
  identify(url: URL): ArtifactRef | null
  /** Further events of the document that say "something else is shown", the site's own. */
  events?: readonly string[]
  signal: AbortSignal
  /** There is work here. The signal aborts when other work, or none, takes its place. */
  onWork(ref: ArtifactRef, signal: AbortSignal): void
  /** The address changed, the work did not. */
  onSame?(): void
}

/** Identifies at once, and again in an idle moment after each sign of a navigation. Without work: no observer, no DOM. */
export function follow({ win, identify, events = [], signal, onWork, onSame }: Following): void {
  let shown: ArtifactRef | null = null
  let life: AbortController | null = null
  let isPlanned = false

  const look = () => {
    isPlanned = false
    if (signal.aborted) return
    const ref = identify(new URL(win.location.href))
    if (isSame(ref, shown)) return ref ? onSame?.() : undefined
    life?.abort()
    shown = ref
    life = ref ? new AbortController() : null
    if (ref && life) onWork(ref, life.signal)
  }
  // Several signs of one navigation come together; some come before the page has caught up.
  const plan = () => {
    if (isPlanned) return
    isPlanned = true
    if (win.requestIdleCallback) win.requestIdleCallback(look, { timeout: 500 })
    else win.setTimeout(look, 50)
  }

  for (const type of ['popstate', 'hashchange', 'wxt:locationchange']) win.addEventListener(type, plan, { signal })
  for (const type of new Set(['turbo:render', 'soft-nav:payload', ...events])) win.document.addEventListener(type, plan, { signal })
  const navigation = (win as Window & { navigation?: EventTarget }).navigation
  for (const type of ['navigatesuccess', 'currententrychange']) navigation?.addEventListener(type, plan, { signal })
  signal.addEventListener('abort', () => life?.abort(), { once: true })
  look()
}
