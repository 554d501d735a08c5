/** What work is called: the names of sites (proper names, the same in every language), and a short form of keys. */
import type { ArtifactRef, SiteId } from '../../shared/artifacts'

const siteNames: Record<SiteId, string> = {
  'github': 'GitHub', 'jira': 'Jira', 'google-docs': 'Google Docs', 'gitlab': 'GitLab', 'linear': 'Linear', 'confluence': 'Confluence',
  'notion': 'Notion', 'figma': 'Figma', 'azure-devops': 'Azure DevOps', 'bitbucket': 'Bitbucket', 'asana': 'Asana', 'trello': 'Trello',
  'clickup': 'ClickUp', 'openproject': 'OpenProject', 'slack': 'Slack', 'gmail': 'Gmail', 'page': 'Web',
}

/** "GitHub"; for a page of no known site its host, where one may know it. */
export const siteName = (site: SiteId, instance?: string): string => (site === 'page' && instance ? instance : siteNames[site])

/** The key as people say it: `northwind/trail-pay #482`; a web page without its protocol. */
export function keyText(ref: Pick<ArtifactRef, 'site' | 'key'>): string {
  if (ref.site === 'page') return ref.key.replace(/^https?:\/\//, '')
  return ref.key.replace(/^(.+)([#!&]\d+)$/, '$1 $2')
}
