/** What a GitHub page says about the work that its address names: title, state, people, whether it is public. */
import { readData } from './github.data.read'
import { readPage } from './github.page.read'
import { readDocumentTitle } from './github.title.read'
import { type Part, wantedOf } from './github.wanted.read'
import { attempt, Findings } from './reading'
import type { Read } from './site'

/** Reads a GitHub page. What does not prove to belong to `ref` is left out; it never throws. */
export const read: Read = (doc, ref, selectors) => {
  const found = new Findings()
  attempt(...[readPublic, readData, readPage, readDocumentTitle].map((part) => () => part(doc, wantedOf(ref), found, selectors)))
  return found.details
}

/** Public only if every mark on the page says so and names our repository: a mark left by the page before proves nothing. */
const readPublic: Part = (doc, wanted, found) => {
  const marks = [...doc.querySelectorAll('meta[name^="octolytics-dimension-repository_"]')]
  const of = (name: string) => marks.filter((meta) => meta.getAttribute('name')?.endsWith(`repository_${name}`)).map((meta) => meta.getAttribute('content'))
  const names = of('nwo')
  const flags = of('public')
  if (!names.length || !flags.length) return
  if (names.every((name) => name?.toLowerCase() === wanted.repository) && flags.every((flag) => flag === 'true')) found.public('meta')
}
