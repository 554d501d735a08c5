import { useEffect } from 'preact/hooks'
import type { InboxItem } from '../../shared/notifications'
import { waits } from './line'

/** What stood on the screen for a moment was read. Never told to anybody; a question stays until it is answered. */
export function useReading(items: readonly InboxItem[], markRead: (ids: string[]) => Promise<void>, after = 1_500): void {
  const unread = items.filter((item) => !item.read && !waits(item)).map((item) => item.id)
  useEffect(() => {
    if (unread.length === 0) return
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') void markRead(unread).catch(() => undefined)
    }, after)
    return () => clearTimeout(timer)
  }, [unread.join(), markRead])
}
