/** What a GitHub page says about the work that its address names: title, state, people, whether it is public. Selectors are data by era. */
import type { ArtifactDetails, ArtifactRef, PageHuman, Role, Source } from '../../shared/artifacts'
import { Findings, plain, plainName, wordsIn } from './site'

/** Hooks of one era of the host, newest era first. No hashed class names. */
interface Era {
  source: Source
  /** Holds the title and, beside it, the number that proves whose title it is. */
  heading: string
  title: string
  state: string[]
  author: string
}

const eras: readonly Era[] = [
  {
    // Pull requests in React, since 2026
    source: 'aria',
    heading: '[data-component="PH_Title"]:has(.markdown-title):not(:has([data-testid]))',
    title: '.markdown-title',
    state: ['[data-component="PH_LeadingVisual"] span[data-status]', 'span[data-component="StateLabel"][data-status]', 'span[data-status]'],
    author: '.timeline-comment-header .author',
  },
  {
    // Issues in React, since 2025; also in the side panel of a project board
    source: 'testid',
    heading: ':is(h1, h2, h3, div):has(> [data-testid="issue-title"])',
    title: '[data-testid="issue-title"]',
    state: ['[data-testid="header-state"]'],
    author: '[data-testid="issue-body-header-author"]',
  },
  {
    // Everything older, and Enterprise. `.gh-header-meta .author` would be the merger on a merged pull request
    source: 'css',
    heading: '.gh-header-title',
    title: '.js-issue-title',
    state: ['.gh-header-meta .State[title]', '.gh-header-meta .State'],
    author: '.timeline-comment-header .author',
  },
]

const reviewerForms = 'form[aria-label="Select reviewers"], form[action*="/review-requests"]'
const assigneeForms = 'form[aria-label="Select assignees"], form[action*="assignees"], .js-issue-assignees'
const suggestion = '.js-suggested-reviewer, [name="suggested_reviewer_id"]'
const longestList = 60

/** Reads a GitHub page. What does not prove to belong to `ref` is left out; it never throws. */
export function read(doc: Document, ref: ArtifactRef): ArtifactDetails {
  const found = new Findings()
  // Each part alone: a page that breaks one of them keeps the rest.
  for (const part of [readPublic, readData, readPage, readDocumentTitle]) {
    try {
      part(doc, partsOf(ref), found)
    } catch {
      // A page may hold anything. What could not be read is not known.
    }
  }
  return found.details
}

interface Wanted {
  type: ArtifactRef['type']
  /** `owner/repository` in lower case. */
  repository: string
  /** The number, or the commit's hash. */
  id: string
}

