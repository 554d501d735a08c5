/**
 * The made-up work of the local demo (`worker/dev/pages`), so that a newcomer lives the whole journey without an account.
 * It stands on loopback, on any port; whether a build has this leaf at all, its entrypoint decides.
 */
import type { ArtifactRef, ArtifactType, SiteId } from '../../shared/artifacts'
import { segmentsOf, type Site } from './site'

export { read } from './demo.read'

export const site: Site = {
  id: 'github',
  name: 'GitHub',
  matches: ['http://localhost/*', 'http://127.0.0.1/*'],
  identify,
  anchors: [{ selector: '[data-component="PH_Actions"]', where: 'prepend' }],
  theme: { surface: '--work-well', edge: '--work-line', text: '--work-text', radius: '--work-radius' },
}

const shapes: readonly { site: SiteId; type: ArtifactType; path: RegExp; key: (match: RegExpExecArray) => string }[] = [
  { site: 'github', type: 'pull_request', path: /^([\w-]+)\/([\w.-]+)\/pull\/([1-9]\d{0,9})(?:\/|$)/, key: ([, owner, repository, number]) => `${owner}/${repository}#${number}` },
  { site: 'jira', type: 'issue', path: /^browse\/([A-Z][A-Z0-9_]+-[1-9]\d*)$/, key: ([, key = '']) => key },
  { site: 'google-docs', type: 'document', path: /^document\/d\/([\w-]+)\/edit$/, key: ([, key = '']) => key },
]
const doors: Record<string, SiteId> = { github: 'github', jira: 'jira', docs: 'google-docs' }

/** Names a made-up pull request, ticket or document below `/work/` on loopback. */
function identify(url: URL): ArtifactRef | null {
  if (url.protocol !== 'http:' || (url.hostname !== 'localhost' && url.hostname !== '127.0.0.1')) return null
  const [work, door = '', ...rest] = segmentsOf(url) ?? []
  const path = rest.join('/')
  const shape = shapes.find(({ site, path: pattern }) => site === doors[door] && pattern.test(path))
  const match = shape?.path.exec(path)
  if (work !== 'work' || !shape || !match) return null
  const canonical = match[0].replace(/\/$/, '')
  const sub = /^#((?:discussion_r|issuecomment-)\d+)$/.exec(url.hash)?.[1]
  return {
    site: shape.site,
    instance: `${url.host}/work/${door}`,
    type: shape.type,
    key: shape.key(match),
    url: `${url.origin}/work/${door}/${canonical}`,
    ...(sub && { sub }),
  }
}
