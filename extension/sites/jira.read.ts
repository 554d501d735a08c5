/** What Jira says about an issue: its REST API at the click, and the page where that does not answer. Selectors are data by era. */
import type { ArtifactDetails, ArtifactRef, PageHuman, Role } from '../../shared/artifacts'
import { all, attempt, Findings, one, plain, plainName, wordsIn } from './reading'
import type { Selectors } from './site'

const cloud = 'issue.views.issue-base.foundation'

export const selectors: Selectors = {
  /** What names the issue that a part of the page is about. */
  key: [`[data-testid="${cloud}.breadcrumbs.current-issue.item"]`, `[data-test-id="${cloud}.breadcrumbs.current-issue.item"]`, '#key-val', '#ghx-detail-issue[data-issuekey]', '#issuekey-val'],
  title: [`h1[data-testid="${cloud}.summary.heading"]`, `h1[data-test-id="${cloud}.summary.heading"]`, '#summary-val', '#ghx-detail-issue [data-field-id="summary"]', '#issue_header_summary'],
  state: ['[data-testid="issue-field-status.ui.status-view.status-button.status-button"]', '#status-val .jira-issue-status-lozenge', '#status-val', '#ghx-detail-issue [data-field-id="status"]'],
  assignee: ['#assignee-val', '#ghx-detail-issue [data-field-id="assignee"]'],
  reporter: ['#reporter-val', '#ghx-detail-issue [data-field-id="reporter"]'],
}

/** Reads a Jira page. A part of it that names another issue, or none, is left out; it never throws. */
export function read(doc: Document, ref: ArtifactRef, hooks: Selectors): ArtifactDetails {
  const found = new Findings()
  attempt(...[readIssue, readDocumentTitle].map((part) => () => part(doc, ref, hooks, found)))
  return found.details
}

// --- the page itself ---

function readIssue(doc: Document, { key }: ArtifactRef, hooks: Selectors, found: Findings): void {
  const marks = every(doc, hooks['key']).flatMap((element) => keyOf(element) ?? []).slice(0, 60)
  for (const heading of every(doc, hooks['title'])) {
    const root = partOf(heading, key, marks)
    if (!root) continue
    const source = heading.matches('[data-testid], [data-test-id]') ? 'testid' : 'css'
    // While it is edited it holds a form's words.
    if (!heading.querySelector('form, input, textarea')) found.title(wordsIn(heading), source)
    found.state(plain(wordsIn(one(root, hooks['state'])), 40), source)
    for (const role of ['assignee', 'reporter'] as const) found.person(personIn(one(root, hooks[role]), role, viewersOf(doc)), 'css')
    return
  }
}

/** Hits of all selectors, the best one's first: `all` stops at the first that has any. */
const every = (root: ParentNode, list: readonly string[] | undefined): Element[] => (list ?? []).flatMap((selector) => all(root, [selector]))

interface Mark { element: Element; key: string }

