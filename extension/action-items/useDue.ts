import { useRef } from 'preact/hooks'
import type { ActionItem } from '../../shared/action-items'

/** What is due, and what was when one first looked: ticked off, it stays with its Undo until the page is opened anew. */
export function useDue(items: readonly ActionItem[]): readonly ActionItem[] {
  const seen = useRef(new Map<string, ActionItem>())
  for (const item of items) seen.current.set(item.id, item)
  return [...seen.current.values()]
}
