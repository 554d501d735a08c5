/** Figma: design files, boards, slides and prototypes. */
import type { ArtifactDetails, ArtifactRef } from '../../shared/artifacts'
import { Findings, headNames, one, plain, saidBy } from './reading'
import { placeOf, type Selectors, type Site } from './site'

const host = 'www.figma.com'

export const site: Site = { id: 'figma', name: 'Figma', matches: [`https://${host}/*`, 'https://figma.com/*'], identify, anchors: [] }

export const selectors = { title: ['[data-testid="filename"]'], head: ['meta[property="og:title"]'] } satisfies Selectors

// A file keeps its key in every editor: the older `file` and a prototype lead to the same work.
const editors: Record<string, string> = { design: 'design', file: 'design', proto: 'design', board: 'board', slides: 'slides', deck: 'slides' }
const fileKey = /^[A-Za-z\d]{6,128}$/
const node = /^I?\d{1,10}[:-]\d{1,10}(?:;\d{1,10}[:-]\d{1,10})*$/

/** Names the file; a branch is work of its own. The chosen node is a place inside it, as the API writes it: `1:2`. */
function identify(url: URL): ArtifactRef | null {
  const place = placeOf(url, (one) => one === host || one === 'figma.com')
  if (!place) return null
  const [kind = '', file = '', word, branch = ''] = place.segments
  const editor = Object.hasOwn(editors, kind) ? editors[kind] : undefined
  if (!editor || !fileKey.test(file)) return null
  const isBranch = word === 'branch' && fileKey.test(branch)
  const chosen = url.searchParams.get('node-id') ?? ''
  return {
    site: 'figma', instance: host, type: 'design', key: isBranch ? branch : file, url: `https://${host}/${editor}/${file}${isBranch ? `/branch/${branch}` : ''}`,
    ...(node.test(chosen) && { sub: chosen.replaceAll('-', ':') }),
  }
}

/** Reads the name of the file, if nothing says that it is another's. Never throws. */
export function read(doc: Document, ref: ArtifactRef, { title, head }: Selectors): ArtifactDetails {
  const found = new Findings()
  const said = headNames(doc, ref, identify)
  const inHead = saidBy(one(doc, head))
  // The head of another file: its name in any other place has not been changed yet.
  const stale = said === 'other' ? inHead : null
  const shown = saidBy(one(doc, title))
  const [, named = null] = /^(.*\S) [-–—] Fig\S+$/.exec(plain(doc.title, 1_000) ?? '') ?? []
  if (shown !== stale) found.title(shown, 'testid')
  // Of a private file the head only says who made the editor.
  if (said === 'ours' && inHead !== 'Figma') found.title(inHead, 'meta')
  if (plain(named) !== stale) found.title(plain(named), 'title')
  return found.details
}
