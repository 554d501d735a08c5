/** Whom somebody belongs to: manager and other relations, unit and other teams; and that no managers go in a circle. */
import type { RelationKind } from '../../shared/people'
import { type DirectoryPlan, type DirectoryState, type EntryError, type PersonEntry, type PersonState, managerIn, maxLevels } from './plan.shapes'
import type { TeamFinder } from './plan.teams'

const maxOthers = 4

/** Sets an entry's relations and memberships on its person; what cannot be stands among the plan's errors. */
export function relate(plan: DirectoryPlan, byEmail: Map<string, PersonState>, teams: TeamFinder, entry: PersonEntry, index: number, person: PersonState): void {
  const wrong = (column: string, code: string, params?: EntryError['params']) => plan.errors.push({ entry: index, column, code, ...(params ? { params } : {}) })
  const set = (kind: RelationKind, emails: string[]) => {
    person.relations = person.relations.filter((one) => one.kind !== kind)
    for (const email of emails) {
      const other = byEmail.get(email)
      if (!other || other.status === 'deactivated') wrong(kind, `unknown-${kind}`, { email })
      else if (other === person) wrong(kind, 'own-manager')
      else person.relations.push({ kind, other: other.id })
    }
  }
  if (entry.manager !== undefined) set('manager', entry.manager ? [entry.manager] : [])
  if (entry.acting !== undefined) set('acting', entry.acting ? [entry.acting] : [])
  if (entry.relations) for (const kind of ['dotted', 'mentor', 'coach', 'hr_partner'] as const) set(kind, entry.relations.filter((one) => one.kind === kind).map((one) => one.other))

  if (entry.team !== undefined) {
    person.memberships = person.memberships.filter((one) => !one.main)
    const team = entry.team ? teams.find(entry.team) : null
    if (entry.team && !team) wrong('team', 'team-path', { max: maxLevels })
    if (team) person.memberships = [{ team: team.id, main: true }, ...person.memberships.filter((one) => one.team !== team.id)]
  }
  if (entry.otherTeams) {
    const others = entry.otherTeams.map((path) => teams.find(path)?.id)
    if (others.length > maxOthers || others.includes(undefined)) wrong('team', 'team-path', { max: maxLevels })
    person.memberships = [...person.memberships.filter((one) => one.main), ...others.filter((team) => team !== undefined && !person.memberships.some((one) => one.main && one.team === team)).map((team) => ({ team: team!, main: false }))]
  }
}

/** Everybody who would be in a loop of managers, each said at the line that names them. */
export function loops(after: DirectoryState, entries: Map<string, number>): EntryError[] {
  const fine = new Set<string>()
  const looped = new Set<string>()
  for (const start of after.people.keys()) {
    const trail: string[] = []
    let at: string | undefined = start
    while (at && !fine.has(at) && !looped.has(at) && !trail.includes(at)) {
      trail.push(at)
      at = managerIn(after.people.get(at)!)
    }
    const from = at ? trail.indexOf(at) : -1
    trail.forEach((id, index) => (from >= 0 && index >= from ? looped : fine).add(id))
  }
  return [...looped].filter((id) => entries.has(id)).map((id) => ({ entry: entries.get(id)!, column: 'manager', code: 'manager-loop' }))
}
