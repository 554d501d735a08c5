/** Growth of one person: strengths, growth areas with actions, how they and their manager see each competency. Source: domain.md section 8. */
import * as z from 'zod/mini'
import { ActionItem } from './action-items'
import { ArtifactRef } from './artifacts'
import { Day } from './days'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { PersonRef } from './people'
import { line, words } from './text'

export const growthKinds = ['practice', 'learn', 'mentor', 'stretch'] as const
export type GrowthKind = (typeof growthKinds)[number]
/** More at once is none. */
export const mostOpen = 2

const Step = z.int().check(z.minimum(1), z.maximum(6))
const Strength = z.strictObject({ id: Id, competency: Id, why: words(500), cards: z.array(Id).check(z.maxLength(5)) })
const Area = z.strictObject({ id: Id, competency: Id, from: Step, to: Step, why: words(500), open: z.boolean() }).check(z.refine(({ from, to }) => from < to, { path: ['to'] }))
export type Strength = z.infer<typeof Strength>
export type GrowthArea = z.infer<typeof Area>
const Rating = z.strictObject({ competency: Id, level: Step })
export type Rating = z.infer<typeof Rating>

const Side = z.nullable(z.object({ by: PersonRef, at: z.string(), levels: z.array(z.object({ competency: Id, level: z.number() })) }))

export const Growth = z.object({
  person: PersonRef,
  manager: z.nullable(PersonRef),
  mine: z.enum(['own', 'manager', 'shared']),
  /** 0: nothing was written yet. */
  version: z.number(),
  strengths: z.array(z.object({ id: Id, competency: Id, why: z.string(), cards: z.array(Id) })),
  areas: z.array(z.object({ id: Id, competency: Id, from: z.number(), to: z.number(), why: z.string(), open: z.boolean() })),
  actions: z.array(z.object({ area: Id, kind: z.enum(growthKinds), item: ActionItem })),
  self: Side,
  byManager: Side,
  sharedWith: z.array(PersonRef),
  /** Newest first, at most 50. */
  history: z.array(z.object({ version: z.number(), by: PersonRef, at: z.string(), reason: z.string() })),
})
export type Growth = z.infer<typeof Growth>

/** One line of the skills gap. Null: nobody said. */
export interface Gap { competency: string; expected: number | null; self: number | null; manager: number | null }
type Levels = readonly { competency: string; level: number }[]
/** Expected level against how the person and their manager see it: what is expected, in its order, then what either rated beside it. */
export function gapsOf(expected: readonly { id: string; level: number }[], self: Levels, manager: Levels): Gap[] {
  const at = (levels: Levels, id: string) => levels.find((one) => one.competency === id)?.level ?? null
  const ids = [...new Set([...expected.map(({ id }) => id), ...self.map((one) => one.competency), ...manager.map((one) => one.competency)])]
  return ids.map((id) => ({ competency: id, expected: expected.find((one) => one.id === id)?.level ?? null, self: at(self, id), manager: at(manager, id) }))
}

const Params = z.object({ id: Id })

export const growthEndpoints = {
  ofPerson: endpoint({
    id: 'growth.ofPerson', method: 'GET', path: '/api/v1/people/:id/growth', who: 'person', summary: 'Somebody’s growth: for themselves, their manager of today, and those they share it with',
    params: Params, query: z.object({ version: z.optional(z.string().check(z.regex(/^[1-9]\d{0,5}$/))) }), reply: Growth,
  }),
  revise: endpoint({
    id: 'growth.revise', method: 'PUT', path: '/api/v1/people/:id/growth', who: 'person', summary: 'A new version of the plan, with a reason (the person, or their manager); at most 2 open areas',
    params: Params, body: z.strictObject({ version: z.int().check(z.minimum(0)), reason: words(300), strengths: z.array(Strength).check(z.maxLength(10)), areas: z.array(Area).check(z.maxLength(20)) }),
    reply: Growth, problems: ['not-allowed', 'changed-meanwhile', 'conflict'],
  }),
  rate: endpoint({
    id: 'growth.rate', method: 'PUT', path: '/api/v1/people/:id/growth/levels', who: 'person', summary: 'How I see each competency: of my own, or of somebody I manage',
    params: Params, body: z.strictObject({ levels: z.array(Rating).check(z.maxLength(40)) }), reply: Growth, problems: ['not-allowed', 'conflict'],
  }),
  act: endpoint({
    id: 'growth.act', method: 'POST', path: '/api/v1/people/:id/growth/actions', who: 'person', status: 201, summary: 'Something to do for an open growth area: an action item of the person. `resource`: what to learn from, of the area’s competency, for `learn` alone; `work`: on which it is done',
    params: Params, body: z.strictObject({ id: Id, area: Id, kind: z.enum(growthKinds), text: line(300), due: z.nullable(Day), resource: z.optional(z.nullable(Id)), work: z.optional(z.nullable(ArtifactRef)) }), reply: Growth, problems: ['not-allowed', 'id-taken', 'conflict'],
  }),
  share: endpoint({
    id: 'growth.share', method: 'PUT', path: '/api/v1/me/growth/shared', who: 'person', summary: 'Who else reads my growth: at most 5 people, by name',
    body: z.strictObject({ people: z.array(Id).check(z.maxLength(5)) }), reply: Growth, problems: ['recipient-unknown', 'recipient-self'],
  }),
} as const
