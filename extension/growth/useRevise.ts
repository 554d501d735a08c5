import { type Growth, growthEndpoints } from '../../shared/growth'
import type { Refusal } from '../../shared/problem'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'

export interface Revise {
  /** What is shown is the plan of today, not an earlier version. */
  live: boolean
  busy: boolean
  problem: Refusal | null
  run: (part: Partial<Pick<Growth, 'strengths' | 'areas'>>, reason: string) => Promise<boolean>
}

/** Writes the next version of a plan. */
export function useRevise(growth: Growth | undefined, live: boolean, onChange: (growth: Growth) => void, again: () => void): Revise {
  const { busy, problem, run } = useAct()
  return {
    live, busy, problem,
    run: async (part, reason) => {
      if (!growth) return false
      const { strengths, areas, version, person } = growth
      const done = await run(async () => onChange(await call(growthEndpoints.revise, { params: { id: person.id }, body: { version, reason, strengths, areas, ...part } })))
      // Whoever was slower sees what stands now.
      if (!done) again()
      return done
    },
  }
}
