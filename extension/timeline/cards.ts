/** The cards of entries: asked for by twenty, kept while the page stands. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Card } from '../../shared/cards'
import type { Refusal } from '../../shared/problem'
import { mostCards, timelineEndpoints } from '../../shared/timeline'
import { call } from '../bridge/call'
import { refusalOf } from '../organisation/load'

export interface Cards {
  /** Null: it is not the reader's any more. */
  of: (id: string) => Card | null | undefined
  put: (id: string, card: Card | null) => void
  problem: Refusal | null
  again: () => void
  /** Asks for all that are missing. @throws Refusal; what was collected stays */
  collect: (ids: readonly string[], told?: (done: number) => void) => Promise<Card[]>
}

/** Keeps the cards of `wanted` here. */
export function useCards(wanted: readonly string[]): Cards {
  const held = useRef(new Map<string, Card | null>())
  const [, draw] = useState(0)
  const [problem, setProblem] = useState<Refusal | null>(null)
  const [tries, setTries] = useState(0)
  const collect = useCallback(async (ids: readonly string[], told?: (done: number) => void) => {
    const missing = ids.filter((id) => !held.current.has(id))
    for (let at = 0; at < missing.length; at += mostCards) {
      told?.(ids.length - missing.length + at)
      const part = missing.slice(at, at + mostCards)
      const { items } = await call(timelineEndpoints.cards, { query: { ids: part.join() } })
      for (const id of part) held.current.set(id, items.find((card) => card.id === id) ?? null)
      draw((n) => n + 1)
    }
    return ids.flatMap((id) => held.current.get(id) ?? [])
  }, [])
  const asked = wanted.join()
  useEffect(() => {
    setProblem(null)
    collect(asked === '' ? [] : asked.split(',')).catch((thrown) => setProblem(refusalOf(thrown)))
  }, [asked, tries, collect])
  return {
    of: (id) => held.current.get(id),
    put: (id, card) => { held.current.set(id, card); draw((n) => n + 1) },
    problem, again: () => setTries((n) => n + 1), collect,
  }
}
