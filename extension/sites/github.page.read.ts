/** What a GitHub page shows: the title with our number beside it, and what stands around it. */
import type { Source } from '../../shared/artifacts'
import { personIn, readForms, readSections } from './github.people.read'
import { stateOf } from './github.state.read'
import type { Part, Wanted } from './github.wanted.read'
import { titledBy } from './github.title.read'
import { type Findings, all, one, plain, wordsIn } from './reading'
import type { Selectors } from './site'

const mostTitles = 5

export const readPage: Part = (doc, wanted, found, selectors) => {
  if (wanted.type === 'commit') return readCommit(doc, wanted, found, selectors)
  const titles = titlesOf(doc, selectors)
  const ours = titles.find(({ number }) => number === wanted.id)
  if (ours) {
    found.title(wordsIn(ours.title), ours.source)
    for (const selector of selectors['state'] ?? []) if (!found.details.state) found.state(stateIn(one(doc, [selector])), sourceOf(selector))
    if (!found.has('author')) found.person(authorOf(doc, wanted, selectors), ours.source)
  } else if (titles.length === 0 && !found.has('author') && titledBy(doc, wanted)) {
    // A page without its head: the document's title speaks for it, and only the first words have an author.
    found.person(authorOf(doc, wanted, selectors, true), 'css')
  }
  // A heading of other work: the page has not caught up with its address. Without any, forms still say whose they are.
  readForms(doc, wanted, !ours && titles.length > 0, found, selectors)
  if (ours) readSections(doc, found, selectors)
}

interface Titled { title: Element; number: string | null; source: Source }

/** Every title with the number beside it, as far as one stands there. */
function titlesOf(doc: Document, selectors: Selectors): Titled[] {
  return (selectors['title'] ?? []).flatMap((selector) =>
    all(doc, [selector]).slice(0, mostTitles).flatMap((title) => {
      const heading = headingOf(title, selectors['heading'])
      return heading ? [{ title, number: numberBeside(heading, title), source: sourceOf(selector) }] : []
    }))
}

function headingOf(title: Element, headings: readonly string[] = []): Element | null {
  for (const selector of headings) {
    const heading = title.parentElement?.closest(selector)
    if (heading) return heading
  }
  return null
}

/** The number that stands beside the title, never one inside it ("Revert #8"). */
function numberBeside(heading: Element, title: Element): string | null {
  const words: string[] = []
  // A heading that is only the nearest box may be the whole page.
  let most = 500
  // Only what is not the title: its own parents are looked into, the rest is taken whole.
  const gather = (from: Element): void => {
    for (const node of from.childNodes) {
      if (node === title) continue
      if (most-- <= 0) return
      if (node.contains(title)) gather(node as Element)
      else words.push(node.nodeType === 1 ? (wordsIn(node as Element) ?? '') : (node.nodeValue ?? ''))
    }
  }
  gather(heading)
  return /#\s*(\d+)/.exec(words.join(''))?.[1] ?? null
}

const sourceOf = (selector: string): Source => (selector.includes('data-testid') ? 'testid' : /data-component|aria-/.test(selector) ? 'aria' : 'css')

function stateIn(element: Element | null): string | null {
  if (!element) return null
  return stateOf(element.getAttribute('data-status')) ?? stateOf(element.getAttribute('title')) ?? stateOf(element.textContent)
}

// On the files tab, and where the first words are not loaded, the first author is that of a comment.
const comment = '[id^="issuecomment-"], [id^="discussion_r"], [id^="discussioncomment-"], [id^="pullrequestreview-"], .review-comment, #files'

const opening = '[id^="issue-"], [id^="pullrequest-"], [id^="discussion-"]'

function authorOf(doc: Document, wanted: Wanted, selectors: Selectors, strictly = wanted.type === 'discussion') {
  const first = one(doc, selectors['author'])
  if (!first || first.closest(comment)) return null
  return strictly && !first.closest(opening) ? null : personIn(first, 'author')
}

function readCommit(doc: Document, wanted: Wanted, found: Findings, selectors: Selectors): void {
  const hash = plain(one(doc, selectors['hash'])?.textContent)
  if (!hash || hash.length < 7 || !(hash.startsWith(wanted.id) || wanted.id.startsWith(hash))) return
  found.title(wordsIn(one(doc, selectors['commitTitle'])), 'css')
  if (!found.has('author')) found.person(personIn(one(doc, selectors['commitAuthor']), 'author'), 'css')
}
