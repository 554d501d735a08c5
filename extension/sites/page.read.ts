/** What any page says of itself: its title. Nobody is taken for a person on a page that we do not know. */
import type { ArtifactDetails, ArtifactRef } from '../../shared/artifacts'
import { Findings, plain } from './reading'

/** Reads the title of any document; `ref` is not needed to prove it, for the tab shows it as its own. */
export function read(doc: Document, _ref: ArtifactRef): ArtifactDetails {
  const found = new Findings()
  found.title(plain(doc.title), 'title')
  return found.details
}
