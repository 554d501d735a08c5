/** The switches as the background would list them, from the leaves' own facts. */
import type { Opening } from '../../../extension/bridge/messages'
import type { Instance, SiteSwitch } from '../../../extension/bridge/sites'
import { anyPage } from './cast'

// TABLE: name, hosts, whether only its address is known, whether people run it themselves.
const known: [site: SiteSwitch['site'], name: string, hosts: string[], addressOnly?: boolean, selfHosted?: boolean][] = [
  ['github', 'GitHub', ['https://github.com/*'], false, true], ['jira', 'Jira', ['https://*.atlassian.net/*'], false, true], ['google-docs', 'Google Docs', ['https://docs.google.com/*']],
  ['gitlab', 'GitLab', ['https://gitlab.com/*'], false, true], ['linear', 'Linear', ['https://linear.app/*']], ['confluence', 'Confluence', ['https://*.atlassian.net/*'], false, true],
  ['notion', 'Notion', ['https://www.notion.so/*', 'https://notion.so/*', 'https://*.notion.site/*']], ['figma', 'Figma', ['https://www.figma.com/*', 'https://figma.com/*']],
  ['azure-devops', 'Azure DevOps', ['https://dev.azure.com/*', 'https://*.visualstudio.com/*'], false, true], ['bitbucket', 'Bitbucket', ['https://bitbucket.org/*'], false, true],
  ['asana', 'Asana', ['https://app.asana.com/*'], true], ['trello', 'Trello', ['https://trello.com/*']], ['clickup', 'ClickUp', ['https://app.clickup.com/*'], true],
  ['openproject', 'OpenProject', ['https://*.openproject.com/*', 'https://community.openproject.org/*'], false, true],
]

export const kinds = known.filter(([, , , , selfHosted]) => selfHosted).map(([site, name]) => ({ site, name }))

/** All off, GitHub hidden. */
export const switches = (): SiteSwitch[] => known.map(([site, name, hosts, addressOnly = false]) => ({ site, name, hosts, granted: false, missing: [], hidden: site === 'github', instance: null, off: false, addressOnly }))

export const gitlab = (instance: string, by: Instance['by'], granted: boolean): SiteSwitch =>
  ({ site: 'gitlab', name: 'GitLab', hosts: [`https://${instance.split('/')[0]}/*`], granted, missing: [], hidden: false, instance: { site: 'gitlab', instance, protocol: 'https:', by }, off: false, addressOnly: false })

/** A page on an unknown host that shows to be a GitLab. */
export const unknownHost: Opening = { ...anyPage, found: { site: 'gitlab', name: 'GitLab', address: 'https://git.acme.example/tools' } }
