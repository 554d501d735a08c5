/** GitHub and GitHub Enterprise: pull requests, issues, discussions, commits. `read` stands in github.read.ts. */
import type { ArtifactRef, ArtifactType } from '../../shared/artifacts'
import { segmentsOf, type InlineAnchor, type InstanceHints, type ThemeMap } from './site'

export const id = 'github'
export const matches = ['https://github.com/*'] as const

/** React pages first, then the older ones and Enterprise. */
export const anchors: readonly InlineAnchor[] = [
  { selector: '[data-component="PH_Actions"]', where: 'prepend' },
  { selector: '.gh-header-actions', where: 'append' },
]

export const softNavigation = ['turbo:render', 'soft-nav:payload'] as const

export const theme: ThemeMap = {
  surface: '--button-default-bgColor-rest',
  edge: '--button-default-borderColor-rest',
  text: '--fgColor-default',
  radius: '--borderRadius-medium',
}

const kinds: Record<string, ArtifactType> = { pull: 'pull_request', issues: 'issue', discussions: 'discussion', commit: 'commit' }
// First segments that are no owner, although an address below them can look like one's work.
const reserved = /^(?:orgs|organizations|enterprises|users|settings|apps|marketplace|sponsors|topics|search)$/i
const owner = /^[a-z\d][a-z\d_-]{0,99}$/i
const repository = /^(?!\.{1,2}$)[\w.-]{1,100}$/
const number = /^[1-9]\d{0,9}$/
const sha = /^(?:[\da-f]{7,40}|[\da-f]{64})$/i

/** Names the work at a GitHub address: its tab, query and anchor dropped, the anchor kept as `sub` where it names a comment. */
export function identify(url: URL, hints?: InstanceHints): ArtifactRef | null {
  const place = placeOf(url, hints)
  if (!place) return null
  const [first = '', second = '', kind = '', id = ''] = place.segments
  const pane = paneOf(url, place.segments)
  if (pane) return work(place, pane.owner, pane.repository, 'issues', pane.number, url)
  return work(place, first, second, kind, id, url)
}

interface Place {
  protocol: string
  /** Host and context path, without a slash at the end. */
  instance: string
  /** Below the context path. */
  segments: string[]
}

/** The instance that serves this address, matched exactly: no look-alike, no other port. */
function placeOf(url: URL, hints?: InstanceHints): Place | null {
  const segments = segmentsOf(url)
  if (!segments) return null
  if (url.protocol === 'https:' && url.host === 'github.com') return { protocol: url.protocol, instance: url.host, segments }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  for (const instance of hints?.instances ?? []) {
    const base = URL.canParse(`${url.protocol}//${instance}`) ? new URL(`${url.protocol}//${instance}`) : null
    const context = base?.pathname.split('/').filter(Boolean) ?? []
    if (base?.host === url.host && context.every((part, index) => segments[index] === part)) {
      return { protocol: url.protocol, instance: base.host + base.pathname.replace(/\/$/, ''), segments: segments.slice(context.length) }
    }
  }
  return null
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
