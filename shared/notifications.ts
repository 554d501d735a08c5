/** Notifications: a line in somebody's inbox. TABLE: what each says, and which channels may carry it. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import type { CairnEvent } from './events'
import { Card } from './feedback'
import { Id } from './ids'
import { After } from './page'
import { Handle, PersonRef } from './people'

export interface NotificationRule {
  /** E-mail goes out at once; words never travel in it. */
  email: boolean
  /** Told by e-mail whatever a person chose: what concerns their account (domain.md section 2). */
  always?: boolean
  /** Counts on the badge until read. */
  badge: boolean
}

/** A new one is a row here and its words `notification.<kind>` (inbox line) and `mail.<kind>.subject|line` (e-mail). */
export const notificationKinds = {
  'feedback.received': { email: true, badge: true },
  'feedback.thanked': { email: false, badge: true },
  'feedback.steppedBack': { email: false, badge: false },
  'feedback.titleChanged': { email: false, badge: false },
  'handle.proposed': { email: false, badge: true },
  'handle.confirmed': { email: false, badge: false },
  'invitation.accepted': { email: false, badge: true },
  'invitation.expired': { email: true, badge: true },
  'feedback.trying': { email: false, badge: true },
  'meeting.planned': { email: false, badge: false },
  'account.changed': { email: true, always: true, badge: false },
} as const satisfies Record<string, NotificationRule>
export type NotificationKind = keyof typeof notificationKinds
export const notificationKindNames = Object.keys(notificationKinds) as [NotificationKind, ...NotificationKind[]]

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
  switch (event.kind) {
    case 'feedback.given': return to(event.recipients, 'feedback.received', event)
    case 'feedback.reacted': return to([event.author], 'feedback.thanked', event)
    case 'feedback.steppedBack': return to([event.author, ...event.recipients], 'feedback.steppedBack', event)
    case 'feedback.titleShown':
    case 'feedback.titleHidden': return to([event.author, ...event.recipients], 'feedback.titleChanged', event)
    case 'feedback.dropped': return to([event.author], 'invitation.expired', event)
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
    case 'person.changed': return to([event.person], 'account.changed')
    case 'people.imported': return to(event.told, 'account.changed')
    default: return []
  }
}

/** What a line may be about beside feedback and handles. */
export const subjectKinds = ['request', 'action', 'report', 'meeting', 'case', 'person', 'agreement'] as const
export type SubjectKind = (typeof subjectKinds)[number]

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

export const notificationEndpoints = {
  inbox: endpoint({ id: 'notifications.inbox', method: 'GET', path: '/api/v1/inbox', who: 'person', etag: true, summary: 'What reached me and what waits for me, newest first', query: z.object({ after: After }), reply: Inbox }),
  read: endpoint({
    id: 'notifications.read', method: 'POST', path: '/api/v1/inbox/read', who: 'person', summary: 'Mark lines as read (never told to anyone)',
    body: z.strictObject({ ids: z.array(Id).check(z.maxLength(50)) }), reply: z.object({ unread: z.number() }),
  }),
} as const
