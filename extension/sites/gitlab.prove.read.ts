/** Whether a page on an unknown host is somebody's own GitLab. */
import type { Prove } from './site'

/** GitLab names itself in every page, and every page names its controller. The instance is always the page's own host; its context path that of its search. */
export const prove: Prove = (doc, url) => {
  const isGitLab = doc.querySelector('meta[property="og:site_name"][content="GitLab"], link[rel="search"][href$="/search/opensearch.xml"][title*="GitLab"]')
  if (!isGitLab || !/^[a-z_]+(?::[a-z_]+)+$/.test(doc.body?.getAttribute('data-page') ?? '')) return null
  const said = doc.querySelector('meta[property="og:url"]')?.getAttribute('content') ?? url.href
  if (!URL.canParse(said) || new URL(said).host !== url.host) return null
  const context = contextOf(doc)
  return `${url.pathname}/`.startsWith(`${context}/`) ? url.host + context : null
}

function contextOf(doc: Document): string {
  const search = /^(\/.*)\/search\/opensearch\.xml$/.exec(doc.querySelector('link[rel="search"]')?.getAttribute('href') ?? '')?.[1]
  const root = doc.querySelector('[data-root-path]')?.getAttribute('data-root-path') ?? ''
  return search ?? (root.startsWith('/') ? root.replace(/\/+$/, '') : '')
}
