/**
 * How far goals are: of a key result, of a goal, rolled up from what is aligned to it; and what has gone quiet. Pure: the worker keeps the same sums
 * in its rows, and a test holds them equal. Source: domain.md section 6.
 */
import { addDays, type Day, dayOf, type Rhythm, workdayAfter } from './days'

export interface Measured { baseline: number; target: number; current: number | null }

/** 0 to 1; nothing read yet = 0. The direction is that from baseline to target; a target that is the baseline is met by whatever is at least there. */
export function keyResultProgress({ baseline, target, current }: Measured): number {
  if (current === null || !Number.isFinite(current)) return 0
  if (target === baseline) return current === target ? 1 : 0
  return Math.min(1, Math.max(0, (current - baseline) / (target - baseline)))
}

export interface Weighed { weight: number; progress: number }

/** Weighted mean of the key results that were not dropped; null with none. The order does not matter. */
export function meanOf(parts: readonly Weighed[]): number | null {
  const weight = parts.reduce((sum, one) => sum + one.weight, 0)
  return weight <= 0 ? null : Math.min(1, Math.max(0, parts.reduce((sum, one) => sum + one.weight * one.progress, 0) / weight))
}

/** A goal of its key results; with none, of the aligned children that count, each alike; with neither null. */
export const goalProgress = (keyResults: readonly Weighed[], children: readonly number[]): number | null =>
  meanOf(keyResults) ?? meanOf(children.map((progress) => ({ weight: 1, progress })))

export const goalVisibilities = ['organization', 'team', 'chain', 'private'] as const
export type GoalVisibility = (typeof goalVisibilities)[number]

/** What decides whether a child's progress may be part of its parent's: nobody who sees the parent may learn of a child that they do not see. */
export interface Seen { visibility: GoalVisibility; kind: string; team: string | null; owner: string; coOwners: readonly string[] }

/**
 * A child counts where everybody who sees the parent sees the child: the organisation sees it, or its keys are made by the same rule from the same people,
 * so that they stay the same when those get another manager. What is rolled up is not shown to people without the organisation's key.
 */
export const counts = (child: Seen, parent: Seen): boolean => child.visibility === 'organization' || (child.visibility === parent.visibility && child.kind === parent.kind && child.team === parent.team
  && child.owner === parent.owner && [...child.coOwners].sort().join() === [...parent.coOwners].sort().join())

/** Check-ins are weekly; after two that were missed it is stale. Counted in the owner's working days, paused while they are away. */
export const checkInEvery = 5
export const missedUntilStale = 2

/** The first day on which a key result is stale. Null when its owner is not there in sight. @param last the last check-in, or when it began (ms) */
export const staleFrom = (last: number, rhythm: Rhythm): Day | null => workdayAfter(dayOf(last, rhythm.timeZone), checkInEvery * missedUntilStale + 1, rhythm)

/** The fiscal quarter that a day is in. @param firstMonth of the fiscal year, 1 to 12 */
export function quarterOf(day: Day, firstMonth = 1): { from: Day; to: Day; number: 1 | 2 | 3 | 4 } {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const since = (month - firstMonth + 12) % 12
  const number = (Math.floor(since / 3) + 1) as 1 | 2 | 3 | 4
  const begin = year * 12 + (month - 1) - (since % 3)
  const at = (months: number, dayOfMonth: number): Day => new Date(Date.UTC(Math.floor(months / 12), ((months % 12) + 12) % 12, dayOfMonth)).toISOString().slice(0, 10)
  return { from: at(begin, 1), to: at(begin + 3, 0), number }
}

/** The one that a goal is carried over to: after the quarter of its last day, or after today's where that day is past. */
export const quarterAfter = (end: Day, today: Day, firstMonth?: number): ReturnType<typeof quarterOf> => quarterOf(addDays(quarterOf(end > today ? end : today, firstMonth).to, 1), firstMonth)
