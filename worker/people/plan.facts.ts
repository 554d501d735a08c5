/** What is kept beside people, teams and the organisation, computed from relations and memberships. */
import { keysOf, teamKey } from '../../shared/audience.keys'
import { type DirectoryPlan, ancestors, isHere } from './plan.shapes'

/** The facts kept beside each person, each team and the organisation: manager (acting wins, and only who is still here), unit, keys, sizes. */
export function keepFacts({ after }: DirectoryPlan, includesContractors: boolean): void {
  for (const team of after.teams.values()) team.size = 0
  after.size = 0
  for (const person of after.people.values()) {
    // Who acts until a day is read from the relation itself: nobody writes on that day.
    const managers = [...person.relations].sort((a, b) => (a.kind < b.kind ? -1 : 1)).filter((one) => (one.kind === 'acting' && !one.until) || one.kind === 'manager')
    person.manager = managers.find((one) => isHere(after.people.get(one.other)!))?.other ?? null
    person.unit = person.memberships.find((one) => one.main)?.team ?? null
    person.inOrg = person.kind === 'employee' || includesContractors
    const units = ancestors(after, person.unit)
    const others = person.memberships.filter((one) => !one.main).map((one) => one.team)
    person.keys = keysOf({ id: person.id, inOrg: person.inOrg, units, memberships: others })
    if (!isHere(person)) continue
    if (person.inOrg) after.size += 1
    for (const team of new Set([...units, ...others])) if (person.keys.includes(teamKey(team))) after.teams.get(team)!.size += 1
  }
}
