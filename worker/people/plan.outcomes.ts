/** What a plan does to one person, in the words of the file's columns. */
import { type DirectoryPlan, type DirectoryState, type EntryOutcome, type PersonState, ancestors, managerIn } from './plan.shapes'

/** New, changed in these fields, the same, or deactivated. */
export function outcomeOf(plan: DirectoryPlan, person: PersonState, isNew: boolean, entry: number): EntryOutcome {
  if (isNew) return { entry, person, change: 'new', changes: [] }
  const before = plan.before.people.get(person.id)!
  const said = (state: DirectoryState, one: PersonState): Record<string, string | null> => ({
    name: one.name, title: one.title, kind: one.kind, status: one.status, role: one.role, time_zone: one.timeZone, language: one.language,
    manager: state.people.get(managerIn(one) ?? '')?.email ?? null,
    team: one.unit ? ancestors(state, one.unit).reverse().map((id) => state.teams.get(id)!.name).join(' / ') : null,
  })
  const from = said(plan.before, before)
  const to = said(plan.after, person)
  const changes = Object.keys(to).filter((field) => from[field] !== to[field]).map((field) => ({ field, from: from[field]!, to: to[field]! }))
  const change = before.status !== 'deactivated' && person.status === 'deactivated' ? 'deactivated' : changes.length > 0 ? 'changed' : 'same'
  return { entry, person, change, changes }
}
