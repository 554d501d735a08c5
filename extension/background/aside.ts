/** The browser's own panel beside the page: Chrome's and Edge's side panel, Firefox's sidebar. It opens in the very turn of a press, so nothing here waits before it asks. */
import type { World } from './browser'
import { featuresOf, type Side } from './features'
import type { Sender } from './sender'
import { tell } from './tell'

/** Opens it where the person chose it; false where they did not, or where the browser has none or wants a press on something of its own. */
export async function open(world: World, at: Parameters<Side['open']>[0]): Promise<boolean> {
  if (at.tabId === undefined && at.windowId === undefined) return false
  const opened = (await featuresOf(world.browser).side?.open(at)) ?? false
  // If it stood there already, the press has shown us the tab.
  if (opened) await tell(world, 'tab.changed', {})
  return opened
}

/** By tab, for the one turn between the press and the answer to it. */
const presses = new Map<number, Promise<boolean>>()

/** A press on the launcher, ahead of the door: whoever may not ask gets no answer, and no more than our own panel has opened. Only for our own script in the top frame. */
export function press(world: World, message: { ask?: unknown }, sender: Sender): void {
  const tabId = sender.tab?.id
  if (message.ask !== 'launcher.aside' || sender.id !== world.browser.runtime.id || sender.frameId !== 0 || tabId === undefined) return
  if (featuresOf(world.browser).side?.byPress) presses.set(tabId, open(world, { tabId }))
}

/** Whether the press on a tab has opened it. */
export async function pressed(tab: number): Promise<boolean> {
  const opened = presses.get(tab)
  presses.delete(tab)
  return (await opened) ?? false
}

/** Another tab is in front, or the one in front shows another page: a side panel looks again. */
export const follow = (world: World): Promise<void> => tell(world, 'tab.changed', {})
