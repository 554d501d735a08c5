/** Sending: into the outbox where there is one, else straight to the server. */
import type { AudienceSaid } from '../../shared/audience'
import { feedbackEndpoints } from '../../shared/feedback'
import type { Card } from '../../shared/cards'
import type { Me } from '../../shared/people'
import { ask, call, hasBackground } from '../bridge/call'
import type { KeptDraft, OutboxItem } from '../bridge/kept'
import { previewOf, sendable, type Work } from './composing'

/** What became of it: held, with time to undo it, or there already. */
export type Sent = { item: OutboxItem } | { card: Card }

/**
 * Sends a draft with the keys that its author was shown.
 * @throws Refusal
 */
export async function send(kept: KeptDraft, said: AudienceSaid, me: Me, work: Work): Promise<Sent> {
  const draft = sendable(kept, said, work, me)
  if (!hasBackground()) return { card: await call(feedbackEndpoints.give, { body: draft }) }
  return { item: await ask('outbox.hold', { draft, preview: previewOf(kept, said, me, work), kept }) }
}
