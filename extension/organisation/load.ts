/** Asking and waiting, as a component sees it: what there is, what went wrong, and again. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Page } from '../../shared/page'
import { Refusal } from '../../shared/problem'

export interface Loaded<T> {
  /** What is known, also while it is asked for again. */
  value: T | undefined
  problem: Refusal | null
  /** Nothing known yet, and no answer yet. */
  loading: boolean
  again: () => void
  set: (value: T) => void
}

/** Whatever was thrown, as a problem that has words. */
export const refusalOf = (thrown: unknown): Refusal => (thrown instanceof Refusal ? thrown : new Refusal('internal'))

/** Asks when the page appears and whenever `on` changes; a late answer to an older question is dropped. */
export function useLoad<T>(load: () => Promise<T>, on: readonly unknown[] = []): Loaded<T> {
  const [state, setState] = useState<{ value: T | undefined; problem: Refusal | null }>({ value: undefined, problem: null })
  const asked = useRef(0)
  const again = useCallback(() => {
    const mine = ++asked.current
    load().then(
      (value) => mine === asked.current && setState({ value, problem: null }),
      (thrown) => mine === asked.current && setState((before) => ({ ...before, problem: refusalOf(thrown) })),
    )
  }, on)
  useEffect(() => {
    setState({ value: undefined, problem: null })
    again()
    return () => void asked.current++
  }, [again])
  const set = useCallback((value: T) => {
    asked.current++
    setState({ value, problem: null })
  }, [])
  return { ...state, loading: state.value === undefined && state.problem === null, again, set }
}

export interface LoadedPages<T> extends Loaded<T[]> {
  /** Asks for the next page; null at the end of the list. */
  more: (() => void) | null
  loadingMore: boolean
}

/** A list that is continued by its cursor. */
export function usePages<T>(load: (after: string | undefined) => Promise<Page<T>>, on: readonly unknown[] = []): LoadedPages<T> {
  const first = useLoad(() => load(undefined), on)
  const [loadingMore, setLoadingMore] = useState(false)
  const [problem, setProblem] = useState<Refusal | null>(null)
  const page = first.value
  const after = page?.after ?? null
  const more = after === null ? null : () => {
    setLoadingMore(true)
    load(after)
      .then((next) => {
        first.set({ items: [...page!.items, ...next.items], after: next.after })
        setProblem(null)
      }, (thrown) => setProblem(refusalOf(thrown)))
      .finally(() => setLoadingMore(false))
  }
  return {
    value: page?.items,
    problem: first.problem ?? problem,
    loading: first.loading,
    again: first.again,
    set: (items) => first.set({ items, after }),
    more,
    loadingMore,
  }
}

/** An act that is asked for by a press: runs one at a time, keeps its last problem. */
export function useAct(): { busy: boolean; problem: Refusal | null; run: (act: () => Promise<void>) => Promise<boolean>; clear: () => void } {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Refusal | null>(null)
  const running = useRef(false)
  const run = useCallback(async (act: () => Promise<void>) => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setProblem(null)
    try {
      await act()
      return true
    } catch (thrown) {
      setProblem(refusalOf(thrown))
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  return { busy, problem, run, clear: useCallback(() => setProblem(null), []) }
}
