/** Jira, in Atlassian's cloud and in people's own data centres: issues. */
import type { ArtifactRef } from '../../shared/artifacts'
import { placeOf, type InstanceHints, type Site } from './site'

export { details, prove, read, selectors } from './jira.read'

export const site: Site = {
  id: 'jira',
  name: 'Jira',
  selfHosted: true,
  matches: ['https://*.atlassian.net/*'],
  identify,
  anchors: [
    { selector: ':is(div, li, span):has(> [data-testid="issue.views.issue-base.foundation.breadcrumbs.current-issue.item"])', where: 'append' },
    { selector: '.aui-toolbar2-secondary', where: 'append' },
  ],
  theme: { surface: '--ds-surface-overlay', edge: '--ds-border', text: '--ds-text', radius: '--ds-radius-small' },
}

const key = '([A-Z][A-Z0-9_]+-[1-9]\\d{0,9})'
const isKey = RegExp(`^${key}$`)
// The whole path below the context, so that Confluence's `/wiki/`, the REST API and the rest of the host name nothing.
const paths = RegExp(
  `^(?:browse|(?:projects/[^/]+/)?issues|jira/(?:[^/]+/)*issues?|(?:jira/servicedesk/)?projects/[^/]+/queues(?:/[^/]+){0,2}|servicedesk/agent/[^/]+/(?:issue|queues(?:/[^/]+){0,2})|servicedesk/customer/portal/\\d+)/${key}$`,
)
// Where Jira shows the issue that the query selects. Anywhere else nobody can make a page name something by a query.
const selecting = /^(?:browse|issues|projects\/.+|secure\/RapidBoard\.jspa|jira\/(?:[^/]+\/)*(?:projects|plans|boards?|issues)(?:\/.*)?)(?:\/|$)/
// Before history navigation the hash was the route.
const routed = /^(?:i|issues|secure\/(?:IssueNavigator|RapidBoard)\.jspa)$/

/** Names the issue at an address: the selected one first, then that of the path. A comment in focus stays as `sub`. */
function identify(url: URL, hints?: InstanceHints): ArtifactRef | null {
  const place = placeOf(url, (host) => /^[a-z\d][a-z\d-]*\.atlassian\.net$/.test(host), hints)
  if (!place || place.segments.some((part) => part.includes('/'))) return null
  const path = place.segments.join('/')
  const found = (selecting.test(path) && selected(url.searchParams)) || paths.exec(path)?.[1] || (routed.test(path) && inHash(url.hash))
  if (!found) return null
  const comment = /^#comment-(\d{1,19})$/.exec(url.hash)?.[1] ?? /^\d{1,19}$/.exec(url.searchParams.get('focusedCommentId') ?? '')?.[0]
  const { protocol, instance } = place
  return { site: 'jira', instance, type: 'issue', key: found, url: `${protocol}//${instance}/browse/${found}`, ...(comment && { sub: `comment-${comment}` }) }
}

const selected = (query: URLSearchParams): string | undefined => isKey.exec(query.get('selectedIssue') ?? '')?.[1]

/** `#browse/K`, `#issues/K?jql=...`, or the board's whole query behind the hash. */
const inHash = (hash: string): string | undefined =>
  RegExp(`^#!?/?(?:browse|issues)/${key}(?:[?&/]|$)`).exec(hash)?.[1] ?? selected(new URLSearchParams(hash.replace(/^#!?\??/, '')))
