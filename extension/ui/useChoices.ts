import { useEffect, useState } from 'preact/hooks'
import type { ChoiceGroup } from './Listbox'

export type Search = (query: string, signal: AbortSignal) => readonly ChoiceGroup[] | Promise<readonly ChoiceGroup[]>

/** The choices for a query; what was there stays until the new ones come. `groups` is undefined before the first answer. */
export function useChoices(search: Search, query: string, open: boolean): { groups: readonly ChoiceGroup[] | undefined; count: number } {
  const [groups, setGroups] = useState<readonly ChoiceGroup[]>()
  useEffect(() => {
    if (!open) return
    const abort = new AbortController()
    const found = search(query, abort.signal)
    if (!(found instanceof Promise)) setGroups(found)
    else found.then((later) => !abort.signal.aborted && setGroups(later), () => !abort.signal.aborted && setGroups([]))
    return () => abort.abort()
  }, [search, query, open])
  return { groups, count: groups?.reduce((sum, group) => sum + group.choices.length, 0) ?? 0 }
}
