/** The browser's own panel beside the page: Chrome's and Edge's side panel. */
import type { World } from './browser'

/** Opens it for a tab; false where the browser has none or wants a press on something of its own. */
export const open = ({ browser }: World, tabId: number): Promise<boolean> =>
  browser.sidePanel ? browser.sidePanel.open({ tabId }).then(() => true, () => false) : Promise.resolve(false)
