/** Whom a GitHub page names, and what for: forms and sections of the side bar, and single links. */
import type { PageHuman, Role } from '../../shared/artifacts'
import type { Wanted } from './github.wanted.read'
import { type Findings, all, plainName, wordsIn } from './reading'
import type { Selectors } from './site'

/** Reviewers and assignees by the forms of the side bar. `unproven`: a form that does not say whose it is says nothing. */
export function readForms(doc: Document, wanted: Wanted, unproven: boolean, found: Findings, selectors: Selectors): void {
  const forms = (field: string) => all(doc, selectors[field]).filter((element) => belongs(element, wanted, unproven))
  for (const form of forms('reviewerForm')) {
    const marks = (selectors['suggestion'] ?? []).flatMap((selector) => all(form, [selector]))
    const rows = marks.length > 0 ? [...form.querySelectorAll('[data-assignee-name]')].slice(0, 60) : []
    for (const row of all(form, selectors['reviewer'])) {
      if (!isSuggested(row, form, marks, rows)) found.person(personIn(row, 'reviewer'), 'aria')
    }
    for (const team of all(form, selectors['team'])) found.person(teamIn(team), 'css')
  }
  for (const form of forms('assigneeForm')) {
    for (const link of all(form, selectors['assignee'])) found.person(personIn(link, 'assignee'), 'css')
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
function isSuggested(row: Element, form: Element, marks: readonly Element[], rows: readonly Element[]): boolean {
  // The mark stands a few steps away: a page that nests without end is not climbed.
  for (let box: Element | null = row, steps = 0; marks.length > 0 && box && box !== form && steps < 15; box = box.parentElement, steps++) {
    if (rows.filter((other) => box!.contains(other)).length > 1) return false
    if (marks.some((mark) => box!.contains(mark))) return true
  }
  return false
}

/** Assignees of an issue in React: the section with that heading. Participants are no assignees. */
export function readSections(doc: Document, found: Findings, selectors: Selectors): void {
  for (const section of all(doc, selectors['section'])) {
    if (wordsIn(section.querySelector('h2, h3, h4')) !== 'Assignees') continue
    for (const link of all(section, ['a[href]'])) found.person(personIn(link, 'assignee'), 'testid')
  }
}

const login = /^[a-z\d][a-z\d_-]{0,99}(\[bot\])?$/i

/** Somebody by the handle, unless it is none. */
export function human(handle: unknown, role: Role, name?: unknown): PageHuman | null {
  if (typeof handle !== 'string' || !login.test(handle)) return null
  return { handle, name: plainName(name), role, kind: handle.endsWith('[bot]') ? 'bot' : 'user' }
}

/** Whom a row or link stands for. Apps are bots, whatever they are called. */
export function personIn(element: Element | null, role: Role): PageHuman | null {
  if (!element) return null
  const link = element.matches('a') ? element : element.querySelector('a[href]')
  const { path, author } = partsOf(link?.getAttribute('href') ?? '')
  const card = element.closest('[data-hovercard-type]')?.getAttribute('data-hovercard-type')
  if (path[0] === 'apps' && path[1]) return human(`${path[1]}[bot]`, role)
  const person = human(element.getAttribute('data-assignee-name') ?? author ?? path.at(-1), role)
  return person && (card === 'copilot' || card === 'bot') ? { ...person, kind: 'bot' } : person
}

/** A link to somebody, or to their commits: `/o/r/commits?author=ada`. */
function partsOf(href: string): { path: string[]; author: string | null } {
  try {
    const { pathname, searchParams } = new URL(href, 'https://github.invalid')
    return { path: pathname.split('/').filter(Boolean).map(decodeURIComponent), author: searchParams.get('author') }
  } catch {
    return { path: [], author: null }
  }
}

function teamIn(element: Element): PageHuman | null {
  const [, owner, team] = /\/orgs\/([\w-]+)\/teams\/([\w.-]+)\//.exec(element.getAttribute('data-hovercard-url') ?? '') ?? []
  return owner && team ? { handle: `${owner}/${team}`, name: wordsIn(element) ?? team, role: 'reviewer', kind: 'team' } : null
}
