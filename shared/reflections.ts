/** A quarter's private reflection on each core value: read by its author alone, who may bring one to a 1:1. Pure rules beside the contract. Source: domain.md section 7. */
import * as z from 'zod/mini'
import { addDays, Day, type Rhythm } from './days'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { isNudgeDay } from './nudges'
import { PersonRef } from './people'
import { quarterOf } from './progress'
import { words } from './text'

/** Two questions: where I lived it; where I did not, or what I want to try. */
export const reflectionFields = ['lived', 'next'] as const
/** Characters of each answer: both are on an agenda together. */
export const reflectionLength = 400
/** A quarter stays open so long after its last day. */
export const graceDays = 14
/** One is brought to so many people at the most. */
export const mostShares = 5

export type Quarter = ReturnType<typeof quarterOf>
/** What can be written today: this quarter, and the last one while its weeks of grace run. */
export function openQuarters(today: Day, firstMonth?: number): Quarter[] {
  const now = quarterOf(today, firstMonth)
  const last = quarterOf(addDays(now.from, -1), firstMonth)
  return today <= addDays(last.to, graceDays) ? [now, last] : [now]
}

/** The nudge comes in the last days of a quarter, once answered not again in it. */
export const nudgeDays = 14
export interface ReflectionFacts {
  today: Day
  quarter: Pick<Quarter, 'from' | 'to'>
  /** The quarter of the last reflection, and the one for which a nudge was answered last. */
  reflected: Day | null
  answered: Day | null
  off: boolean
  rhythm: Rhythm
}
export const isReflectionDue = ({ today, quarter, reflected, answered, off, rhythm }: ReflectionFacts): boolean =>
  !off && reflected !== quarter.from && answered !== quarter.from && today > addDays(quarter.to, -nudgeDays) && today <= quarter.to && isNudgeDay(today, rhythm)

const Share = z.object({ person: PersonRef, at: z.string() })
export const Reflection = z.object({
  value: z.object({ id: Id, name: z.string() }),
  /** First and last day of its quarter. */
  from: z.string(),
  to: z.string(),
  lived: z.string(),
  next: z.string(),
  at: z.string(),
  version: z.number(),
  /** On whose agenda it stands, as it was then. */
  shares: z.array(Share),
})
export type Reflection = z.infer<typeof Reflection>

export const Reflections = z.object({
  /** What can be written today, this quarter first. */
  open: z.array(z.object({ from: z.string(), to: z.string(), number: z.number() })),
  /** All that is kept, the newest quarter first. */
  items: z.array(Reflection),
  /** Whether a quarter's end may remind. */
  reminded: z.boolean(),
})
export type Reflections = z.infer<typeof Reflections>

const Params = z.object({ quarter: Day, value: Id })
const ShareParams = z.object({ ...Params.shape, person: Id })
const at = '/api/v1/me/reflections/:quarter/:value'

export const reflectionEndpoints = {
  mine: endpoint({ id: 'reflections.mine', method: 'GET', path: '/api/v1/me/reflections', who: 'person', summary: 'My reflections on core values, by quarter. Nobody else reads them', reply: Reflections }),
  write: endpoint({
    id: 'reflections.write', method: 'PUT', path: at, who: 'person', summary: 'Reflect on a core value for an open quarter, named by its first day. Both answers empty: it is gone, from agendas too',
    params: Params, body: z.strictObject({ lived: words(reflectionLength), next: words(reflectionLength), version: z.int().check(z.minimum(0)) }), reply: Reflections, problems: ['changed-meanwhile', 'conflict'],
  }),
  share: endpoint({
    id: 'reflections.share', method: 'PUT', path: `${at}/shares/:person`, who: 'person', summary: 'Bring one to a 1:1: a talking point with its words as they stand now, read by that person too',
    params: ShareParams, body: z.strictObject({ point: Id }), reply: Reflections, problems: ['not-allowed', 'id-taken', 'conflict'],
  }),
  takeBack: endpoint({ id: 'reflections.takeBack', method: 'DELETE', path: `${at}/shares/:person`, who: 'person', summary: 'Take it off that agenda again', params: ShareParams, reply: Reflections }),
  remind: endpoint({ id: 'reflections.remind', method: 'PUT', path: '/api/v1/me/reflections/reminder', who: 'person', summary: 'Whether the end of a quarter may remind me, once', body: z.strictObject({ on: z.boolean() }), reply: Reflections }),
} as const
