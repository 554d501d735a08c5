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
// `pages/edit-v2/id` is the same page under the pen.
const byId = /^(spaces\/~?[\w.:@-]+\/(?:pages|whiteboard|database|embed|blog\/\d{4}\/\d\d\/\d\d)\/)(?:edit(?:-v2)?\/)?([1-9]\d{0,18})(?:\/|$)/
const byTitle = /^(display\/)(~?[\w.:@-]+\/(?:\d{4}\/\d\d\/\d\d\/)?)([^/]+)$/
const byAction = /^pages\/(?:view|edit)page(?:attachments)?\.action$/
const byTiny = /^x\/([\w-]{1,11})$/
// What a reference must not hold: it reads as it is, in single spaces at most at its inside.
const unclean = /(?![\u200C\u200D])[\p{C}\u115F\u1160\u3164\uFFA0]|[^\S ]|^ | $/u
const comment = /^#comment-(\d{1,19})$|[?&]focusedCommentId=(\d{1,19})(?!\w)/m

/** Names the page at an address, by its id where the address has one. A comment stays as `sub`. */
function identify(url: URL, hints?: InstanceHints): ArtifactRef | null {
  const spaced = new URL(url)
  // In a title below `/display/` a plus is a space.
  spaced.pathname = spaced.pathname.replaceAll('+', '%20')
  const place = placeOf(spaced, (host) => cloud.test(host), hints)
  if (!place || place.segments.some((part) => part.includes('/'))) return null
  const { protocol, instance, segments } = place
  const wiki = cloud.test(instance) ? 'wiki/' : ''
  const path = segments.join('/')
  const found = path.startsWith(wiki) && pageAt(path.slice(wiki.length), url)
  const address = found && `${protocol}//${instance}/${wiki}${found.path}`
  if (!address || address.length > 2_000) return null
  const [, anchor, focused] = comment.exec(`${url.hash}\n${url.search}`) ?? []
  const id = anchor ?? focused
  return { site: 'confluence', instance, type: 'page', key: found.key, url: address, ...(id && { sub: `comment-${id}` }) }
}

/** @param path below the context, decoded */
function pageAt(path: string, { searchParams }: URL): { key: string; path: string } | null {
  const [, where, key] = byId.exec(path) ?? []
  if (key) return { key, path: where + key }
  const [, display, space, title = ' '] = byTitle.exec(path) ?? []
  if (!unclean.test(title)) return { key: `${space}${title}`, path: `${display}${space}${encodeURIComponent(title).replaceAll('%20', '+')}` }
  const tiny = byTiny.exec(path)?.[1]
  const id = tiny ? pageIdOf(tiny) : byAction.test(path) ? searchParams.get('pageId') : null
  return id && /^[1-9]\d{0,18}$/.test(id) ? { key: id, path: `pages/viewpage.action?pageId=${id}` } : null
}

/**
 * The page id in a tiny link: its bytes from the lowest, in base 64 with `_` for plus and `-` for slash, zeros at the end left out.
 * Source: confluence.atlassian.com, "How to programmatically generate the tiny link of a Confluence page".
 */
function pageIdOf(tiny: string): string {
  const bytes = [...atob(`${tiny.replaceAll('_', '+').replaceAll('-', '/').padEnd(11, 'A')}=`)]
  return String(bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte.charCodeAt(0)), 0n))
}
