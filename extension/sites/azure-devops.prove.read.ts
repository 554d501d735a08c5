/** Whether a page on an unknown host is an Azure DevOps Server. */
import type { Prove } from './site'

/** Its pages carry the answers of its own data providers. The collection is part of the key; only the old virtual directory is a context path. */
export const prove: Prove = (doc, url) => {
  const data = doc.querySelector('script#dataProviders[type="application/json"]')?.textContent ?? ''
  if (!/"ms\.vss-[\w.-]+"\s*:/.test(data)) return null
  const [first = ''] = url.pathname.split('/').filter(Boolean)
  return first.toLowerCase() === 'tfs' ? `${url.host}/${first}` : url.host
}
