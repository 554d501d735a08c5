/** What readers share: clean words out of a page, whose page its head says it is, and findings field by field. A bundle with `identify` alone carries none of it. */
import type { ArtifactDetails, ArtifactRef, PageHuman, Source } from '../../shared/artifacts'

const longestTitle = 250
const longestName = 100
const mostPeople = 50

// Controls, marks and overrides of direction, joiners that only hide, fillers, tags and byte order marks: all that `shared/text.ts` takes away, lest the API find a title empty. U+200C, U+200D and U+FE0F stay: Persian and emoji need them.
const unseen = /[\p{Cc}\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Cs}\p{Co}]/gu
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
  // Most lines fit: the first segmenter of a page costs 10 ms.
  if (line.length <= most) return line || null
  let end = 0
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(line)) {
    if (end + segment.length > most) break
    end += segment.length
  }
  return line.slice(0, end).trim() || null
}

/** The name of a person or team as one short line. */
export const plainName = (text: unknown): string | null => plain(text, longestName)

// What stands there is code, or what somebody is writing.
const silent = /* @__PURE__ */ new Set(['script', 'style', 'noscript', 'textarea', 'option'])
const mostText = 8_000

/** The words inside an element, of the first ones only: elements may lie in each other, and hold megabytes. */
export function wordsIn(element: Element | null | undefined): string | null {
  if (!element) return null
  const texts = element.ownerDocument.createTreeWalker(element, 4)
  let words = ''
  for (let node = texts.nextNode(); node && words.length < mostText; node = texts.nextNode()) {
    if (!silent.has(node.parentElement?.localName ?? '')) words += (node.nodeValue ?? '').slice(0, mostText)
  }
  return plain(words)
}

/** The first element that one of these selectors finds. A selector that is none (a pack may bring it) finds nothing. */
export function one(root: ParentNode, selectors: readonly string[] | undefined): Element | null {
  for (const selector of selectors ?? []) {
    try {
      const found = root.querySelector(selector)
      if (found) return found
    } catch {
      // No CSS.
    }
  }
  return null
}

/** Every element that the first selector with any hit finds, at most 60. */
export function all(root: ParentNode, selectors: readonly string[] | undefined): Element[] {
  for (const selector of selectors ?? []) {
    try {
      const found = [...root.querySelectorAll(selector)]
      if (found.length > 0) return found.slice(0, 60)
    } catch {
      // No CSS.
    }
  }
  return []
}

/**
 * Whose page its own head says it is, by `og:url` and the canonical link (relative ones too). `other` = of the page
 * before a soft navigation, perhaps: what stands beside it in the head proves nothing. Null = it names nobody we know.
 */
export function headNames(doc: Document, ref: ArtifactRef, identify: (url: URL) => ArtifactRef | null): 'ours' | 'other' | null {
  const said = [...doc.querySelectorAll('meta[property="og:url"], link[rel="canonical"]')].slice(0, 5).map((one) => one.getAttribute('content') ?? one.getAttribute('href') ?? '')
  const named = said.filter((one) => one !== '' && URL.canParse(one, ref.url)).map((one) => identify(new URL(one, ref.url))).filter((one) => one !== null)
  if (named.length === 0) return null
  return named.every((one) => one.key === ref.key && one.instance === ref.instance) ? 'ours' : 'other'
}

/** What an element says: a field of text its value, a `meta` that is a title its content, anything else its words. Whatever a selector names, never a secret. */
export function saidBy(element: Element | null): string | null {
  if (element?.localName === 'input') return plain(isOpenField(element as HTMLInputElement) ? (element as HTMLInputElement).value : null)
  if (element?.localName === 'meta') return /\btitle$/i.test(element.getAttribute('property') ?? element.getAttribute('name') ?? '') ? plain(element.getAttribute('content')) : null
  return wordsIn(element)
}

// A password may be shown as text, and a token lie in a hidden field.
const isOpenField = (field: HTMLInputElement): boolean =>
  (field.type === 'text' || field.type === 'search') && !/pass|secret|token|one-time|otp|cc-/i.test(`${field.name} ${field.autocomplete}`)

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

/** Runs each part of a reader alone: a page that breaks one of them keeps the rest. A page may hold anything; what could not be read is not known. */
export function attempt(...parts: (() => void)[]): void {
  for (const part of parts) {
    try {
      part()
    } catch {
      // Not known.
    }
  }
}
