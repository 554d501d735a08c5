/** What the background asks for by itself and keeps on the device: asked with its mark, so that nothing travels twice; gone with whoever signs out. */
import type { Endpoint, ReplyOf } from '../../shared/endpoint'
import { Refusal } from '../../shared/problem'
import * as api from './api'
import type { World } from './browser'
import { ownerKey, type Polled } from './database'
import * as session from './session'

type Store = 'goals'

/** What is on the device for whoever is signed in. */
export async function kept<T>(world: World, store: Store): Promise<Polled<T> | null> {
  const owner = await session.owner(world)
  return owner ? (((await (await world.database()).get(store, ownerKey(owner))) as Polled<T> | undefined) ?? null) : null
}

/** Changes what is kept, as long as it is there. @returns whether it was */
export async function amend<T>(world: World, store: Store, change: (value: T) => T): Promise<boolean> {
  const row = await kept<T>(world, store)
  if (!row) return false
  // Without its mark: the next answer of the server takes its place, whatever it says.
  await (await world.database()).put(store, { ...row, value: change(row.value), etag: null } as never)
  return true
}

/** Asks the server; what came takes the place of what was kept. @throws Refusal */
export async function refreshed<E extends Endpoint>(world: World, store: Store, endpoint: E): Promise<{ row: Polled<ReplyOf<E>>; changed: boolean }> {
  const owner = await session.owner(world)
  if (!owner) throw new Refusal('sign-in-needed')
  const before = await kept<ReplyOf<E>>(world, store)
  let etag = before?.etag ?? null
  let changed = true
  const value = await api.call(world, endpoint, {} as never, {
    as: owner,
    etag,
    seen(sent) {
      if (sent.status === 304 && before) {
        changed = false
        return { status: 200, json: before.value }
      }
      etag = sent.etag ?? null
      return sent
    },
  })
  // Signed out while the answer was on its way: nothing of it stays.
  const still = await session.owner(world)
  if (!still || ownerKey(still) !== ownerKey(owner)) throw new Refusal('sign-in-needed')
  const row = { ownerKey: ownerKey(owner), value, asOf: world.now(), etag }
  await (await world.database()).put(store, row as never)
  return { row, changed }
}
