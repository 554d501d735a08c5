/** What Trello says about a card: its title. */
import type { ArtifactDetails, ArtifactRef } from '../../shared/artifacts'
import { all, attempt, Findings, one, plain, saidBy, wordsIn } from './reading'
import type { Selectors } from './site'

export const selectors: Selectors = {
  /** In the open card, which does not say which card it is. */
  title: ['[data-testid="card-back-title-input"]', '[data-testid="card-back-name"]'],
  /** On the board behind it, each with the card's own address. */
  cards: ['a[data-testid="card-name"][href]'],
}

/** Reads a Trello page; never throws. The board's link with our short name proves a title; the open card's counts where no such link contradicts and the document's title agrees. */
export function read(doc: Document, ref: ArtifactRef, hooks: Selectors): ArtifactDetails {
  const found = new Findings()
  attempt(() => {
    const open = wordsOf(one(doc, hooks['title']))
    const links = all(doc, hooks['cards'])
    const ours = onBoard(doc, ref, links)
    // Some boards show a card's number before its name.
    if (ours) found.title(ours.replace(/^#\d+ ?/, '') === open ? open : ours, 'testid')
    else if (open && !links.some((link) => wordsIn(link) === open) && agrees(doc, open)) found.title(open, 'testid')
  })
  return found.details
}

/** A board may hold thousands of cards: ours is looked for by its address, first among those that `all` hands out. */
function onBoard(doc: Document, { key }: ArtifactRef, links: readonly Element[]): string | null {
  const isOurs = (link: Element) => RegExp(`^(?:https://trello\\.com)?/c/${key}(?:[/?#]|$)`).test(link.getAttribute('href') ?? '')
  const link = links.find(isOurs) ?? all(doc, [`a[data-testid="card-name"][href*="/c/${key}"]`]).find(isOurs)
  return wordsIn(link)
}

const wordsOf = (element: Element | null): string | null => (element?.localName === 'textarea' ? plain((element as HTMLTextAreaElement).value) : saidBy(element))

/** "Words on Board | Trello". */
const agrees = (doc: Document, title: string): boolean => (plain(doc.title, 1_000) ?? '').replace(/^\(\d+\) /, '').startsWith(`${title} on `)
