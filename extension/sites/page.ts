/** Any page of no known site, named by its origin and path: for the popup, on the person's own act. */
import type { ArtifactRef } from '../../shared/artifacts'
import type { Site } from './site'

export { read } from './page.read'

export const site: Site = { id: 'page', name: 'Web', matches: [], identify, anchors: [] }

// Below Gmail's address every letter depends on who is signed in: it names nothing to anybody else.
const accountRelative = new Set(['mail.google.com'])

/** Names an http(s) page without query, anchor and credentials, which may hold secrets. */
function identify(url: URL): ArtifactRef | null {
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || accountRelative.has(url.hostname)) return null
  const address = url.origin + url.pathname
  if (url.hostname === '' || url.host.length > 255 || url.pathname.length > 1_000 || address.length > 2_000) return null
  return { site: 'page', instance: url.host, type: 'page', key: url.pathname, url: address }
}
