/** Where the extension stands, as pages and background speak of it. Types only. */
import type { SiteId } from '../../shared/artifacts'

/** A switch in the list of sites. `hosts` are match patterns; a self-hosted one stands in a row of its own with its `instance`. */
export interface SiteSwitch {
  site: SiteId
  name: string
  hosts: string[]
  /** Cairn stands there: the browser grants it, and the person has not turned it off. */
  granted: boolean
  /** Those of its hosts that the browser does not grant while it stands on others. */
  missing?: string[]
  hidden: boolean
  instance: Instance | null
  /** The signed pack has switched it off for now: nothing stands there, and the page is not read. */
  off: boolean
  /** Only its address is known. */
  addressOnly: boolean
}

/** A self-hosted site: `git.acme.example/ghe`, below its context path. */
export interface Instance { site: SiteId; instance: string; protocol: 'https:' | 'http:'; by: 'person' | 'policy' }

/** What the background tells the reader before it runs in a page: self-hosted sites, and the signed pack's selectors by site. */
export interface Reading { instances?: Instance[]; packed?: Partial<Record<SiteId, { selectors?: Record<string, string[]> }>> }

/** What an unknown page was found to be, when the person opened the popup on it. */
export interface Found { site: SiteId; name: string; address: string }
