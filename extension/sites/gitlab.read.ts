/** What a GitLab page says about the work that its address names. Nothing on it proves that it is public. */
import type { ArtifactRef, PageHuman, Role } from '../../shared/artifacts'
import { all, attempt, Findings, plain, plainName, wordsIn } from './reading'
import type { Read, Selectors } from './site'

export const selectors: Selectors = {
  drawer: ['[data-testid="work-item-drawer"]'],
  drawerLink: ['[data-testid="work-item-drawer-ref-link"]'],
  /** The link of the page to itself. */
  self: ['.gl-breadcrumb-item a[aria-current="page"]', '[data-testid="breadcrumb-current-link"] a', '.breadcrumbs-sub-title a'],
  /** A merge request's head, which carries its number, project and state. */
  head: ['.js-mr-header[data-iid]'],
  title: ['[data-testid="work-item-title"]', '[data-testid="title-content"]', '[data-testid="issue-title"]', '.detail-page-description h1.title', '.detail-page-description h2.title', '.commit-box .commit-title'],
  state: ['[data-testid="work-item-state-badge"]', '[data-testid="issue-state-badge"]', '.issuable-status-badge', '.issuable-status-box'],
  author: ['[data-testid="work-item-created"] a.js-user-link', '.detail-page-description a.author-link', '.issuable-meta a.author-link', '.detail-page-header a.author-link', 'a.commit-author-link'],
  assignee: ['[data-testid="work-item-assignees"] a[href]', '[data-testid="assignee-block-container"] a.author-link', '[data-testid="assignee-block-container"] a.js-user-link', '.block.assignee a.author-link'],
  reviewer: ['[data-testid="reviewers-block-container"] [data-testid="reviewer"] a[href]', '.block.reviewer a.author-link'],
}

/** Reads a GitLab page. What does not prove to belong to `ref` is left out; it never throws. */
export const read: Read = (doc, ref, selectors) => {
  const found = new Findings()
  attempt(...[readPage, readDocumentTitle].map((part) => () => part(doc, ref, found, selectors)))
  return found.details
}

function readPage(doc: Document, ref: ArtifactRef, found: Findings, selectors: Selectors): void {
  const drawers = all(doc, selectors['drawer'])
  const drawer = drawers.find((one) => all(one, selectors['drawerLink']).some((link) => leadsTo(link, ref)))
  if (!drawer && !isPageOf(doc, ref, selectors)) return
  // What lies in a drawer belongs to another work item than the page behind it.
  const hits = (field: string) => (selectors[field] ?? []).map((selector) => all(drawer ?? doc, [selector]).filter((one) => drawer || !drawers.some((other) => other.contains(one))))
  const first = (field: string) => hits(field).find((list) => list.length > 0) ?? []
  found.title(wordsIn(first('title')[0]), 'testid')
  if (!drawer) found.state(stateOf(headOf(doc, ref, selectors)?.getAttribute('data-state')), 'css')
  found.state(stateOf(wordsIn(first('state')[0])), 'testid')
  found.person(personIn(first('author')[0], 'author', ref), 'css')
  for (const link of first('reviewer')) found.person(personIn(link, 'reviewer', ref), 'testid')
  for (const link of first('assignee')) found.person(personIn(link, 'assignee', ref), 'testid')
}

/** Does the page behind all drawers show `ref`? Its link to itself decides; after that the head of a merge request, and what the server wrote for the first page of this tab. */
function isPageOf(doc: Document, ref: ArtifactRef, selectors: Selectors): boolean {
  const self = all(doc, selectors['self'])
  if (self.length > 0) return self.some((link) => leadsTo(link, ref))
  if (headOf(doc, ref, selectors)) return true
  const { path, id } = partsOf(ref)
  const said = (name: string) => doc.body?.getAttribute(`data-${name}`)?.toLowerCase() ?? ''
  const type = said('page-type-id')
  const isOurs = ref.type === 'commit' ? type.length >= 7 && (type.startsWith(id) || id.startsWith(type)) : type === id
  return isOurs && pages[ref.type]?.test(said('page')) === true && said(ref.type === 'epic' ? 'group-full-path' : 'project-full-path') === path
}

