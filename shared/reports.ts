/** Reports: something that was said hurts, and two people look at it. Source: domain.md section 2. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Card } from './cards'
import { Id } from './ids'
import { After, Page } from './page'
import { PersonRef } from './people'
import { Reply } from './talk'
import { words } from './text'

export const reportStates = ['open', 'upheld', 'dismissed'] as const

export const Report = z.object({
  id: Id,
  seq: z.string(),
  at: z.string(),
  state: z.enum(reportStates),
  decidedAt: z.nullable(z.string()),
  mine: z.enum(['reporter', 'handler', 'author']),
  /** The two who look at it, by name: to them and to who reports. */
  handlers: z.array(PersonRef),
  /** Who reported it and why: to the two all of it, to each who reports their own words. */
  said: z.array(z.object({ by: PersonRef, why: z.string() })),
  /** To the two alone while it is open: the item and its thread, and how each of them sees it. */
  card: z.nullable(Card),
  thread: z.nullable(z.array(Reply)),
  votes: z.array(z.object({ by: PersonRef, upheld: z.boolean() })),
})
export type Report = z.infer<typeof Report>

const Params = z.object({ id: Id })

export const reportEndpoints = {
  /** Who would look at it, before it is sent; nobody where the organisation has not two who are not concerned. */
  handlers: endpoint({ id: 'reports.handlers', method: 'GET', path: '/api/v1/feedback/:id/report', who: 'person', summary: 'Which two people would look at a report of this, by name', params: Params, reply: z.object({ handlers: z.array(PersonRef), hides: z.boolean() }), problems: ['not-allowed'] }),
  report: endpoint({
    id: 'reports.report', method: 'POST', path: '/api/v1/feedback/:id/report', who: 'person', status: 201, summary: 'Report it to these two. What a team or everyone sees is hidden meanwhile',
    params: Params, body: z.strictObject({ id: Id, why: words(2_000), handlers: z.array(Id).check(z.maxLength(2)) }), reply: Report, problems: ['id-taken', 'not-allowed', 'audience-changed', 'unavailable', 'conflict'],
  }),
  mine: endpoint({ id: 'reports.mine', method: 'GET', path: '/api/v1/me/reports', who: 'person', summary: 'Reports that I made or look at, newest first', query: z.object({ after: After }), reply: Page(Report) }),
  item: endpoint({ id: 'reports.item', method: 'GET', path: '/api/v1/reports/:id', who: 'person', summary: 'One report', params: Params, reply: Report }),
  decide: endpoint({
    id: 'reports.decide', method: 'POST', path: '/api/v1/reports/:id/decide', who: 'person', summary: 'How one of the two sees it. Both agree: it is decided; they differ: it stays hidden and both are told to talk',
    params: Params, body: z.strictObject({ upheld: z.boolean() }), reply: Report, problems: ['not-allowed', 'conflict'],
  }),
  waiting: endpoint({ id: 'reports.waiting', method: 'GET', path: '/api/v1/organisation/handlers/waiting', who: 'admin', summary: 'How many open reports lack one of the two who look at them, and nobody could follow: name somebody', reply: z.object({ waiting: z.number() }) }),
} as const
