/** What the extension keeps on the device: drafts, and what is on its way to the server. Types only. */
import type { ArtifactRef } from '../../shared/artifacts'
import type { AudienceSaid, TeamRecipient } from '../../shared/audience'
import type { Draft } from '../../shared/feedback'
import type { Card } from '../../shared/cards'
import type { FeedbackBody } from '../../shared/bodies'
import type { Kind } from '../../shared/kinds'
import type { Person, PersonRef } from '../../shared/people'
import type { Problem } from '../../shared/problem'
import type { Visibility } from '../../shared/audience.keys'

/** Whose something is. An item of one owner is never shown to, or sent by, another. */
export interface Owner { server: string; organisation: string; person: string }

/** A draft as the composer keeps it, written after every keystroke. */
export interface KeptDraft {
  /** `${artifactId}:${kind}`; the generic page has an artifact id too. */
  key: string
  /** The id that the send will have: made when the first word is typed, so that a send can never double. */
  id: string
  kind: Kind
  recipients: Person[]
  invite: { email: string; name: string } | null
  /** Said to a team instead: as it was when it was chosen. */
  toTeam?: TeamRecipient | null
  body: FeedbackBody
  values: string[]
  /** Feedback and coaching: competencies that it speaks to. Absent in older drafts. */
  competencies?: string[]
  /** Goals that it served. */
  goals?: { id: string; title: string }[]
  visibility: Visibility
  team: string | null
  showTitle: boolean
  title: string | null
  /** The work as it was when the first word was written, so that the draft can be found and continued from anywhere. Absent in older drafts; null = about no work. */
  about?: { ref: ArtifactRef; title: string | null; state: string | null; visibility: 'public' | 'private' } | null
  /** A note: whom it is about, beside the author's own work. */
  person?: { id: string; name: string } | null
  /** Coaching: something for its recipient to do. */
  action?: { id: string; text: string; due: string | null } | null
  /** It answers this request, which fixed to whom, about whom and who sees it. */
  request?: { id: string; about: string | null } | null
  /** ms since 1970 */
  at: number
}

/** What a card shows before the server has answered. */
export interface Preview {
  recipients: PersonRef[]
  team?: { id: string; name: string } | null
  audience: AudienceSaid
  values: { id: string; name: string }[]
  title: string | null
  place: string | null
  /** Whom a note is about. */
  about?: PersonRef | null
}

export type OutboxState = 'held' | 'sending' | 'sent' | 'parked'
export interface OutboxItem {
  id: string
  owner: Owner
  state: OutboxState
  draft: Draft
  preview: Preview
  /** The composer's draft, so that Undo and Edit bring everything back. */
  kept: KeptDraft
  /** ms since 1970: sent no earlier than this. */
  heldUntil: number
  heldSeconds: number
  tries: number
  nextTry: number
  /** Why it is parked; or the last failure while it is still tried. */
  problem: Problem | null
  /** The person asked for it back while it was on its way. */
  retracting: boolean
  at: number
  /** Once it is sent, for as long as the item stays: what stands on the server now. */
  card?: Card
}