const pages: Partial<Record<ArtifactRef['type'], RegExp>> = {
  merge_request: /^projects:merge_requests:/, issue: /^projects:(?:issues|work_items|incidents):/, epic: /^groups:(?:epics|work_items):/, commit: /^projects:commit:/,
}

const headOf = (doc: Document, ref: ArtifactRef, selectors: Selectors): Element | undefined => {
  const { path, id } = partsOf(ref)
  return ref.type === 'merge_request'
    ? all(doc, selectors['head']).find((head) => head.getAttribute('data-iid') === id && head.getAttribute('data-project-path')?.toLowerCase() === path)
    : undefined
}

/** `group/project` or `group` in lower case, and the number or hash. */
function partsOf(ref: ArtifactRef): { path: string; id: string } {
  const [path = '', id = ''] = ref.key.split(/[!#&@]/)
  return { path: path.toLowerCase(), id }
}

/** Is a link one to our work, by any of its addresses? */
function leadsTo(link: Element, ref: ArtifactRef): boolean {
  const href = link.getAttribute('href') ?? ''
  if (!URL.canParse(href, ref.url)) return false
  const [theirs, ours] = [shortOf(new URL(href, ref.url)), shortOf(new URL(ref.url))]
  // A hash may be short on one side.
  return ref.type === 'commit' ? theirs.startsWith(ours) || (ours.startsWith(theirs) && /\/[\da-f]{7,}$/.test(theirs)) : theirs === ours
}

const shortOf = ({ host, pathname }: URL): string => host + pathname.toLowerCase().replace('/-/', '/').replace(/\/(work_items|issues\/incident|epics)\/(?=\d+$)/, '/issues/')

/** The page's own words, as they are on every page of GitLab in English: `open merged closed`. Another language's word stays as it is. */
function stateOf(value: string | null | undefined): string | null {
  const word = plain(value, 40)?.toLowerCase() ?? null
  return word === 'opened' ? 'open' : word
}

const username = /^[a-z\d_][\w.-]{0,254}$/i

/** A link to somebody's own page: one step below the instance. */
function personIn(link: Element | undefined, role: Role, ref: ArtifactRef): PageHuman | null {
  const href = link?.getAttribute('href')
  if (!link || !href || !URL.canParse(href, ref.url)) return null
  const { protocol, host, pathname } = new URL(href, ref.url)
  const base = `/${ref.instance.split('/').slice(1).concat('').join('/')}`.replace('//', '/')
  const path = pathname.startsWith(base) ? pathname.slice(base.length).replace(/\/$/, '') : ''
  const handle = link.getAttribute('data-username') ?? path
  if (!/^https?:$/.test(protocol) || host !== ref.instance.split('/')[0] || handle !== path || !username.test(handle)) return null
  const name = plainName(link.getAttribute('data-name')) ?? plainName(link.querySelector('.author')?.textContent)
  return { handle, name: name?.replace(/^@/, '') ?? null, role, kind: /(?:^|_)bot(?:_|$)/.test(handle) ? 'bot' : 'user' }
}

/** "Words (!7) · Merge requests · Group / project · GitLab": the number and its mark are ours, and the page is not one of another project. */
function readDocumentTitle(doc: Document, ref: ArtifactRef, found: Findings): void {
  const { path, id } = partsOf(ref)
  const here = doc.body?.getAttribute(ref.type === 'epic' ? 'data-group-full-path' : 'data-project-full-path')
  if (here && here.toLowerCase() !== path) return
  const [, words, mark = '', number = ''] = /^(.*) \(([!#&]?)([\da-f]+)\) · /.exec(plain(doc.title, 1_000) ?? '') ?? []
  const isOurs = ref.type === 'commit' ? mark === '' && number.length >= 7 && id.startsWith(number) : ref.key.endsWith(mark + number) && mark !== '' && number === id
  // Epics are `&` on their own pages and `#` as work items.
  if (isOurs || (ref.type === 'epic' && mark === '#' && number === id)) found.title(plain(words), 'title')
}
