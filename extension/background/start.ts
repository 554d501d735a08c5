/** Wakes the background: every listener at once, before anything is waited for, so that no event of a waking worker is missed. */
import * as acts from './acts'
import * as aside from './aside'
import type { World } from './browser'
import * as commands from './commands'
import * as drafts from './drafts'
import { featuresOf } from './features'
import * as goals from './goals'
import * as inbox from './inbox'
import * as opening from './opening'
import * as outbox from './outbox'
import * as pack from './pack'
import { answer } from './router'
import { askPolicy, readySide } from './settings'
import * as sites from './sites'
import * as waiting from './waiting'

const inboxAlarm = 'inbox'
const pollMinutes = 5

/** Called at the top level of each life of the worker. */
export function start(world: World): void {
  const { browser } = world

  browser.runtime.onMessage.addListener((message: unknown, sender, respond: (answer: unknown) => void) => {
    // What pages and the background tell each other is not asked of us.
    if (typeof message !== 'object' || message === null || !('ask' in message)) return
    aside.press(world, message, sender)
    void answer(world, message, sender).then(respond)
    return true
  })
  browser.runtime.onInstalled.addListener(({ reason }) => {
    void refresh(world)
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') })
  })
  browser.runtime.onStartup.addListener(() => void refresh(world))
  browser.alarms.onAlarm.addListener(({ name }) => {
    // The steady alarm also sends, in case the worker died before it had set the other.
    void outbox.flush(world)
    if (name === inboxAlarm) pollAll(world)
    void acts.flush(world)
    if (name === pack.packAlarm) void pack.ask(world)
  })
  featuresOf(browser).commands?.onCommand.addListener((command, tab) => void commands.run(world, command, tab))
  browser.permissions.onAdded.addListener(() => void sites.settle(world))
  browser.permissions.onRemoved.addListener(() => void sites.settle(world))
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') void askPolicy(world)
  })
  browser.tabs.onRemoved.addListener((tab) => void opening.forget(world, tab))
  browser.tabs.onActivated.addListener(() => void aside.follow(world))
  browser.tabs.onUpdated.addListener((tab, { url, status }, { active }) => {
    if (url) void opening.moved(world, tab, url)
    // The address of a page that we may not see is not told: that it has loaded is.
    if (active && (url || status === 'complete')) void aside.follow(world)
  })
  globalThis.addEventListener?.('online', () => {
    void outbox.flush(world, { hurry: true })
    pollAll(world)
  })

  void wake(world)
}

/** Each life: the alarms that a browser may have lost, and whatever the last life left half done. */
async function wake(world: World): Promise<void> {
  if (!(await world.browser.alarms.get(inboxAlarm))) await world.browser.alarms.create(inboxAlarm, { periodInMinutes: pollMinutes, delayInMinutes: 1 })
  if (!(await world.browser.alarms.get(pack.packAlarm))) await world.browser.alarms.create(pack.packAlarm, { periodInMinutes: pack.packMinutes })
  await Promise.all([outbox.flush(world), askPolicy(world), inbox.badge(world), pack.settle(world), readySide(world)])
}

/** A browser that was started, or an extension that is new. */
async function refresh(world: World): Promise<void> {
  await Promise.allSettled([sites.sync(world), drafts.prune(world), outbox.flush(world, { hurry: true }), inbox.poll(world), waiting.poll(world), goals.poll(world), pack.ask(world)])
}

/** What the background asks by itself: its person's own inbox, what waits for them, and their goals; what was done without a network goes first. */
function pollAll(world: World): void {
  void acts.flush(world).then(() => goals.poll(world))
  void inbox.poll(world)
  void waiting.poll(world)
}
