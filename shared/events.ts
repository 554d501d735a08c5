/** Everything that can happen, one union: ids only, never words. An event row is audit and outbox at once. */
import type { Reaction } from './feedback'

export type CairnEvent =
  | { kind: 'feedback.given'; feedback: string; recipients: string[]; artifact: string | null }
  | { kind: 'feedback.retracted'; feedback: string; recipients: string[] }
  | { kind: 'feedback.steppedBack'; feedback: string; narrowed: boolean; author: string; recipients: string[] }
  | { kind: 'feedback.titleShown'; feedback: string; author: string; recipients: string[] }
  | { kind: 'feedback.titleHidden'; feedback: string; author: string; recipients: string[] }
  | { kind: 'feedback.reacted'; feedback: string; reaction: Reaction; author: string }
  | { kind: 'feedback.unreacted'; feedback: string; reaction: Reaction }
  | { kind: 'feedback.dropped'; feedback: string; author: string }
  | { kind: 'handle.proposed'; handle: string; person: string }
  | { kind: 'handle.confirmed'; handle: string; person: string; proposers: string[] }
  | { kind: 'handle.refused'; handle: string; person: string }
  /** By an admin: from now on it is said to be another's, or nobody's. */
  | { kind: 'handle.moved'; handle: string; from: string; to: string }
  | { kind: 'handle.dropped'; handle: string; person: string }
  | { kind: 'person.invited'; person: string; invitation: string; feedback: string | null }
  | { kind: 'person.joined'; person: string }
  /** Feedback that waited for an invited person has reached them. */
  | { kind: 'feedback.arrived'; feedback: string; author: string; recipients: string[] }
  /** `feedback`: its recipient tries it; `other` gave it. */
  | { kind: 'actionItem.added'; item: string; other: string | null; feedback: string | null }
  | { kind: 'actionItem.changed' | 'actionItem.done' | 'actionItem.dropped' | 'actionItem.reopened'; item: string }
  /** `told`: the other one of a pair, when its next time is another. */
  | { kind: 'meeting.planned'; meeting: string; told: string[] }
  | { kind: 'meeting.held'; meeting: string }
  /** Whose agenda it stands on is not said: it may be private. */
  | { kind: 'meeting.pointAdded' | 'meeting.pointChanged' | 'meeting.pointRemoved'; point: string }
  | { kind: 'person.changed'; person: string; fields: string[] }
  | { kind: 'person.deactivated'; person: string }
  | { kind: 'person.reactivated'; person: string }
  /** `told`: whose e-mail, manager or role it changed. */
  | { kind: 'people.imported'; new: number; changed: number; deactivated: number; told: string[] }
  | { kind: 'session.opened'; session: string; how: string }
  | { kind: 'session.closed'; session: string }
  | { kind: 'organisation.created' }
  | { kind: 'signIn.configured' }
  | { kind: 'counters.switched'; on: boolean }
