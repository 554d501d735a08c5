/** Who will see a goal that is being written, from the same function as the server's. */
import type { AudienceSaid } from '../../shared/audience'
import { goalKeys, longestChain, sayGoal } from '../../shared/goals.audience'
import { type Me, peopleEndpoints, type Person } from '../../shared/people'
import type { GoalVisibility } from '../../shared/progress'
import { call } from '../bridge/call'

export interface Named { id: string; name: string }

/** The managers above somebody, nearest first, as the directory says. */
export async function chainOf(person: Pick<Person, 'id' | 'manager'>): Promise<Named[]> {
  const chain: Named[] = []
  for (let at = person.manager; at && chain.length < longestChain && !chain.some((one) => one.id === at!.id);) {
    chain.push(at)
    at = (await call(peopleEndpoints.profile, { params: { id: at.id } })).manager
  }
  return chain
}

interface Facts {
  visibility: GoalVisibility
  kind: 'performance' | 'development'
  owner: Person
  coOwners: readonly Person[]
  chain: readonly Named[]
  team: { id: string; name: string; size: number } | null
  organisation: Me['organisation']
}

/** The keys and who that is, by name. */
export function audienceOf({ owner, coOwners, chain, team, organisation, ...facts }: Facts): AudienceSaid {
  const others = coOwners.filter((one) => one.id !== owner.id)
  const keys = goalKeys({ ...facts, owner, coOwners: others, team: team?.id ?? null, chain: chain.map(({ id }) => id) })
  const { name, size, includesContractors } = organisation
  return sayGoal({ visibility: facts.visibility, keys, owner, coOwners: others.map(({ id }) => id), people: [owner, ...others, ...chain], team, organisation: { name, size, includesContractors } })
}
