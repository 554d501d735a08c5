/** Whether a page on an unknown host is GitHub Enterprise, by what its own pages say. */
import type { Prove } from './site'

// GitHub's own marks. Its host alone proves nothing: others borrow that tag.
// Pure, so that no content script carries it.
const marks = /* @__PURE__ */ [
  'body.env-enterprise', 'body.enterprise', 'body.env-production', 'link[rel="fluid-icon"][title^="GitHub"]', 'link[rel="search"][title^="GitHub"]',
  'meta[property="og:site_name"][content^="GitHub"]', 'meta[name^="octolytics-"]',
].join(', ')

/** The instance is always the page's own host, and the page has to name it; the context path is that of its own search description. */
export const prove: Prove = (doc, url) => {
  const hosts = [...doc.querySelectorAll('meta[name="hostname"], meta[name="expected-hostname"]')].map((meta) => meta.getAttribute('content')?.trim().toLowerCase())
  const isNamed = hosts.length > 0 ? hosts.every((host) => host === url.host || host === url.hostname) : doc.body?.matches('.env-enterprise')
  if (!isNamed || !doc.querySelector(marks)) return null
  const context = contextOf(doc, url)
  return context !== null && `${url.pathname}/`.startsWith(`${context}/`) ? url.host + context : null
}

/** What stands before `/opensearch.xml`; nothing where the page has none. Null where it is another host's. */
function contextOf(doc: Document, url: URL): string | null {
  const href = doc.querySelector('link[rel="search"][type="application/opensearchdescription+xml"]')?.getAttribute('href') ?? ''
  if (!URL.canParse(href, url.href)) return null
  const { host, pathname } = new URL(href || '/opensearch.xml', url.href)
  return host === url.host ? pathname.replace(/\/opensearch\.xml$|\/$/, '') : null
}
