import type { CheckIn, NewCheckIn } from '../../shared/check-ins'
import { type Goal, goalEndpoints } from '../../shared/goals'
import { goalLinkEndpoints } from '../../shared/goal-links'
import type { BodyOf } from '../../shared/endpoint'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import type { Closing } from './CloseForm'

/** One goal and what may be done with it. What somebody else changed meanwhile is said, and shown. */
export function useGoal(id: string) {
  const goal = useLoad(() => call(goalEndpoints.item, { params: { id } }), [id])
  const acting = useAct()
  const put = (next: Goal) => goal.set(next)
  const run = (act: () => Promise<void>) => acting.run(async () => {
    try {
      await act()
    } catch (problem) {
      goal.again()
      throw problem
    }
  })
  const version = goal.value?.version ?? 0
  return {
    goal, acting,
    change: (part: Omit<BodyOf<typeof goalEndpoints.change>, 'version'>) => run(async () => put(await call(goalEndpoints.change, { params: { id }, body: { ...part, version } }))),
    close: (closing: Closing) => run(async () => put(await call(goalEndpoints.close, { params: { id }, body: { ...closing, version } }))),
    reopen: () => run(async () => put(await call(goalEndpoints.reopen, { params: { id } }))),
    checkIn: (keyResult: string, body: NewCheckIn) => run(async () => {
      await call(goalEndpoints.checkIn, { params: { id, keyResult }, body })
      put(await call(goalEndpoints.item, { params: { id } }))
    }),
    answer: ({ id: checkIn, keyResult }: CheckIn, of = id) => run(async () => {
      await call(goalEndpoints.answerNeed, { params: { id: of, keyResult, checkIn } })
      put(await call(goalEndpoints.item, { params: { id } }))
    }),
    unlink: (artifact: string) => run(async () => {
      await call(goalLinkEndpoints.unlink, { params: { id, artifact } })
      put(await call(goalEndpoints.item, { params: { id } }))
    }),
  }
}
export type HeldGoal = ReturnType<typeof useGoal>
