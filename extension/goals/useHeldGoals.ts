/** One's own goals as a page holds them: from the device at once, then from the server; check-ins stand at once and travel when they can. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { NewCheckIn } from '../../shared/check-ins'
import { goalEndpoints, type GoalListed, type OwnGoals } from '../../shared/goals'
import { codeOf, Refusal } from '../../shared/problem'
import type { Act } from '../bridge/messages'
import { ask, hasBackground, listen } from '../bridge/call'
import { useAct } from '../organisation/load'

export function useHeldGoals() {
  const [goals, set] = useState<OwnGoals | null>(null)
  const [waiting, setWaiting] = useState<Act[]>([])
  const acting = useAct()
  const refresh = useCallback(() => ask('goals.refresh', {}).then((held) => set(held.goals), () => undefined), [])
  useEffect(() => {
    let stays = true
    const fromDevice = async () => {
      const held = hasBackground() ? await ask('goals.cached', {}).catch(() => null) : null
      if (stays && held) set(held.goals)
    }
    const acts = () => void ask('act.list', {}).then((all) => stays && setWaiting(all), () => undefined)
    void fromDevice().then(() => (stays ? refresh() : undefined))
    acts()
    const stops = [listen('goals.changed', () => void fromDevice()), listen('acts.changed', acts)]
    return () => {
      stays = false
      stops.forEach((stop) => stop())
    }
  }, [refresh])
  const checkIn = (goal: GoalListed, keyResult: string, body: NewCheckIn) => acting.run(async () => {
    const act = await ask('act.add', { call: { endpoint: goalEndpoints.checkIn.id, params: { id: goal.id, keyResult }, body }, label: goal.title })
    // Refused at once: its words are still in the form, which says why.
    if (act.state === 'parked' && act.problem) {
      await ask('act.drop', { id: act.id })
      throw new Refusal(codeOf(act.problem), act.problem)
    }
    if (!hasBackground()) await refresh()
  })
  const drop = (id: string) => void ask('act.drop', { id }).then(refresh, () => undefined)
  return { goals, waiting, problem: acting.problem, checkIn, drop, refresh }
}
export type HeldGoals = ReturnType<typeof useHeldGoals>
