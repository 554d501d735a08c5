/** What reached the person and waits for them: polled rarely, shown from the device, counted on the badge. */
import type { Inbox } from '../../shared/notifications'
import type { World } from './browser'
import type { Polled } from './database'
import * as outbox from './outbox.store'
import { kept, refreshed } from './polled'
import * as session from './session'
import { tell } from './tell'

export interface Seen { inbox: Inbox; asOf: number }

const seenOf = ({ value, asOf }: Polled<Inbox>): Seen => ({ inbox: value, asOf })

/** What is on the device for whoever is signed in. */
export async function cached(world: World): Promise<Seen | null> {
  const row = await kept(world, 'inbox')
  return row && seenOf(row)
}

/** @throws Refusal */
export async function refresh(world: World): Promise<Seen> {
  const { row, changed } = await refreshed(world, 'inbox')
  if (changed) await tell(world, 'inbox.changed', {})
  await badge(world)
  return seenOf(row)
}

/** The same for an alarm, which nobody waits for. */
export const poll = (world: World): Promise<void> => refresh(world).then(() => undefined, () => badge(world))

/** Shows on the toolbar how much waits (unread lines, and items that could not be sent), or that nobody is signed in. */
export async function badge(world: World): Promise<void> {
  const owner = await session.owner(world)
  const unread = owner ? ((await kept(world, 'inbox'))?.value.unread ?? 0) : 0
  const parked = owner ? (await outbox.ofOwner(world, owner)).filter((item) => item.state === 'parked').length : 0
  const path = Object.fromEntries(iconSizes.map((size) => [size, `/icon/${owner ? '' : 'off-'}${size}.png`]))
  // Only a sign: nothing may fail because of it.
  const { action } = world.browser
  await Promise.allSettled([action.setBadgeText({ text: badgeText(unread + parked) }), action.setIcon({ path })])
}

const iconSizes = [16, 32, 48]

/** "" for nothing, at most "99+". */
export const badgeText = (count: number): string => (count > 99 ? '99+' : count > 0 ? String(count) : '')
