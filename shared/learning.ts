/** A library of what one can learn a competency from: anybody proposes, whoever keeps the expectations decides. Source: domain.md section 8. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { PersonRef } from './people'
import { checkedLink, longestLink, resourceKinds, ResourceRef } from './resources'
import { line, words } from './text'

export const resourceStates = ['proposed', 'listed', 'declined'] as const
/** So many proposals of one person wait at a time. */
export const mostProposals = 20

const Link = z.string().check(z.maxLength(longestLink), z.refine((text) => checkedLink(text) !== null))
/** How a language is written: `en`, `pt-BR`. */
const LanguageTag = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Z]{2})?$/))
const About = { competency: Id, title: line(160), link: Link, kind: z.enum(resourceKinds), minutes: z.nullable(z.int().check(z.minimum(1), z.maximum(60_000))), language: z.nullable(LanguageTag) }

export const Resource = z.object({
  ...ResourceRef.shape,
  competency: Id,
  language: z.nullable(z.string()),
  state: z.enum(resourceStates),
  by: PersonRef,
  at: z.string(),
  /** What was said with the decision. */
  why: z.string(),
  mine: z.boolean(),
})
export type Resource = z.infer<typeof Resource>

/** Listed ones, one's own proposals, and for whoever decides all that wait. `mayDecide`: admin or HR. */
export const Library = z.object({ items: z.array(Resource), mayDecide: z.boolean() })
export type Library = z.infer<typeof Library>

const Params = z.object({ id: Id })

export const learningEndpoints = {
  library: endpoint({ id: 'learning.library', method: 'GET', path: '/api/v1/learning', who: 'person', summary: 'What one can learn from, by competency; at most 500', query: z.object({ competency: z.optional(Id) }), reply: Library }),
  propose: endpoint({
    id: 'learning.propose', method: 'POST', path: '/api/v1/learning', who: 'person', status: 201, summary: 'Propose something; what admin or HR add stands at once',
    body: z.strictObject({ id: Id, ...About }), reply: Library, problems: ['id-taken', 'conflict'],
  }),
  decide: endpoint({
    id: 'learning.decide', method: 'POST', path: '/api/v1/learning/:id/decision', who: 'person', summary: 'List a proposal or decline it (admin or HR); its proposer hears of it',
    params: Params, body: z.strictObject({ listed: z.boolean(), why: words(300) }), reply: Library, problems: ['not-allowed', 'conflict'],
  }),
  remove: endpoint({ id: 'learning.remove', method: 'DELETE', path: '/api/v1/learning/:id', who: 'person', summary: 'Take it out of the library (its proposer, admin or HR)', params: Params, reply: Library, problems: ['not-allowed'] }),
} as const
