/** What waits for the person: polled beside the inbox and kept on the device, so that pages are matched here and a visit tells the server nothing. */
import { artifactId, type ArtifactRef } from '../../shared/artifacts'
import type { Waiting } from '../../shared/waiting'
import { shortName } from '../people/names'
import type { World } from './browser'
import { kept, refreshed } from './polled'
import { tellLaunchers } from './sites'
import { tell } from './tell'

/** What is on the device for whoever is signed in. */
export const cached = async (world: World): Promise<Waiting | null> => (await kept(world, 'waiting'))?.value ?? null

/** @throws Refusal */
export async function refresh(world: World): Promise<Waiting> {
  const { row: { value }, before, changed } = await refreshed(world, 'waiting')
  if (!changed) return value
  await tell(world, 'waiting.changed', {})
  if (asks(before) !== asks(value)) await tellLaunchers(world)
  return value
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
const asks = (waiting: Waiting | null): string => (waiting?.requests ?? []).map(({ id }) => id).join()
