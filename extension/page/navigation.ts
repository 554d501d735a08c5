/** Follows a page that changes its address without loading: what is shown here now, and when does it become something else? */
import type { ArtifactRef } from '../../shared/artifacts'
import { isSame } from '../sites/site'

export interface Following {
  win: Window
  identify(url: URL): ArtifactRef | null
  /** Further events of the document that say "something else is shown", the site's own. */
  events?: readonly string[] | undefined
  signal: AbortSignal
  /** There is work here, other than before. */
  onWork(): void
  /** The page may have drawn itself anew; the work is the same. */
  onSame(): void
  /** No work any more. */
  onNone(): void
}

/** Identifies at once, and again in an idle moment after each sign of a navigation. Without work: no observer, no DOM. */
export function follow({ win, identify, events, signal, onWork, onSame, onNone }: Following): void {
  let shown: ArtifactRef | null = null
  let isPlanned = false
  let isHearing = false

  const look = () => {
    isPlanned = false
    if (signal.aborted) return
    const ref = identify(new URL(win.location.href))
    if (isSame(ref, shown)) return ref ? onSame() : undefined
    shown = ref
    if (!ref) return onNone()
    hear()
    onWork()
  }
  // Several signs of one navigation come together; some come before the page has caught up.
  const plan = () => {
    if (isPlanned) return
    isPlanned = true
    if (win.requestIdleCallback) win.requestIdleCallback(look, { timeout: 500 })
    else win.setTimeout(look, 50)
  }
  /** The document's own signs say nothing of an address that the browser would not: they matter where something of ours stands. */
  const hear = () => {
    if (isHearing) return
    isHearing = true
    for (const type of new Set(['turbo:render', 'soft-nav:payload', ...(events ?? [])])) win.document.addEventListener(type, plan, { signal })
  }

  const { navigation } = win as Window & { navigation?: EventTarget }
  if (navigation) for (const type of ['navigatesuccess', 'currententrychange']) navigation.addEventListener(type, plan, { signal })
  else {
    for (const type of ['popstate', 'hashchange']) win.addEventListener(type, plan, { signal })
    hear()
  }
  look()
}
