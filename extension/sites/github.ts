/** GitHub and GitHub Enterprise: pull requests, issues, discussions, commits. */
import type { ArtifactRef, ArtifactType } from '../../shared/artifacts'
import { placeOf, type InstanceHints, type Place, type Site } from './site'

export { prove } from './github.prove.read'
export { read } from './github.read'
export { selectors } from './github.selectors.read'

export const site: Site = {
  id: 'github',
  name: 'GitHub',
  selfHosted: true,
  matches: ['https://github.com/*'],
  identify,
  // React pages first, then the older ones and Enterprise.
  anchors: [
    { selector: '[data-component="PH_Actions"]', where: 'prepend' },
    { selector: '.gh-header-actions', where: 'append' },
  ],
  softNavigation: ['turbo:render', 'soft-nav:payload'],
  theme: { surface: '--button-default-bgColor-rest', edge: '--button-default-borderColor-rest', text: '--fgColor-default', radius: '--borderRadius-medium' },
}

const kinds: Record<string, ArtifactType> = { pull: 'pull_request', issues: 'issue', discussions: 'discussion', commit: 'commit' }
// First segments that are no owner, although an address below them can look like one's work.
const reserved = /^(?:orgs|organizations|enterprises|users|settings|apps|marketplace|sponsors|topics|search)$/i
const owner = /^[a-z\d][a-z\d_-]{0,99}$/i
const repository = /^(?!\.{1,2}$)[\w.-]{1,100}$/
const number = /^[1-9]\d{0,9}$/
const sha = /^(?:[\da-f]{7,40}|[\da-f]{64})$/i

/** Names the work at a GitHub address: its tab, query and anchor dropped, the anchor kept as `sub` where it names a comment. */
function identify(url: URL, hints?: InstanceHints): ArtifactRef | null {
  const place = placeOf(url, (host) => host === 'github.com', hints)
  if (!place) return null
  const [first = '', second = '', kind = '', id = ''] = place.segments
  const pane = paneOf(url, place.segments)
  if (pane) return work(place, pane.owner, pane.repository, 'issues', pane.number, url)
  return work(place, first, second, kind, id, url)
}

/** The issue in the side panel of a project board: `?pane=issue&issue=owner|repository|number`. */
function paneOf(url: URL, segments: string[]): { owner: string; repository: string; number: string } | null {
  if (segments[2] !== 'projects' || url.searchParams.get('pane') !== 'issue') return null
  const [owner = '', repository = '', number = '', ...rest] = (url.searchParams.get('issue') ?? '').split('|')
  return rest.length === 0 ? { owner, repository, number } : null
}

function work({ protocol, instance }: Place, who: string, where: string, kind: string, id: string, url: URL): ArtifactRef | null {
  const type = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (!type || !owner.test(who) || reserved.test(who) || !repository.test(where)) return null
  const isCommit = type === 'commit'
  if (!(isCommit ? sha : number).test(id)) return null
  const name = isCommit ? id.toLowerCase() : id
  const sub = url.hash ? subOf(url.hash.slice(1), type) : undefined
  return {
    site: 'github',
    instance,
    type,
    key: `${who}/${where}${isCommit ? '@' : '#'}${name}`,
    url: `${protocol}//${instance}/${who}/${where}/${kind}/${name}`,
    ...(sub && { sub }),
  }
}

const comment = /^(?:discussion_r|issuecomment-|pullrequestreview-|discussioncomment-|commitcomment-)\d{1,20}$/

/** The comment that an anchor names. On the files tab a review comment is only `r1`. */
function subOf(anchor: string, type: ArtifactType): string | undefined {
  if (comment.test(anchor)) return anchor
  if (type === 'pull_request' && /^r\d{1,20}$/.test(anchor)) return `discussion_${anchor}`
  return undefined
}
