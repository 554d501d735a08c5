/** Goals of somebody who left: whoever led them, has the goal above or administers hands them on. Source: domain.md section 6, "Goals follow the new manager after a change". */
import * as z from 'zod/mini'
import { Key } from './audience.keys'
import { endpoint } from './endpoint'
import { goalKinds, goalScopes } from './goals'
import { Id } from './ids'
import { PersonRef } from './people'
import { goalVisibilities } from './progress'

/** `title` null: an admin is told that there is one, and does not read it. */
export const LeftGoal = z.object({ id: Id, title: z.nullable(z.string()), owner: PersonRef, scope: z.enum(goalScopes), kind: z.enum(goalKinds), visibility: z.enum(goalVisibilities), end: z.string() })
export type LeftGoal = z.infer<typeof LeftGoal>

const params = z.object({ id: Id })
export const leftGoalEndpoints = {
  left: endpoint({ id: 'goals.left', method: 'GET', path: '/api/v1/people/:id/goals/left', who: 'person', summary: 'Open goals of somebody who left that are nobody’s now, and that I may hand on', params, reply: z.object({ items: z.array(LeftGoal) }) }),
  leftToMe: endpoint({ id: 'goals.leftToMe', method: 'GET', path: '/api/v1/me/goals/left', who: 'person', summary: 'Open goals of people who reported to me and left, that are nobody’s now', reply: z.object({ items: z.array(LeftGoal) }) }),
  handOn: endpoint({
    id: 'goals.handOn', method: 'POST', path: '/api/v1/goals/:id/hand-on', who: 'person', summary: 'Hand a goal of somebody who left to another: a draft until they take it up. Who sees it then is said first', params,
    body: z.strictObject({ owner: Id, /** As the writer was shown them. */ keys: z.array(Key).check(z.maxLength(50)) }), problems: ['audience-changed', 'changed-meanwhile', 'recipient-unknown', 'not-allowed', 'conflict'],
  }),
} as const
