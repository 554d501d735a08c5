/** What work is called: the names of sites (proper names, the same in every language), and a short form of keys. */
import type { ArtifactType, SiteId } from '../../shared/artifacts'

const siteNames: Record<SiteId, string> = {
  'github': 'GitHub', 'jira': 'Jira', 'google-docs': 'Google Docs', 'gitlab': 'GitLab', 'linear': 'Linear', 'confluence': 'Confluence',
  'notion': 'Notion', 'figma': 'Figma', 'azure-devops': 'Azure DevOps', 'bitbucket': 'Bitbucket', 'asana': 'Asana', 'trello': 'Trello',
  'clickup': 'ClickUp', 'openproject': 'OpenProject', 'slack': 'Slack', 'gmail': 'Gmail', 'page': 'Web',
}

/** "GitHub"; for a page of no known site its host, where one may know it. */
export const siteName = (site: SiteId, instance?: string): string => (site === 'page' && instance ? instance : siteNames[site])

/** What makes a file is known by a name of its own. */
const madeBy: Partial<Record<ArtifactType, string>> = { spreadsheet: 'Google Sheets', presentation: 'Google Slides', form: 'Google Forms' }
/** Sites that name their work by chance. */
const byChance: ReadonlySet<SiteId> = new Set(['google-docs', 'notion', 'figma', 'trello'])
// Elsewhere too: a page of Confluence, a document of Linear, a task of Asana.
const longId = /^(?:\d{8,}|[\da-f]{12,})$/i
const isByChance = ({ site, key }: Named): boolean => byChance.has(site) || (site !== 'page' && longId.test(key))

interface Named { site: SiteId; key: string; type?: ArtifactType }

/** Do people know the work by its key, as they know `PAY-118`? A page's path and an id by chance are no such names. */
export const isSaid = (work: Named): boolean => work.site !== 'page' && !isByChance(work)

/** The key as people say it: `northwind/trail-pay #482`, a commit by seven letters; of an id by chance where it is and how it ends: `Google Sheets …dEf12`. */
export function keyText(work: Named): string {
  const { site, key, type } = work
  if (site === 'page') return key.replace(/^https?:\/\//, '')
  if (isByChance(work)) return `${(site === 'google-docs' && type && madeBy[type]) || siteNames[site]} …${key.slice(-5).replace(/^[-_]+/, '')}`
  return key.replace(/^\d+$/, '#$&').replace(/^(.+)([#!&]\d+)$/, '$1 $2').replace(/@([\da-f]{7})[\da-f]*$/i, ' @$1')
}
