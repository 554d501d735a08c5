/** Legal hold: what must not go yet. It preserves and reads nothing. Source: domain.md sections 2 and 17. */
import * as z from 'zod/mini'
import { Day } from './days'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { After, Page } from './page'
import { PersonRef } from './people'
import { line } from './text'

export const holdStates = ['asked', 'holds', 'ended'] as const

export const Hold = z.object({
  id: Id,
  matter: z.string(),
  people: z.array(PersonRef),
  from: z.string(),
  to: z.string(),
  state: z.enum(holdStates),
  by: PersonRef,
  second: PersonRef,
  at: z.string(),
  confirmedAt: z.nullable(z.string()),
  endedBy: z.nullable(PersonRef),
  endedAt: z.nullable(z.string()),
  mayConfirm: z.boolean(),
  mayEnd: z.boolean(),
})
export type Hold = z.infer<typeof Hold>

const Params = z.object({ id: Id })
/** Whom a matter is about, and between which days, both included. */
export const Matter = {
  matter: line(300),
  people: z.array(Id).check(z.minLength(1), z.maxLength(20), z.refine((list: string[]) => new Set(list).size === list.length)),
  from: Day,
  to: Day,
}

export const holdEndpoints = {
  holds: endpoint({ id: 'holds.list', method: 'GET', path: '/api/v1/holds', who: 'person', summary: 'Holds that I set or am the second of; all of them for admins', query: z.object({ after: After }), reply: Page(Hold) }),
  hold: endpoint({ id: 'holds.item', method: 'GET', path: '/api/v1/holds/:id', who: 'person', summary: 'One of them', params: Params, reply: Hold }),
  setHold: endpoint({
    id: 'holds.set', method: 'POST', path: '/api/v1/holds', who: 'admin', status: 201, summary: 'Ask that nothing said by or to these people between two days goes. Holds once the second person confirms',
    body: z.strictObject({ id: Id, ...Matter, second: Id }), reply: Hold, problems: ['id-taken', 'recipient-unknown', 'recipient-self'],
  }),
  confirmHold: endpoint({ id: 'holds.confirm', method: 'POST', path: '/api/v1/holds/:id/confirm', who: 'person', summary: 'Confirm it, as its second person', params: Params, reply: Hold, problems: ['not-allowed', 'conflict'] }),
  endHold: endpoint({ id: 'holds.end', method: 'POST', path: '/api/v1/holds/:id/end', who: 'person', summary: 'End it: what was only kept by it goes at night', params: Params, reply: Hold, problems: ['not-allowed'] }),
} as const
