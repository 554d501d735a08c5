/** What a site's leaf is, and the small tools that every leaf shares. A leaf gets everything by argument. */
import type { ArtifactDetails, ArtifactRef, PageHuman, SiteId, Source } from '../../shared/artifacts'

/** What somebody said about where this site also lives: `git.acme.example`, with its context path if it has one. */
export interface InstanceHints {
  instances?: readonly string[]
}

/** What a module in this folder exports. Named one by one, so that a content script bundles `site` without the rest. */
export interface Leaf {
  site: Site
  /** CSS by field, best first: data, so that a signed pack can put newer ones in front. A leaf without `read` knows its address only. */
  selectors?: Selectors
  read?: Read
  details?: Details
  prove?: Prove
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
  /** As the host calls itself: the same in every language. */
  name: string
  /** People may run it themselves: its address can be added. */
  selfHosted?: boolean
  /** Only its address is sure: no `read`. The panel lets the person complete the title, and people are picked by name. */
  addressOnly?: boolean
  /** Match patterns of the hosts that everybody knows; more come by the person or by policy. */
  matches: readonly string[]
  /** Names the work at an address, or null: stay away. Pure and synchronous. */
  identify(url: URL, hints?: InstanceHints): ArtifactRef | null
  anchors: readonly InlineAnchor[]
  /** Further events of the document that follow a soft navigation. */
  softNavigation?: readonly string[]
  theme?: ThemeMap
}

/** Hooks of a page by field (`title`, `author`, ...), each list best first. Plain CSS, nothing else. */
export type Selectors = Readonly<Record<string, readonly string[]>>

/** The half that is injected at the click. Never throws, and reports only what belongs to `ref`. `selectors` are the leaf's own with those of the signed pack in front. */
export type Read = (doc: Document, ref: ArtifactRef, selectors: Selectors) => ArtifactDetails

/** The host's own API on the page's origin, asked only after a click; what it answers goes before what the page shows. Rejects where it cannot be asked. */
export type Details = (ref: ArtifactRef, ask: typeof fetch) => Promise<ArtifactDetails>

/** A page on an unknown host that shows to be this site: answers the instance (`git.acme.example/ghe`), or null. Only ever asked after a click. */
export type Prove = (doc: Document, url: URL) => string | null

/** Is this piece of work the other one? `sub` is only a place inside it. */
export const isSame = (a: ArtifactRef | null, b: ArtifactRef | null): boolean => a?.url === b?.url && a?.site === b?.site && a?.key === b?.key

/** Whether a match pattern (scheme, host, any path) covers an address. Hosts match exactly, or by dot-suffix after `*.`; any port unless the pattern names one. */
export function covers(pattern: string, url: URL): boolean {
  const [scheme, host = ''] = pattern.slice(0, -2).split('://')
  if (scheme === '*' ? !/^https?:$/.test(url.protocol) : url.protocol !== `${scheme}:`) return false
  const name = host.includes(':') ? url.host : url.hostname
  return host.startsWith('*.') ? name === host.slice(2) || name.endsWith(host.slice(1)) : name === host
}

/** Where a site lives: its own hosts, and the instances that somebody named. */
export interface Place {
  protocol: string
  /** Host and context path, without a slash at the end. */
  instance: string
  /** Of the path below the context path, decoded. */
  segments: string[]
}

/**
 * The place that serves an address, matched exactly: no look-alike, no other port.
 * @param own is this host (with its port) one of the site's own? It has to be https there.
 */
export function placeOf(url: URL, own: (host: string) => boolean, hints?: InstanceHints): Place | null {
  const segments = segmentsOf(url)
  if (!segments) return null
  if (url.protocol === 'https:' && own(url.host)) return { protocol: url.protocol, instance: url.host, segments }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  for (const instance of hints?.instances ?? []) {
    const base = URL.canParse(`${url.protocol}//${instance}`) ? new URL(`${url.protocol}//${instance}`) : null
    const context = base?.pathname.split('/').filter(Boolean) ?? []
    if (base?.host === url.host && context.every((part, index) => segments[index] === part)) {
      return { protocol: url.protocol, instance: base.host + base.pathname.replace(/\/$/, ''), segments: segments.slice(context.length) }
    }
  }
  return null
}

/** Splits a URL's path into decoded segments; null if it cannot be decoded. */
export function segmentsOf(url: URL): string[] | null {
  // No work has an address that long, and every leaf would go through it.
  if (url.pathname.length > 8_000) return null
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
