import { useEffect, useState } from 'preact/hooks'
import type { ChoiceGroup } from './Listbox'

export type Search = (query: string, signal: AbortSignal) => readonly ChoiceGroup[] | Promise<readonly ChoiceGroup[]>

/** The choices for a query; what was there stays until the new ones come, and is `stale` meanwhile. `groups` is undefined before the first answer. */
export function useChoices(search: Search, query: string, open: boolean): { groups: readonly ChoiceGroup[] | undefined; count: number; stale: boolean } {
  const [{ groups, answered }, setFound] = useState<{ groups?: readonly ChoiceGroup[]; answered?: string }>({})
  useEffect(() => {
    if (!open) return
    const abort = new AbortController()
    const answer = (found: readonly ChoiceGroup[]) => !abort.signal.aborted && setFound({ groups: found, answered: query })
    const found = search(query, abort.signal)
    if (!(found instanceof Promise)) answer(found)
    else found.then(answer, () => answer([]))
    return () => abort.abort()
  }, [search, query, open])
  return { groups, count: groups?.reduce((sum, group) => sum + group.choices.length, 0) ?? 0, stale: answered !== query }
}
