/** Small things that are kept on this device whoever is signed in. In the database, because content scripts can read and write `storage.local`. */
import type { World } from './browser'
import type { Kept } from './database'

export const load = async <K extends keyof Kept>(world: World, key: K): Promise<Kept[K] | undefined> => (await world.database()).get('kept', key) as Promise<Kept[K] | undefined>

/** Changes what is kept under a key, in one transaction. @returns what is kept now */
export async function change<K extends keyof Kept>(world: World, key: K, decide: (before: Kept[K] | undefined) => Kept[K]): Promise<Kept[K]> {
  const tx = (await world.database()).transaction('kept', 'readwrite')
  const after = decide((await tx.store.get(key)) as Kept[K] | undefined)
  await Promise.all([tx.store.put(after, key), tx.done])
  return after
}
