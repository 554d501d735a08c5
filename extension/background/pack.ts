/**
 * Fetches the signed pack: newer hooks for sites that have changed, and sites switched off for now. Without a token and without a person, the same
 * for everybody; what comes counts by its signature alone.
 */
import { callEndpoint } from '../../shared/client'
import { selectorEndpoints, verify } from '../../shared/selectors'
import type { World } from './browser'
import { change, load } from './kept'
import { sendTo } from './network'
import { counting } from './pack.store'
import { serverOf } from './settings'
import { sync, tellLaunchers } from './sites'

export const packAlarm = 'pack'
/** Once a day. */
export const packMinutes = 24 * 60

/** Asks the server for a newer pack, and lets it count at once. Never throws: without an answer the one that stands goes on. */
export async function ask(world: World): Promise<void> {
  if (world.packKeys.length === 0) return
  await world.locks.request('pack', () => askOnce(world)).catch(() => undefined)
  await settle(world)
}

/** Lets a pack that was taken count in every open tab: also one that a life of the worker took and did not come to the end with. */
export async function settle(world: World): Promise<void> {
  const row = await load(world, 'pack')
  if (!row || row.settled) return
  await sync(world)
  await tellLaunchers(world)
  await change(world, 'pack', (now = row) => ({ ...now, settled: now.stands?.pack.version === row.stands?.pack.version }))
}

async function askOnce(world: World): Promise<void> {
  const server = await serverOf(world)
  if (server === '') return
  const before = await load(world, 'pack')
  // What was looked at with other keys, or came from elsewhere, is looked at anew.
  const asked = `${server} ${world.packKeys.join()}`
  let etag = before?.asked === asked ? before.etag : null
  const { envelope } = await callEndpoint(async (request) => {
    const sent = await sendTo(world, server, { ...request, headers: { ...request.headers, ...(etag && { 'if-none-match': etag }) } }, null)
    if (sent.status === 304) return { status: 200, json: { envelope: null } }
    etag = sent.etag ?? null
    return sent
  }, selectorEndpoints.current, {})
  // The version that was seen last is what a replay has to beat, also after the server has lost its own.
  const verdict = envelope && (await verify(envelope, world.packKeys, counting(world, before)?.pack.version ?? 0))
  const taken = verdict && 'pack' in verdict ? { pack: verdict.pack, key: verdict.key } : null
  await change(world, 'pack', (now) => ({ asked, etag, stands: taken ?? now?.stands ?? null, settled: taken === null && now?.settled !== false }))
}
