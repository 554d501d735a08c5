/** The list of leaves, and `identify` over them. A new site adds one line here, and one in `readers` if it has its own reader. */
import type { ArtifactRef } from '../../shared/artifacts'
import * as demo from './demo'
import * as github from './github'
import * as page from './page'
import type { InstanceHints, Site } from './site'

export { demo, github, page }

/** Every site that Cairn knows. */
export const sites: readonly Site[] = [github]

/** The same with the made-up work of the local demo: for development builds only. */
export const sitesWithDemo: readonly Site[] = [github, demo]

/** The work at an address, by the first leaf that knows it; null = no known work. */
export function identify(url: URL, leaves: readonly Site[] = sites, hints?: InstanceHints): ArtifactRef | null {
  for (const leaf of leaves) {
    const ref = leaf.identify(url, hints)
    if (ref) return ref
  }
  return null
}

/** Any http(s) page at all, for the popup: known work if it is some, else the page itself. */
export const identifyAny = (url: URL, leaves: readonly Site[] = sites, hints?: InstanceHints): ArtifactRef | null =>
  identify(url, leaves, hints) ?? page.identify(url)
