/** What reads a page: every leaf whole. Apart from `index`, so that whoever only identifies carries no reader. */
import type { ArtifactDetails, ArtifactRef } from '../../shared/artifacts'
import * as page from './page'
import type { Leaf, Selectors } from './site'
import type { Instance } from './index'

const found = import.meta.glob<Leaf>(['./*.ts', '!./*.read.ts', '!./{site,reading,index,readers,page,demo}.ts'], { eager: true })
const demo = import.meta.glob<Leaf>('./demo.ts', { eager: true })['./demo.ts']
const leaves: readonly Leaf[] = Object.values(found)

/** What the signed pack says of one site. */
interface Packed { selectors?: Selectors }

const leafOf = (ref: ArtifactRef): Leaf =>
  (isDemo(ref) ? demo : leaves.find(({ site }) => site.id === ref.site)) ?? page

// The demo's tickets and documents are its own; its pull requests are made like GitHub's and read by GitHub's reader.
const isDemo = ({ site, instance }: ArtifactRef): boolean => site !== 'github' && /^(?:localhost|127\.0\.0\.1)(?::\d+)?\/work\//.test(instance)

/** What the page says about `ref`, by the reader of its site; nothing where only its address is known. Never throws. */
export function read(doc: Document, ref: ArtifactRef, packed: Packed = {}): ArtifactDetails {
  const leaf = leafOf(ref)
  return (leaf.read ?? nothing)(doc, ref, inFront(packed.selectors, leaf.selectors))
}

/** The same, with what the host's own API says first. A field that it does not give comes from the page. */
export async function readAll(doc: Document, ref: ArtifactRef, ask: typeof fetch, packed: Packed = {}): Promise<ArtifactDetails> {
  const shown = read(doc, ref, packed)
  const told = await leafOf(ref).details?.(ref, ask).catch(() => null)
  if (!told) return shown
  return {
    title: told.title ?? shown.title ?? null,
    state: told.state ?? shown.state ?? null,
    visibility: told.visibility ?? 'private',
    people: told.people.length > 0 ? told.people : shown.people,
    via: { ...shown.via, ...told.via },
  }
}

/** Which self-hosted site an unknown page shows to be. */
export function proveInstance(doc: Document, url: URL): Instance | null {
  for (const { site, prove } of leaves) {
    const instance = site.selfHosted ? prove?.(doc, url) : null
    if (instance) return { site: site.id, instance }
  }
  return null
}

const nothing = (): ArtifactDetails => ({ title: null, state: null, visibility: 'private', people: [], via: {} })

/** The pack's selectors in front of the leaf's own, field by field: what a leaf does not know it does not ask. */
function inFront(packed: Selectors = {}, own: Selectors = {}): Selectors {
  return Object.fromEntries(Object.entries(own).map(([field, list]) => [field, [...(Object.hasOwn(packed, field) ? packed[field]! : []), ...list]]))
}
