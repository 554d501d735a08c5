/** A goal on its own page, and the map: from what the queries give. */
import { type Goal, type goalEndpoints, goalScopes, type Priority } from '../../shared/goals'
import { sayGoal } from '../../shared/goals.audience'
import type { ReplyOf } from '../../shared/endpoint'
import { Refusal } from '../../shared/problem'
import type { Results } from '../db'
import type { Env } from '../env'
import type { Viewer } from '../http/session'
import { readable } from '../sealing'
import { type itemQueries, mapGoals, type mapQueries, mapTop, type PriorityRow } from './queries'
import { mayHandOn } from './queries.left'
import { linkOf, pathOf } from './queries.links'
import { checkInsOf, coOwnersOf, goalOf, listed, wordsOf } from './rows'

/** @throws Refusal `not-found` */
export async function itemOf(env: Env, viewer: Viewer, [[row], aligned, checkIns, needs, changes, named, links, [way], [left]]: Results<ReturnType<typeof itemQueries>>): Promise<Goal> {
  if (!row) throw new Refusal('not-found')
  const listedGoal = await goalOf(env, viewer, row)
  const { why, closing } = await wordsOf(env, viewer, row)
  const { name, size, settings } = viewer.organisation
  const coOwners = coOwnersOf(row)
  const teamSize = row.team === null ? 0 : (JSON.parse(row.team) as [string, string | null, number])[2]
  const { path, above } = await pathOf(env, viewer, way ?? { path: '[]' })
  return {
    ...listedGoal, why, closing, coOwners: coOwners.map((id) => ({ id, name: named.find((one) => one.id === id)?.name ?? null })),
    audience: sayGoal({
      visibility: row.visibility, keys: JSON.parse(row.keys) as string[], owner: listedGoal.owner, coOwners, people: named, team: listedGoal.team && { ...listedGoal.team, size: teamSize },
      organisation: { name, size, includesContractors: settings.includesContractors ?? false },
    }),
    aligned: await listed(env, viewer, aligned), links: await readable(links, (one) => linkOf(env, viewer, one)),
    path, serves: listedGoal.priority ?? above, handOn: left !== undefined && mayHandOn(viewer, left), checkIns: await checkInsOf(env, viewer, checkIns), needs: await checkInsOf(env, viewer, needs),
    changes: changes.map(({ kind, actor_id, name: by, at }) => ({ kind, by: actor_id === null ? null : { id: actor_id, name: by }, at: new Date(at).toISOString() })),
  }
}

export const priorityOf = (viewer: Viewer, row: PriorityRow): Priority => ({
  id: row.id, title: row.title, why: row.why, team: row.team_id === null ? null : { id: row.team_id, name: row.team ?? '' }, from: row.from_day, to: row.to_day, goals: row.goals,
  progress: viewer.inOrg ? row.progress : null, version: row.version,
})

/** The first screen. A priority's count and progress are those of the goals shown with it. */
export async function mapOf(env: Env, viewer: Viewer, [priorities, serving, top]: Results<ReturnType<typeof mapQueries>>): Promise<ReplyOf<(typeof goalEndpoints)['map']>> {
  const rows = [...serving, ...top].filter((row, index, all) => all.findIndex((other) => other.id === row.id) === index)
    .map((row) => ({ ...row, priority: priorities.find((one) => one.id === row.priority_id)?.title ?? null }))
  const goals = await listed(env, viewer, rows)
  return {
    priorities: priorities.map((row) => {
      const theirs = goals.filter((goal) => goal.priority?.id === row.id)
      const known = theirs.flatMap(({ progress }) => progress ?? [])
      return { ...priorityOf(viewer, row), goals: theirs.length, progress: known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length }
    }),
    goals, more: serving.length >= mapGoals * priorities.length || goalScopes.some((scope) => top.filter((row) => row.scope === scope).length >= mapTop),
  }
}
