/** Keys: a thing that was said has some, a viewer holds some; seeing = they meet. Source: domain.md section 2. */
import * as z from 'zod/mini'

export const visibilities = ['author', 'recipients', 'recipients_and_managers', 'team', 'organization'] as const
export type Visibility = (typeof visibilities)[number]

/** `person:<id>`, `team:<id>`, `org`. A person's key never changes hands; team and organisation mean whoever is in them today. */
export const Key = z.string().check(z.regex(/^(org|(person|team):[0-9a-f-]{36})$/))
export type Key = string
export const personKey = (id: string): Key => `person:${id}`
export const teamKey = (id: string): Key => `team:${id}`
export const orgKey: Key = 'org'

export interface ViewerFacts {
  id: string
  inOrg: boolean
  /** The primary unit and its ancestors, nearest first (at most 4). */
  units: readonly string[]
  /** Other current memberships (at most 4). */
  memberships: readonly string[]
}

/** The keys that a person holds: at most 10. Stored with the person whenever a membership changes, so that reads find them there. */
export function keysOf(viewer: ViewerFacts): Key[] {
  const keys = [personKey(viewer.id), ...(viewer.inOrg ? [orgKey] : []), ...viewer.units.slice(0, 4).map(teamKey), ...viewer.memberships.slice(0, 4).map(teamKey)]
  return [...new Set(keys)]
}

/** Seeing: the keys meet. The SQL form of the same is `feed.key = <one of the viewer's keys>`. */
export function canSee(itemKeys: readonly Key[], viewerKeys: readonly Key[]): boolean {
  return itemKeys.some((key) => viewerKeys.includes(key))
}

/** Order-free equality: what the author was shown against what the server resolves. */
export function sameKeys(left: readonly Key[], right: readonly Key[]): boolean {
  const a = [...new Set(left)].sort()
  const b = [...new Set(right)].sort()
  return a.length === b.length && a.every((key, index) => key === b[index])
}
