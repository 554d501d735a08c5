/** What becomes of an item, decided without clock, store or network. Source: extension.md section 3. */
import type { Draft } from '../../shared/feedback'
import type { Card } from '../../shared/cards'
import { ruleOf } from '../../shared/kinds'
import { problemOf, type ProblemCode, Refusal } from '../../shared/problem'
import type { AudienceSaid } from '../../shared/audience'
import type { KeptDraft, OutboxItem, Owner, Preview } from '../bridge/kept'

/** The item as it shall be; or gone, with what returns to the composer. */
export type Change<Item extends OutboxItem = OutboxItem> = { put: Item } | { drop: true; draft: KeptDraft | null }

/** A new item: held for the undo window of its kind. */
export function hold(owner: Owner, draft: Draft, preview: Preview, kept: KeptDraft, now: number): OutboxItem {
  const heldSeconds = ruleOf(draft.kind).undoSeconds
  return { id: draft.id, owner, state: 'held', draft, preview, kept, heldUntil: now + heldSeconds * 1_000, heldSeconds, tries: 0, nextTry: 0, problem: null, retracting: false, at: now }
}

/** When it wants attention (ms since 1970); null = it waits for nobody but the person. */
export const wakeOf = (item: OutboxItem): number | null => (item.state === 'held' ? item.heldUntil : item.state === 'sending' ? item.nextTry : null)

export const isDue = (item: OutboxItem, now: number): boolean => {
  const wake = wakeOf(item)
  return wake !== null && wake <= now
}

/** The due item that has waited longest. */
export const pick = <Item extends OutboxItem>(items: readonly Item[], now: number): Item | undefined =>
  items.filter((item) => isDue(item, now)).sort((a, b) => (wakeOf(a) ?? 0) - (wakeOf(b) ?? 0) || a.at - b.at)[0]

/** A clock that was set back must not hold an item for ever: no wait is longer than it can have been meant. Null = as it is. */
export function rebase<Item extends OutboxItem>(item: Item, now: number): Item | null {
  if (item.state === 'held' && item.heldUntil - now > item.heldSeconds * 1_000) return { ...item, heldUntil: now + item.heldSeconds * 1_000 }
  if (item.state === 'sending' && item.nextTry - now > longestWait * 1.5) return { ...item, nextTry: now }
  return null
}

/** Before the first fetch: from here on it may be on the server. Null = undone or parked meanwhile. */
export function begin<Item extends OutboxItem>(item: Item, now: number): Item | null {
  return isDue(item, now) ? { ...item, state: 'sending' } : null
}

export type Outcome = { card: Card } | { refusal: Refusal }

/** After the send was answered, or was not. Once `sent`, `nextTry` says since when. With `retracting` an accepted item stays `sending` until it is taken back. */
export function settleSend<Item extends OutboxItem>(item: Item, outcome: Outcome, now: number, random: number, freshId: string): Change<Item> {
  if ('card' in outcome) return { put: item.retracting ? { ...item, card: outcome.card } : { ...item, state: 'sent', card: outcome.card, problem: null, tries: 0, nextTry: now } }
  const { refusal } = outcome
  if (isTransient(refusal.code) || isSignIn(refusal.code)) return { put: waiting(item, refusal, now, random) }
  // The server has none of it, or no more: what the person wanted back is back.
  if (item.retracting) return { drop: true, draft: renewed(item.kept, freshId) }
  return { put: { ...item, state: 'parked', problem: problemOf(refusal) } }
}

/** After the retraction that was queued behind the send. */
export function settleRetract<Item extends OutboxItem>(item: Item, refusal: Refusal | null, now: number, random: number, freshId: string): Change<Item> {
  if (!refusal || refusal.code === 'gone' || refusal.code === 'not-found') return { drop: true, draft: renewed(item.kept, freshId) }
  if (isTransient(refusal.code) || isSignIn(refusal.code)) return { put: waiting(item, refusal, now, random) }
  return { put: { ...item, state: 'sent', retracting: false, problem: problemOf(refusal), tries: 0, nextTry: now } }
}

/** The person wants it back: a draft again while nobody has it, else taken back as soon as it has arrived. */
export function undo<Item extends OutboxItem>(item: Item, freshId: string): Change<Item> {
  if (item.state === 'held') return { drop: true, draft: item.kept }
  if (item.state === 'parked') return { drop: true, draft: editable(item, freshId) }
  return { put: { ...item, state: 'sending', retracting: true, nextTry: 0, tries: 0 } }
}

/** Back to the composer from "not sent". Null = it is on its way. */
export function edit(item: OutboxItem, freshId: string): Change | null {
  return item.state === 'held' || item.state === 'parked' ? { drop: true, draft: editable(item, freshId) } : null
}

/** Once more, with the audience that the person has confirmed. */
export function again<Item extends OutboxItem>(item: Item, now: number, keys?: string[], audience?: AudienceSaid): Item | null {
  if (item.state === 'sending') return { ...item, nextTry: 0 }
  if (item.state !== 'parked') return null
  const draft = keys ? { ...item.draft, keys } : item.draft
  const preview = audience ? { ...item.preview, audience } : item.preview
  return { ...item, draft, preview, state: 'held', heldUntil: now, tries: 0, nextTry: 0, problem: null }
}

const transient: ReadonlySet<ProblemCode> = new Set(['offline', 'bad-reply', 'unavailable', 'internal', 'too-many'])
export const isTransient = (code: ProblemCode): boolean => transient.has(code)
const signIn: ReadonlySet<ProblemCode> = new Set(['sign-in-needed', 'session-ended', 'account-closed'])
/** Pauses the whole outbox until somebody signs in. */
export const isSignIn = (code: ProblemCode): boolean => signIn.has(code)

const longestWait = 15 * 60_000

/** ms until the next try: doubled each time, up to 15 minutes, half of it by chance so that many do not come back at once. */
export const backoff = (tries: number, random: number): number => Math.min(longestWait, 2_000 * 2 ** Math.min(tries, 20)) * (0.5 + random)

function waiting<Item extends OutboxItem>(item: Item, refusal: Refusal, now: number, random: number): Item {
  const nextTry = isSignIn(refusal.code) ? 0 : now + backoff(item.tries, random)
  return { ...item, tries: item.tries + 1, nextTry, problem: problemOf(refusal) }
}

/** An id that is used up on the server cannot be sent again; any other stays, so that a doubtful earlier try cannot double. */
function editable(item: OutboxItem, freshId: string): KeptDraft {
  const usedUp = item.problem?.type === problemOf(new Refusal('id-taken')).type || item.problem?.type === problemOf(new Refusal('gone')).type
  // A request that is closed is answered no more: the words can still be said, as feedback of their own, to one.
  const { request, ...own } = item.kept
  if (request && item.problem?.type === problemOf(new Refusal('request-closed')).type) return { ...own, recipients: own.recipients.slice(0, 1), key: own.key.replace(/:answer:.*$/, ':feedback') }
  return usedUp ? renewed(item.kept, freshId) : item.kept
}

const renewed = (kept: KeptDraft, id: string): KeptDraft => ({ ...kept, id })
