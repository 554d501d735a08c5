/** Everything that can happen, one union: ids only, never words. An event row is audit and outbox at once. */
import type { Reaction } from './cards'

export type CairnEvent =
  | { kind: 'feedback.given'; feedback: string; recipients: string[]; artifact: string | null }
  | { kind: 'feedback.retracted'; feedback: string; recipients: string[] }
  | { kind: 'feedback.steppedBack'; feedback: string; narrowed: boolean; author: string; recipients: string[] }
  | { kind: 'feedback.titleShown'; feedback: string; author: string; recipients: string[] }
  | { kind: 'feedback.titleHidden'; feedback: string; author: string; recipients: string[] }
  | { kind: 'feedback.reacted'; feedback: string; reaction: Reaction; author: string }
  | { kind: 'feedback.unreacted'; feedback: string; reaction: Reaction }
  | { kind: 'feedback.dropped'; feedback: string; author: string }
  /** A note: kept beyond its time, let go again, announced, gone. */
  | { kind: 'feedback.kept'; feedback: string }
  | { kind: 'feedback.letGo'; feedback: string }
  | { kind: 'feedback.expiring'; feedback: string; author: string }
  | { kind: 'feedback.expired'; feedback: string }
  | { kind: 'reply.given'; feedback: string; reply: string; to: string[] }
  | { kind: 'reply.retracted'; feedback: string; reply: string }
  | { kind: 'reply.letAlong'; feedback: string; reply: string }
  | { kind: 'view.added'; feedback: string; author: string }
  | { kind: 'view.removed'; feedback: string }
  | { kind: 'feedback.passedOn'; feedback: string; to: string[]; author: string; recipients: string[] }
  /** `recipients`: those whose word is still needed. */
  | { kind: 'feedback.widenAgreed'; feedback: string; author: string; recipients: string[] }
  | { kind: 'feedback.widened'; feedback: string; author: string; recipients: string[] }
  | { kind: 'report.made'; report: string; feedback: string; handlers: string[] }
  | { kind: 'report.joined'; report: string; feedback: string; handlers: string[] }
  | { kind: 'report.voted'; report: string; feedback: string }
  | { kind: 'report.differs'; report: string; feedback: string; handlers: string[] }
  /** `told`: its author, and whoever reported it. */
  | { kind: 'report.decided'; report: string; feedback: string; upheld: boolean; told: string[] }
  /** One of the two has left, or leads the author by now: `handlers` follows. `told`: who reported it, and the other of the two. */
  | { kind: 'report.handed'; report: string; feedback: string; from: string; handlers: string[]; told: string[] }
  | { kind: 'handle.proposed'; handle: string; person: string }
  | { kind: 'handle.confirmed'; handle: string; person: string; proposers: string[] }
  | { kind: 'handle.refused'; handle: string; person: string }
  /** By an admin: from now on it is said to be another's, or nobody's. */
  | { kind: 'handle.moved'; handle: string; from: string; to: string }
  | { kind: 'handle.dropped'; handle: string; person: string }
  | { kind: 'person.invited'; person: string; invitation: string; feedback: string | null }
  | { kind: 'person.joined'; person: string }
  /** `admins`: who can confirm it, or make it. */
  | { kind: 'person.addressChanged'; person: string; change: string; admins: string[] }
  | { kind: 'person.addressConfirmed'; person: string; change: string }
  | { kind: 'person.addressWished'; person: string; admins: string[] }
  /** `told`: the person, unless it is how they come in first. */
  | { kind: 'signIn.linked'; person: string; told: string[] }
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
  /** `about`: a report who is told. */
  | { kind: 'request.asked'; request: string; asked: string[]; about: string | null }
  | { kind: 'request.answered'; request: string; feedback: string }
  | { kind: 'request.declined'; request: string; asker: string }
  | { kind: 'request.withdrawn'; request: string; asked: string[] }
  | { kind: 'request.reminded'; request: string; asker: string; person: string }
  | { kind: 'request.expired'; request: string; asker: string }
  /** By its giver: the answer stands with the words. */
  | { kind: 'feedback.helped'; feedback: string; recipient: string }
  | { kind: 'feedback.loopClosed'; feedback: string }
  | { kind: 'goal.set'; goal: string; owner: string; coOwners: string[] }
  /** `owner`, `coOwners`: whose it is from now on and was not. */
  | { kind: 'goal.changed' | 'goal.takenUp'; goal: string; fields: string[]; owner: string | null; coOwners: string[] }
  | { kind: 'goal.closed'; goal: string; carried: string | null }
  | { kind: 'goal.reopened'; goal: string }
  | { kind: 'goal.imported' | 'goal.importUndone'; import: string }
  | { kind: 'goal.linked' | 'goal.unlinked'; goal: string; artifact: string }
  | { kind: 'goal.keyResultAdded' | 'goal.keyResultChanged' | 'goal.keyResultDropped' | 'goal.keyResultBack'; goal: string; keyResult: string }
  /** `need`: of whom something is needed. */
  | { kind: 'goal.checkedIn'; goal: string; keyResult: string; checkIn: string; need: string | null }
  | { kind: 'goal.needAnswered'; goal: string; checkIn: string; told: string[] }
  | { kind: 'goal.stale' | 'goal.ending'; goal: string; owner: string }
  | { kind: 'priority.added' | 'priority.changed'; priority: string }
  | { kind: 'person.changed'; person: string; fields: string[] }
  | { kind: 'team.created'; team: string }
  | { kind: 'team.changed'; team: string; fields: string[] }
  /** `into`: the team that took its members. */
  | { kind: 'team.closed'; team: string; into: string | null }
  | { kind: 'team.joined' | 'team.left'; team: string; person: string }
  | { kind: 'value.changed'; value: string; fields: string[] }
  | { kind: 'values.ordered' }
  | { kind: 'organisation.renamed' }
  | { kind: 'person.deactivated'; person: string }
  | { kind: 'person.reactivated'; person: string }
  /** `told`: whose e-mail, manager or role it changed. */
  | { kind: 'people.imported'; new: number; changed: number; deactivated: number; told: string[] }
  | { kind: 'session.opened'; session: string; how: string }
  | { kind: 'session.closed'; session: string }
  | { kind: 'case.contactsNamed'; people: string[] }
  | { kind: 'case.asked'; case: string; person: string; contact: string }
  | { kind: 'case.gathered'; case: string; person: string }
  | { kind: 'case.decided'; case: string; feedback: string; given: boolean }
  /** `authors`: whose words were given. */
  | { kind: 'case.answered'; case: string; person: string; authors: string[] }
  | { kind: 'person.erasing'; case: string; person: string }
  | { kind: 'person.erased'; case: string; person: string }
  | { kind: 'organisation.created' }
  | { kind: 'channel.added'; channel: string; words: boolean }
  | { kind: 'channel.changed'; channel: string; on: boolean; words: boolean }
  | { kind: 'channel.removed'; channel: string }
  | { kind: 'hook.added' | 'hook.rotated' | 'hook.dropped'; hook: string }
  | { kind: 'signIn.configured' }
  /** `setting` by its name; `told`: delegates of an agreement that was made or changed. */
  | { kind: 'setting.changed'; setting: string; change: string; told: string[] }
  | { kind: 'setting.proposed'; setting: string; change: string; delegates: string[] }
  | { kind: 'setting.decided'; setting: string; change: string; agreed: boolean; proposer: string }
  | { kind: 'hold.set'; hold: string; second: string }
  | { kind: 'hold.confirmed' | 'hold.ended'; hold: string; told: string[] }
  | { kind: 'disclosure.asked'; disclosure: string; approvers: string[] }
  | { kind: 'disclosure.agreed'; disclosure: string }
  | { kind: 'disclosure.refused' | 'disclosure.produced'; disclosure: string; told: string[] }
  | { kind: 'disclosure.read'; disclosure: string }
  /** To author and recipients of what it held. */
  | { kind: 'disclosure.told'; disclosure: string; told: string[] }
  | { kind: 'handover.offered'; person: string; former: string }
  | { kind: 'handover.closed'; person: string; former: string }
  | { kind: 'expectations.written'; ids: string[]; import: string | null }
  | { kind: 'expectations.undone'; import: string }
  | { kind: 'expectations.confirmed'; role: string; version: number }
  /** Somebody's job role and level. */
  | { kind: 'person.placed'; person: string }
  /** `told`: the other of the two, or those it is shared with. */
  | { kind: 'growth.revised'; person: string; version: number; told: string[] }
  | { kind: 'growth.acted'; person: string; item: string; told: string[] }
  | { kind: 'growth.rated' | 'growth.shared'; person: string; told: string[] }
  /** Not whose: a reflection is its author's alone. */
  | { kind: 'reflection.written' | 'reflection.removed'; value: string }
  /** `told`: who decides on it; who proposed it. */
  | { kind: 'learning.proposed'; resource: string; told: string[] }
  | { kind: 'learning.decided'; resource: string; listed: boolean; told: string[] }
  | { kind: 'learning.removed'; resource: string }
  | { kind: 'indicator.written' | 'indicator.read'; indicator: string }
