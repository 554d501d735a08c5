/** What the background needs of the world, handed in once: so that tests bring their own browser, clock and network. */
import type { browser } from '@wxt-dev/browser'
import type { Database } from './database'

export type BrowserApi = typeof browser

export interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>
}

export interface World {
  browser: BrowserApi
  fetch: typeof fetch
  /** ms since 1970 */
  now(): number
  /** 0 to 1, for jitter. */
  random(): number
  locks: Locks
  database(): Promise<Database>
  /** Best effort: forgotten when the worker sleeps, so an alarm always stands behind it. */
  later(work: () => void, ms: number): void
  /** The server that the build was made for. */
  defaultServer: string
  /** Public keys whose selector packs count; none = the bundled selectors are all. */
  packKeys: readonly string[]
}
