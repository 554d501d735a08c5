/** Where a session is kept: the refresh token in the database, the access token in memory that ends with the browser. */
import type { Owner } from '../bridge/kept'
import type { World } from './browser'
import type { SessionRow } from './database'

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
