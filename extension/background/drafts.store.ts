/** Where drafts are kept, by their owner. */
import type { Owner } from '../bridge/kept'
import type { World } from './browser'
import { ownerKey } from './database'

/** Every draft of somebody goes. */
export async function forgetAll(world: World, owner: Owner): Promise<void> {
  const tx = (await world.database()).transaction('drafts', 'readwrite')
  for await (const cursor of tx.store.index('byOwner').iterate(ownerKey(owner))) await cursor.delete()
  await tx.done
}

/** How many drafts somebody has here. */
export const countOf = async (world: World, owner: Owner): Promise<number> => (await world.database()).countFromIndex('drafts', 'byOwner', ownerKey(owner))
