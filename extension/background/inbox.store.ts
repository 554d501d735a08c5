/** The inbox as it was last seen, by its owner. */
import type { Owner } from '../bridge/messages'
import type { World } from './browser'
import { type InboxRow, ownerKey } from './database'

export const load = async (world: World, owner: Owner): Promise<InboxRow | undefined> => (await world.database()).get('inbox', ownerKey(owner))

export async function save(world: World, row: InboxRow): Promise<void> {
  await (await world.database()).put('inbox', row)
}

/** Forgets every card of everybody. */
export async function clear(world: World): Promise<void> {
  await (await world.database()).clear('inbox')
}
