/** What a Linear page says about an issue: its title. */
import type { ArtifactDetails, ArtifactRef } from '../../shared/artifacts'
import { all, attempt, Findings, one, plain, wordsIn } from './reading'
import type { Selectors } from './site'

export const selectors: Selectors = {
  view: ['div[data-view-id="issue-view"]'],
  title: ['[aria-label="Issue title"]'],
}

/** Reads a Linear page; never throws. Projects and documents do not say whose title is shown. */
export function read(doc: Document, ref: ArtifactRef, hooks: Selectors): ArtifactDetails {
  const found = new Findings()
  if (ref.type !== 'issue') return found.details
  attempt(() => {
    // "ENG-12 Words". Words that begin with another key are that issue's: the page has not caught up with its address.
    const [, named, words = ''] = /^(?:\(\d+\) )?([A-Z][A-Z\d]*-\d+) (.+)$/.exec(plain(doc.title, 1_000) ?? '') ?? []
    if (named === ref.key) found.title(plain(words), 'title')
    const view = one(doc, hooks['view'])
    if (!named && view && names(view, ref)) found.title(wordsIn(one(view, hooks['title'])), 'aria')
  })
  return found.details
}

/** Whether the view's own links, up to the title, lead to our issue: links further down are mentions. */
function names(view: Element, { key, instance }: ArtifactRef): boolean {
  const [first] = all(view, ['a[href*="/issue/"]'])
  return new RegExp(`^(?:https://linear\\.app)?/${instance.slice('linear.app/'.length)}/issue/${key}(?:[/?#]|$)`, 'i').test(first?.getAttribute('href') ?? '')
}
