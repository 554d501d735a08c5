/** Notifications: a line in somebody's inbox. TABLE: what each says, and which channels may carry it. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Card } from './cards'
import { Id } from './ids'
import { After } from './page'
import { mailWays, notificationKindNames } from './notification-kinds'
import { Handle, PersonRef } from './people'

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
