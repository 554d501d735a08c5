import type { NewCheckIn } from '../../shared/check-ins'
import { goalEndpoints, type GoalListed } from '../../shared/goals'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { isQuiet, todayHere } from './figures'

/** One's own open goals, those that have gone quiet first, and the check-in of one. */
export function useOwnGoals() {
  const own = useLoad(() => call(goalEndpoints.own, {}))
  const acting = useAct()
  const today = todayHere()
  const items = own.value?.items.toSorted((a, b) => Number(isQuiet(b, today)) - Number(isQuiet(a, today)))
  const checkIn = (goal: GoalListed, keyResult: string, body: NewCheckIn) => acting.run(async () => {
    const { goal: now } = await call(goalEndpoints.checkIn, { params: { id: goal.id, keyResult }, body })
    if (own.value) own.set({ ...own.value, items: own.value.items.map((one) => (one.id === now.id ? now : one)) })
  })
  return { items, problem: own.problem, again: own.again, sending: acting.problem, checkIn }
}
