/** Bitbucket, in the cloud and Data Center: pull requests, issues, commits. */
import type { ArtifactRef, ArtifactType } from '../../shared/artifacts'
import { placeOf, type InstanceHints, type Place, type Site } from './site'

export { prove } from './bitbucket.prove.read'
export { read, selectors } from './bitbucket.read'

const cloud = 'bitbucket.org'

export const site: Site = {
  id: 'bitbucket',
  name: 'Bitbucket',
  selfHosted: true,
  matches: [`https://${cloud}/*`],
  identify,
  anchors: [
    { selector: '[data-qa="pr-header-page-header-wrapper"] [role="group"]', where: 'append' },
    { selector: '[data-qa="page-header-wrapper"] [role="group"]', where: 'append' },
  ],
  theme: { surface: '--ds-surface', edge: '--ds-border', text: '--ds-text' },
}

const kinds: Record<string, ArtifactType> = { 'pull-requests': 'pull_request', issues: 'issue', commits: 'commit' }
// First segments that are no workspace.
const reserved = /^(?:account|api|blog|dashboard|product|repo|repositories|site|snippets|socialauth|support|workspaces|xhr)$/i
const name = /^(?!\.{1,2}$)[\w.-]{1,128}$/
const number = /^[1-9]\d{0,9}$/
const sha = /^[\da-f]{7,64}$/i

/** Names the work at a Bitbucket address: its tab and query dropped, a comment kept as `sub`. */
function identify(url: URL, hints?: InstanceHints): ArtifactRef | null {
  const place = placeOf(url, (host) => host === cloud, hints)
  if (!place) return null
  const [first = '', second = '', third = '', fourth = '', kind = '', id = ''] = place.segments
  if (place.instance === cloud) return reserved.test(first) ? null : work(place, first, second, `${first}/${second}`, third, fourth, url)
  if (third !== 'repos' || kind === 'issues') return null
  // Somebody's own repositories stand under two addresses.
  const owner = first === 'users' ? `~${second}` : first === 'projects' ? second : ''
  const path = owner.startsWith('~') ? `users/${owner.slice(1)}` : `projects/${owner}`
  return work(place, owner, fourth, `${path}/repos/${fourth}`, kind, id, url)
}

function work({ protocol, instance }: Place, owner: string, repository: string, path: string, kind: string, id: string, url: URL): ArtifactRef | null {
  const type = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (!type || !name.test(owner.replace(/^~/, '')) || !name.test(repository)) return null
  const isCommit = type === 'commit'
  if (!(isCommit ? sha : number).test(id)) return null
  const word = isCommit ? id.toLowerCase() : id
  const comment = /^#(comment-\d{1,20})$/.exec(url.hash)?.[1] ?? /^\d{1,20}$/.exec(url.searchParams.get('commentId') ?? '')?.[0].replace(/^/, 'comment-')
  return {
    site: 'bitbucket',
    instance,
    type,
    key: `${owner}/${repository}${isCommit ? '@' : '#'}${word}`,
    url: `${protocol}//${instance}/${path}/${kind}/${word}`,
    ...(comment && { sub: comment }),
  }
}
