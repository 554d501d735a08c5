/** The last resort: the document's title, where it names our work. */
import { human } from './github.people.read'
import type { Part } from './github.wanted.read'
import { plain } from './site'

/** "Words by login · Pull Request #7 · owner/repository", or a discussion with the two last turned round. The last match counts: a title may hold anything. */
export const readDocumentTitle: Part = (doc, wanted, found) => {
  const line = plain(doc.title, 1_000) ?? ''
  const match =
    /^(.*) · (Pull Request|Issue|Discussion) #(\d+) · ([^\s/]+\/[^\s/]+)(?: · .*)?$/.exec(line)?.slice(1) ??
    /^(.*) · ([^\s/]+\/[^\s/]+) · (Discussion) #(\d+)(?: · .*)?$/.exec(line)?.slice(1).map((_, i, all) => all[[0, 2, 3, 1][i] ?? 0])
  if (match) {
    const [words = '', kind, number, repository] = match
    if (number !== wanted.id || repository?.toLowerCase() !== wanted.repository) return
    const signed = kind === 'Pull Request' ? /^(.*) by ([\w-]+(?:\[bot\])?)$/.exec(words) : null
    found.title(plain(signed?.[1] ?? words), 'title')
    if (signed && !found.has('author')) found.person(human(signed[2], 'author'), 'title')
    return
  }
  const commit = /^(.*) · ([^\s/]+\/[^\s/@]+)@([\da-f]{7,64})(?: · .*)?$/.exec(line)
  if (wanted.type !== 'commit' || commit?.[2]?.toLowerCase() !== wanted.repository) return
  if (wanted.id.startsWith(commit[3] ?? '-') || commit[3]?.startsWith(wanted.id)) found.title(plain(commit[1]), 'title')
}
