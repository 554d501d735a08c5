/** Indicators: continuing measures of a team or of the organisation, with a healthy range. Never of a person. Source: domain.md section 6. */
import * as z from 'zod/mini'
import { Day } from './days'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { line, words } from './text'

export const directions = ['up', 'down'] as const
const Value = z.number().check(z.minimum(-1e12), z.maximum(1e12))

export const Indicator = z.object({
  id: Id, team: z.nullable(Id), name: z.string(), about: z.string(), unit: z.string(), direction: z.enum(directions),
  /** The healthy range; null = open at that end. */
  low: z.nullable(z.number()), high: z.nullable(z.number()),
  /** By day, oldest first: the newest 60. */
  readings: z.array(z.object({ day: z.string(), value: z.number() })),
  version: z.number(),
})
export type Indicator = z.infer<typeof Indicator>

/** Whether a reading is within the healthy range. */
export const isHealthy = ({ low, high }: Pick<Indicator, 'low' | 'high'>, value: number): boolean => (low === null || value >= low) && (high === null || value <= high)

const Params = z.object({ id: Id })
const List = z.object({ items: z.array(Indicator), mayEdit: z.boolean() })
const Said = { name: line(120), about: words(500), unit: z.string().check(z.maxLength(30)), direction: z.enum(directions), low: z.nullable(Value), high: z.nullable(Value) }

export const indicatorEndpoints = {
  all: endpoint({
    id: 'indicators.all', method: 'GET', path: '/api/v1/indicators', who: 'person', summary: 'Indicators of a team that I am in or stand above; without a team, of the organisation',
    query: z.object({ team: z.optional(Id) }), reply: List, problems: ['not-found'],
  }),
  write: endpoint({
    id: 'indicators.write', method: 'PUT', path: '/api/v1/indicators/:id', who: 'person', summary: 'A new indicator (version 0), or another version of one: by who leads the team or stands above, or an admin',
    params: Params, body: z.strictObject({ ...Said, team: z.nullable(Id), archived: z.boolean(), version: z.int().check(z.minimum(0)) }), reply: List, problems: ['not-allowed', 'changed-meanwhile', 'id-taken'],
  }),
  read: endpoint({
    id: 'indicators.read', method: 'PUT', path: '/api/v1/indicators/:id/readings', who: 'person', summary: 'Readings by day, at most 500; null takes one away',
    params: Params, body: z.strictObject({ readings: z.array(z.strictObject({ day: Day, value: z.nullable(Value) })).check(z.minLength(1), z.maxLength(500)) }), reply: List, problems: ['not-allowed'],
  }),
} as const
