/** Asana: tasks. Nothing on its pages names the task that they show, so only the address counts. */
import type { ArtifactRef } from '../../shared/artifacts'
import { placeOf, type Site } from './site'

export const site: Site = {
  id: 'asana',
  name: 'Asana',
  addressOnly: true,
  matches: ['https://app.asana.com/*'],
  identify,
  anchors: [],
}

const id = '([1-9]\\d{3,19})'
const paths = [
  // `/0/project/task`, `/0/0/task`, and the lists that wrap a task; `f` is the full screen. A third number is the comment.
  RegExp(`^0/(?:(?:inbox|search|home|portfolio)/\\d+|\\d+)/${id}(?:/${id})?(?:/f)?$`),
  // Since 2025: everything after its own name.
  RegExp(`^1/\\d+/(?:[\\w-]+/)*?task/${id}(?:/(?:comment|story)/${id})?$`),
  // The inbox calls the task an item.
  RegExp(`^1/\\d+/inbox/\\d+/item/${id}/story/${id}$`),
]

/** Names the task at an address, without the project: a task may be in many. */
function identify(url: URL): ArtifactRef | null {
  const segments = placeOf(url, (host) => host === 'app.asana.com')?.segments ?? []
  const path = segments.some((part) => part.includes('/')) ? '' : segments.join('/')
  const [, key, comment] = paths.map((pattern) => pattern.exec(path)).find(Boolean) ?? []
  // A project's own list once had its number twice.
  if (!key || path.startsWith(`0/${key}/`)) return null
  return { site: 'asana', instance: 'app.asana.com', type: 'task', key, url: `https://app.asana.com/0/0/${key}`, ...(comment && { sub: `comment-${comment}` }) }
}
