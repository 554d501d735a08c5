/** OpenProject, in the cloud and at home: work packages. */
import type { ArtifactDetails, ArtifactRef } from '../../shared/artifacts'
import { all, Findings, plain, wordsIn } from './reading'
import { placeOf, type InstanceHints, type Selectors, type Site } from './site'

export const site: Site = {
  id: 'openproject',
  name: 'OpenProject',
  selfHosted: true,
  matches: ['https://*.openproject.com/*', 'https://community.openproject.org/*'],
  identify,
  anchors: [{ selector: '.work-packages--show-view #toolbar-items', where: 'prepend' }],
  softNavigation: ['turbo:render'],
}

// Since 2026 a heading for screen readers holds the subject alone; the field beside it may be open for writing.
export const selectors = { title: ['.work-packages--subject-type-row > h2', '.work-packages--details--subject'] } satisfies Selectors

const isOwn = (host: string): boolean => /^[a-z\d-]+\.openproject\.com$/.test(host) || host === 'community.openproject.org'
// A number, or since 17.5 the project's own identifier and a number.
const workPackage = /^(?:[1-9]\d{0,11}|[A-Z][A-Z\d_]{0,30}-[1-9]\d{0,9})$/
// Pages that make or move something instead of showing it.
const acts = /^(?:copy|edit|move|new|bulk|dialog|shares?)$/
const anchor = /^(?:activity|comment)-\d{1,20}$/

/** Names a work package, also in the split view of a list, a board, a chart or the notifications: `.../details/42/overview`. */
function identify(url: URL, hints?: InstanceHints): ArtifactRef | null {
  const place = placeOf(url, isOwn, hints)
  if (!place) return null
  const below = place.segments[0] === 'projects' ? place.segments.slice(2) : place.segments
  const split = below.indexOf('details')
  const [room = '', id = '', tab = ''] = split > 0 ? [below[0], ...below.slice(split + 1)] : below
  // Only in a split view may it be another room than that of work packages.
  if (!(room === 'work_packages' || (room === 'wp' && below === place.segments) || (split > 0 && /^[a-z_]+$/.test(room) && room !== 'api'))) return null
  if (!workPackage.test(id) || acts.test(tab)) return null
  const sub = url.hash.slice(1)
  return {
    site: 'openproject', instance: place.instance, type: 'work_item', key: id, url: `${place.protocol}//${place.instance}/work_packages/${id}`,
    ...(anchor.test(sub) && { sub }),
  }
}

/** Reads the subject, proven by the document's title: "Bug: The map folds wrong (#42) | Maps | OpenProject". Never throws. */
export function read(doc: Document, { key }: ArtifactRef, { title }: Selectors): ArtifactDetails {
  const found = new Findings()
  // A key is only letters, digits, `_` and `-`.
  const [, subject] = RegExp(`^(.*?\\S) \\(#?${key}\\)(?: \\| .*)?$`).exec(plain(doc.title, 1_000) ?? '') ?? []
  if (!subject) return found.details
  // The subject alone, where the page shows it; a list may show others.
  found.title(all(doc, title).map(wordsIn).find((words) => words !== null && subject.endsWith(words)), 'css')
  found.title(plain(subject.replace(/^[^:]{1,60}: /, '')), 'title')
  return found.details
}

/** OpenProject says in its head below which path it stands. */
export function prove(doc: Document, url: URL): string | null {
  const base = doc.querySelector('meta[name="app_base_path"]')?.getAttribute('content')?.replace(/\/$/, '')
  if (base === undefined || !doc.querySelector('meta[name="openproject_initializer"], meta[name="app_title"], body[data-relative_url_root]')) return null
  return base === '' || (base.startsWith('/') && url.pathname.startsWith(`${base}/`)) ? url.host + base : null
}
