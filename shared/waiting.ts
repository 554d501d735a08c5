/**
 * What waits for a person, in one answer: polled by the background beside the inbox and kept on the device, so that pages are matched there
 * and a visit tells the server nothing. Source: domain.md sections 3, 4, 16 and 17.
 */
import * as z from 'zod/mini'
import { ActionItem } from './action-items'
import { siteIds } from './artifacts'
import { endpoint } from './endpoint'
import { ArtifactIdText, Id } from './ids'
import { MeetingListed } from './meetings'
import { PersonRef } from './people'
import { FeedbackRequest } from './requests'

/** "Did it help?": asked of the giver once, at the next work of the same place whose author or assignee is the recipient. */
export const Loop = z.object({
  feedback: Id,
  recipient: PersonRef,
  site: z.enum(siteIds),
  instance: z.string(),
  /** Repository or project: see `placeOf` in artifacts. */
  place: z.string(),
  /** The work that it was said on: not asked there again. */
  artifact: ArtifactIdText,
  until: z.string(),
})
export type Loop = z.infer<typeof Loop>

/** One's own silence, never what somebody else did: at most one a day and three a week. `reflection`: the quarter ends, at most once in it; `person` is the viewer. */
export const Nudge = z.object({ id: Id, kind: z.enum(['silence', 'start', 'reflection']), person: PersonRef, since: z.nullable(z.string()) })
export type Nudge = z.infer<typeof Nudge>

export const Waiting = z.object({
  /** Open, and asked of the viewer. At most 20. */
  requests: z.array(FeedbackRequest),
  /** At most 50. */
  loops: z.array(Loop),
  /** Open action items of the viewer that are overdue or due within a week, by date. At most 20. */
  items: z.array(ActionItem),
  /** Meetings of today and tomorrow. */
  meetings: z.array(MeetingListed),
  nudge: z.nullable(Nudge),
})
export type Waiting = z.infer<typeof Waiting>

export const waitingEndpoints = {
  mine: endpoint({ id: 'waiting.mine', method: 'GET', path: '/api/v1/me/waiting', who: 'person', etag: true, summary: 'What waits for me: requests, action items, meetings, "did it help?"', reply: Waiting }),
} as const

/** Answered by the room of waiting. */
export const nudgeEndpoints = {
  nudge: endpoint({
    id: 'waiting.nudge', method: 'POST', path: '/api/v1/me/nudges/:id', who: 'person', summary: 'Not now, or never for this',
    params: z.object({ id: Id }), body: z.strictObject({ answer: z.enum(['not_now', 'never']) }),
  }),
} as const
