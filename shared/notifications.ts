/** Notifications: a line in somebody's inbox. TABLE: what each says, and which channels may carry it. */
import * as z from 'zod/mini'
import { isWorkday, localOf, type Rhythm } from './days'
import { endpoint } from './endpoint'
import type { CairnEvent } from './events'
import { Card } from './feedback'
import { Id } from './ids'
import { After } from './page'
import { Handle, PersonRef } from './people'

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

/** One line for one person. An event gives a person one line at the most. */
export interface Line {
  person: string
  kind: NotificationKind
  feedback: string | null
  handle: string | null
  /** What else it is about: `request:<id>`, `action:<id>`, `report:<id>`. */
  subject?: string | null
  /** Whose act the line tells of, where that is not the event's actor: words that waited come from their author. */
  actor?: string
}

/** Who hears of an event in their inbox, and as what. Nobody hears of their own act. */
export function hears(event: CairnEvent, actor: string | null): Line[] {
  const to = (people: string[], kind: NotificationKind, about: { feedback?: string; handle?: string; subject?: string } = {}): Line[] =>
    [...new Set(people)].filter((person) => person !== actor).map((person) => ({ person, kind, feedback: about.feedback ?? null, handle: about.handle ?? null, ...(about.subject && { subject: about.subject }) }))
  const about = ({ request }: { request: string }) => ({ subject: `request:${request}` })
  const goal = (one: { goal: string }) => ({ subject: `goal:${one.goal}` })
  switch (event.kind) {
    case 'feedback.given': return to(event.recipients, 'feedback.received', event)
    case 'feedback.reacted': return to([event.author], 'feedback.thanked', event)
    case 'feedback.steppedBack': return to([event.author, ...event.recipients], 'feedback.steppedBack', event)
    case 'feedback.titleShown':
    case 'feedback.titleHidden': return to([event.author, ...event.recipients], 'feedback.titleChanged', event)
    case 'feedback.dropped': return to([event.author], 'invitation.expired', event)
    case 'feedback.expiring': return to([event.author], 'note.expiring', event)
    case 'reply.given': return to(event.to, 'reply.received', event)
    case 'view.added': return to([event.author], 'view.added', event)
    case 'feedback.passedOn': return [...to(event.to, 'feedback.passedOn', event), ...to([event.author], 'feedback.passedAlong', event), ...to(event.recipients, 'feedback.audienceChanged', event)]
    case 'feedback.widenAgreed': return to(event.recipients, 'feedback.widenAsked', event)
    case 'feedback.widened': return to([event.author, ...event.recipients], 'feedback.audienceChanged', event)
    case 'report.made':
    case 'report.joined': return to(event.handlers, 'report.received', { subject: `report:${event.report}` })
    case 'report.handed': return [...to(event.handlers, 'report.received', { subject: `report:${event.report}` }), ...to(event.told, 'report.handed', { subject: `report:${event.report}` })]
    case 'report.differs': return to(event.handlers, 'report.differs', { subject: `report:${event.report}` })
    case 'report.decided': return to(event.told, event.upheld ? 'report.upheld' : 'report.dismissed', { subject: `report:${event.report}` })
    case 'handle.proposed': return to([event.person], 'handle.proposed', event)
    case 'handle.moved': return [...to([event.to], 'handle.proposed', event), ...to([event.from], 'account.changed')]
    case 'handle.dropped': return to([event.person], 'account.changed')
    case 'handle.confirmed': return to(event.proposers, 'handle.confirmed', event)
    case 'feedback.arrived': return [
      ...event.recipients.map((person) => ({ person, kind: 'feedback.received' as const, feedback: event.feedback, handle: null, actor: event.author })),
      ...to([event.author], 'invitation.accepted', event),
    ]
    case 'actionItem.added': return event.feedback && event.other ? to([event.other], 'feedback.trying', { feedback: event.feedback, subject: `action:${event.item}` }) : []
    // Found by whom it is with: to the one who is told, whoever planned it.
    case 'meeting.planned': return actor ? to(event.told, 'meeting.planned', { subject: `meeting:${actor}` }) : []
    case 'request.asked': return [...to(event.asked, 'request.asked', about(event)), ...to(event.about ? [event.about] : [], 'request.about', about(event))]
    case 'request.declined': return to([event.asker], 'request.declined', about(event))
    case 'request.withdrawn': return to(event.asked, 'request.withdrawn', about(event))
    case 'request.reminded': return [{ person: event.person, kind: 'request.reminded', feedback: null, handle: null, ...about(event), actor: event.asker }]
    case 'request.expired': return to([event.asker], 'request.expired', about(event))
    case 'goal.set': return [...to([event.owner], 'goal.set', goal(event)), ...to(event.coOwners, 'goal.shared', goal(event))]
    case 'goal.takenUp':
    case 'goal.changed': return [...to(event.owner ? [event.owner] : [], 'goal.set', goal(event)), ...to(event.coOwners, 'goal.shared', goal(event))]
    case 'goal.checkedIn': return to(event.need ? [event.need] : [], 'goal.needAsked', goal(event))
    case 'goal.needAnswered': return to(event.told, 'goal.needAnswered', goal(event))
    case 'goal.stale': return to([event.owner], 'goal.stale', goal(event))
    case 'goal.ending': return to([event.owner], 'goal.ending', goal(event))
    case 'feedback.helped': return to([event.recipient], 'feedback.helped', event)
    case 'case.asked': return to([event.contact], 'case.asked', { subject: `case:${event.case}` })
    case 'case.answered': return [...to([event.person], 'case.answered', { subject: `case:${event.case}` }), ...to(event.authors.filter((one) => one !== event.person), 'case.told')]
    // What concerns their account, not their title: domain.md section 2.
    case 'person.changed': return event.fields.some((field) => ['email', 'role', 'manager'].includes(field)) ? to([event.person], 'account.changed') : []
    case 'person.addressChanged': return [...to([event.person], 'address.changed'), ...to(event.admins, 'address.waits', { subject: `address:${event.person}` })]
    case 'signIn.linked': return to(event.told, 'signIn.linked')
    case 'person.addressConfirmed': return to([event.person], 'address.confirmed')
    case 'person.addressWished': return to(event.admins, 'address.waits', { subject: `address:${event.person}` })
    case 'people.imported': return to(event.told, 'account.changed')
    case 'setting.changed': return to(event.told, 'agreement.named', { subject: `agreement:${event.change}` })
    case 'setting.proposed': return to(event.delegates, 'setting.proposed', { subject: `agreement:${event.change}` })
    case 'setting.decided': return to([event.proposer], 'setting.decided', { subject: `agreement:${event.change}` })
    case 'hold.set': return to([event.second], 'hold.asked', { subject: `hold:${event.hold}` })
    case 'hold.confirmed':
    case 'hold.ended': return to(event.told, 'hold.changed', { subject: `hold:${event.hold}` })
    case 'disclosure.asked': return to(event.approvers, 'disclosure.asked', { subject: `disclosure:${event.disclosure}` })
    case 'disclosure.refused':
    case 'disclosure.produced': return to(event.told, 'disclosure.ready', { subject: `disclosure:${event.disclosure}` })
    case 'disclosure.told': return to(event.told, 'disclosure.told', { subject: `disclosure:${event.disclosure}` })
    case 'person.placed': return to([event.person], 'role.set', { subject: `growth:${event.person}` })
    case 'growth.revised':
    case 'growth.acted':
    case 'growth.rated': return to(event.told, 'growth.changed', { subject: `growth:${event.person}` })
    case 'growth.shared': return to(event.told, 'growth.shared', { subject: `growth:${event.person}` })
    case 'learning.proposed':
    case 'learning.decided': return to(event.told, event.kind, { subject: `learning:${event.resource}` })
    case 'handover.offered': return to([event.person], 'handover.offered', { subject: `handover:${event.former}` })
    default: return []
  }
}

