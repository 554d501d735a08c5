/** The last resort: the document's title, where it names our work. */
import type { PageHuman } from '../../shared/artifacts'
import { human } from './github.people.read'
import type { Part, Wanted } from './github.wanted.read'
import { plain } from './reading'

/** What the document's title says of our work, or null: it names other work, or none. */
export interface Titled { title: string | null; author: PageHuman | null }

export const readDocumentTitle: Part = (doc, wanted, found) => {
  const said = titledBy(doc, wanted)
  found.title(said?.title, 'title')
  if (!found.has('author')) found.person(said?.author ?? null, 'title')
}

/** "Words by login · Pull Request #7 · owner/repository", or a discussion with the two last turned round. The last match counts: a title may hold anything. */
export function titledBy(doc: Document, wanted: Wanted): Titled | null {
  const line = plain(doc.title, 1_000) ?? ''
  const match =
    /^(.*) · (Pull Request|Issue|Discussion) #(\d+) · ([^\s/]+\/[^\s/]+)(?: · .*)?$/.exec(line)?.slice(1) ??
    /^(.*) · ([^\s/]+\/[^\s/]+) · (Discussion) #(\d+)(?: · .*)?$/.exec(line)?.slice(1).map((_, i, all) => all[[0, 2, 3, 1][i] ?? 0])
  if (!match) return wanted.type === 'commit' ? commitBy(line, wanted) : null
  const [words = '', kind, number, repository] = match
  if (number !== wanted.id || repository?.toLowerCase() !== wanted.repository) return null
  const signed = kind === 'Pull Request' ? /^(.*) by ([\w-]+(?:\[bot\])?)$/.exec(words) : null
  return { title: plain(signed?.[1] ?? words), author: human(signed?.[2], 'author') }
}

/** "Words · owner/repository@0123abc". */
function commitBy(line: string, wanted: Wanted): Titled | null {
  const [, words, repository, hash = '-'] = /^(.*) · ([^\s/]+\/[^\s/@]+)@([\da-f]{7,64})(?: · .*)?$/.exec(line) ?? []
  const isOurs = repository?.toLowerCase() === wanted.repository && (wanted.id.startsWith(hash) || hash.startsWith(wanted.id))
  return isOurs ? { title: plain(words), author: null } : null
}
