/** The keyboard shortcuts, and the tab that they are about. */
import * as aside from './aside'
import type { World } from './browser'
import { featuresOf } from './features'
import { instances } from './instances'
import { leafOf, workAt } from './leaves'
import * as opening from './opening'
import { inject } from './sites'
import { standsAt } from './switches'
import { tellTab } from './tell'

export interface Tab { id?: number | undefined; url?: string | undefined; title?: string | undefined; lastAccessed?: number | undefined; windowId?: number | undefined }

/** Runs a shortcut. @param tab the active one, as the browser hands it over */
export async function run(world: World, command: string, tab: Tab | undefined): Promise<void> {
  if (command === 'open-panel') {
    // First, before anything is waited for.
    if (await aside.open(world, { tabId: tab?.id, windowId: tab?.windowId })) return
    if (await openPanel(world, tab ?? (await activeTab(world)))) return
  }
  if (command === 'inbox') return openDesk(world, '/inbox')
  await openPopup(world)
}

/** Opens the panel on known work; false where there is none, or where no content script may stand. */
export async function openPanel(world: World, tab: Tab | undefined): Promise<boolean> {
  const named = await instances(world)
  const artifact = workAt(tab?.url, named)
  const leaf = tab?.url ? leafOf(new URL(tab.url), named) : null
  if (tab?.id === undefined || !artifact || !leaf || !(await standsAt(world, leaf, new URL(tab.url!)))) return false
  const frame = await opening.open(world, tab.id, artifact)
  if (await tellTab(world, tab.id, 'frame.open', { frame })) return true
  // No script there yet, or only an orphan of an older version.
  return (await inject(world, leaf, tab.id)) && (await tellWhenThere(world, tab.id, frame))
}

/** The script starts in its own time: a few tries within half a second. */
async function tellWhenThere(world: World, tab: number, frame: string): Promise<boolean> {
  for (let tries = 0; tries < 10; tries++) {
    if (await tellTab(world, tab, 'frame.open', { frame })) return true
    await new Promise<void>((done) => world.later(done, 50))
  }
  return false
}

/** Where no popup can be opened from here, the same page in a tab. */
async function openPopup({ browser }: World): Promise<void> {
  const opened = await featuresOf(browser).openPopup?.().then(() => true, () => false)
  if (!opened) await browser.tabs.create({ url: browser.runtime.getURL('/popup.html') })
}

export async function openDesk({ browser }: World, path: string): Promise<void> {
  await browser.tabs.create({ url: `${browser.runtime.getURL('/desk.html')}#${path}` })
}

/** The tab that a person is looking at, of one window if that is given; for a popup that stands in a tab of its own, the web page that they looked at last. */
export async function activeTab({ browser }: World, popupTab: number | null = null, windowId?: number): Promise<Tab | undefined> {
  const [active] = await browser.tabs.query({ active: true, ...(windowId === undefined ? { lastFocusedWindow: true } : { windowId }) })
  if (active && active.id !== popupTab && popupTab === null) return active
  const tabs = await browser.tabs.query(windowId === undefined ? {} : { windowId })
  // What is private stays among itself.
  const isPrivate = (tabs.find((tab) => tab.id === popupTab) ?? active)?.incognito ?? false
  const pages = tabs.filter((tab) => tab.id !== popupTab && (tab.incognito ?? false) === isPrivate && /^https?:/.test(tab.url ?? ''))
  return pages.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0]
}
