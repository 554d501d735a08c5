/** Hooks of GitHub's pages by field, newest era first: React since 2025, then everything older and Enterprise. Data, so that a signed pack can put newer ones in front. No hashed class names. */
import type { Selectors } from './site'

export const selectors: Selectors = {
  title: ['[data-testid="issue-title"]', '[data-component="PH_Title"] .markdown-title', '.gh-header-title .js-issue-title'],
  /** Around the title: the number that stands there beside it proves whose title it is. */
  heading: ['[data-component="PH_Title"]', '.gh-header-title', ':is(h1, h2, h3, div)'],
  // A bare `.State` would also match linked pull requests; what is not of a header comes last.
  state: ['[data-testid="header-state"]', '[data-component="PH_LeadingVisual"] span[data-status]', '.gh-header-meta .State[title]', '.gh-header-meta .State', 'span[data-component="StateLabel"][data-status]', 'span[data-status]'],
  // `.gh-header-meta .author` would be the merger on a merged pull request.
  author: ['[data-testid="issue-body-header-author"]', '.timeline-comment-header .author'],
  reviewerForm: ['form[aria-label="Select reviewers"], form[action*="/review-requests"]'],
  reviewer: ['[data-assignee-name], a.assignee'],
  team: ['.js-reviewer-team[data-hovercard-url]'],
  /** Beside somebody whom GitHub only proposes. */
  suggestion: ['.js-suggested-reviewer, [name="suggested_reviewer_id"]'],
  assigneeForm: ['form[aria-label="Select assignees"], form[action*="assignees"], .js-issue-assignees'],
  assignee: ['a.assignee'],
  section: ['[data-testid="sidebar-section"]'],
  data: ['script[data-target="react-app.embeddedData"]'],
  /** A commit's own hash, not its parent's, which is a link. */
  hash: ['.sha-block .sha:not(a), .sha.user-select-contain:not(a)'],
  commitTitle: ['.commit-title'],
  commitAuthor: ['a.commit-author, .commit-author a, .commit-author-section .user-mention'],
}
