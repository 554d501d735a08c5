/** A person as they travel: on a card, in the directory, on their own page. */
import * as z from 'zod/mini'
import { siteIds } from './artifacts'
import { PersonFacts } from './audience'
import { Id } from './ids'

export const statuses = ['invited', 'active', 'away', 'deactivated'] as const
export type PersonStatus = (typeof statuses)[number]
export const personKinds = ['employee', 'contractor', 'guest'] as const
export const accessRoles = ['member', 'hr', 'admin', 'auditor'] as const
export type AccessRole = (typeof accessRoles)[number]
export const relationKinds = ['manager', 'dotted', 'acting', 'mentor', 'coach', 'hr_partner'] as const
export type RelationKind = (typeof relationKinds)[number]
export const themes = ['system', 'light', 'dark'] as const

/** A person as others are shown them on a card. `name` is null for somebody who was erased. */
const NameOrNone = z.nullable(z.string())
export const PersonRef = z.object({
  id: Id,
  // Who was erased stands in the database without a name: here, once for all that is answered, that becomes none.
  name: z.pipe(z.pipe(NameOrNone, z.transform((name: string | null) => name || null)), NameOrNone),
})
export type PersonRef = z.infer<typeof PersonRef>

/** A person in the directory, with what the composer needs to say who will see something. */
export const Person = z.object({
  ...PersonFacts.shape,
  title: z.nullable(z.string()),
  status: z.enum(statuses),
  kind: z.enum(personKinds),
})
export type Person = z.infer<typeof Person>

/** A person on their own page. E-mail, role and manager are directory facts that every colleague sees. */
export const Profile = z.object({
  ...Person.shape,
  email: z.string(),
  role: z.enum(accessRoles),
  away: z.nullable(z.object({ from: z.string(), to: z.nullable(z.string()) })),
  handles: z.array(z.object({ site: z.enum(siteIds), instance: z.string(), handle: z.string() })),
})
export type Profile = z.infer<typeof Profile>

/** Whether the engine knows this name of a time zone (IANA). */
export function isTimeZone(zone: string): boolean {
  try {
    return /^[A-Za-z_+\-/0-9]+$/.test(zone) && Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