/** What a line may be about beside feedback and handles. */
export const subjectKinds = ['address', 'request', 'action', 'report', 'meeting', 'case', 'person', 'agreement', 'hold', 'disclosure', 'handover', 'growth', 'goal', 'learning'] as const
export type SubjectKind = (typeof subjectKinds)[number]
/** TABLE: where a line's subject is found in the desk. */
export const pathsBySubject: Record<SubjectKind, (id: string) => string> = {
  address: (id) => `/administration/people/${id}`,
  request: (id) => `/requests/${id}`,
  action: () => '/',
  report: (id) => `/reports/${id}`,
  // An agenda is found by whom it is with.
  meeting: (id) => `/meetings/person/${id}`,
  case: () => '/cases',
  person: (id) => `/people/${id}`,
  agreement: () => '/agreement',
  hold: (id) => `/holds/${id}`,
  disclosure: (id) => `/disclosures/${id}`,
  handover: () => '/handover',
  growth: (id) => `/growth/${id}`,
  goal: (id) => `/goals/${id}`,
  learning: () => '/growth/learning',
}

export const InboxItem = z.object({
  id: Id,
  seq: z.string(),
  kind: z.enum(notificationKindNames),
  at: z.string(),
  read: z.boolean(),
  actor: z.nullable(PersonRef),
  /** The thing it is about, as the viewer may see it today; null when there is none, or no longer. */
  card: z.nullable(Card),
  handle: z.nullable(Handle),
  /** What else it is about, and where it is found. */
  subject: z.optional(z.nullable(z.object({ kind: z.enum(subjectKinds), id: Id }))),
})
export type InboxItem = z.infer<typeof InboxItem>

