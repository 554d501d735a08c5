/** Artifacts: the pieces of work that everything said hangs on. Identity comes from the URL alone. */
import * as z from 'zod/mini'
import { clean } from './text'

/** TABLE: every site there is, in the order of lists, and how it calls itself: a proper name, the same in every language. */
export const siteNames = {
  'github': 'GitHub', 'jira': 'Jira', 'google-docs': 'Google Docs', 'gitlab': 'GitLab', 'linear': 'Linear', 'confluence': 'Confluence',
  'notion': 'Notion', 'figma': 'Figma', 'azure-devops': 'Azure DevOps', 'bitbucket': 'Bitbucket', 'asana': 'Asana', 'trello': 'Trello',
  'clickup': 'ClickUp', 'openproject': 'OpenProject', 'slack': 'Slack', 'gmail': 'Gmail', 'page': 'Web',
}
export type SiteId = keyof typeof siteNames
export const siteIds = Object.keys(siteNames) as readonly SiteId[]

export const artifactTypes = [
  'pull_request', 'merge_request', 'issue', 'discussion', 'commit', 'document', 'spreadsheet', 'presentation', 'form',
  'page', 'epic', 'work_item', 'task', 'card', 'design', 'project', 'message', 'email_thread',
] as const
export type ArtifactType = (typeof artifactTypes)[number]

/** Text on one line that reads as it is: see `clean`. */
const plain = (max: number) => z.string().check(z.minLength(1), z.maxLength(max), z.refine((text) => clean(text) === text && !/[\t\n]/.test(text)))

/** Whether a work's address is on the host that it names, so that nobody can give it another's: the first to name it decides for all. */
function isThere({ instance, url }: { instance: string; url: string }): boolean {
  if (!URL.canParse(url)) return true // Said already.
  const { host, username, password } = new URL(url)
  return host === instance.toLowerCase().split('/')[0] && username === '' && password === ''
}

/** Names a piece of work. `instance` is the lower-case host with its context path; `key` stands as the host writes it; `sub` is the host's own anchor (`discussion_r1`). */
export const ArtifactRef = z.strictObject({
  site: z.enum(siteIds),
  instance: plain(255).check(z.regex(/^[^\s<>"]+$/)),
  type: z.enum(artifactTypes),
  key: plain(1_000),
  url: z.url({ protocol: /^https?$/ }).check(z.maxLength(2_000)),
  sub: z.optional(plain(200)),
}).check(z.refine(isThere, { path: ['url'] }))
export type ArtifactRef = z.infer<typeof ArtifactRef>

export const roles = ['author', 'reviewer', 'assignee', 'reporter', 'participant'] as const
export type Role = (typeof roles)[number]

/** Somebody whom the page names, as the page names them. */
export interface PageHuman {
  handle: string
  name?: string | null
  role: Role
  kind: 'user' | 'team' | 'bot'
  email?: string
}

/** Where a value on a page was found: for people who mend an adapter. */
export const sources = ['json', 'testid', 'aria', 'css', 'meta', 'title', 'rest', 'url'] as const
export type Source = (typeof sources)[number]

/** The fields that a site's reader looks for. */
export const readFields = ['title', 'state', 'people', 'visibility'] as const
/** How reading a page went, field by field: where each was found, or `none`. No content, no person. It travels only with what somebody sends. */
export const ReadingWent = z.partialRecord(z.enum(readFields), z.enum([...sources, 'none']))
export type ReadingWent = z.infer<typeof ReadingWent>

/** What a page says about the work. Only suggestions: the person may correct all of it. */
export interface ArtifactDetails {
  title?: string | null
  state?: string | null
  visibility?: 'public' | 'private'
  people: PageHuman[]
  via: Record<string, Source>
}

/** Sites whose hosts compare keys and handles without case. */
const caseless: ReadonlySet<SiteId> = new Set(['github', 'gitlab', 'bitbucket', 'azure-devops'])
export const ignoresCase = (site: SiteId): boolean => caseless.has(site)

/** The form in which a key or a handle is compared on its site. */
export const matchKey = (site: SiteId, key: string): string => (ignoresCase(site) ? key.toLowerCase() : key)

/** The repository or project that a work belongs to, as its key tells: `northwind/trail-pay` of `northwind/trail-pay#482`, `PAY` of `PAY-118`. Null where the key tells none. */
export function placeOf({ site, key }: Pick<ArtifactRef, 'site' | 'key'>): string | null {
  const place = /^(.+?)[#!@](?=[^#!@]*$)/.exec(key)?.[1] ?? /^([A-Za-z][A-Za-z0-9_]*)-\d+$/.exec(key)?.[1]
  return place === undefined ? null : matchKey(site, place)
}

/** SHA-256 (hex) of site, instance and match key: one id for one piece of work, whoever names it. */
export async function artifactId(ref: Pick<ArtifactRef, 'site' | 'instance' | 'key'>): Promise<string> {
  const text = [ref.site, ref.instance.toLowerCase(), matchKey(ref.site, ref.key)].join('\n')
  return sha256(text)
}

/** Lower-case hex SHA-256 of a text: artifact ids, hashed e-mail addresses, token hashes. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
