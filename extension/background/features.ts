/**
 * What not every browser has. THE one file that looks; everybody else asks here, and an absent thing is null.
 * Chrome and Edge have a side panel, Firefox a sidebar; Safari neither, and no window to sign in with.
 */
import type { BrowserApi } from './browser'

/** The browser's own panel beside the page. */
export interface Side {
  /** It opens after a press on our button inside a page; else only by our key, toolbar button and own pages. */
  byPress: boolean
  /** Whether the person wants it at all: one that is not wanted does not open. To be known without waiting, because it opens in the very turn of a press only. */
  want(wanted: boolean): void
  /** Opens it, if it is wanted. False where the browser does not let us. Nothing may be awaited before. */
  open(at: { tabId?: number | undefined; windowId?: number | undefined }): Promise<boolean>
}

export interface Features {
  side: Side | null
  /** Opens the browser's window to sign in with an organisation's server. */
  identity: BrowserApi['identity'] | null
  /** Opens the toolbar's popup from anywhere. */
  openPopup: (() => Promise<void>) | null
  /** What an administrator has set. */
  managed: BrowserApi['storage']['managed'] | null
  commands: BrowserApi['commands'] | null
  /** The window that a page of ours stands in. In a frame of a web page Firefox gives it no more than a content script has: no windows, no tabs. */
  windowId: () => Promise<number | undefined>
  /** Sites can be asked for later, one by one (`optional_host_permissions`). Without it all that there is was granted at install. */
  mayAsk: boolean
}

type Sidebar = { open(): Promise<void> }
type Looked = Partial<Pick<BrowserApi, 'sidePanel' | 'identity' | 'storage' | 'commands' | 'action' | 'permissions' | 'windows'>>

/** @param browser as it calls itself: any part of it may be absent */
export function featuresOf(browser: Looked): Features {
  const { sidePanel, sidebarAction, identity, storage, commands, action, permissions, windows } = browser as Looked & { sidebarAction?: Sidebar }
  return {
    side: sidePanel ? panelSide(sidePanel) : sidebarAction ? barSide(sidebarAction) : null,
    identity: identity?.launchWebAuthFlow ? identity : null,
    openPopup: action?.openPopup ? () => action.openPopup() : null,
    managed: storage?.managed ?? null,
    commands: commands ?? null,
    windowId: async () => windows?.getCurrent().then(({ id }) => id, () => undefined),
    mayAsk: typeof permissions?.request === 'function',
  }
}

/** Chrome and Edge. Unwanted it is switched off, which outlives a sleeping worker: so opening it needs no look at what the person chose. */
const panelSide = (panel: BrowserApi['sidePanel']): Side => ({
  byPress: true,
  want: (enabled) => void panel.setOptions({ enabled }).catch(() => undefined),
  open: ({ tabId, windowId }) => settled(async () => panel.open(windowId === undefined ? { tabId: tabId! } : { windowId })),
})

/** Firefox, whose background is a page: what it was told last stands where it can be read at once. */
const barSide = (bar: Sidebar): Side => ({
  byPress: false,
  want: (wanted) => note()?.setItem(place, wanted ? '1' : ''),
  open: () => (note()?.getItem(place) === '1' ? settled(() => bar.open()) : Promise.resolve(false)),
})

const place = 'cairn.side'
// oxlint-disable-next-line no-restricted-globals
const note = (): Storage | undefined => globalThis.localStorage

/** Whether it worked, also where a browser refuses by throwing. */
async function settled(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch {
    return false
  }
}
