/**
 * Acts that need no answer at once and must not be lost: check-ins. Kept first, sent once in their order, tried again when the network is back; an id
 * that the client made keeps a second sending from doing anything. What the server refuses stays to be seen.
 */
import { Refusal, problemOf } from '../../shared/problem'
import type { Act, ApiAsk } from '../bridge/messages'
import * as api from './api'
import type { World } from './browser'
import { ownerKey } from './database'
import { isSignIn } from './outbox.rules'
import * as session from './session'
import { tell } from './tell'

/** What may be done this way. */
export const later = new Set(['goals.checkIn'])

/** Keeps an act and tries it. @throws Refusal `not-allowed`, `sign-in-needed` */
export async function add(world: World, { call, label }: { call: ApiAsk; label: string }): Promise<Act> {
  const owner = await session.owner(world)
  if (!owner) throw new Refusal('sign-in-needed')
  const id = (call.body as { id?: unknown } | undefined)?.id
  if (!later.has(call.endpoint) || typeof id !== 'string') throw new Refusal('not-allowed')
  const act: Act = { id, call, label, state: 'waiting', problem: null, at: world.now() }
  const db = await world.database()
  if (!(await db.get('acts', id))) await db.add('acts', { ...act, ownerKey: ownerKey(owner) })
  await flush(world)
  return (await list(world)).find((one) => one.id === id) ?? { ...act, state: 'sent' }
}

/** Those of whoever is signed in that the server does not have, the oldest first. */
export async function list(world: World): Promise<Act[]> {
  const owner = await session.owner(world)
  if (!owner) return []
  const rows = await (await world.database()).getAll('acts')
  return rows.filter((row) => row.ownerKey === ownerKey(owner)).sort((a, b) => a.at - b.at).map(({ ownerKey: _, ...act }) => act)
}

/** Lets go of one that was refused. */
export async function drop(world: World, id: string): Promise<void> {
  if (!(await list(world)).some((one) => one.id === id)) return
  await (await world.database()).delete('acts', id)
  await tell(world, 'acts.changed', {})
}

export const flush = (world: World): Promise<void> => world.locks.request('acts', () => sendAll(world))

async function sendAll(world: World): Promise<void> {
  const owner = await session.owner(world)
  const waiting = owner ? (await list(world)).filter(({ state }) => state === 'waiting') : []
  if (!owner || waiting.length === 0) return
  const db = await world.database()
  for (const act of waiting) {
    // Somebody else signed in meanwhile: what is left is not theirs to send.
    const still = await session.owner(world)
    if (!still || ownerKey(still) !== ownerKey(owner)) break
    const problem = await api.callFor(world, act.call).then(() => null, (error: unknown) => (error instanceof Refusal ? error : new Refusal('internal')))
    if (!problem) await db.delete('acts', act.id)
    else if (isLater(problem)) break
    else await db.put('acts', { ...act, ownerKey: ownerKey(owner), state: 'parked', problem: problemOf(problem) })
  }
  await tell(world, 'acts.changed', {})
}

/** The network, the server or the sign-in is away: what came behind waits too, so that the order stays. */
const isLater = ({ code }: Refusal): boolean => code === 'offline' || code === 'unavailable' || code === 'internal' || code === 'too-many' || isSignIn(code)
