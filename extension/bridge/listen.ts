/** How pages and content scripts hear what the background tells. Free of schemas: only our own background is heard. */
import type { Told, ToldName } from './messages'

/** What is needed of `browser.runtime`. */
export interface HearingRuntime {
  id: string
  onMessage: {
    addListener(hear: (message: unknown, sender: { id?: string | undefined; tab?: unknown }) => undefined): void
    removeListener(hear: (message: unknown, sender: { id?: string | undefined; tab?: unknown }) => undefined): void
  }
}

/**
 * Hears one kind of news. Ours alone, and never from a tab: a content script that a page has subverted tells nothing.
 * @returns a function that stops it
 */
export function listenOn<N extends ToldName>(runtime: HearingRuntime, name: N, hear: (body: Told[N]) => void): () => void {
  const listener = (message: unknown, sender: { id?: string | undefined; tab?: unknown }): undefined => {
    if (sender.id !== runtime.id || sender.tab) return
    const told = message as { tell?: unknown; body?: unknown } | null
    if (typeof told === 'object' && told?.tell === name) hear(told.body as Told[N])
  }
  runtime.onMessage.addListener(listener)
  return () => runtime.onMessage.removeListener(listener)
}