function partsOf(ref: ArtifactRef): Wanted {
  const [repository = '', id = ''] = ref.key.split(/[#@]/)
  return { type: ref.type, repository: repository.toLowerCase(), id }
}

/** Public only if every mark on the page says so and names our repository: a mark left by the page before proves nothing. */
function readPublic(doc: Document, wanted: Wanted, found: Findings): void {
  const marks = (name: string) => [...doc.querySelectorAll(`meta[name="octolytics-dimension-repository_${name}"]`)].map((meta) => meta.getAttribute('content'))
  const names = marks('nwo')
  const flags = marks('public')
  if (!names.length || !flags.length) return
  if (names.every((name) => name?.toLowerCase() === wanted.repository) && flags.every((flag) => flag === 'true')) found.public('meta')
}

// --- embedded JSON ---

type Json = { [key: string]: unknown }
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

function readData(doc: Document, wanted: Wanted, found: Findings): void {
  for (const script of doc.querySelectorAll('script[data-target="react-app.embeddedData"]')) {
    const payload = object(object(parse(script.textContent)).payload)
    const route = object(payload.pullRequestsLayoutRoute)
    if (wanted.type === 'pull_request' && isOurs(route, wanted)) takeWork(object(route.pullRequest), found)
    for (const query of list(payload.preloadedQueries).slice(0, longestList)) takeIssue(object(query), wanted, found)
    if (wanted.type === 'commit') takeCommit(object(payload.commit), wanted, found)
  }
}

function parse(text: string | null): unknown {
  if (!text || text.length > 4_000_000) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** After a soft navigation the data of the page before may still stand there. */
function isOurs(route: Json, wanted: Wanted): boolean {
  const { ownerLogin, name } = object(route.repository)
  return String(object(route.pullRequest).number) === wanted.id && `${ownerLogin}/${name}`.toLowerCase() === wanted.repository
}

function takeWork(data: Json, found: Findings): void {
  found.title(plain(data.title), 'json')
  found.state(stateOf(data.state), 'json')
  found.person(loginOf(data.author, 'author'), 'json')
}

function takeIssue(query: Json, wanted: Wanted, found: Findings): void {
  const { owner, repo, number } = object(query.variables)
  if (wanted.type !== 'issue' || String(number) !== wanted.id || `${owner}/${repo}`.toLowerCase() !== wanted.repository) return
  const issue = object(object(object(object(query.result).data).repository).issue)
  if (String(issue.number) !== wanted.id) return
  takeWork(issue, found)
  const assigned = list(object(issue.assignedActors ?? issue.assignees).nodes)
  for (const actor of assigned.slice(0, longestList)) found.person(loginOf(actor, 'assignee'), 'json')
}

function takeCommit(commit: Json, wanted: Wanted, found: Findings): void {
  if (typeof commit.oid !== 'string' || !commit.oid.startsWith(wanted.id)) return
  found.title(plain(commit.shortMessage), 'json')
  for (const author of list(commit.authors).slice(0, longestList)) found.person(loginOf(author, 'author'), 'json')
}

function loginOf(value: unknown, role: Role): PageHuman | null {
  const { login, displayName, name, isAgent, __typename } = object(value)
  const person = human(login, role, displayName ?? name)
  return person && (isAgent === true || __typename === 'Bot') ? { ...person, kind: 'bot' } : person
}

// --- the page itself ---

function readPage(doc: Document, wanted: Wanted, found: Findings): void {
  if (wanted.type === 'commit') return readCommit(doc, wanted, found)
  const headings = eras.flatMap((era) => [...doc.querySelectorAll(era.heading)].slice(0, 5).map((heading) => ({ era, heading })))
  const ours = headings.find(({ era, heading }) => numberBeside(heading, era.title) === wanted.id)
  if (ours) {
    found.title(wordsIn(ours.heading.querySelector(ours.era.title)), ours.era.source)
    for (const selector of ours.era.state) found.state(stateIn(doc.querySelector(selector)), ours.era.source)
    if (!found.has('author')) found.person(personIn(doc.querySelector(ours.era.author), 'author'), ours.era.source)
  }
  // A heading of other work: the page has not caught up with its address. Without any, forms still say whose they are.
  const unproven = !ours && headings.length > 0
  readForms(doc, wanted, unproven, found)
  if (ours) readSections(doc, found)
}

/** The number that stands beside the title, never one inside it ("Revert #8"). */
function numberBeside(heading: Element, title: string): string | null {
  const copy = heading.cloneNode(true) as Element
  for (const words of copy.querySelectorAll(title)) words.remove()
  return /#\s*(\d+)/.exec(copy.textContent ?? '')?.[1] ?? null
}

function readForms(doc: Document, wanted: Wanted, unproven: boolean, found: Findings): void {
  const forms = (selector: string) => [...doc.querySelectorAll(selector)].filter((element) => belongs(element, wanted, unproven))
  for (const form of forms(reviewerForms)) {
    for (const row of [...form.querySelectorAll('[data-assignee-name], a.assignee')].slice(0, longestList)) {
      if (!isSuggested(row, form)) found.person(personIn(row, 'reviewer'), 'aria')
    }
    for (const team of [...form.querySelectorAll('.js-reviewer-team[data-hovercard-url]')].slice(0, longestList)) found.person(teamIn(team), 'css')
  }
  for (const form of forms(assigneeForms)) {
    for (const link of [...form.querySelectorAll('a.assignee')].slice(0, longestList)) found.person(personIn(link, 'assignee'), 'css')
  }
}

/** A form's own target names its work. With no target, or one that names nobody, the heading decides. */
function belongs(element: Element, wanted: Wanted, unproven: boolean): boolean {
  const form = element.closest('form')
  const target = /\/([^/]+\/[^/]+)\/(?:pull|issues)\/(\d+)(?:[/?]|$)/.exec(form?.getAttribute('action') ?? '')
  if (!target) return !unproven
  return target[1]?.toLowerCase() === wanted.repository && target[2] === wanted.id
}

/** GitHub proposes reviewers (Copilot, or people who know the code) in the same list: nobody asked them yet. */
function isSuggested(row: Element, form: Element): boolean {
  for (let box: Element | null = row; box && box !== form; box = box.parentElement) {
    if (box.querySelectorAll('[data-assignee-name]').length > 1) return false
    if (box.querySelector(suggestion)) return true
  }
  return false
}

/** Assignees of an issue in React: the section with that heading. Participants are no assignees. */
function readSections(doc: Document, found: Findings): void {
  for (const section of [...doc.querySelectorAll('[data-testid="sidebar-section"]')].slice(0, longestList)) {
    if (wordsIn(section.querySelector('h2, h3, h4')) !== 'Assignees') continue
    for (const link of [...section.querySelectorAll('a[href]')].slice(0, longestList)) found.person(personIn(link, 'assignee'), 'testid')
  }
}

function readCommit(doc: Document, wanted: Wanted, found: Findings): void {
  const shown = plain(doc.querySelector('.sha-block .sha, .sha.user-select-contain')?.textContent)
  if (!shown || !(shown.startsWith(wanted.id) || wanted.id.startsWith(shown))) return
  found.title(wordsIn(doc.querySelector('.commit-title')), 'css')
  if (!found.has('author')) found.person(personIn(doc.querySelector('a.commit-author, .commit-author a'), 'author'), 'css')
}

// --- the last resort ---

/** "Words by login · Pull Request #7 · owner/repository", or a discussion with the two last turned round. The last match counts: a title may hold anything. */
function readDocumentTitle(doc: Document, wanted: Wanted, found: Findings): void {
  const line = plain(doc.title, 1_000) ?? ''
  const match =
    /^(.*) · (Pull Request|Issue|Discussion) #(\d+) · ([^\s/]+\/[^\s/]+)(?: · .*)?$/.exec(line)?.slice(1) ??
    /^(.*) · ([^\s/]+\/[^\s/]+) · (Discussion) #(\d+)(?: · .*)?$/.exec(line)?.slice(1).map((_, i, all) => all[[0, 2, 3, 1][i] ?? 0])
  if (match) {
    const [words = '', kind, number, repository] = match
    if (number !== wanted.id || repository?.toLowerCase() !== wanted.repository) return
    const signed = kind === 'Pull Request' ? /^(.*) by ([\w-]+(?:\[bot\])?)$/.exec(words) : null
    found.title(plain(signed?.[1] ?? words), 'title')
    if (signed && !found.has('author')) found.person(human(signed[2], 'author'), 'title')
    return
  }
  const commit = /^(.*) · ([^\s/]+\/[^\s/@]+)@([\da-f]{7,64})(?: · .*)?$/.exec(line)
  if (wanted.type !== 'commit' || commit?.[2]?.toLowerCase() !== wanted.repository) return
  if (wanted.id.startsWith(commit[3] ?? '-') || commit[3]?.startsWith(wanted.id)) found.title(plain(commit[1]), 'title')
}

// --- single values ---

function stateIn(element: Element | null): string | null {
  if (!element) return null
  return stateOf(element.getAttribute('data-status')) ?? stateOf(element.getAttribute('title')) ?? stateOf(element.textContent)
}

/** GitHub's many words for a state, as `open draft merged closed`. */
function stateOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  if (/draft/i.test(value)) return 'draft'
  if (/merged/i.test(value)) return 'merged'
  if (/closed|not planned|duplicate/i.test(value)) return 'closed'
  return /open|queued/i.test(value) ? 'open' : null
}

const login = /^[a-z\d][a-z\d_-]{0,99}(\[bot\])?$/i

function human(handle: unknown, role: Role, name?: unknown): PageHuman | null {
  if (typeof handle !== 'string' || !login.test(handle)) return null
  return { handle, name: plainName(name), role, kind: handle.endsWith('[bot]') ? 'bot' : 'user' }
}

/** Whom a row or link stands for. Apps are bots, whatever they are called. */
function personIn(element: Element | null, role: Role): PageHuman | null {
  if (!element) return null
  const link = element.matches('a') ? element : element.querySelector('a[href]')
  const path = pathOf(link?.getAttribute('href') ?? '')
  const card = element.closest('[data-hovercard-type]')?.getAttribute('data-hovercard-type')
  if (path[0] === 'apps' && path[1]) return human(`${path[1]}[bot]`, role)
  const person = human(element.getAttribute('data-assignee-name') ?? path.at(-1), role)
  return person && (card === 'copilot' || card === 'bot') ? { ...person, kind: 'bot' } : person
}

function pathOf(href: string): string[] {
  try {
    return new URL(href, 'https://github.invalid').pathname.split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    return []
  }
}

function teamIn(element: Element): PageHuman | null {
  const [, owner, team] = /^\/orgs\/([\w-]+)\/teams\/([\w.-]+)\//.exec(element.getAttribute('data-hovercard-url') ?? '') ?? []
  return owner && team ? { handle: `${owner}/${team}`, name: wordsIn(element) ?? team, role: 'reviewer', kind: 'team' } : null
}
