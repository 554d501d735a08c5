/** What the background asks for by itself and keeps on the device: asked with its mark, so that nothing travels twice; gone with whoever signs out. */
import type { Endpoint } from '../../shared/endpoint'
import { goalEndpoints } from '../../shared/goals'
import { notificationEndpoints } from '../../shared/notifications'
import { Refusal } from '../../shared/problem'
import { waitingEndpoints } from '../../shared/waiting'
import * as api from './api'
import type { World } from './browser'
import { ownerKey, type Polled, type PolledReplies } from './database'
import * as session from './session'

type Store = keyof PolledReplies

/** TABLE: what is kept -> how it is asked for. */
const asked = {
  inbox: [notificationEndpoints.inbox, { query: {} }],
  waiting: [waitingEndpoints.mine, {}],
  goals: [goalEndpoints.own, {}],
} as const satisfies { [S in Store]: readonly [Endpoint, object] }

/** What is on the device for whoever is signed in. */
export async function kept<S extends Store>(world: World, store: S): Promise<Polled<PolledReplies[S]> | null> {
  const owner = await session.owner(world)
  return owner ? (((await (await world.database()).get(store, ownerKey(owner))) as Polled<PolledReplies[S]> | undefined) ?? null) : null
}

/** Changes what is kept, as long as it is there. @returns whether it was */
export async function amend<S extends Store>(world: World, store: S, change: (value: PolledReplies[S]) => PolledReplies[S]): Promise<boolean> {
  const row = await kept(world, store)
  if (!row) return false
  // Without its mark: the next answer of the server takes its place, whatever it says.
  await (await world.database()).put(store, { ...row, value: change(row.value), etag: null } as never)
  return true
}

/** Asks the server; what came takes the place of what was kept, so that what was taken back goes. @throws Refusal */
export async function refreshed<S extends Store>(world: World, store: S): Promise<{ row: Polled<PolledReplies[S]>; before: PolledReplies[S] | null; changed: boolean }> {
  const owner = await session.owner(world)
  if (!owner) throw new Refusal('sign-in-needed')
  const before = await kept(world, store)
  let etag = before?.etag ?? null
  let changed = true
  const [endpoint, input] = asked[store]
  const value: unknown = await api.call(world, endpoint as Endpoint, input as never, {
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
  const row = { ownerKey: ownerKey(owner), value: value as PolledReplies[S], asOf: world.now(), etag }
  await (await world.database()).put(store, row as never)
  return { row, before: before?.value ?? null, changed }
}
