/** What work is called: its site, and a short form of its key. */
import { siteNames, type ArtifactType, type SiteId } from '../../shared/artifacts'

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
