/** What waits for the person: polled beside the inbox and kept on the device, so that pages are matched here and a visit tells the server nothing. */
import { artifactId, type ArtifactRef } from '../../shared/artifacts'
import { Refusal } from '../../shared/problem'
import { type Waiting, waitingEndpoints } from '../../shared/waiting'
import { shortName } from '../people/names'
import * as api from './api'
import type { World } from './browser'
import { ownerKey } from './database'
import * as session from './session'
import { tellLaunchers } from './sites'
import { tell } from './tell'
import * as store from './waiting.store'

/** What is on the device for whoever is signed in. */
export async function cached(world: World): Promise<Waiting | null> {
  const owner = await session.owner(world)
  return (owner && (await store.load(world, owner))?.waiting) ?? null
}

/** Asks the server; what came takes the place of what was kept. @throws Refusal */
export async function refresh(world: World): Promise<Waiting> {
  const owner = await session.owner(world)
  if (!owner) throw new Refusal('sign-in-needed')
  const kept = await store.load(world, owner)
  let etag = kept?.etag ?? null
  let changed = true
  const waiting = await api.call(world, waitingEndpoints.mine, {}, {
    as: owner,
    etag,
    seen(sent) {
      if (sent.status === 304 && kept) {
        changed = false
        return { status: 200, json: kept.waiting }
      }
      etag = sent.etag ?? null
      return sent
    },
  })
  // Signed out while the answer was on its way: nothing of it stays.
  const still = await session.owner(world)
  if (!still || ownerKey(still) !== ownerKey(owner)) throw new Refusal('sign-in-needed')
  if (!changed) return waiting
  await store.save(world, { ownerKey: ownerKey(owner), waiting, etag })
  await tell(world, 'waiting.changed', {})
  if (asks(kept?.waiting) !== asks(waiting)) await tellLaunchers(world)
  return waiting
}

/** The same for an alarm, which nobody waits for. */
export const poll = (world: World): Promise<void> => refresh(world).then(() => undefined, () => undefined)

/** Calls of pages after which something else waits. */
const changing = /^(requests\.|loops\.|waiting\.|actionItems\.|meetings\.)/
export const follows = (endpoint: string): boolean => changing.test(endpoint) && !/\.(mine|item|open|past)$/.test(endpoint)

/** Who asks the person about a piece of work, as far as this device knows: at most two, the newest first. */
export async function askersOn(world: World, work: ArtifactRef | null): Promise<string[]> {
  const waiting = work && (await cached(world))
  if (!waiting || waiting.requests.length === 0) return []
  const id = await artifactId(work)
  return waiting.requests.filter(({ artifact, expiresAt }) => artifact && !artifact.guarded && artifact.id === id && Date.parse(expiresAt) > world.now()).map(({ asker }) => shortName(asker.name ?? '')).slice(0, mostChips)
}
const mostChips = 2

/** What chips depend on. */
const asks = (waiting: Waiting | undefined): string => (waiting?.requests ?? []).map(({ id }) => id).join()
