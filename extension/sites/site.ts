/** What a site's leaf is, and the small tools that every leaf shares. A leaf gets everything by argument. */
import type { ArtifactDetails, ArtifactRef, PageHuman, SiteId, Source } from '../../shared/artifacts'

/** What somebody said about where a site also lives: `git.acme.example`, with its context path if it has one. */
export interface InstanceHints {
  instances?: readonly string[]
}

/** Where a host's own bar of buttons may take one of ours. */
export interface InlineAnchor {
  selector: string
  where: 'append' | 'prepend'
}

/** The host's own custom properties, by what they are for; a missing one falls back to a neutral colour. */
export interface ThemeMap {
  surface?: string
  edge?: string
  text?: string
  radius?: string
}

/** The half of a leaf that runs on every page: small, pure, without `read`. */
export interface Site {
  id: SiteId
  /** Match patterns of the hosts that everybody knows; more come by the person or by policy. */
  matches: readonly string[]
  /** Names the work at an address, or null: stay away. Pure and synchronous. */
  identify(url: URL, hints?: InstanceHints): ArtifactRef | null
  anchors: readonly InlineAnchor[]
  /** Further events of the document that follow a soft navigation. */
  softNavigation?: readonly string[]
  theme?: ThemeMap
}

/** The half that is injected at the click. Never throws, and reports only what belongs to `ref`. */
export type Read = (doc: Document, ref: ArtifactRef) => ArtifactDetails

/** Is this piece of work the other one? `sub` is only a place inside it. */
export const isSame = (a: ArtifactRef | null, b: ArtifactRef | null): boolean => a?.url === b?.url && a?.site === b?.site && a?.key === b?.key

/** Splits a URL's path into decoded segments; null if it cannot be decoded. */
export function segmentsOf(url: URL): string[] | null {
  try {
    return url.pathname.split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    return null
  }
}

// Below: for readers only. A bundle with `identify` alone carries none of it.

const longestTitle = 250
const longestName = 100
const mostPeople = 50

// Controls, marks and overrides of direction, joiners that only hide, tags and byte order marks. U+200C, U+200D and U+FE0F stay: Persian and emoji need them.
const unseen = /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Cs}\p{Co}]/gu
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu
const spaces = /\s+/gu

/**
 * One line of plain text, or null if nothing is left. Cut between graphemes at `most` UTF-16 units, the measure of the
 * API's contract: a title that the page makes huge must not block a send.
 */
export function plain(text: unknown, most = longestTitle): string | null {
  if (typeof text !== 'string') return null
  // A line break is a space, while other controls are nothing. The slice bounds the work on a huge title.
  const line = text.slice(0, most * 32).replace(breaks, ' ').replace(unseen, '').replace(spaces, ' ').trim()
  let end = 0
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(line)) {
    if (end + segment.length > most) break
    end += segment.length
  }
  return line.slice(0, end).trim() || null
}

/** The name of a person or team as one short line. */
export const plainName = (text: unknown): string | null => plain(text, longestName)

/** The words inside an element, without a second copy for screen readers that a child may hold. */
export const wordsIn = (element: Element | null | undefined): string | null => plain(element?.textContent)

/** Gathers what a page says, field by field: the first finding of a field stands. */
export class Findings {
  readonly details: ArtifactDetails = { title: null, state: null, visibility: 'private', people: [], via: {} }
  #seen = new Set<string>()

  /** Keeps a title unless there is one already. */
  title(value: string | null | undefined, source: Source): void {
    if (this.details.title || !value) return
    this.details.title = value
    this.details.via['title'] = source
  }

  /** Keeps a state unless there is one already. */
  state(value: string | null | undefined, source: Source): void {
    if (this.details.state || !value) return
    this.details.state = value
    this.details.via['state'] = source
  }

  /** Marks the work as proven public. Nothing else makes it so. */
  public(source: Source): void {
    this.details.visibility = 'public'
    this.details.via['visibility'] = source
  }

  /** Adds somebody once for each role, up to 50. */
  person(person: PageHuman | null, source: Source): void {
    if (!person || this.details.people.length >= mostPeople) return
    const mark = `${person.role} ${person.handle.toLowerCase()}`
    if (this.#seen.has(mark)) return
    this.#seen.add(mark)
    this.details.people.push(person)
    this.details.via[person.role] ??= source
  }

  /** Has anybody been found in this role? */
  has(role: PageHuman['role']): boolean {
    return this.details.people.some((person) => person.role === role)
  }
}
