/** Whom the person signed in may coach, and so keep notes about: what decides whether Coach stands among the kinds, and for whom. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import { type Coached, feedbackEndpoints, leadsBy } from '../../shared/feedback'
import type { PersonRef } from '../../shared/people'
import { ask, call, hasBackground } from '../bridge/call'

export interface MayCoach {
  /** Null while it is asked. */
  by: (person: string) => Coached['by'] | null
  /** Those whom one leads, as far as the list goes. */
  led: readonly Coached[]
  any: boolean
}

const nobody: MayCoach = { by: () => null, led: [], any: false }

/** What this browser last heard at once, then what the server says. @param who the person signed in, null while unknown; @param near asked for by name where a list is cut */
export function useCoached(who: string | null, near: readonly PersonRef[]): MayCoach {
  const [known, set] = useState<{ people: readonly Coached[]; more: boolean } | null>(null)
  useEffect(() => {
    if (who === null) return
    let fresh = false
    let stays = true
    if (hasBackground()) void ask('people.coached', {}).then((kept) => stays && !fresh && kept && set(kept), () => undefined)
    void call(feedbackEndpoints.coached, { query: {} }).then((reply) => {
      fresh = true
      if (stays) set(reply)
    }, () => undefined)
    return () => { stays = false }
  }, [who])

  const unlisted = known?.more ? near.filter(({ id }) => !known.people.some((one) => one.id === id)).map(({ id }) => id) : []
  useEffect(() => {
    for (const person of unlisted) void call(feedbackEndpoints.coached, { query: { person } }).then(({ people }) => set((before) => before && { ...before, people: [...before.people, ...people] }), () => undefined)
  }, [unlisted.join()])

  return useMemo(() => {
    if (!known) return nobody
    const all = new Map(known.people.map((one) => [one.id, one.by]))
    return { by: (person) => all.get(person) ?? null, led: known.people.filter(({ by }) => leadsBy(by)), any: all.size > 0 }
  }, [known])
}
