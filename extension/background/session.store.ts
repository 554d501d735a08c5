/** Where a session is kept: the refresh token in the database, the access token in memory that ends with the browser. */
import type { Owner, SessionState } from '../bridge/messages'
import type { World } from './browser'

type Out = Extract<SessionState, { state: 'signed-out' }>
export type SessionRow =
  | { state: 'in'; owner: Owner; name: string; organisationName: string; refresh: string }
  /** `owner`: who was signed in before, for what they left unsent. */
  | { state: 'out'; reason: Out['reason']; owner: Owner | null }

export interface Access { token: string; until: number; owner: Owner }

export const load = async (world: World): Promise<SessionRow | undefined> => (await world.database()).get('session', 'session')

/** Written through to the disk before anything is done with it: a refresh token must not be lost. */
export async function save(world: World, row: SessionRow): Promise<void> {
  const tx = (await world.database()).transaction('session', 'readwrite', { durability: 'strict' })
  await Promise.all([tx.store.put(row, 'session'), tx.done])
}

export const access = async ({ browser }: World): Promise<Access | null> => ((await browser.storage.session.get('access'))['access'] as Access | undefined) ?? null

export const keepAccess = ({ browser }: World, one: Access | null): Promise<void> =>
  one ? browser.storage.session.set({ access: one }) : browser.storage.session.remove('access')
