/** The real world. */
import { browser } from 'wxt/browser'
import { keysIn } from '../../shared/selectors'
import type { World } from './browser'
import { databaseNamed } from './database'

/** The browser's own clock, chance, locks and network. */
export const realWorld = (): World => ({
  browser: browser as unknown as World['browser'],
  fetch: globalThis.fetch.bind(globalThis),
  now: Date.now,
  random: Math.random,
  locks: { request: (name, work) => navigator.locks.request(name, work) as Promise<never> },
  database: databaseNamed('cairn'),
  later: (work, ms) => void setTimeout(work, ms),
  defaultServer: import.meta.env.CAIRN_SERVER,
  packKeys: keysIn(import.meta.env.CAIRN_PACK_KEY),
})
