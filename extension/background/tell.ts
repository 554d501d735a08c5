/** Tells open pages, or one tab's content script, what happened. Nobody listening is no failure. */
import type { Told, ToldName } from '../bridge/messages'
import type { World } from './browser'

/** To all open pages of the extension. */
export async function tell<N extends ToldName>({ browser }: World, name: N, body: Told[N]): Promise<void> {
  await browser.runtime.sendMessage({ tell: name, body }).catch(() => undefined)
}

/** To the content script in the top frame of a tab. @returns whether somebody was there */
export async function tellTab<N extends ToldName>({ browser }: World, tab: number, name: N, body: Told[N]): Promise<boolean> {
  return browser.tabs.sendMessage(tab, { tell: name, body }, { frameId: 0 }).then(() => true, () => false)
}
