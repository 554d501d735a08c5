/** Action items: something to do, with an owner and a date, and where it came from. Source: domain.md section 5. */
import * as z from 'zod/mini'
import { artifactTypes, siteIds } from './artifacts'
import { Day } from './days'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { ResourceRef } from './resources'
import { After, Page } from './page'
import { PersonRef } from './people'
import { line } from './text'

export const actionStates = ['open', 'done', 'dropped'] as const
export type ActionState = (typeof actionStates)[number]
/** Where one came from. `own`: written by its owner for themselves; `meeting`: a 1:1 or a team's agenda. */
export const actionSources = ['own', 'feedback', 'meeting', 'growth'] as const
export type ActionSource = (typeof actionSources)[number]

/** One action item, as its owner or the other side of its source sees it. Nobody else does. */
export const ActionItem = z.object({
  id: Id,
  seq: z.string(),
  text: z.string(),
  owner: PersonRef,
  /** The other side: who coached, who the 1:1 is with. Null for an own one, and for a team's agenda. */
  other: z.nullable(PersonRef),
  due: z.nullable(z.string()),
  state: z.enum(actionStates),
  /** Why it was dropped. */
  why: z.nullable(z.string()),
  source: z.object({ kind: z.enum(actionSources), id: z.nullable(Id) }),
  at: z.string(),
  closedAt: z.nullable(z.string()),
  mine: z.enum(['owner', 'other', 'member']),
  /** What to learn from, as long as it stands in the library. */
  resource: z.optional(z.nullable(ResourceRef)),
  /** The work on which it is done. */
  work: z.optional(z.object({ site: z.enum(siteIds), type: z.enum(artifactTypes), instance: z.string(), key: z.string(), url: z.string() })),
  /** For If-Match: two people may edit it. */
  version: z.number(),
})
export type ActionItem = z.infer<typeof ActionItem>

const Params = z.object({ id: Id })
const Versioned = { version: z.number() }

export const actionItemEndpoints = {
  mine: endpoint({
    id: 'actionItems.mine', method: 'GET', path: '/api/v1/me/action-items', who: 'person', summary: 'My action items: open ones by date (those without one last), closed ones newest first',
    query: z.object({ state: z.optional(z.enum(['open', 'closed'])), after: After }), reply: Page(ActionItem),
  }),
  item: endpoint({ id: 'actionItems.item', method: 'GET', path: '/api/v1/action-items/:id', who: 'person', summary: 'One action item', params: Params, reply: ActionItem }),
  add: endpoint({
    id: 'actionItems.add', method: 'POST', path: '/api/v1/action-items', who: 'person', status: 201,
    summary: 'Note something to do: for oneself, or from feedback that one received (the giver sees it too)',
    body: z.strictObject({ id: Id, text: line(300), due: z.nullable(Day), feedback: z.optional(z.nullable(Id)) }), reply: ActionItem, problems: ['id-taken', 'not-found', 'not-allowed', 'conflict'],
  }),
  change: endpoint({
    id: 'actionItems.change', method: 'PATCH', path: '/api/v1/action-items/:id', who: 'person', summary: 'Change its text or date (owner, or the other side)',
    params: Params, body: z.strictObject({ text: z.optional(line(300)), due: z.optional(z.nullable(Day)), ...Versioned }), reply: ActionItem, problems: ['not-allowed', 'changed-meanwhile'],
  }),
  done: endpoint({ id: 'actionItems.done', method: 'POST', path: '/api/v1/action-items/:id/done', who: 'person', summary: 'It is done (owner)', params: Params, reply: ActionItem, problems: ['not-allowed', 'conflict'] }),
  drop: endpoint({
    id: 'actionItems.drop', method: 'POST', path: '/api/v1/action-items/:id/drop', who: 'person', summary: 'Let it go, with a sentence (owner)',
    params: Params, body: z.strictObject({ why: line(500) }), reply: ActionItem, problems: ['not-allowed', 'conflict'],
  }),
  reopen: endpoint({ id: 'actionItems.reopen', method: 'POST', path: '/api/v1/action-items/:id/reopen', who: 'person', summary: 'It is open again (owner)', params: Params, reply: ActionItem, problems: ['not-allowed', 'conflict'] }),
} as const
