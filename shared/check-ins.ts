/** Check-ins: how a key result goes, as a person or the work says it; and what somebody needs. Append-only. Source: domain.md section 6. */
import * as z from 'zod/mini'
import { Citation } from './feedback'
import { CardArtifact } from './cards'
import { Id } from './ids'
import { PersonRef } from './people'
import { words } from './text'

export const checkInStatuses = ['on_track', 'at_risk', 'off_track'] as const
export const needKinds = ['help', 'time', 'decision', 'money'] as const
/** Who moved it: a person, the work itself (a webhook), or the work as somebody's page showed it. */
export const movedBy = ['person', 'work', 'seen'] as const

export const Reading = z.number().check(z.minimum(-1e12), z.maximum(1e12))

export const CheckIn = z.object({
  id: Id,
  seq: z.string(),
  keyResult: Id,
  /** Null = the work. */
  by: z.nullable(PersonRef),
  source: z.enum(movedBy),
  reading: z.number(),
  confidence: z.nullable(z.number()),
  status: z.nullable(z.enum(checkInStatuses)),
  line: z.string(),
  artifact: z.nullable(CardArtifact),
  need: z.nullable(z.object({ kind: z.enum(needKinds), to: PersonRef, text: z.string(), answered: z.nullable(z.string()) })),
  at: z.string(),
  /** Corrected by a later one. */
  corrected: z.boolean(),
})
export type CheckIn = z.infer<typeof CheckIn>

export const NewCheckIn = z.strictObject({
  id: Id,
  reading: Reading,
  confidence: z.int().check(z.minimum(0), z.maximum(10)),
  status: z.enum(checkInStatuses),
  line: words(500),
  artifact: z.nullable(Citation),
  need: z.nullable(z.strictObject({ kind: z.enum(needKinds), to: Id, text: words(500) })),
  /** The check-in of the work that it corrects. */
  corrects: z.optional(z.nullable(Id)),
})
export type NewCheckIn = z.infer<typeof NewCheckIn>
