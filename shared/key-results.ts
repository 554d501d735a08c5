/** Key results: how somebody knows that a goal is reached; and the rules by which work moves them. Source: domain.md section 6. */
import * as z from 'zod/mini'
import { checkInStatuses, Reading } from './check-ins'
import { Id } from './ids'
import { PersonRef } from './people'
import { line } from './text'

export const measures = ['number', 'percent', 'currency', 'milestone', 'qualitative'] as const
/** What a rule may wait for: work linked to the key result, or of an epic, a label, a repository. A rule names work, never a person. */
export const ruleSets = ['linked', 'epic', 'label', 'repository'] as const

export const MoveRule = z.strictObject({
  site: z.enum(['github', 'jira']),
  instance: z.string().check(z.minLength(1), z.maxLength(255)),
  of: z.enum(ruleSets),
  /** `PAY-9`, `perf`, `acme/api`; empty for linked work. */
  name: z.string().check(z.maxLength(200)),
  /** With a label: the repository or project that it is of. */
  within: z.nullable(z.string().check(z.maxLength(200))),
  /** The state that counts: `merged`, `closed`, `done`. */
  state: z.enum(['merged', 'closed', 'done']),
})
export type MoveRule = z.infer<typeof MoveRule>

export const KeyResult = z.object({
  id: Id,
  title: z.string(),
  measure: z.enum(measures),
  baseline: z.number(),
  target: z.number(),
  stretch: z.nullable(z.number()),
  /** A word or an ISO currency; null for percent, milestone and rubric. */
  unit: z.nullable(z.string()),
  /** The steps of a qualitative one, from the lowest: its readings are 0 to their count - 1. */
  rubric: z.array(z.string()),
  weight: z.number(),
  owner: PersonRef,
  current: z.nullable(z.number()),
  /** 0 to 1 */
  progress: z.number(),
  confidence: z.nullable(z.number()),
  status: z.nullable(z.enum(checkInStatuses)),
  /** The last check-in (ISO 8601). */
  lastAt: z.nullable(z.string()),
  /** From this day it is stale; null = never. */
  staleFrom: z.nullable(z.string()),
  rule: z.nullable(MoveRule),
  dropped: z.boolean(),
  version: z.number(),
})
export type KeyResult = z.infer<typeof KeyResult>

export const NewKeyResult = z.strictObject({
  id: Id, title: line(250), measure: z.enum(measures), baseline: Reading, target: Reading, stretch: z.nullable(Reading), unit: z.nullable(line(20)),
  rubric: z.array(line(200)).check(z.maxLength(5)), weight: z.number().check(z.minimum(0), z.maximum(100)), owner: z.nullable(Id), rule: z.nullable(MoveRule),
})
export type NewKeyResult = z.infer<typeof NewKeyResult>
