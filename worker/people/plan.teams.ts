/** Teams by path: `Company / Department / Team`. */
import { newId } from '../../shared/ids'
import { fold } from '../../shared/text'
import { type DirectoryState, type TeamEntry, type TeamState, maxLevels } from './plan.shapes'

export interface TeamFinder { find(path: string, as?: Partial<TeamEntry>): TeamState | null }

/** Finds teams by path, and makes what is missing on the way. */
export function teamFinder(after: DirectoryState): TeamFinder {
  const keyOf = (parent: string | null, name: string) => `${parent ?? ''}/${fold(name)}`
  const known = new Map([...after.teams.values()].map((team) => [keyOf(team.parent, team.name), team]))
  return {
    find(path, as = {}) {
      const names = path.split('/').map((name) => name.trim().replace(/\s+/g, ' '))
      if (names.length > maxLevels || names.some((name) => name === '' || name.length > 120)) return null
      let team: TeamState | null = null
      names.forEach((name, level) => {
        const parent: string | null = team?.id ?? null
        const last = level === names.length - 1
        let found = known.get(keyOf(parent, name))
        if (!found) {
          found = { id: (last && as.id) || newId(), name, kind: (last && as.kind) || 'unit', parent, lead: null, size: 0 }
          known.set(keyOf(parent, name), found)
          after.teams.set(found.id, found)
        }
        team = found
      })
      return team
    },
  }
}
