/** What the parts of GitHub's reader share: what is wanted, and what a part is. */
import type { ArtifactRef } from '../../shared/artifacts'
import type { Findings } from './reading'
import type { Selectors } from './site'

/** What the address names, as the page's own values are compared with it. */
export interface Wanted {
  type: ArtifactRef['type']
  /** `owner/repository` in lower case. */
  repository: string
  /** The number, or the commit's hash. */
  id: string
}

/** Adds to `found` what one part of the page proves. */
export type Part = (doc: Document, wanted: Wanted, found: Findings, selectors: Selectors) => void

export function wantedOf(ref: ArtifactRef): Wanted {
  const [repository = '', id = ''] = ref.key.split(/[#@]/)
  return { type: ref.type, repository: repository.toLowerCase(), id }
}
