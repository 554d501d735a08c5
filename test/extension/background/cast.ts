/** Ben and Dee, and what they write. */
import type { Draft } from '../../../shared/feedback'
import { idAt } from '../../../shared/ids'
import type { KeptDraft, Owner, Preview } from '../../../extension/bridge/kept'
import * as session from '../../../extension/background/session'
import type { Device, Life } from './device'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const organisation = { id: id(1), name: 'Northwind Trails' }
export const ben = { id: id(2), name: 'Ben Ode' }
export const dee = { id: id(3), name: 'Dee Alvarez' }
export const server = 'https://cairn.test'
export const ownerOf = (person: typeof ben): Owner => ({ server, organisation: organisation.id, person: person.id })

/** Signs somebody in by the window of the browser. */
export async function signIn(life: Life, person: typeof ben = ben): Promise<void> {
  const { device } = life
  device.signInLandsAt = (url) => `https://ourextension.chromiumapp.org/?code=code-of-${person === ben ? 'ben' : 'dee'}&state=${url.searchParams.get('state')}`
  await session.signIn(life.world)
}

const audience = { visibility: 'organization', people: [], team: null, organisation: { name: 'Northwind Trails', size: 12, includesContractors: false }, managers: [], withoutManager: [], narrowedBy: [] } as const

/** A recognition of Dee, ready to be held. */
export function sayingOf(device: Device, text = 'Dee found the race in the map cache and wrote the test.', key = 'work:recognition'): { draft: Draft; preview: Preview; kept: KeptDraft } {
  const draftId = idAt(device.now)
  return {
    draft: { id: draftId, kind: 'recognition', visibility: 'organization', recipients: [dee.id], keys: ['org'], body: { text }, values: [], artifact: null },
    preview: { recipients: [dee], audience: { ...audience, people: [], managers: [], withoutManager: [], narrowedBy: [] }, values: [], title: null, place: null },
    kept: { key, id: draftId, kind: 'recognition', recipients: [], invite: null, body: { text }, values: [], visibility: 'organization', team: null, showTitle: false, title: null, at: device.now },
  }
}
