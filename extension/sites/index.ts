/** Every leaf in this folder, by its file: a new one enrols itself. Only `site` comes along, so that whoever identifies carries no reader. */
import type { ArtifactRef, SiteId } from '../../shared/artifacts'
import { site as page } from './page'
import type { Site } from './site'

const found = import.meta.glob<Site>(['./*.ts', '!./*.read.ts', '!./{site,reading,index,readers,page}.ts'], { eager: true, import: 'site' })

/** The leaves by the name of their file, which is also that of their content script. The demo's stands only in development builds. */
export const leaves: ReadonlyMap<string, Site> = new Map(Object.entries(found).map(([path, site]) => [path.slice(2, -3), site]))

const demo = leaves.get('demo')

/** Every site that Cairn knows. */
export const sites: readonly Site[] = [...leaves.values()].filter((site) => site !== demo)

/** The same with the made-up work of the local demo: for development builds only. */
export const sitesWithDemo: readonly Site[] = demo ? [...sites, demo] : sites

/** A self-hosted site at an address: `git.acme.example/ghe`. */
export interface Instance { site: SiteId; instance: string }

const hintsFor = (site: Site, instances: readonly Instance[]) => ({ instances: instances.filter((one) => one.site === site.id).map((one) => one.instance) })

/** The work at an address, by the first leaf that knows it; null = no known work. */
export function identify(url: URL, among: readonly Site[] = sites, instances: readonly Instance[] = []): ArtifactRef | null {
  for (const site of among) {
    const ref = site.identify(url, hintsFor(site, instances))
    if (ref) return ref
  }
  return null
}

/** Any http(s) page at all, for the popup: known work if it is some, else the page itself. */
export const identifyAny = (url: URL, among: readonly Site[] = sites, instances: readonly Instance[] = []): ArtifactRef | null =>
  identify(url, among, instances) ?? page.identify(url)
