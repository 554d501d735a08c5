/** What reached the person and waits for them: polled rarely, shown from the device, counted on the badge. */
import { notificationEndpoints, type Inbox } from '../../shared/notifications'
import { Refusal } from '../../shared/problem'
import * as api from './api'
import type { World } from './browser'
import { ownerKey } from './database'
import * as store from './inbox.store'
import * as outbox from './outbox.store'
import * as session from './session'
import { tell } from './tell'

export interface Seen { inbox: Inbox; asOf: number }

/** What is on the device for whoever is signed in. */
export async function cached(world: World): Promise<Seen | null> {
  const owner = await session.owner(world)
  const row = owner && (await store.load(world, owner))
  return row ? { inbox: row.inbox, asOf: row.asOf } : null
}

/** Asks the server. The first page takes the place of what was kept, so that a retracted card goes. @throws Refusal */
export async function refresh(world: World): Promise<Seen> {
  const owner = await session.owner(world)
  if (!owner) throw new Refusal('sign-in-needed')
  const kept = await store.load(world, owner)
  let etag = kept?.etag ?? null
  let changed = true
  const inbox = await api.call(world, notificationEndpoints.inbox, { query: {} }, {
    as: owner,
    etag,
    seen(sent) {
      if (sent.status === 304 && kept) {
        changed = false
        return { status: 200, json: kept.inbox }
      }
      etag = sent.etag ?? null
      return sent
    },
  })
  // Signed out while the answer was on its way: nothing of it stays.
  const still = await session.owner(world)
  if (!still || ownerKey(still) !== ownerKey(owner)) throw new Refusal('sign-in-needed')
  const seen = { inbox, asOf: world.now() }
  await store.save(world, { ownerKey: ownerKey(owner), ...seen, etag })
  if (changed) await tell(world, 'inbox.changed', {})
  await badge(world)
  return seen
}

/** The same for an alarm, which nobody waits for. */
export const poll = (world: World): Promise<void> => refresh(world).then(() => undefined, () => badge(world))

/** Shows on the toolbar how much waits (unread lines, and items that could not be sent), or that nobody is signed in. */
export async function badge(world: World): Promise<void> {
  const owner = await session.owner(world)
  const unread = owner ? ((await store.load(world, owner))?.inbox.unread ?? 0) : 0
  const parked = owner ? (await outbox.ofOwner(world, owner)).filter((item) => item.state === 'parked').length : 0
  const path = Object.fromEntries(iconSizes.map((size) => [size, `/icon/${owner ? '' : 'off-'}${size}.png`]))
  // Only a sign: nothing may fail because of it.
  const { action } = world.browser
  await Promise.allSettled([action.setBadgeText({ text: badgeText(unread + parked) }), action.setIcon({ path })])
}

const iconSizes = [16, 32, 48]

/** "" for nothing, at most "99+". */
export const badgeText = (count: number): string => (count > 99 ? '99+' : count > 0 ? String(count) : '')