function keyOf(element: Element): Mark | null {
  const said = element.getAttribute('data-issue-key') ?? element.getAttribute('data-issuekey') ?? /\/browse\/([^/?#]+)/.exec(element.getAttribute('href') ?? '')?.[1] ?? wordsIn(element)
  const key = /^[A-Z][A-Z0-9_]+-\d+$/.exec(said ?? '')?.[0]
  return key ? { element, key } : null
}

/** The largest part of the page around a heading in which every mark names our issue: a board behind a dialog is not in it. */
function partOf(heading: Element, key: string, marks: readonly Mark[]): Element | null {
  let part: Element | null = null
  for (let box: Element | null = heading; box; box = box.parentElement) {
    const inside = marks.filter(({ element }) => box!.contains(element))
    if (inside.some((mark) => mark.key !== key)) break
    if (inside.length > 0) part = box
  }
  return part
}

/** Whoever looks at the page, as far as it tells. */
const viewersOf = (doc: Document): string[] =>
  [...doc.querySelectorAll('meta[name="ajs-remote-user"], meta[name="ajs-atlassian-account-id"]')].map((meta) => (meta.getAttribute('content') ?? '').toLowerCase())

/** Of a Data Center's page: its hover card is for a user's name. "Unassigned" has none. */
function personIn(field: Element | null, role: Role, viewers: readonly string[]): PageHuman | null {
  const hover = field && one(field, ['.user-hover[rel]', '[data-username]', 'a[href*="ViewProfile.jspa?name="]'])
  const href = hover?.getAttribute('href') ?? ''
  const handle = hover?.getAttribute('rel') ?? hover?.getAttribute('data-username') ?? decode(/[?&]name=([^&#]+)/.exec(href)?.[1] ?? '')
  return !hover || viewers.includes(handle.toLowerCase()) ? null : human(handle, role, hover.textContent)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** "[K] Words - Jira": the suffix is the instance's own name, in any language. */
function readDocumentTitle(doc: Document, { key }: ArtifactRef, _: Selectors, found: Findings): void {
  const [, named, words = ''] = /^(?:\(\d+\) )?\[#?([A-Z][A-Z0-9_]+-\d+)\] (.+)$/.exec(plain(doc.title, 1_000) ?? '') ?? []
  if (named === key) found.title(plain(words.replace(/ - (?:(?! - ).)*$/, '')), 'title')
}

// --- the host's own API ---

const fields = 'summary,assignee,reporter,status,security'
const longest = 262_144

/**
 * Asks Jira itself, on the page's own origin. Nothing proves an issue public: with or without a security level it stays private.
 * @throws whatever went wrong: a slow, large, redirected, foreign or unreadable answer, or one about another issue (ours has moved)
 */
export async function details(ref: ArtifactRef, ask: typeof fetch, patience = 2_500): Promise<ArtifactDetails> {
  const base = ref.url.slice(0, -`/browse/${ref.key}`.length)
  const api = `${base}/rest/api/${ref.instance.endsWith('.atlassian.net') ? 3 : 2}`
  const signal = AbortSignal.timeout(patience)
  const [issue, me] = await Promise.all([
    askFor(`${api}/issue/${ref.key}?fields=${fields}`, ask, signal),
    askFor(`${api}/myself`, ask, signal).catch(() => null),
  ])
  if (issue['key'] !== ref.key) throw new Error('the answer is about another issue')
  const found = new Findings()
  const said = object(issue['fields'])
  found.title(plain(said['summary']), 'rest')
  found.state(plain(object(said['status'])['name'], 40), 'rest')
  const viewer = me && handleOf(me)
  for (const role of ['assignee', 'reporter'] as const) {
    const person = object(said[role])
    if (!viewer || handleOf(person) !== viewer) found.person(userIn(person, role), 'rest')
  }
  if ('security' in said) found.details.via['visibility'] = 'rest'
  return found.details
}

type Json = { [key: string]: unknown }
const object = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {})

async function askFor(address: string, ask: typeof fetch, signal: AbortSignal): Promise<Json> {
  const late = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  const answer = await Promise.race([late, ask(address, { credentials: 'same-origin', redirect: 'error', headers: { accept: 'application/json' }, signal })])
  if (!answer.ok || answer.redirected || !/^application\/(?:[\w.]+\+)?json\b/.test(answer.headers.get('content-type') ?? '')) throw new Error('no answer in JSON')
  return object(JSON.parse(await Promise.race([late, textOf(answer)])))
}

/** The whole body, as long as it is short. */
async function textOf(answer: Response): Promise<string> {
  const decoder = new TextDecoder()
  const reader = answer.body?.getReader()
  let text = ''
  for (let length = 0; reader; ) {
    const { done, value } = await reader.read()
    if (done) break
    if ((length += value.byteLength) > longest) {
      void reader.cancel()
      throw new Error('too long an answer')
    }
    text += decoder.decode(value, { stream: true })
  }
  return text
}

const handleOf = ({ accountId, name, key }: Json): unknown => accountId ?? name ?? key

function userIn(user: Json, role: Role): PageHuman | null {
  const person = human(handleOf(user), role, user['displayName'])
  const email = /^[^\s@]{1,64}@[^\s@]{1,189}$/.exec(String(user['emailAddress'] ?? ''))?.[0]
  return person && { ...person, ...(user['accountType'] === 'app' && { kind: 'bot' }), ...(email && { email: email.toLowerCase() }) }
}

/** An account id in the cloud, a user's name elsewhere. */
function human(handle: unknown, role: Role, name: unknown): PageHuman | null {
  if (typeof handle !== 'string' || plain(handle, 200) !== handle || /[\s<>"]/.test(handle)) return null
  return { handle, name: plainName(name), role, kind: 'user' }
}

// --- somebody's own ---

/** `body#jira` shows it. The context path is what the page says if its own address agrees, else what stands before a door of Jira's. */
export function prove(doc: Document, url: URL): string | null {
  if (doc.body?.id !== 'jira') return null
  const said = (name: string) => doc.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? null
  const below = (path: string | null) => (path !== null && (url.pathname + '/').startsWith(`${path.replace(/\/+$/, '')}/`) ? path.replace(/\/+$/, '') : null)
  const base = said('ajs-base-url') ?? said('ajs-jira-base-url') ?? ''
  const context =
    below(said('ajs-context-path')) ??
    (URL.canParse(base) && new URL(base).host === url.host ? below(new URL(base).pathname) : null) ??
    /^((?:\/[\w.~-]+)*?)\/(?:browse|projects|issues|secure|servicedesk)\//.exec(url.pathname)?.[1]
  return context === undefined ? null : url.host + context
}
