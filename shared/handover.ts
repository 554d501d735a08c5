/** After a change of manager: what the former one knows by name, offered to the person to pass on, item by item, all off. Source: domain.md section 2. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Card } from './cards'
import { Id } from './ids'
import { After, Page } from './page'
import { PersonRef } from './people'

export const Handover = z.object({ former: PersonRef, now: PersonRef, at: z.string() })
export type Handover = z.infer<typeof Handover>

const Params = z.object({ id: Id })

export const handoverEndpoints = {
  handovers: endpoint({ id: 'handovers.open', method: 'GET', path: '/api/v1/me/handovers', who: 'person', summary: 'Changes of my manager after which something can be passed on', reply: z.object({ items: z.array(Handover) }) }),
  handoverItems: endpoint({
    id: 'handovers.items', method: 'GET', path: '/api/v1/me/handovers/:id', who: 'person', summary: 'Feedback and coaching that I received and my former manager can read, newest first; `id` is that person’s. Passing on is talk.passOn',
    params: Params, query: z.object({ after: After }), reply: z.object({ ...Page(Card).shape, handover: Handover }),
  }),
  closeHandover: endpoint({ id: 'handovers.close', method: 'POST', path: '/api/v1/me/handovers/:id/close', who: 'person', summary: 'That is all: the list is not offered again', params: Params }),
} as const
