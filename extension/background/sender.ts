/** Who asks: one of our pages, or our content script in the top frame of a known site. Pure. */
import { type PageName, pages } from '../bridge/contract'
import type { Instance } from '../bridge/sites'
import { type Leaf, leafOf } from './leaves'

export interface Sender {
  id?: string | undefined
  url?: string | undefined
  origin?: string | undefined
  frameId?: number | undefined
  documentId?: string | undefined
  tab?: { id?: number | undefined; url?: string | undefined } | undefined
}

export type Asker =
  | { kind: 'page'; page: PageName; tab: number | null; document: string; framed: boolean }
  | { kind: 'content'; tab: number; url: URL; leaf: Leaf }

/**
 * @param own our extension's id and origin
 * @returns null = not to be answered
 */
export function askerOf(sender: Sender, own: { id: string; origin: string }, instances: readonly Instance[]): Asker | null {
  if (sender.id !== own.id || !sender.url || !URL.canParse(sender.url)) return null
  const from = new URL(sender.url)
  const tab = sender.tab?.id ?? null
  if (originOf(from) === own.origin) {
    const page = pages.find((name) => from.pathname === `/${name}.html`)
    if (!page) return null
    return { kind: 'page', page, tab, document: sender.documentId ?? `frame ${tab} ${sender.frameId}`, framed: (sender.frameId ?? 0) !== 0 }
  }
  // The tab's own address says where we are, not the message, and not a frame inside.
  if (sender.frameId !== 0 || tab === null || !sender.tab?.url || !URL.canParse(sender.tab.url)) return null
  const url = new URL(sender.tab.url)
  // A script of the page before, while the tab goes on to another host.
  if (from.host !== url.host) return null
  const leaf = leafOf(url, instances)
  return leaf ? { kind: 'content', tab, url, leaf } : null
}

// `URL.origin` is "null" for the extension's own scheme in some engines.
const originOf = (url: URL): string => `${url.protocol}//${url.host}`
