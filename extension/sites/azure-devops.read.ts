/** What an Azure DevOps page says about the work that its address names: its title. Numbers are unique in an organisation. People stand there without a handle. */
import type { ArtifactRef } from '../../shared/artifacts'
import { all, attempt, Findings, one, plain, saidBy } from './reading'
import type { Read, Selectors } from './site'

export const selectors: Selectors = {
  pullRequestTitle: ['.repos-pr-title input', '.repos-pr-title-row input', '.repos-pr-title'],
  /** A form's link to its own work item: it proves whose form this is, also over a board. */
  self: ['.work-item-form-header a[href*="/_workitems/edit/"]'],
  workItemTitle: ['.work-item-title-textfield input', '.work-item-form-title input'],
}

/** Reads an Azure DevOps page. What does not prove to belong to `ref` is left out; it never throws. */
export const read: Read = (doc, ref, selectors) => {
  const found = new Findings()
  attempt(() => {
    const told = toldBy(doc, ref)
    if (ref.type === 'work_item') found.title(formTitle(doc, ref, selectors), 'css')
    else if (told) found.title(saidBy(one(doc, selectors['pullRequestTitle'])), 'css')
    found.title(told, 'title')
  })
  return found.details
}

/** The title in the smallest part of the page that holds our form's head, and no other form's. */
function formTitle(doc: Document, ref: ArtifactRef, selectors: Selectors): string | null {
  const heads = all(doc, selectors['self'])
  const isOurs = (link: Element) => /\/_workitems\/edit\/(\d+)(?:[/?#]|$)/i.exec(link.getAttribute('href') ?? '')?.[1] === numberOf(ref)
  for (let box = heads.find(isOurs)?.parentElement; box; box = box.parentElement) {
    if (heads.some((link) => !isOurs(link) && box?.contains(link))) return null
    const title = one(box, selectors['workItemTitle'])
    if (title) return saidBy(title)
  }
  return null
}

const numberOf = (ref: ArtifactRef): string => /\d+$/.exec(ref.key)?.[0] ?? ''

/** "Pull request 7: Words - Repos", "User Story 7: Words - Boards": the first number is the work's. Its suffix is localised, so it goes by its place. */
function toldBy(doc: Document, ref: ArtifactRef): string | null {
  const [, number, words] = /^\P{N}+? (\d+):? (.+?)(?: - [^-]{1,40})?$/u.exec(plain(doc.title, 1_000) ?? '') ?? []
  return number === numberOf(ref) ? plain(words) : null
}