/** `unread` counts what the badge counts, up to 100 (shown as "99+"). */
export const Inbox = z.object({ items: z.array(InboxItem), after: z.nullable(z.string()), unread: z.number() })
export type Inbox = z.infer<typeof Inbox>

const kind = z.enum(notificationKindNames)
export const Preferences = z.object({
  /** In the order of the table. `email` null: never by e-mail. `always`: cannot be changed. */
  kinds: z.array(z.object({ kind, email: z.nullable(z.enum(mailWays)), always: z.boolean(), chat: z.boolean() })),
  digest: z.boolean(),
  /** They have a channel of their own, to which lines can go. */
  channel: z.boolean(),
  hours: z.nullable(z.object({ from: z.number(), to: z.number() })),
  timeZone: z.string(),
})
export type Preferences = z.infer<typeof Preferences>

export const notificationEndpoints = {
  preferences: endpoint({ id: 'notifications.preferences', method: 'GET', path: '/api/v1/me/notifications', who: 'person', summary: 'How I hear of what: per kind, and between which hours', reply: Preferences }),
  prefer: endpoint({
    id: 'notifications.prefer', method: 'PATCH', path: '/api/v1/me/notifications', who: 'person', summary: 'Change how I hear of what; `hours` null: at any time',
    body: z.strictObject({
      email: z.optional(z.partialRecord(kind, z.enum(mailWays))),
      chat: z.optional(z.partialRecord(kind, z.boolean())),
      digest: z.optional(z.boolean()),
      hours: z.optional(z.nullable(z.strictObject({ from: z.int().check(z.minimum(0), z.maximum(23)), to: z.int().check(z.minimum(1), z.maximum(24)) }).check(z.refine(({ from, to }) => from < to)))),
    }),
    reply: Preferences,
  }),
  inbox: endpoint({ id: 'notifications.inbox', method: 'GET', path: '/api/v1/inbox', who: 'person', etag: true, summary: 'What reached me and what waits for me, newest first', query: z.object({ after: After }), reply: Inbox }),
  read: endpoint({
    id: 'notifications.read', method: 'POST', path: '/api/v1/inbox/read', who: 'person', summary: 'Mark lines as read (never told to anyone)',
    body: z.strictObject({ ids: z.array(Id).check(z.maxLength(50)) }), reply: z.object({ unread: z.number() }),
  }),
} as const
