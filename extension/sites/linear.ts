/** Linear: issues, projects, documents. */
import type { ArtifactRef, ArtifactType } from '../../shared/artifacts'
import { placeOf, type Site } from './site'

export { read, selectors } from './linear.read'

export const site: Site = {
  id: 'linear',
  name: 'Linear',
  matches: ['https://linear.app/*'],
  identify,
  anchors: [{ selector: 'div[data-view-id="issue-view"]', where: 'prepend' }],
}

const kinds: Record<string, ArtifactType> = { issue: 'issue', project: 'project', document: 'document' }

/** Names the work at an address without its slug, which changes with the title. Keys are unique only inside a workspace. */
function identify(url: URL): ArtifactRef | null {
  const [workspace = '', kind = '', name = ''] = placeOf(url, (host) => host === 'linear.app')?.segments ?? []
  const type = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  const key = type === 'issue' ? /^[a-z][a-z\d]{0,9}-[1-9]\d{0,9}$/i.exec(name)?.[0].toUpperCase() : /(?:^|-)([\da-f]{12})$/.exec(name)?.[1]
  if (!type || !key || !/^[a-z\d][\w-]{0,62}$/i.test(workspace)) return null
  const instance = `linear.app/${workspace.toLowerCase()}`
  const comment = /^#(comment-[\da-f-]{4,36})$/.exec(url.hash)?.[1]
  return { site: 'linear', instance, type, key, url: `https://${instance}/${kind}/${key}`, ...(comment && { sub: comment }) }
}
