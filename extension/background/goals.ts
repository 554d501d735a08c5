/** The person's own goals on the device: shown without a network, matched to the work of a tab, checked in with one tap. */
import { artifactId, type ArtifactRef } from '../../shared/artifacts'
import type { NewCheckIn } from '../../shared/check-ins'
import type { OwnGoals } from '../../shared/goals'
import { keyResultProgress, goalProgress } from '../../shared/progress'
import type { World } from './browser'
import type { Polled } from './database'
import { amend, kept, refreshed } from './polled'
import { tellLaunchers } from './sites'
import { tell } from './tell'

export type Held = Pick<Polled<OwnGoals>, 'asOf'> & { goals: OwnGoals }
const heldOf = ({ value, asOf }: Polled<OwnGoals>): Held => ({ goals: value, asOf })

export async function cached(world: World): Promise<Held | null> {
  const row = await kept(world, 'goals')
  return row && heldOf(row)
}

/** @throws Refusal */
export async function refresh(world: World): Promise<Held> {
  const { row, before, changed } = await refreshed(world, 'goals')
  if (changed) {
    await tell(world, 'goals.changed', {})
    if (JSON.stringify(before) !== JSON.stringify(row.value)) await tellLaunchers(world)
  }
  return heldOf(row)
}

/** The same for an alarm, which nobody waits for. */
export const poll = (world: World): Promise<void> => refresh(world).then(() => undefined, () => undefined)

/** Calls after which the person's goals are others than before. */
export const follows = (endpoint: string): boolean => /^goals\.(set|change|close|reopen|addKeyResult|changeKeyResult|checkIn|link|unlink|seen)$/.test(endpoint)

/** A check-in as it will stand: shown before the server has it, also without a network. */
export async function checkedIn(world: World, goal: string, keyResult: string, { reading, confidence, status }: NewCheckIn): Promise<void> {
  const at = new Date(world.now()).toISOString()
  const done = await amend(world, 'goals', (goals) => ({
    ...goals,
    items: goals.items.map((one) => {
      if (one.id !== goal) return one
      const keyResults = one.keyResults.map((part) =>
        part.id !== keyResult ? part : { ...part, current: reading, confidence, status, lastAt: at, staleFrom: null, progress: keyResultProgress({ ...part, current: reading }) })
      return { ...one, keyResults, staleFrom: null, progress: goalProgress(keyResults.filter(({ dropped }) => !dropped), []) ?? one.progress }
    }),
  }))
  if (done) await Promise.all([tell(world, 'goals.changed', {}), tellLaunchers(world)])
}

/** What the work serves, of the person's own goals as far as this device knows: reading, target and title, at most two. */
export async function servedBy(world: World, work: ArtifactRef | null): Promise<{ title: string; current: number | null; target: number | null; percent: number | null }[]> {
  const row = work && (await kept(world, 'goals'))
  if (!row || row.value.links.length === 0) return []
  const id = await artifactId(work)
  return row.value.links.filter(({ artifact }) => artifact === id).flatMap((link) => {
    const goal = row.value.items.find((one) => one.id === link.goal)
    if (!goal) return []
    const part = goal.keyResults.find((one) => one.id === link.keyResult)
    // What is to become less is no "2 of 0".
    const counted = part && (part.measure === 'number' || part.measure === 'currency') && part.target > part.baseline
    return [{ title: part?.title ?? goal.title, current: counted ? (part.current ?? part.baseline) : null, target: counted ? part.target : null, percent: counted ? null : Math.round((part?.progress ?? goal.progress ?? 0) * 100) }]
  }).slice(0, 2)
}
