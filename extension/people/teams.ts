/** Teams as a tree, for lists and for choosing one. */
import { teamEndpoints, type TeamListed } from '../../shared/teams'
import { call } from '../bridge/call'
import { type Loaded, useLoad } from '../organisation/load'

export interface TeamAt { team: TeamListed; level: number; path: string }

/** Units below those they belong to, each level in the order of names; projects last. */
export function treeOf(items: readonly TeamListed[]): TeamAt[] {
  const known = new Set(items.map((team) => team.id))
  const under = Map.groupBy(items.filter((team) => team.kind === 'unit'), (team) => (team.parent && known.has(team.parent) ? team.parent : ''))
  const walk = (parent: string, level: number, above: string): TeamAt[] =>
    (under.get(parent) ?? []).flatMap((team) => {
      const path = above ? `${above} / ${team.name}` : team.name
      return [{ team, level, path }, ...walk(team.id, level + 1, path)]
    })
  return [...walk('', 0, ''), ...items.filter((team) => team.kind === 'project').map((team) => ({ team, level: 0, path: team.name }))]
}

/** Every team of the organisation. */
export const useTeams = (): Loaded<{ items: TeamListed[] }> => useLoad(() => call(teamEndpoints.all, {}))
