/** Disclosure export: the one way to read private words for a matter. Two named people agree; author and recipients are told. Source: domain.md section 2. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { FeedbackBody } from './bodies'
import { Matter } from './holds'
import { Id } from './ids'
import { kindNames } from './kinds'
import { After, Page } from './page'
import { PersonRef } from './people'
import { line } from './text'

/** Days for which the two may read what was produced; and the most that telling may wait. */
export const disclosureDays = 7
export const mostDelayDays = 90
/** An export holds at most so many items: beyond it the matter is to be narrowed. */
export const mostDisclosed = 500
/** What it holds beside feedback. Each has words `disclosure.<room>`. Of goals and their check-ins only what went while a hold kept it: the others stand where they are read. */
export const disclosedRooms = ['reply', 'view', 'action', 'point', 'request', 'reflection', 'goal'] as const
export type DisclosedRoom = (typeof disclosedRooms)[number]

export const disclosureStates = ['asked', 'refused', 'ready', 'over'] as const

export const Disclosure = z.object({
  id: Id,
  state: z.enum(disclosureStates),
  /** What the viewer is to it. `told`: something of theirs was in it, and this is all they get. */
  mine: z.enum(['asker', 'approver', 'told']),
  matter: z.nullable(z.string()),
  people: z.array(PersonRef),
  from: z.string(),
  to: z.string(),
  by: PersonRef,
  /** The two, and when each agreed. */
  approvers: z.array(z.object({ person: PersonRef, at: z.nullable(z.string()) })),
  refusedBy: z.nullable(PersonRef),
  delayDays: z.number(),
  delayWhy: z.nullable(z.string()),
  at: z.string(),
  producedAt: z.nullable(z.string()),
  until: z.nullable(z.string()),
  toldAt: z.nullable(z.string()),
  /** How many items it holds; for whom it was told, their own, which may be gone by now. */
  items: z.number(),
  own: z.array(Id),
  /** How many of theirs were no feedback. */
  ownOthers: z.array(z.object({ what: z.enum(disclosedRooms), count: z.number() })),
  mayDecide: z.boolean(),
  mayRead: z.boolean(),
})
export type Disclosure = z.infer<typeof Disclosure>

export const DisclosedItem = z.object({
  id: z.string(),
  kind: z.enum([...kindNames, ...disclosedRooms]),
  at: z.string(),
  author: PersonRef,
  recipients: z.array(PersonRef),
  body: FeedbackBody,
  title: z.nullable(z.string()),
  /** Nobody sees it any more: taken back, written over or past its time, and kept by a hold. */
  retracted: z.boolean(),
})
export type DisclosedItem = z.infer<typeof DisclosedItem>

const Params = z.object({ id: Id })

export const disclosureEndpoints = {
  disclosures: endpoint({ id: 'disclosures.list', method: 'GET', path: '/api/v1/disclosures', who: 'person', summary: 'Disclosures that I asked for or decide, or that something of mine was in', query: z.object({ after: After }), reply: Page(Disclosure) }),
  disclosure: endpoint({ id: 'disclosures.item', method: 'GET', path: '/api/v1/disclosures/:id', who: 'person', summary: 'One of them', params: Params, reply: Disclosure }),
  ask: endpoint({
    id: 'disclosures.ask', method: 'POST', path: '/api/v1/disclosures', who: 'admin', status: 201, summary: 'Ask for what these people wrote, what was written to them and what is kept about them between two days. Nothing is read before two named people have agreed',
    body: z.strictObject({ id: Id, ...Matter, approvers: z.array(Id).check(z.minLength(2), z.maxLength(2)), delayDays: z.int().check(z.minimum(0), z.maximum(mostDelayDays)), delayWhy: z.nullable(line(500)) }),
    reply: Disclosure, problems: ['id-taken', 'recipient-unknown', 'recipient-self'],
  }),
  agree: endpoint({
    id: 'disclosures.decide', method: 'POST', path: '/api/v1/disclosures/:id/decide', who: 'person', summary: 'Agree or refuse, as one of the two. When both have agreed it is produced',
    params: Params, body: z.strictObject({ agree: z.boolean() }), reply: Disclosure, problems: ['not-allowed', 'conflict', 'too-large'],
  }),
  export: endpoint({ id: 'disclosures.export', method: 'GET', path: '/api/v1/disclosures/:id/export', who: 'person', summary: 'What was produced, for the two, for seven days. Each reading is an event', params: Params, reply: z.object({ items: z.array(DisclosedItem) }), problems: ['not-allowed', 'gone'] }),
} as const
