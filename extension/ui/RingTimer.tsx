import { useMemo } from 'preact/hooks'

/**
 * A ring that empties until `until` (ms since 1970), having been full `total` ms before.
 * Decoration: the words beside it say that something is on its way, and Undo has no hurry.
 */
export function RingTimer({ until, total, now = Date.now() }: { until: number; total: number; now?: number }) {
  const elapsed = useMemo(() => Math.min(total, Math.max(0, total - (until - now))), [until, total])
  return (
    <svg class="ring" viewBox="0 0 16 16" aria-hidden="true">
      <circle class="ring-track" cx="8" cy="8" r="6.5" />
      <circle class="ring-left" cx="8" cy="8" r="6.5" pathLength="100" style={{ animationDuration: `${total}ms`, animationDelay: `${-elapsed}ms` }} />
    </svg>
  )
}
