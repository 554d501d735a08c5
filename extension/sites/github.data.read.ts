/** What the data that GitHub's React pages carry says: pull requests, issues, commits. After a soft navigation that of the page before may still stand there. */
import type { PageHuman, Role } from '../../shared/artifacts'
import { human } from './github.people.read'
import { stateOf } from './github.state.read'
import type { Part, Wanted } from './github.wanted.read'
import { type Findings, all, plain } from './reading'

const longestList = 60
const longestData = 4_000_000

type Json = { [key: string]: unknown }
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, longestList) : [])

export const readData: Part = (doc, wanted, found, selectors) => {
  let left = longestData
  for (const script of all(doc, selectors['data'])) {
    // In all: a page may carry many.
    if ((left -= script.textContent.length) < 0) return
    const payload = object(object(parse(script.textContent)).payload)
    const route = object(payload.pullRequestsLayoutRoute)
    if (wanted.type === 'pull_request' && isOurs(route, wanted)) takeWork(object(route.pullRequest), found)
    for (const query of list(payload.preloadedQueries)) takeIssue(object(query), wanted, found)
    if (wanted.type === 'commit') for (const at of [payload, object(payload.commitRoute)]) takeCommit(at, wanted, found)
  }
}

function parse(text: string | null): unknown {
  if (!text) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

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
  for (const actor of list(object(issue.assignedActors ?? issue.assignees).nodes)) found.person(loginOf(actor, 'assignee'), 'json')
}

/** Every author counts: the further ones are co-authors by the commit's own trailers. Its hash is its proof. */
function takeCommit(route: Json, wanted: Wanted, found: Findings): void {
  const commit = object(route.commit)
  if (typeof commit.oid !== 'string' || !commit.oid.startsWith(wanted.id)) return
  found.title(plain(commit.shortMessage), 'json')
  for (const author of list(commit.authors)) found.person(loginOf(author, 'author'), 'json')
}

/** Apps have a slug beside their name. */
function loginOf(value: unknown, role: Role): PageHuman | null {
  const { login, slug, displayName, name, isAgent, __typename } = object(value)
  const isApp = typeof slug === 'string' && !String(login).endsWith('[bot]')
  const person = human(isApp ? `${slug}[bot]` : login, role, displayName ?? name)
  return person && (isAgent === true || __typename === 'Bot') ? { ...person, kind: 'bot' } : person
}
