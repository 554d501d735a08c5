/** The sites as the background knows them: their leaves, the content script of each, and where it may stand. */
import { matchKey, type ArtifactRef, type SiteId } from '../../shared/artifacts'
import type { Instance } from '../bridge/sites'
import { identify, identifyAny, leaves as found } from '../sites'
import { covers, patternAt } from '../../shared/hosts'
import { isSame, type Site } from '../sites/site'

export interface Leaf extends Site {
  /** Of its entrypoint: `<script>.content.ts`. */
  script: string
}

/** Every site with a content script; the demo's made-up work in development builds only. */
export const leaves: readonly Leaf[] = [...found].filter(([script]) => script !== 'demo' || import.meta.env.CAIRN_DEV).map(([script, site]) => ({ ...site, script }))

/** What the browser is asked for to stand on a self-hosted site. Ports are not part of it: not every browser knows them there. */
export const patternOf = ({ protocol, instance }: Pick<Instance, 'protocol' | 'instance'>): string => patternAt(new URL(`${protocol}//${instance}`))

// The demo's leaf calls itself GitHub and lives nowhere else.
const isOf = (leaf: Leaf, { site }: Instance): boolean => leaf.selfHosted === true && leaf.id === site

/** The leaf whose content script may stand on an address. Where two share a host (Jira and Confluence), the one that knows the work there. */
export function leafOf(url: URL, instances: readonly Instance[] = [], all: readonly Leaf[] = leaves): Leaf | null {
  const standing = all.filter((leaf) => leaf.matches.some((pattern) => covers(pattern, url)) || instances.some((one) => isOf(leaf, one) && within(one, url)))
  return standing.find((leaf) => leaf.identify(url, { instances: instances.filter((one) => isOf(leaf, one)).map(({ instance }) => instance) })) ?? standing[0] ?? null
}

/** Whether an address lies below an instance, context path and port included. */
export function within({ protocol, instance }: Pick<Instance, 'protocol' | 'instance'>, url: URL): boolean {
  const base = new URL(`${protocol}//${instance}`)
  const below = base.pathname.replace(/\/$/, '')
  return url.host === base.host && (url.pathname === below || url.pathname.startsWith(`${below}/`))
}

export const leavesOf = (site: SiteId): Leaf[] => leaves.filter((leaf) => leaf.id === site)

/** The work at an address, or null. */
export const workAt = (address: string | undefined, instances: readonly Instance[]): ArtifactRef | null =>
  address && URL.canParse(address) ? identify(new URL(address), leaves, instances) : null

/** The same, with any other web page as work of its own kind. */
export const anyWorkAt = (address: string | undefined, instances: readonly Instance[]): ArtifactRef | null =>
  address && URL.canParse(address) ? identifyAny(new URL(address), leaves, instances) : null

/** Is it the same piece of work, written the same or not? */
export const same = (a: ArtifactRef | null, b: ArtifactRef | null): boolean =>
  isSame(a, b) || (!!a && !!b && a.site === b.site && a.instance === b.instance && matchKey(a.site, a.key) === matchKey(b.site, b.key))
