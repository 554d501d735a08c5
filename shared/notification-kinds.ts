/** TABLE: what may be said in an inbox, which channels may carry it, and how somebody chose to hear of it. */
import { isWorkday, localOf, type Rhythm } from './days'

export interface NotificationRule {
  /** E-mail goes out at once; words never travel in it. */
  email: boolean
  /** True: by default in the morning's digest. False: the inbox is enough, but whoever wants it by e-mail can have it. Left out where `email` is false: never by e-mail. */
  digest?: boolean
  /** Told by e-mail whatever a person chose: what concerns their account (domain.md section 2). */
  always?: boolean
  /** Counts on the badge until read. */
  badge: boolean
}

/** A new one is a row here and its words `notification.<kind>` (inbox line) and `mail.<kind>.subject|line` (e-mail). */
export const notificationKinds = {
  'feedback.received': { email: true, badge: true },
  'feedback.thanked': { email: false, digest: true, badge: true },
  'feedback.steppedBack': { email: false, digest: true, badge: false },
  'feedback.titleChanged': { email: false, digest: false, badge: false },
  'reply.received': { email: true, badge: true },
  'view.added': { email: false, digest: true, badge: true },
  'feedback.passedOn': { email: true, badge: true },
  'feedback.passedAlong': { email: false, digest: false, badge: false },
  'feedback.audienceChanged': { email: false, digest: false, badge: false },
  'feedback.widenAsked': { email: false, digest: true, badge: true },
  'report.received': { email: true, badge: true },
  'report.differs': { email: true, badge: true },
  'report.handed': { email: false, digest: true, badge: true },
  'report.upheld': { email: true, badge: true },
  'report.dismissed': { email: true, badge: true },
  'handle.proposed': { email: false, digest: true, badge: true },
  'handle.confirmed': { email: false, digest: false, badge: false },
  'invitation.accepted': { email: false, digest: true, badge: true },
  'invitation.expired': { email: true, badge: true },
  'feedback.trying': { email: false, digest: true, badge: true },
  'meeting.planned': { email: false, digest: false, badge: false },
  'request.asked': { email: true, badge: true },
  'request.about': { email: false, digest: true, badge: false },
  'request.reminded': { email: true, badge: true },
  'request.declined': { email: false, digest: true, badge: false },
  'request.withdrawn': { email: false, digest: false, badge: false },
  'request.expired': { email: false, digest: true, badge: true },
  'feedback.helped': { email: false, digest: true, badge: true },
  'goal.set': { email: true, badge: true },
  'goal.shared': { email: false, digest: true, badge: true },
  'goal.needAsked': { email: true, badge: true },
  'goal.needAnswered': { email: false, digest: true, badge: true },
  'goal.stale': { email: false, digest: true, badge: false },
  'goal.ending': { email: false, digest: true, badge: false },
  'note.expiring': { email: false, digest: false, badge: true },
  'case.asked': { email: true, badge: true },
  'case.answered': { email: true, always: true, badge: true },
  'case.told': { email: true, badge: false },
  // Both addresses have mails of their own.
  'address.changed': { email: false, badge: true },
  'address.confirmed': { email: true, always: true, badge: false },
  'signIn.linked': { email: true, always: true, badge: true },
  'address.waits': { email: false, digest: true, badge: true },
  'account.changed': { email: true, always: true, badge: false },
  'setting.proposed': { email: true, badge: true },
  'setting.decided': { email: true, badge: true },
  'agreement.named': { email: true, badge: true },
  'hold.asked': { email: true, badge: true },
  'hold.changed': { email: false, digest: true, badge: false },
  'disclosure.asked': { email: true, badge: true },
  'disclosure.ready': { email: true, badge: true },
  'disclosure.told': { email: true, always: true, badge: true },
  'handover.offered': { email: false, digest: true, badge: true },
  'role.set': { email: true, badge: true },
  'growth.changed': { email: false, badge: false },
  'growth.shared': { email: false, badge: true },
  'learning.proposed': { email: false, badge: true },
  'learning.decided': { email: false, badge: true },
} as const satisfies Record<string, NotificationRule>
export type NotificationKind = keyof typeof notificationKinds
export const notificationKindNames = Object.keys(notificationKinds) as [NotificationKind, ...NotificationKind[]]
export const ruleOfLine = (kind: NotificationKind): NotificationRule => notificationKinds[kind]

/** How a line goes by e-mail, beside the inbox, where it always is. */
export const mailWays = ['now', 'digest', 'off'] as const
export type MailWay = (typeof mailWays)[number]
/** Whether a kind can go by e-mail at all: it has the words of one. */
export const isMailable = ({ email, digest }: NotificationRule): boolean => email || digest !== undefined
export const defaultWay = ({ email, digest }: NotificationRule): MailWay => (email ? 'now' : digest ? 'digest' : 'off')

/** What somebody chose otherwise than the rules say: it stands with the person, and only what differs. */
export interface Notify {
  email?: Partial<Record<NotificationKind, MailWay>>
  /** To one's own channel, where there is one: by default what goes at once. */
  chat?: Partial<Record<NotificationKind, boolean>>
  /** No digest: what would go in it stays in the inbox. */
  digest?: false
  /** The hours, local time, in which something may arrive at once; null = at any time. */
  hours?: Hours | null
}
export interface Hours { from: number; to: number }
export const usualHours: Hours = { from: 8, to: 18 }

/** How a kind goes to somebody by e-mail, as they chose it. */
export function wayOf(kind: NotificationKind, { email, digest }: Notify): MailWay {
  const rule = ruleOfLine(kind)
  const way = rule.always ? 'now' : email?.[kind] ?? defaultWay(rule)
  return way === 'digest' && digest === false ? 'off' : way
}
/** Whether something may arrive at once at this moment: within their hours, on a day that they work. */
export function mayArrive(ms: number, { hours = usualHours }: Notify, rhythm: Rhythm): boolean {
  if (hours === null) return true
  const { day, hour } = localOf(ms, rhythm.timeZone)
  return isWorkday(day, rhythm) && hour >= hours.from && hour < hours.to
}
export const chatOf = (kind: NotificationKind, { chat }: Notify): boolean => chat?.[kind] ?? defaultWay(ruleOfLine(kind)) === 'now'
