/**
 * Who sees a goal. The keys are made anew whenever somebody's manager changes: goals follow the new manager. The worker's SQL form (worker/goals/keys.ts)
 * says the same, held equal by a test. Source: domain.md section 6.
 */
import type { AudienceSaid, TeamFacts } from './audience'
import { type Key, orgKey, personKey, teamKey } from './audience.keys'
import type { GoalVisibility } from './progress'

interface Holder { id: string; inOrg: boolean }
export interface GoalFacts {
  visibility: GoalVisibility
  kind: 'performance' | 'development'
  owner: Holder
  coOwners: readonly Holder[]
  /** The goal's team. */
  team: string | null
  /** The owner's management chain, nearest first. */
  chain: readonly string[]
}

/** No chain is longer: beyond it one looks no further. */
export const longestChain = 12

/** The keys of a goal, sorted. `org` swallows those of people who hold it. A development goal that is private is its owner's alone. */
export function goalKeys({ visibility, kind, owner, coOwners, team, chain }: GoalFacts): Key[] {
  const own = [owner, ...coOwners]
  if (visibility === 'organization') return sorted([orgKey, ...namesOf(own.filter((one) => !one.inOrg))])
  const above = visibility === 'chain' ? chain.slice(0, longestChain) : visibility === 'private' && kind === 'development' ? [] : chain.slice(0, 1)
  return sorted([...namesOf(own), ...above.map(personKey), ...(visibility === 'team' && team ? [teamKey(team)] : [])])
}
const sorted = (keys: readonly Key[]): Key[] => [...new Set(keys)].sort()
const namesOf = (people: readonly Holder[]): Key[] => people.map((one) => personKey(one.id))

export interface GoalAudience {
  visibility: GoalVisibility
  keys: readonly Key[]
  owner: { id: string; name: string | null }
  coOwners: readonly string[]
  /** The names of whoever is in by name. */
  people: readonly { id: string; name: string }[]
  team: TeamFacts | null
  organisation: NonNullable<AudienceSaid['organisation']>
}

/** A goal's audience in the travelling form: by name who is in it. The chain is named as managers of the owner. */
export function sayGoal({ visibility, keys, owner, coOwners, people, team, organisation }: GoalAudience): AudienceSaid {
  const named = people.filter((one) => keys.includes(personKey(one.id)))
  const managers = named.filter((one) => one.id !== owner.id && !coOwners.includes(one.id)).map((one) => ({ ...one, of: owner.name ?? '' }))
  return {
    visibility: visibility === 'organization' || visibility === 'team' ? visibility : keys.length > 1 ? 'recipients' : 'author', keys: [...keys], people: [...named], managers,
    team: visibility === 'team' ? team : null, organisation: visibility === 'organization' ? organisation : null,
    withoutManager: visibility !== 'organization' && managers.length === 0 && owner.name ? [owner.name] : [], narrowedBy: [],
  }
}
