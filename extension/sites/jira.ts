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

const key = '([A-Z][A-Z0-9_]+-[1-9]\\d{0,9})(?![\\w-])'
// Jira's own rooms end with the key. Confluence's `/wiki/`, the REST API and the rest of the host name nothing.
const inPath = RegExp(`^(?:browse|issues|(?:jira|projects|servicedesk)/.+)/${key}$`)
// Where Jira shows the issue that the query selects: nobody can make any other page name something by a query.
const selects = /^(?:browse|issues|projects|secure\/RapidBoard\.jspa|jira\/(?:.+\/)?(?:projects|plans|boards?|issues))(?:\/|$)/
const inQuery = RegExp(`(?:^\\?|&)selectedIssue=${key}`)
// Before history navigation the hash was the route, or a board's whole query.
const routes = /^(?:i|issues|secure\/\w+\.jspa)$/
const inHash = RegExp(`^#(?:!?/?(?:browse|issues)/|.*\\bselectedIssue=)${key}`)
const comment = /^#comment-(\d{1,19})$|[?&]focusedCommentId=(\d{1,19})(?!\w)/m

/** Names the issue at an address: the selected one first, then that of the path. A comment in focus stays as `sub`. */
function identify(url: URL, hints?: InstanceHints): ArtifactRef | null {
  const place = placeOf(url, (host) => /^[a-z\d][a-z\d-]*\.atlassian\.net$/.test(host), hints)
  if (!place || place.segments.some((part) => part.includes('/'))) return null
  const { protocol, instance, segments } = place
  const path = segments.join('/')
  const found = ((selects.test(path) && inQuery.exec(url.search)) || inPath.exec(path) || (routes.test(path) && inHash.exec(url.hash)) || [])[1]
  if (!found) return null
  const [, anchor, focused] = comment.exec(`${url.hash}\n${url.search}`) ?? []
  const id = anchor ?? focused
  return { site: 'jira', instance, type: 'issue', key: found, url: `${protocol}//${instance}/browse/${found}`, ...(id && { sub: `comment-${id}` }) }
}
