/** What a site's leaf is, and the small tools that every leaf shares. A leaf gets everything by argument. */
import type { ArtifactDetails, ArtifactRef, SiteId } from '../../shared/artifacts'

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
