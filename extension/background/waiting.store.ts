/** What waits, as it was last seen, by its owner. */
import type { Owner } from '../bridge/messages'
import type { World } from './browser'
import { ownerKey, type WaitingRow } from './database'

export const load = async (world: World, owner: Owner): Promise<WaitingRow | undefined> => (await world.database()).get('waiting', ownerKey(owner))

export async function save(world: World, row: WaitingRow): Promise<void> {
  await (await world.database()).put('waiting', row)
}

/** Forgets what waits for anybody. */
export async function clear(world: World): Promise<void> {
  await (await world.database()).clear('waiting')
}
