/** Requests: asking somebody for feedback on a piece of work. Source: domain.md section 4. */
import * as z from 'zod/mini'
import { AudienceSaid } from './audience'
import type { Visibility } from './audience.keys'
import { endpoint } from './endpoint'
import { Citation } from './feedback'
import { CardArtifact } from './cards'
import { Id } from './ids'
import { After, Page } from './page'
import { PersonRef } from './people'
import { line } from './text'

export const requestStates = ['open', 'answered', 'declined', 'expired', 'withdrawn'] as const
export type RequestState = (typeof requestStates)[number]
/** Who will see an answer: fixed when it is asked. The kinds' table says what each means. */
export const requestVisibilities = ['recipients', 'recipients_and_managers'] as const satisfies readonly Visibility[]

/** TABLE: limits. Days of reminders are the asked person's working days; expiry counts calendar days. */
export const requestRules = { asked: [1, 5], questions: [1, 3], remindAfter: [3, 10], expiresAfterDays: 30 } as const

/** One request as the viewer may see it. */
export const FeedbackRequest = z.object({
  id: Id,
  seq: z.string(),
  asker: PersonRef,
  /** Whom it is about: the asker, or one who reports to them. */
  subject: PersonRef,
  /** A subject other than the asker is told, and sees the answers. */
  told: z.boolean(),
  artifact: z.nullable(CardArtifact),
  questions: z.array(z.string()),
  /** Who will see the viewer's answer, or (for asker and subject) the answers. */
  audience: AudienceSaid,
  at: z.string(),
  expiresAt: z.string(),
  mine: z.enum(['asker', 'asked', 'subject']),
  /** As a whole for asker and subject; for who was asked, what became of their own part. */
  state: z.enum(requestStates),
  /** To the asker: each who was asked and how it stands. To who was asked: themselves alone. To the subject: nobody. */
  asked: z.array(z.object({ person: PersonRef, state: z.enum(requestStates), feedback: z.nullable(Id) })),
})
export type FeedbackRequest = z.infer<typeof FeedbackRequest>

const Params = z.object({ id: Id })

export const requestEndpoints = {
  ask: endpoint({
    id: 'requests.ask', method: 'POST', path: '/api/v1/requests', who: 'person', status: 201, summary: 'Ask one to five people for feedback, about me or about somebody who reports to me. One who was asked the same of the same work and has not answered is not asked again: `request-open` names that request',
    body: z.strictObject({
      id: Id,
      asked: z.array(Id).check(z.minLength(1), z.maxLength(5)),
      subject: z.nullable(Id),
      told: z.boolean(),
      questions: z.array(line(300)).check(z.minLength(1), z.maxLength(3)),
      visibility: z.enum(requestVisibilities),
      artifact: z.nullable(Citation),
    }),
    reply: FeedbackRequest, problems: ['id-taken', 'recipient-unknown', 'recipient-self', 'recipient-left', 'visibility-not-allowed', 'not-allowed', 'conflict', 'request-open'],
  }),
  mine: endpoint({
    id: 'requests.mine', method: 'GET', path: '/api/v1/me/requests', who: 'person', summary: 'Requests that wait for me or that I made, newest first',
    query: z.object({ side: z.enum(['asked', 'asker', 'subject']), after: After }), reply: Page(FeedbackRequest),
  }),
  item: endpoint({ id: 'requests.item', method: 'GET', path: '/api/v1/requests/:id', who: 'person', summary: 'One request', params: Params, reply: FeedbackRequest }),
  decline: endpoint({ id: 'requests.decline', method: 'POST', path: '/api/v1/requests/:id/decline', who: 'person', summary: 'Not this time: no reason is asked, the asker alone sees it', params: Params, reply: FeedbackRequest, problems: ['not-allowed', 'conflict', 'gone'] }),
  withdraw: endpoint({ id: 'requests.withdraw', method: 'POST', path: '/api/v1/requests/:id/withdraw', who: 'person', summary: 'Take my request back: what was answered stays', params: Params, reply: FeedbackRequest, problems: ['not-allowed', 'conflict'] }),
} as const
