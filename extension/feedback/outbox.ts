/** What was said here and is not there yet: held, on its way, or refused. */
import type { OutboxItem } from '../bridge/kept'
import { useEffect } from 'preact/hooks'
import { ask, listen } from '../bridge/call'
import { useLoad } from '../organisation/load'

export interface HeldOutbox {
  items: OutboxItem[]
  again: () => void
  /** Puts an item in before the background has told of it: the card stands at once. */
  put: (item: OutboxItem) => void
}

const none: OutboxItem[] = []

/** The outbox of the person signed in, followed as it changes. */
export function useOutbox(): HeldOutbox {
  const { value, again, set } = useLoad(() => ask('outbox.list', {}))
  useEffect(() => {
    const stops = [listen('outbox.changed', again), listen('session.changed', again)]
    return () => stops.forEach((stop) => stop())
  }, [again])
  const items = value ?? none
  return { items, again, put: (item) => set([item, ...items.filter((other) => other.id !== item.id)]) }
}
