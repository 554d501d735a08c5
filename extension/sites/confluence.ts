/** Confluence, in Atlassian's cloud and in people's own data centres: pages, blog posts, whiteboards, databases. */
import type { ArtifactRef } from '../../shared/artifacts'
import { placeOf, type InstanceHints, type Site } from './site'

export { prove, read, selectors } from './confluence.read'

export const site: Site = {
  id: 'confluence',
  name: 'Confluence',
  selfHosted: true,
  matches: ['https://*.atlassian.net/*'],
  identify,
  anchors: [],
  theme: { surface: '--ds-surface-overlay', edge: '--ds-border', text: '--ds-text', radius: '--ds-radius-small' },
}

const cloud = /^[a-z\d][a-z\d-]*\.atlassian\.net$/
const id = /^[1-9]\d{0,18}$/
const space = /^~?[\w.:@-]{1,255}$/
const actions = /^pages\/(?:view|edit)page(?:attachments)?\.action$/
// What `clean` takes out of a text, and what is no single space between words: a reference must read as it is.
const unclean = /(?![\u200C\u200D])[\p{C}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0/]|[^\S ]|^ | $/u

/** Names the page at an address, by its id where the address has one. A comment stays as `sub`. */
function identify(url: URL, hints?: InstanceHints): ArtifactRef | null {
  const place = placeOf(url, (host) => cloud.test(host), hints)
  if (!place || place.segments.some((part) => part.includes('/'))) return null
  const { protocol, instance, segments } = place
  const isCloud = cloud.test(instance)
  if (isCloud && segments[0] !== 'wiki') return null
  const below = isCloud ? segments.slice(1) : segments
  const found = pageAt(below, url)
  if (!found) return null
  const comment = /^#comment-(\d{1,19})$/.exec(url.hash)?.[1] ?? /^\d{1,19}$/.exec(url.searchParams.get('focusedCommentId') ?? '')?.[0]
  const address = `${protocol}//${instance}${isCloud ? '/wiki' : ''}/${found.path}`
  if (address.length > 2_000) return null
  return { site: 'confluence', instance, type: 'page', key: found.key, url: address, ...(comment && { sub: `comment-${comment}` }) }
}

interface Page { key: string; path: string }

function pageAt(parts: string[], url: URL): Page | null {
  const [first = '', where = '', kind = '', ...rest] = parts
  if (first === 'x' && parts.length === 2) return byId(pageIdOf(where))
  if (actions.test(parts.join('/'))) return byId(url.searchParams.get('pageId') ?? '')
  if (first === 'display' && parts.length > 2) return byTitle(parts, url)
  if (first !== 'spaces' || !space.test(where)) return null
  if (kind === 'blog') return blogPost(where, rest)
  // `pages/edit-v2/id` is the same page under the pen.
  const [key = ''] = kind === 'pages' && /^edit(?:-v2)?$/.test(rest[0] ?? '') ? rest.slice(1) : rest
  return /^(?:pages|whiteboard|database|embed)$/.test(kind) && id.test(key) ? { key, path: `spaces/${where}/${kind}/${key}` } : null
}

const byId = (key: string): Page | null => (id.test(key) ? { key, path: `pages/viewpage.action?pageId=${key}` } : null)

function blogPost(where: string, [year = '', month = '', day = '', key = '']: string[]): Page | null {
  return /^\d{4}\/\d{2}\/\d{2}$/.test(`${year}/${month}/${day}`) && id.test(key) ? { key, path: `spaces/${where}/blog/${year}/${month}/${day}/${key}` } : null
}

/** `/display/S/Title+of+it`, for a blog post with its date before the title. A plus is a space here. */
function byTitle({ 1: where = '', length }: string[], url: URL): Page | null {
  const rest = url.pathname.replaceAll('+', ' ').split('/').filter(Boolean).slice(2 - length).map(decodeURIComponent)
  if (!space.test(where) || rest.some((part) => unclean.test(part)) || !/^(?:\d{4}\/\d{2}\/\d{2}\/)?[^/]+$/.test(rest.join('/'))) return null
  return { key: `${where}/${rest.join('/')}`, path: ['display', where, ...rest.map((part) => encodeURIComponent(part).replaceAll('%20', '+'))].join('/') }
}

/**
 * The page id in a tiny link: its bytes from the lowest, in base 64 with `_` for plus and `-` for slash, zeros at the end left out.
 * Source: confluence.atlassian.com, "How to programmatically generate the tiny link of a Confluence page".
 */
function pageIdOf(tiny: string): string {
  if (!/^[\w-]{1,11}$/.test(tiny)) return ''
  const bytes = [...atob(`${tiny.replaceAll('_', '+').replaceAll('-', '/').padEnd(11, 'A')}=`)]
  return String(bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte.charCodeAt(0)), 0n))
}
