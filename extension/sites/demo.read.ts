/** What the made-up ticket and document say. Their pull requests are read by GitHub's own reader. */
import type { ArtifactDetails, ArtifactRef } from '../../shared/artifacts'
import { Findings, wordsIn } from './reading'

/** Reads a made-up page if it names the key in its own head. */
export function read(doc: Document, ref: ArtifactRef): ArtifactDetails {
  const found = new Findings()
  if (doc.querySelector('meta[name="work-key"]')?.getAttribute('content') !== ref.key) return found.details
  found.title(wordsIn(doc.querySelector('#summary-val, [data-work="title"]')), 'css')
  found.state(wordsIn(doc.querySelector('#status-val'))?.toLowerCase(), 'css')
  for (const [selector, role] of [['#assignee-val', 'assignee'], ['#reporter-val', 'reporter'], ['[data-work="author"]', 'author']] as const) {
    const element = doc.querySelector(selector)
    const handle = element?.getAttribute('data-handle')
    if (handle && /^[\w.@-]{1,100}$/.test(handle)) found.person({ handle, name: wordsIn(element), role, kind: 'user' }, 'css')
  }
  return found.details
}
