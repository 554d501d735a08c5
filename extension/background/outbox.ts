/** What was said and is not yet on the server: kept first, sent once, never lost. The pure rules stand in outbox.rules.ts. */
import type { AudienceSaid } from '../../shared/audience'
import { feedbackEndpoints, type Draft } from '../../shared/feedback'
import { bodyErrors } from '../../shared/bodies'
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import type { KeptDraft, OutboxItem, Owner, Preview } from '../bridge/kept'
import * as api from './api'
import type { World } from './browser'
import { badge } from './inbox'
import * as rules from './outbox.rules'
import * as store from './outbox.store'
import * as session from './session'
import { tell } from './tell'
import { poll } from './waiting'

export const alarm = 'outbox'
const keepSentMs = 10 * 60_000
const shortestAlarm = 30_000

/** Keeps a draft for sending. The same id again is the same item. @throws Refusal `sign-in-needed`, `invalid`, `id-taken` */
export async function hold(world: World, { draft, preview, kept }: { draft: Draft; preview: Preview; kept: KeptDraft }): Promise<OutboxItem> {
  const owner = await signedIn(world)
  const errors = bodyErrors(draft.kind, draft.body)
  if (errors.length > 0 || draft.id !== kept.id) throw new Refusal('invalid', { errors })
  const item = await store.add(world, rules.hold(owner, draft, preview, kept, world.now()))
  if (!item) throw new Refusal('id-taken')
  await schedule(world, owner)
  await tell(world, 'outbox.changed', {})
  // What nobody else gets has no time in which to take it back.
  if (item.heldSeconds === 0) void flush(world)
  return item
}

/** Takes an item back: see `rules.undo`. */
export async function undo(world: World, id: string): Promise<{ undone: boolean; kept: KeptDraft | null }> {
  const change = await changed(world, id, (item) => rules.undo(item, newId(world.now())))
  if (change && 'put' in change) void flush(world)
  return change && 'drop' in change ? { undone: true, kept: change.draft } : { undone: false, kept: null }
}

export async function list(world: World): Promise<OutboxItem[]> {
  const owner = await session.owner(world)
  return owner ? store.ofOwner(world, owner) : []
}

export async function again(world: World, id: string, keys?: string[], audience?: AudienceSaid): Promise<OutboxItem | null> {
  const change = await changed(world, id, (item) => {
    const put = rules.again(item, world.now(), keys, audience)
    return put && { put }
  })
  if (change) void flush(world)
  return change && 'put' in change ? change.put : null
}

export async function edit(world: World, id: string): Promise<KeptDraft | null> {
  const change = await changed(world, id, (item) => rules.edit(item, newId(world.now())))
  return change && 'drop' in change ? change.draft : null
}

/** Throws away what has not been sent. What is on its way can only be undone. */
export async function discard(world: World, id: string): Promise<void> {
  await changed(world, id, (item) => (item.state === 'sending' ? null : { drop: true, draft: null }))
}

/** Drops the card of what was sent: the person has changed it on the server, and what is kept here is out of date. */
export async function forget(world: World, id: string): Promise<void> {
  await changed(world, id, (item) => (item.state === 'sent' ? { drop: true, draft: null } : null))
}

/**
 * Sends what is due, one after the other, one sender at a time.
 * @param hurry the network is back, or somebody looks: what waits for its next try need not wait
 */
export const flush = (world: World, { hurry = false } = {}): Promise<void> => world.locks.request('outbox', () => sendAll(world, hurry))

async function sendAll(world: World, hurry: boolean): Promise<void> {
  const owner = await session.owner(world)
  if (!owner) return
  await store.forgetSent(world, world.now() - keepSentMs)
  for (const item of await store.ofOwner(world, owner)) await store.change(world, owner, item.id, (one) => nudge(one, world.now(), hurry))
  for (;;) {
    const next = rules.pick(await store.ofOwner(world, owner), world.now())
    if (!next || !(await sendOne(world, owner, next.id))) break
  }
  await schedule(world, owner)
}

function nudge(item: OutboxItem, now: number, hurry: boolean): rules.Change | null {
  const put = hurry && item.state === 'sending' ? { ...item, nextTry: 0 } : rules.rebase(item, now)
  return put && { put }
}

/** @returns whether the next one may be tried: not without a network, nor without a session */
async function sendOne(world: World, owner: Owner, id: string): Promise<boolean> {
  const begun = await changedFor(world, owner, id, (item) => {
    const put = rules.begin(item, world.now())
    return put && { put }
  })
  if (!begun || !('put' in begun)) return true
  const { draft } = begun.put
  const outcome = await api.call(world, feedbackEndpoints.give, { body: draft }, { as: owner }).then((card) => ({ card }), (error: unknown) => ({ refusal: refusalOf(error) }))
  const settled = await changedFor(world, owner, id, (item) => rules.settleSend(item, outcome, world.now(), world.random(), newId(world.now())))
  if (draft.request) void poll(world)
  if ('refusal' in outcome) return mayGoOn(outcome.refusal)
  if (!settled || !('put' in settled) || settled.put.state !== 'sending') return true

  const refusal = await api.call(world, feedbackEndpoints.retract, { params: { id } }, { as: owner }).then(() => null, refusalOf)
  await changedFor(world, owner, id, (item) => rules.settleRetract(item, refusal, world.now(), world.random(), newId(world.now())))
  return !refusal || mayGoOn(refusal)
}

const mayGoOn = ({ code }: Refusal): boolean => code !== 'offline' && !rules.isSignIn(code)
const refusalOf = (error: unknown): Refusal => (error instanceof Refusal ? error : new Refusal('internal'))

/** Wakes up when the next item wants to go: by a timer that may be forgotten, and by an alarm that is not. */
async function schedule(world: World, owner: Owner): Promise<void> {
  const now = world.now()
  const wakes = (await store.ofOwner(world, owner)).map(rules.wakeOf).filter((wake) => wake !== null)
  if (wakes.length === 0) return void (await world.browser.alarms.clear(alarm))
  const next = Math.max(Math.min(...wakes), now)
  await world.browser.alarms.create(alarm, { when: Math.max(next, now + shortestAlarm) })
  const wait = next - now
  if (wait > 0 && wait < shortestAlarm) world.later(() => void flush(world), wait)
}

async function signedIn(world: World): Promise<Owner> {
  const owner = await session.owner(world)
  if (!owner) throw new Refusal('sign-in-needed')
  return owner
}

const changed = async (world: World, id: string, decide: (item: OutboxItem) => rules.Change | null): Promise<rules.Change | null> =>
  changedFor(world, await signedIn(world), id, decide)

async function changedFor(world: World, owner: Owner, id: string, decide: (item: OutboxItem) => rules.Change | null): Promise<rules.Change | null> {
  const change = await store.change(world, owner, id, decide)
  if (change) {
    await tell(world, 'outbox.changed', {})
    await badge(world)
  }
  return change
}
