/** Azure DevOps, here and as a server of one's own: pull requests and work items. */
import type { ArtifactRef } from '../../shared/artifacts'
import { placeOf, type InstanceHints, type Place, type Site } from './site'

export { prove } from './azure-devops.prove.read'
export { read, selectors } from './azure-devops.read'

const cloud = 'dev.azure.com'

export const site: Site = {
  id: 'azure-devops',
  name: 'Azure DevOps',
  selfHosted: true,
  matches: [`https://${cloud}/*`, 'https://*.visualstudio.com/*'],
  identify,
  anchors: [{ selector: '.work-item-header-command-bar', where: 'append' }],
  theme: { surface: '--background-color', text: '--text-primary-color' },
}

// As Azure DevOps allows them: spaces and other scripts too.
const name = /^(?![_. ])[^\\/:*?"'<>;#$@{},+=[\]|~^\p{C}\p{Zl}\p{Zp}\u00A0]{1,64}(?<![ .])$/u
const organisation = /^[a-z\d][a-z\d-]{0,49}$/i
const number = /^[1-9]\d{0,9}$/
const boards = /^_(?:boards|backlogs|sprints|workitems|queries|dashboards|deliveryplans|plans)$/
const older = /^((?!www\.|marketplace\.)[a-z\d][a-z\d-]*)\.visualstudio\.com$/

/** Names the work at an Azure DevOps address. `acme.visualstudio.com` and `dev.azure.com/acme` are one organisation: its work is the latter's. */
function identify(url: URL, hints?: InstanceHints): ArtifactRef | null {
  const place = placeOf(url, (host) => host === cloud || older.test(host), hints)
  if (!place) return null
  const own = older.exec(place.instance)?.[1]
  if (own) return under({ ...place, instance: cloud }, own, place.segments.slice(/^DefaultCollection$/i.test(place.segments[0] ?? '') ? 1 : 0), url)
  const [first = '', ...rest] = place.segments
  return (place.instance === cloud ? organisation : name).test(first) ? under(place, first, rest, url) : null
}

/** Below the organisation or collection. A project whose only repository is named like it may be left out. */
function under(place: Place, owner: string, segments: string[], url: URL): ArtifactRef | null {
  const [project = '', ...rest] = segments[0] === '_git' ? [segments[1], ...segments] : segments
  const [hub = '', second = '', third = '', fourth = ''] = rest
  if (!name.test(project)) return null
  if (hub === '_git') return third === 'pullrequest' && name.test(second) ? work(place, 'pull_request', [owner, project, second], '!', fourth, ['_git', second, 'pullrequest']) : null
  if (!hub.startsWith('_')) return null
  // What lies open over a board wins over the page behind it, but not over a form: nobody can make any other page name something by a query.
  const id = hub === '_workitems' && second === 'edit' ? third : ((boards.test(hub) && url.searchParams.get('workitem')) || (hub === '_workitems' && url.searchParams.get('id')) || '')
  return work(place, 'work_item', [owner, project], '#', id, ['_workitems', 'edit'])
}

function work({ protocol, instance }: Place, type: ArtifactRef['type'], path: string[], mark: string, id: string, below: string[]): ArtifactRef | null {
  if (!number.test(id)) return null
  const address = [...path.slice(0, 2), ...below, id].map(encodeURIComponent).join('/')
  return { site: 'azure-devops', instance, type, key: `${path.join('/')}${mark}${id}`, url: `${protocol}//${instance}/${address}` }
}
