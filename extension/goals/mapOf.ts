/** The alignment map: from priorities and goals to columns and places. Pure; the picture and the list are drawn from the same. */
import { type GoalListed, type GoalScope, goalScopes, type Priority } from '../../shared/goals'

export interface MapNode {
  /** `p:<priority>`, `g:<goal>`, `h:<goal>` for the private parent of one. */
  key: string
  above: string | null
  column: number
  /** The middle of it, in rows. */
  row: number
  priority: Priority | null
  goal: GoalListed | null
  /** A goal that is named by what serves it, and not here itself. */
  named: { id: string; title: string } | null
  /** Aligned to nothing although it should be. */
  orphan: boolean
  below: MapNode[]
}

export interface GoalMap {
  nodes: MapNode[]
  /** What stands at the top: priorities in their order, goals that serve none, orphans last. */
  roots: MapNode[]
  /** The scopes of each column behind the priorities'. */
  columns: GoalScope[][]
  rows: number
}

/** A goal that serves nothing and should: narrower than the company, and not somebody's own development. */
export const isOrphan = ({ scope, kind, parent, priority, state }: Pick<GoalListed, 'scope' | 'kind' | 'parent' | 'priority' | 'state'>): boolean => scope !== 'company' && kind === 'performance' && state !== 'closed' && !parent && !priority

export function mapOf(priorities: readonly Priority[], goals: readonly GoalListed[]): GoalMap {
  const nodes = new Map<string, MapNode>()
  const scopes = new Map<string, GoalScope>()
  const node = (key: string, part: Partial<MapNode>): MapNode => {
    const made: MapNode = { key, above: null, column: 0, row: 0, priority: null, goal: null, named: null, orphan: false, below: [], ...part }
    nodes.set(key, made)
    return made
  }
  for (const priority of priorities) node(`p:${priority.id}`, { priority })
  for (const goal of goals) {
    node(`g:${goal.id}`, { goal, orphan: isOrphan(goal) })
    scopes.set(`g:${goal.id}`, goal.scope)
  }
  for (const goal of goals) {
    const mine = nodes.get(`g:${goal.id}`)!
    const top = goal.priority && nodes.has(`p:${goal.priority.id}`) ? `p:${goal.priority.id}` : null
    if (!goal.parent) mine.above = top
    else {
      mine.above = goal.parent.hidden ? `h:${goal.id}` : `g:${goal.parent.id}`
      if (!nodes.has(mine.above)) {
        node(mine.above, { above: top, named: goal.parent.hidden ? null : { id: goal.parent.id, title: goal.parent.title } })
        scopes.set(mine.above, wider(goal.scope))
      }
    }
  }
  const present = goalScopes.filter((scope) => [...scopes.values()].includes(scope))
  const depth = (one: MapNode, seen: ReadonlySet<string> = new Set()): number => {
    if (one.priority) return 0
    const above = one.above && !seen.has(one.above) ? nodes.get(one.above) : undefined
    return Math.max(1 + present.indexOf(scopes.get(one.key)!), above ? 1 + depth(above, new Set([...seen, one.key])) : 0)
  }
  for (const one of nodes.values()) {
    one.column = depth(one)
    if (one.above) nodes.get(one.above)?.below.push(one)
  }
  const rank = (one: MapNode) => (one.priority ? 0 : one.orphan && one.below.length === 0 ? 2 : 1)
  const roots = [...nodes.values()].filter((one) => one.above === null || !nodes.has(one.above)).toSorted((a, b) => rank(a) - rank(b))
  const columns = Array.from({ length: Math.max(0, ...[...nodes.values()].map((one) => one.column)) }, (_, index) => goalScopes.filter((scope) => [...nodes.values()].some((one) => one.column === index + 1 && scopes.get(one.key) === scope)))
  return { nodes: [...nodes.values()], roots, columns, rows: placed(roots, rank) }
}

/** Trees below each other, a parent in the middle of what stands below it; orphans without a tree share the last rows, each in its column. */
function placed(roots: readonly MapNode[], rank: (one: MapNode) => number): number {
  let next = 0
  const place = (one: MapNode): void => {
    for (const child of one.below) place(child)
    one.row = one.below.length === 0 ? next++ : (one.below[0]!.row + one.below.at(-1)!.row) / 2
  }
  for (const root of roots) if (rank(root) < 2) place(root)
  const taken = new Map<number, number>()
  for (const orphan of roots.filter((one) => rank(one) === 2)) {
    const before = taken.get(orphan.column) ?? 0
    orphan.row = next + before
    taken.set(orphan.column, before + 1)
  }
  return next + Math.max(0, ...taken.values())
}

const wider = (scope: GoalScope): GoalScope => (scope === 'person' ? 'team' : 'company')

/** From a node the way up to the top, itself included. */
export function wayUp(nodes: readonly MapNode[], key: string | null): Set<string> {
  const way = new Set<string>()
  for (let at = key; at && !way.has(at); at = nodes.find((one) => one.key === at)?.above ?? null) way.add(at)
  return way
}

/** Where an arrow key leads: along wires by its side keys, within a column by up and down. */
export function stepFrom(nodes: readonly MapNode[], key: string, to: 'above' | 'below' | 'before' | 'after'): string | null {
  const here = nodes.find((one) => one.key === key)
  if (!here) return null
  if (to === 'above') return here.above
  if (to === 'below') return here.below[0]?.key ?? null
  const column = nodes.filter((one) => one.column === here.column).toSorted((a, b) => a.row - b.row)
  return column[column.indexOf(here) + (to === 'after' ? 1 : -1)]?.key ?? null
}
