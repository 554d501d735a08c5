/** Who stands behind the names and teams of a page. */
import * as z from 'zod/mini'
import { roles } from './artifacts'
import { TeamFacts } from './audience'
import { Person } from './person'

/** How a name on a page was matched to a person. `proposed`, `name`: to be confirmed by eye before it is used. */
export const matchedBy = ['confirmed', 'proposed', 'email', 'name'] as const

export const PageHumanRef = z.strictObject({
  handle: z.string().check(z.minLength(1), z.maxLength(200)),
  name: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
  /** SHA-256 in hex of the lower-case address. */
  email: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  role: z.enum(roles),
})

/** A team that the page names: `acme/devs`. */
export const PageTeamRef = z.strictObject({
  handle: z.string().check(z.minLength(1), z.maxLength(200)),
  name: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
})

/** A team to pick; `parent` tells apart two of one name. */
export const TeamFound = z.object({ ...TeamFacts.shape, parent: z.nullable(z.string()) })
export type TeamFound = z.infer<typeof TeamFound>

/** A team of the page that is one of the organisation's, by its name alone: offered, never chosen. */
export const TeamMatch = z.object({ handle: z.string(), team: TeamFound })
export type TeamMatch = z.infer<typeof TeamMatch>

export const Match = z.object({
  handle: z.string(),
  role: z.enum(roles),
  person: z.nullable(Person),
  by: z.nullable(z.enum(matchedBy)),
  /** The handle is the viewer's own. */
  self: z.boolean(),
})
export type Match = z.infer<typeof Match>
