/** Whether a page on an unknown host is Bitbucket Data Center. */
import type { Prove } from './site'

const repository = /^(.*?)\/(?:projects\/[^/]+|users\/[^/]+)\/repos\/[^/]+(?:\/|$)/

/** By the name that it gives itself, on a page of a repository: what stands before `/projects/` or `/users/` is its context path. */
export const prove: Prove = (doc, url) => {
  const isBitbucket = doc.querySelector('meta[name="application-name"][content="Bitbucket"], meta[name="application-name"][content="Stash"]')
  // The cloud's pages name it too, wherever they are copied to.
  if (!isBitbucket || doc.querySelector('meta[name="bb-canon-url"]')) return null
  const context = repository.exec(url.pathname)?.[1]
  return context === undefined ? null : url.host + context
}
