/** What a Confluence page says of itself: its title. */
import type { ArtifactDetails, ArtifactRef } from '../../shared/artifacts'
import { attempt, Findings, one, plain, wordsIn } from './reading'
import type { Selectors } from './site'

export const selectors: Selectors = {
  title: ['#title-text', '[data-testid="title-text"]'],
  /** What names the page by its id. */
  id: ['meta[name="ajs-page-id"]', 'meta[name="ajs-content-id"]', '#editPageLink[href]', 'a[href*="/pages/edit-v2/"]'],
}

/** Reads a Confluence page; never throws. A title counts if the page names our id beside it, or, where it names none at all, the document's title agrees. */
export function read(doc: Document, ref: ArtifactRef, hooks: Selectors): ArtifactDetails {
  const found = new Findings()
  attempt(() => {
    const heading = one(doc, hooks['title'])
    const title = wordsIn(heading)
    const ours = isOurs(doc, ref, hooks, title)
    if (ours ?? agrees(doc, title)) found.title(title, heading?.hasAttribute('data-testid') ? 'testid' : 'css')
    if (ours) found.title(plain(said(doc, 'ajs-page-title')), 'meta')
  })
  return found.details
}

/** Null: the page says nothing of what it is. */
function isOurs(doc: Document, { key }: ArtifactRef, hooks: Selectors, title: string | null): boolean | null {
  // A key with a title in it proves that title itself, in its space if the page says one.
  const [space, ...rest] = key.split('/')
  if (rest.length > 0) return (said(doc, 'ajs-space-key') ?? space) === space && fold(said(doc, 'ajs-page-title') ?? title) === fold(rest.at(-1))
  // One alone may have been left behind by the page before.
  const ids = (hooks['id'] ?? []).flatMap((selector) => idIn(one(doc, [selector])) ?? [])
  return ids.length === 0 ? null : ids.includes(key)
}

const said = (doc: Document, name: string): string | null => doc.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? null
const fold = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim().toLowerCase()

const idIn = (element: Element | null): string | null =>
  /^\d+$/.exec(element?.getAttribute('content') ?? '')?.[0] ?? /(?:[?&]pageId=|\/edit-v2\/)(\d+)/.exec(element?.getAttribute('href') ?? '')?.[1] ?? null

/** "Words - Space - Confluence". */
const agrees = (doc: Document, title: string | null): boolean => title !== null && `${plain(doc.title, 1_000) ?? ''} - `.startsWith(`${title} - `)

/** Confluence names itself by its body; the context path is what the page says if its own address agrees. */
export function prove(doc: Document, url: URL): string | null {
  const context = said(doc, 'ajs-context-path')
  if (doc.body?.id !== 'com-atlassian-confluence' || context === null) return null
  const below = context.replace(/\/+$/, '')
  return `${url.pathname}/`.startsWith(`${below}/`) ? url.host + below : null
}
