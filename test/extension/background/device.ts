/** A device by hand: a browser that outlives its worker, a clock, and workers that can be killed between any two steps. */
import 'fake-indexeddb/auto'
import type { World } from '../../../extension/background/browser'
import { databaseNamed } from '../../../extension/background/database'
import type { FakeServer } from './server'

type Listener = (...args: never[]) => unknown
const event = () => {
  const listeners: Listener[] = []
  return { listeners, addListener: (one: Listener) => void listeners.push(one), removeListener: (one: Listener) => void listeners.splice(listeners.indexOf(one), 1) }
}

export interface FakeTab { id: number; url: string; title?: string; active?: boolean; lastAccessed?: number; windowId?: number; incognito?: boolean }

let devices = 0

export class Device {
  readonly id = 'ourextension'
  readonly origin = `chrome-extension://${this.id}`
  now = Date.UTC(2026, 10, 19, 9)
  granted = new Set<string>(['https://github.com/*'])
  registered = new Map<string, { id: string; matches: string[]; js: string[] }>()
  session = new Map<string, unknown>()
  alarms = new Map<string, object>()
  tabs: FakeTab[] = []
  badge = ''
  icon = ''
  told: { tell: string; body: unknown; tab?: number }[] = []
  created: string[] = []
  injected: { tab: number; files: string[] }[] = []
  /** What the injected reader answers, by tab. */
  pages = new Map<number, () => unknown>()
  policy: object = {}
  /** Granted with the build: nobody can take them away. */
  fixed = new Set<string>()
  /** The browser's own panel beside the page, where it has one: whether it is switched on, and where it was opened. */
  side: { enabled: boolean; opened: object[] } | null = null
  /** Whether the browser is in the turn of a press now. */
  pressing = false
  /** What the sign-in window ends with. */
  signInLandsAt: (url: URL) => string = () => ''
  /** Built in: whose selector packs count. */
  packKeys: string[] = []
  readonly database = `device ${++devices}`
  readonly server: FakeServer

  constructor(server: FakeServer) {
    this.server = server
  }

  /** Starts a worker. @param steps after so many it is killed: nothing that it waits for ever comes */
  live(steps = Infinity): Life {
    return new Life(this, steps)
  }
}

export class Life {
  readonly world: World
  readonly died: Promise<'died'>
  readonly events = { message: event(), installed: event(), startup: event(), alarm: event(), command: event(), added: event(), removed: event(), tabRemoved: event(), tabUpdated: event(), tabActivated: event(), changed: event() }
  timers: { at: number; work: () => void }[] = []
  #steps: number
  #die!: (word: 'died') => void
  #locks = new Map<string, Promise<unknown>>()

