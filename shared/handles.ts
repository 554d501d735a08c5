/** Handles: how a person's name on a site is told apart, compared and written. Pure. */
import { ignoresCase, sha256, type ArtifactRef, type SiteId } from './artifacts'

/** Sites that show people by their name or address: what stands there is a handle only if it is an address or has a number in it. */
const byName: ReadonlySet<SiteId> = new Set(['google-docs', 'notion', 'figma', 'asana', 'clickup', 'slack', 'gmail', 'page'])
/** Sites whose handles have no case of their own, beside those whose keys have none. */
const caseless: ReadonlySet<SiteId> = new Set(['jira', 'confluence', 'trello', 'linear', 'openproject'])

/** How a name on GitHub looks: letters, digits and single hyphens inside, at most 39; some end with `_` and a company's short name. */
const github = /^[a-z0-9](?:[a-z0-9-]{0,38})(?:_[a-z0-9]{1,20})?$/i
const gitlab = /^\w[\w.-]{0,254}$/
const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Whether a handle can be one on its site. A display name is none: two people may have it. */
export function handleFits(site: SiteId, handle: string): boolean {
  if (site === 'github') return github.test(handle)
  if (site === 'gitlab') return gitlab.test(handle)
  return address.test(handle) || (byName.has(site) ? /^(?=\S*\d)\S{5,}$/.test(handle) : /^\S+$/.test(handle))
}

/** Whether a site names its people by handle, so that one can be typed in. */
export const hasHandles = (site: SiteId): boolean => site !== 'page'

type Place = Pick<ArtifactRef, 'site' | 'instance'>

/**
 * TABLE: where one account counts on several hosts, and under which its handles stand. Atlassian's account ids are the same on every
 * `<company>.atlassian.net`, for Jira and Confluence alike; Google's and Notion's accounts know no hosts. Elsewhere an instance is its own world:
 * `ben` on git.acme.example is not `ben` on gitlab.com.
 */
const accounts: { sites: readonly SiteId[]; host: RegExp; place: Place }[] = [
  { sites: ['jira', 'confluence'], host: /(^|\.)(atlassian\.net|jira\.com)$/, place: { site: 'jira', instance: 'atlassian.net' } },
  { sites: ['google-docs', 'gmail'], host: /(^|\.)google\.com$/, place: { site: 'google-docs', instance: 'docs.google.com' } },
  { sites: ['notion'], host: /(^|\.)notion\.(so|site|com)$/, place: { site: 'notion', instance: 'www.notion.so' } },
]

/** The place under which the handles of a site and instance stand. */
export function handlePlace({ site, instance }: Place): Place {
  const lower = instance.toLowerCase()
  const host = lower.split('/')[0]!
  return accounts.find((one) => one.sites.includes(site) && one.host.test(host))?.place ?? { site, instance: lower }
}

/** The form in which a handle is compared on its site. An address is compared as `addressKey`. */
export const handleKey = (site: SiteId, handle: string): string => (ignoresCase(site) || caseless.has(site) ? handle.toLowerCase() : handle)

export const isAddress = (handle: string): boolean => address.test(handle)
/** An address as it is asked about and compared: never as it stands. */
export const addressKey = (handle: string): Promise<string> => sha256(handle.trim().toLowerCase())
/** The key under which a handle is stored. */
export const storedKey = async (site: SiteId, handle: string): Promise<string> => (isAddress(handle) ? addressKey(handle) : handleKey(site, handle))

/** Where a site's people are by default, for whoever types a handle; null for sites that each organisation has at an address of its own. */
export const defaultInstance: Partial<Record<SiteId, string>> = {
  github: 'github.com', gitlab: 'gitlab.com', jira: 'atlassian.net', 'google-docs': 'docs.google.com', bitbucket: 'bitbucket.org', trello: 'trello.com',
  notion: 'www.notion.so', figma: 'www.figma.com', asana: 'app.asana.com', clickup: 'app.clickup.com',
}
