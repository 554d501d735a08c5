/** Which reader reads which work. Apart from `index`, so that whoever only identifies carries no reader. */
import type { ArtifactDetails, ArtifactRef, SiteId } from '../../shared/artifacts'
import { read as readDemo } from './demo.read'
import { read as readGithub } from './github.read'
import { read as readPage } from './page.read'
import type { Read } from './site'

const readers: Partial<Record<SiteId, Read>> = { github: readGithub, jira: readDemo, 'google-docs': readDemo, page: readPage }

/** What the page says about `ref`, by the reader of its site: a made-up GitHub page is read as a real one. Never throws. */
export const read = (doc: Document, ref: ArtifactRef): ArtifactDetails => (readers[ref.site] ?? readPage)(doc, ref)