  constructor(readonly device: Device, steps: number) {
    this.#steps = steps
    this.died = new Promise((resolve) => (this.#die = resolve))
    const database = databaseNamed(device.database)
    this.world = {
      browser: this.#browser() as World['browser'],
      fetch: async (url, init) => {
        await this.#step()
        const response = await device.server.answer(String(url), init ?? {})
        await this.#step()
        return response
      },
      now: () => device.now,
      random: () => 0.5,
      locks: { request: (name, work) => this.#locked(name, work) },
      database: async () => {
        await this.#step()
        return database()
      },
      later: (work, ms) => void this.timers.push({ at: device.now + ms, work }),
      defaultServer: 'https://cairn.test',
      packKeys: device.packKeys,
    }
  }

  /** Waits for something that this life does, or for its end. */
  async run<T>(work: Promise<T>): Promise<T | 'died'> {
    return Promise.race([work, this.died])
  }

  kill(): void {
    this.#steps = 0
    this.#die('died')
  }

  /** Runs the timers that are due. */
  ring(): void {
    const due = this.timers.filter((one) => one.at <= this.device.now)
    this.timers = this.timers.filter((one) => one.at > this.device.now)
    for (const one of due) one.work()
  }

  async #step(): Promise<void> {
    if (this.#steps <= 0) this.#die('died')
    if (this.#steps-- <= 0) await new Promise(() => undefined)
  }

  #locked<T>(name: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#locks.get(name) ?? Promise.resolve()).then(work, work)
    this.#locks.set(name, turn.catch(() => undefined))
    return turn
  }

  #browser(): object {
    const { device, events } = this
    const step = <A extends unknown[], R>(work: (...args: A) => R) => async (...args: A): Promise<R> => {
      await this.#step()
      return work(...args)
    }
    const tell = step((message: { tell: string; body: unknown }, tab?: number) => void device.told.push({ ...structuredClone(message), ...(tab !== undefined && { tab }) }))
    return {
      ...(device.side && {
        sidePanel: {
          setOptions: async ({ enabled }: { enabled: boolean }) => void (device.side!.enabled = enabled),
          // As in Chrome: never without a press, and a press is over with the first thing that is waited for.
          open: async (at: object) => {
            if (!device.pressing || !device.side!.enabled) throw new Error('may only be called in response to a user gesture')
            device.side!.opened.push(at)
          },
        },
      }),
      runtime: { id: device.id, getURL: (path: string) => device.origin + path, sendMessage: (message: never) => tell(message), onMessage: events.message, onInstalled: events.installed, onStartup: events.startup },
      storage: {
        session: {
          get: step((key: string | null) => structuredClone(key === null ? Object.fromEntries(device.session) : device.session.has(key) ? { [key]: device.session.get(key) } : {})),
          set: step((values: object) => Object.entries(values).forEach(([key, value]) => device.session.set(key, structuredClone(value)))),
          remove: step((keys: string | string[]) => [keys].flat().forEach((key) => device.session.delete(key))),
        },
        managed: { get: step(() => device.policy) },
        onChanged: events.changed,
      },
      alarms: {
        create: step((name: string, info: object) => void device.alarms.set(name, info)), clear: step((name: string) => device.alarms.delete(name)),
        get: step((name: string) => device.alarms.get(name)), onAlarm: events.alarm,
      },
      action: { setBadgeText: step(({ text }: { text: string }) => void (device.badge = text)), setIcon: step(({ path }: { path: Record<string, string> }) => void (device.icon = path['16'] ?? '')) },
      permissions: {
        contains: step(({ origins }: { origins: string[] }) => origins.every((one) => device.granted.has(one))),
        remove: step(({ origins }: { origins: string[] }) => {
          if (origins.some((one) => device.fixed.has(one))) throw new Error('You cannot remove required permissions.')
          return origins.filter((one) => device.granted.delete(one)).length > 0
        }),
        onAdded: events.added, onRemoved: events.removed,
      },
      scripting: {
        getRegisteredContentScripts: step(() => [...device.registered.values()]),
        registerContentScripts: step((scripts: { id: string; matches: string[]; js: string[] }[]) => scripts.forEach((one) => device.registered.set(one.id, one))),
        unregisterContentScripts: step(({ ids }: { ids: string[] }) => ids.forEach((id) => device.registered.delete(id))),
        executeScript: step(({ target, files }: { target: { tabId: number }; files: string[] }) => {
          device.injected.push({ tab: target.tabId, files })
          return [{ result: device.pages.get(target.tabId)?.() }]
        }),
      },
      tabs: {
        query: step(({ active, url, windowId }: { active?: boolean; url?: string[]; windowId?: number }) => device.tabs.filter((tab) => (!active || tab.active) && (windowId === undefined || tab.windowId === windowId) && (!url || url.some((one) => tab.url.startsWith(one.slice(0, -1)))))),
        get: step((id: number) => device.tabs.find((tab) => tab.id === id) ?? Promise.reject(new Error('no tab'))),
        create: step(({ url }: { url: string }) => void device.created.push(url)),
        sendMessage: (tab: number, message: never) => tell(message, tab),
        onRemoved: events.tabRemoved, onUpdated: events.tabUpdated, onActivated: events.tabActivated,
      },
      identity: { getRedirectURL: () => 'https://ourextension.chromiumapp.org/', launchWebAuthFlow: step(({ url }: { url: string }) => device.signInLandsAt(new URL(url))) },
      commands: { getAll: step(() => [{ name: 'open-panel', shortcut: 'Alt+K' }]), onCommand: events.command },
      i18n: { getUILanguage: () => 'de-AT' },
    }
  }
}
