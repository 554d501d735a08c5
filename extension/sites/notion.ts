/** Notion: pages and databases, in the app and on public sites. */
import type { ArtifactDetails, ArtifactRef } from '../../shared/artifacts'
import { all, Findings, headNames, one, plain, saidBy, wordsIn } from './reading'
import { placeOf, type Selectors, type Site } from './site'

export const site: Site = {
  id: 'notion',
  name: 'Notion',
  matches: ['https://www.notion.so/*', 'https://notion.so/*', 'https://app.notion.com/*', 'https://*.notion.site/*'],
  identify,
  anchors: [{ selector: '.notion-topbar-action-buttons', where: 'prepend' }],
}

export const selectors = {
  title: ['h1[aria-roledescription="page title"]', '.notion-page-block > h1', '.notion-page-block > [contenteditable][placeholder]'],
  head: ['meta[property="og:title"]'],
  peek: ['.notion-peek-renderer'],
} satisfies Selectors

// One app under three hosts (it moved in 2026, the older ones lead there): one work.
const app = 'www.notion.so'
const isApp = (host: string): boolean => host === app || host === 'notion.so' || host === 'app.notion.com'
const isOwn = (host: string): boolean => isApp(host) || /^[a-z\d][a-z\d-]*\.notion\.site$/.test(host)
// First segments below which an id is a file's, an invitation's or an integration's.
const reserved = /^(?:api|f|file|image|signed|invite|native|desktop|profile|my-integrations|install-integration|oauth2?)$/i
const id = /(?:^|-)([\da-f]{32}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i

/** Names the page by its id alone, for a slug changes with the title; a page that is peeked at (`?p=`) goes before the one below it. */
function identify(url: URL): ArtifactRef | null {
  const place = placeOf(url, isOwn)
  if (!place || place.segments.length > 4 || reserved.test(place.segments[0] ?? '')) return null
  const peeked = url.searchParams.get('p') ?? ''
  const key = idIn(/^[\da-f-]+$/i.test(peeked) ? peeked : '') ?? idIn(place.segments.at(-1) ?? '')
  if (!key) return null
  const instance = isApp(place.instance) ? app : place.instance
  // The anchor of a block is its id.
  const block = url.hash ? idIn(url.hash.slice(1)) : null
  return { site: 'notion', instance, type: 'page', key, url: `https://${instance}/${key}`, ...(block && { sub: block }) }
}

/** The id at the end of a slug, without hyphens. */
const idIn = (slug: string): string | null => id.exec(slug)?.[1]?.replaceAll('-', '').toLowerCase() ?? null

/** Reads the title of the page whose block names our id. Never throws. */
export function read(doc: Document, ref: ArtifactRef, { title, head, peek }: Selectors): ArtifactDetails {
  const found = new Findings()
  const titles = all(doc, title).map((element) => ({ element, of: idIn(element.closest('[data-block-id]')?.getAttribute('data-block-id') ?? '') }))
  const ours = titles.find(({ of }) => of === ref.key)
  found.title(wordsIn(ours?.element), 'aria')
  // A title of another page, or two of them: the rest of the document may be the other's.
  if (ours || titles.length > 1 || titles[0]?.of || one(doc, peek)) return found.details
  const said = headNames(doc, ref, identify)
  if (said === 'other') return found.details
  found.title(wordsIn(titles[0]?.element), 'aria')
  if (said === 'ours') found.title(nameIn(saidBy(one(doc, head))), 'meta')
  // With the site's name behind it, and nothing that says whose it is, a title may be the site's own.
  const tab = plain(doc.title)
  if (said === 'ours' || !tab?.endsWith(' | Notion')) found.title(nameIn(tab), 'title')
  return found.details
}

/** Without what waits for the reader, "(3) Plan", and without the name of the site. */
function nameIn(line: string | null): string | null {
  const name = line?.replace(/^\(\d+\+?\) /, '').replace(/ \| (?:Built with )?Notion$/, '') ?? ''
  return /^Notion(?: [-–|] .*)?$/.test(name) ? null : name || null
}
