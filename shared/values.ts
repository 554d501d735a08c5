/** Core values: what the organisation stands for, with what each looks like and what it does not. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { line, words } from './text'

export const CoreValue = z.object({ id: Id, name: z.string(), looksLike: z.string(), looksNotLike: z.string(), archived: z.boolean() })
export type CoreValue = z.infer<typeof CoreValue>

/** More than anybody remembers, and few enough to choose from. */
export const mostValues = 20

const Text = words(300)
const List = z.object({ items: z.array(CoreValue) })

export const valueEndpoints = {
  all: endpoint({ id: 'values.all', method: 'GET', path: '/api/v1/values', who: 'person', summary: 'Core values in their order, archived ones last', reply: List }),
  create: endpoint({
    id: 'values.create', method: 'POST', path: '/api/v1/values', who: 'admin', status: 201, summary: 'A new core value, at the end. At most 20 stand at a time',
    body: z.strictObject({ id: Id, name: line(60), looksLike: Text, looksNotLike: Text }), reply: List, problems: ['conflict', 'id-taken'],
  }),
  change: endpoint({
    id: 'values.change', method: 'PATCH', path: '/api/v1/values/:id', who: 'admin', summary: 'Change a core value, archive it or take it up again. What cites it keeps it',
    params: z.object({ id: Id }), body: z.strictObject({ name: z.optional(line(60)), looksLike: z.optional(Text), looksNotLike: z.optional(Text), archived: z.optional(z.boolean()) }), reply: List, problems: ['conflict'],
  }),
  order: endpoint({
    id: 'values.order', method: 'PUT', path: '/api/v1/values/order', who: 'admin', summary: 'The order in which they stand: every one that is not archived, once',
    body: z.strictObject({ ids: z.array(Id).check(z.maxLength(mostValues)) }), reply: List, problems: ['conflict'],
  }),
} as const
