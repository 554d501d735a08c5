/** The sites as the background knows them: their leaves, the content script of each, and where it may stand. */
import { matchKey, type ArtifactRef, type SiteId } from '../../shared/artifacts'
import { demo, github, identify, identifyAny } from '../sites'
import { isSame, type Site } from '../sites/site'

export interface Leaf extends Site {
  /** Of its entrypoint: `<script>.content.ts`. */
  script: string
  /** As the host calls itself: the same in every language. */
  name: string
}

/** Every site with a content script; the demo's made-up work in development builds only. */
export const leaves: readonly Leaf[] = [
  { ...github, script: 'github', name: 'GitHub' },
  ...(import.meta.env.CAIRN_DEV ? [{ ...demo, script: 'demo', name: 'GitHub' }] : []),
]

/** Whether a match pattern (scheme, host, any path) covers an address. Hosts match exactly, or by dot-suffix after `*.`; any port unless the pattern names one. */
export function covers(pattern: string, url: URL): boolean {
  const [, scheme, host] = /^(\*|https?):\/\/([^/]+)\/\*$/.exec(pattern) ?? []
  if (!scheme || !host) return false
  if (scheme === '*' ? !/^https?:$/.test(url.protocol) : url.protocol !== `${scheme}:`) return false
  const name = host.includes(':') ? url.host : url.hostname
  return host.startsWith('*.') ? name === host.slice(2) || name.endsWith(host.slice(1)) : name === host
}

/** The leaf whose content script may stand on an address. */
export const leafOf = (url: URL, all: readonly Leaf[] = leaves): Leaf | null => all.find((leaf) => leaf.matches.some((pattern) => covers(pattern, url))) ?? null

export const leavesOf = (site: SiteId): Leaf[] => leaves.filter((leaf) => leaf.id === site)

/** The work at an address, or null. */
export const workAt = (address: string | undefined): ArtifactRef | null => (address && URL.canParse(address) ? identify(new URL(address), leaves) : null)

/** The same, with any other web page as work of its own kind. */
export const anyWorkAt = (address: string | undefined): ArtifactRef | null => (address && URL.canParse(address) ? identifyAny(new URL(address), leaves) : null)

/** Is it the same piece of work, written the same or not? */
export const same = (a: ArtifactRef | null, b: ArtifactRef | null): boolean =>
  isSame(a, b) || (!!a && !!b && a.site === b.site && a.instance === b.instance && matchKey(a.site, a.key) === matchKey(b.site, b.key))
