/** Trello: cards. */
import type { ArtifactRef } from '../../shared/artifacts'
import { placeOf, type Site } from './site'

export { read, selectors } from './trello.read'

export const site: Site = {
  id: 'trello',
  name: 'Trello',
  matches: ['https://trello.com/*'],
  identify,
  anchors: [],
  theme: { surface: '--ds-surface-overlay', edge: '--ds-border', text: '--ds-text', radius: '--ds-radius-small' },
}

/** Names the card at an address by its short link; a board is none. */
function identify(url: URL): ArtifactRef | null {
  const [kind, key = ''] = placeOf(url, (host) => host === 'trello.com')?.segments ?? []
  if (kind !== 'c' || !/^[A-Za-z\d]{8}$/.test(key)) return null
  const comment = /^#(comment-[\da-f]{24})$/.exec(url.hash)?.[1]
  return { site: 'trello', instance: 'trello.com', type: 'card', key, url: `https://trello.com/c/${key}`, ...(comment && { sub: comment }) }
}
