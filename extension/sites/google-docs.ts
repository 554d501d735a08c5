/** Google Docs, Sheets, Slides and Forms. */
import type { ArtifactDetails, ArtifactRef, ArtifactType } from '../../shared/artifacts'
import { Findings, headNames, one, plain, saidBy } from './reading'
import { placeOf, type Selectors, type Site } from './site'

const host = 'docs.google.com'

export const site: Site = {
  id: 'google-docs',
  name: 'Google Docs',
  matches: [`https://${host}/*`],
  identify,
  anchors: [{ selector: '.docs-titlebar-buttons', where: 'prepend' }],
}

export const selectors = { head: ['meta[property="og:title"]'], title: ['input.docs-title-input'] } satisfies Selectors

const kinds: Record<string, ArtifactType> = { document: 'document', spreadsheets: 'spreadsheet', presentation: 'presentation', forms: 'form' }
/** How each kind shows what was published under an id of its own. */
const published: Record<string, string> = { document: 'pub', spreadsheets: 'pubhtml', presentation: 'pub', forms: 'viewform' }
const ownId = /^[\w-]{5,200}$/
// Published ids begin so: nobody can pass a file's own id for one.
const publishedId = /^(?:2PACX-|1FAIpQL)[\w-]{4,200}$/
// Ways to look at the file itself. Others make something new or send it away: `copy`, `export`, `template`.
const views = /^(?:|edit|view|preview|present|comment|suggest|mobilebasic|mobilepresent|htmlview|htmlpresent|embed|pub|pubhtml|pubembed|viewform|viewanalytics|viewscore|formResponse|formrestricted|closedform|alreadyresponded|prefill|settings)$/

/** Names the file at an address, whoever is signed in: account, domain, tab, heading and sheet are left out. */
function identify(url: URL): ArtifactRef | null {
  const place = placeOf(url, (one) => one === host)
  if (!place) return null
  const segments = [...place.segments]
  // `/a/acme.example/document/...`, then `/document/u/1/d/...`
  if (segments[0] === 'a') segments.splice(0, 2)
  const kind = segments.shift() ?? ''
  if (segments[0] === 'u' && /^\d{1,3}$/.test(segments[1] ?? '')) segments.splice(0, 2)
  const type = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (!type || segments.shift() !== 'd') return null
  const isPublished = segments[0] === 'e'
  if (isPublished) segments.shift()
  const [key = '', view = ''] = segments
  if (!(isPublished ? publishedId : ownId).test(key) || !views.test(view)) return null
  return { site: 'google-docs', instance: host, type, key, url: `https://${host}/${kind}/d/${isPublished ? `e/${key}/${published[kind]}` : `${key}/edit`}` }
}

/** Reads the title, if nothing says that it is another file's: nobody is named, and the text is drawn on a canvas. Never throws. */
export function read(doc: Document, ref: ArtifactRef, { head, title }: Selectors): ArtifactDetails {
  const found = new Findings()
  // What is published has another id than its file: neither proves anything of the other.
  const said = headNames(doc, ref, (url) => (url.pathname.includes('/d/e/') === isPublished(ref) ? identify(url) : null))
  const inHead = saidBy(one(doc, head))
  const inField = saidBy(one(doc, title))
  const inTab = nameIn(doc.title, ref)
  // The head of another file: its title in any other place has not been changed yet.
  const isStale = (text: string | null): boolean => said === 'other' && text === inHead
  // The head keeps the name that the file had when it was opened; field and tab follow a new one together.
  if (inField === inTab && !isStale(inField)) found.title(inField, 'css')
  if (said !== 'other') found.title(inHead, 'meta')
  if (!isStale(inField)) found.title(inField, 'css')
  if (!isStale(inTab)) found.title(inTab, 'title')
  return found.details
}

const isPublished = ({ url }: ArtifactRef): boolean => url.includes('/d/e/')

// The suffix stands behind a title of any length.
const longest = 1_000

/** The document's title without the name of the editor, which every language writes in its own way: "Plan - Dokumenty Google". */
function nameIn(text: string, ref: ArtifactRef): string | null {
  const line = plain(text, longest) ?? ''
  const [, name, tail = ''] = /^(.*\S) [-–—] (.*)$/.exec(line) ?? []
  // What is published often stands without one.
  if (isPublished(ref) && !tail.includes('Google')) return plain(line)
  return plain(name)
}
