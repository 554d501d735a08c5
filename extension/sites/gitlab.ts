/** GitLab, here and self-hosted: merge requests, issues and tasks, epics, commits. */
import type { ArtifactRef, ArtifactType } from '../../shared/artifacts'
import { placeOf, type InstanceHints, type Place, type Site } from './site'

export { prove } from './gitlab.prove.read'
export { read, selectors } from './gitlab.read'

export const site: Site = {
  id: 'gitlab',
  name: 'GitLab',
  selfHosted: true,
  matches: ['https://gitlab.com/*'],
  identify,
  anchors: [{ selector: '.detail-page-header', where: 'append' }],
  theme: { surface: '--gl-background-color-default', edge: '--gl-border-color-default', text: '--gl-text-color-default' },
}

interface Kind { type: ArtifactType; mark: string; path: string }
const issue: Kind = { type: 'issue', mark: '#', path: 'issues' }
const epic: Kind = { type: 'epic', mark: '&', path: 'epics' }
const inProject: Record<string, Kind> = {
  merge_requests: { type: 'merge_request', mark: '!', path: 'merge_requests' }, issues: issue, work_items: issue, commit: { type: 'commit', mark: '@', path: 'commit' },
}
// A group's own work items are its epics.
const inGroup: Record<string, Kind> = { epics: epic, work_items: epic }

const drawers = /^(?:issues|work_items|boards|epics|epic_boards|roadmap|milestones|iterations)$/
// First segments that are no group.
const reserved = /^(?:-|admin|api|assets|dashboard|explore|groups|help|import|jwt|oauth|profile|projects|public|s|search|snippets|uploads|users|v2)$/i
const name = /^[a-z\d_][\w.-]{0,254}$/i
const number = /^[1-9]\d{0,9}$/
const sha = /^(?:[\da-f]{7,40}|[\da-f]{64})$/i

/** Names the work at a GitLab address: its tab, query and anchor dropped, a comment's anchor kept as `sub`. An open drawer wins over the page behind it. */
function identify(url: URL, hints?: InstanceHints): ArtifactRef | null {
  const place = placeOf(url, (host) => host === 'gitlab.com', hints)
  if (!place) return null
  const { segments } = place
  const isGroup = segments[0] === 'groups'
  const dash = segments.indexOf('-')
  return drawerOf(url, place, isGroup, dash) ?? (dash > 0 ? dashed(place, isGroup, dash, url) : undashed(place, url))
}

/** `group/project/-/issues/7`, `groups/group/-/epics/7`; an incident stands one step lower. */
function dashed(place: Place, isGroup: boolean, dash: number, url: URL): ArtifactRef | null {
  const [kind = '', ...rest] = place.segments.slice(dash + 1)
  const id = kind === 'issues' && rest[0] === 'incident' ? rest[1] : rest[0]
  return work(place, place.segments.slice(isGroup ? 1 : 0, dash), isGroup, kind, id, url)
}

/** As the addresses were until 2019: `group/project/issues/7`. */
function undashed(place: Place, url: URL): ArtifactRef | null {
  const at = place.segments.findIndex((part, index) => index > 1 && /^(?:merge_requests|issues|commit)$/.test(part))
  return at < 0 ? null : work(place, place.segments.slice(0, at), false, place.segments[at] ?? '', place.segments[at + 1], url)
}

/** The work item that lies open over a list or board: `?show=` and Base64 of its number and where it belongs. */
function drawerOf(url: URL, place: Place, isGroup: boolean, dash: number): ArtifactRef | null {
  const show = url.searchParams.get('show')
  if (!show || dash < 1) return null
  try {
    const { iid, full_path: path } = JSON.parse(atob(show.replaceAll(' ', '+'))) as { iid?: unknown; full_path?: unknown }
    const owner = String(path).split('/')
    const list = place.segments[dash + 1] ?? ''
    // Only lists, boards and work items open drawers: nobody can make any other page name something by a query.
    if (!drawers.test(list)) return null
    const isEpic = isGroup && (list.startsWith('epic') || String(path) === place.segments.slice(1, dash).join('/'))
    // In a list of a group's work items what lies further down may be an issue or an epic.
    if (isGroup && !isEpic && !/^(?:issues|boards)$/.test(list)) return null
    return work(place, owner, isEpic, isEpic ? 'epics' : 'issues', String(iid), url)
  } catch {
    return null
  }
}

function work({ protocol, instance }: Place, path: string[], isGroup: boolean, kind: string, id: string | undefined, url: URL): ArtifactRef | null {
  const kinds = isGroup ? inGroup : inProject
  const found = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (!found || !id || path.length < (isGroup ? 1 : 2) || !path.every((part) => name.test(part)) || reserved.test(path[0] ?? '')) return null
  const isCommit = found.type === 'commit'
  if (!(isCommit ? sha : number).test(id)) return null
  const owner = path.join('/')
  const word = isCommit ? id.toLowerCase() : id
  const sub = /^#(note_\d{1,20})$/.exec(url.hash)?.[1]
  return {
    site: 'gitlab',
    instance,
    type: found.type,
    key: owner + found.mark + word,
    url: `${protocol}//${instance}/${isGroup ? 'groups/' : ''}${owner}/-/${found.path}/${word}`,
    ...(sub && { sub }),
  }
}
