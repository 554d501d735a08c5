/** What waits for the person, as a page holds it: from the device at once, then from the server. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Waiting } from '../../shared/waiting'
import { ask, hasBackground, listen } from '../bridge/call'

export interface HeldWaiting {
  waiting: Waiting | null
  /** The device has answered: what stands in `waiting` is all that is known for now. */
  known: boolean
  refresh: () => Promise<void>
}

/** Hears of every change in the background. What cannot be asked stays as it was last known. */
export function useWaiting(): HeldWaiting {
  const [waiting, set] = useState<Waiting | null>(null)
  const [known, setKnown] = useState(false)
  const refresh = useCallback(() => ask('waiting.refresh', {}).then(set, () => undefined), [])
  useEffect(() => {
    let stays = true
    const fromDevice = async () => {
      const cached = hasBackground() ? await ask('waiting.cached', {}).catch(() => null) : null
      if (!stays) return
      if (cached) set(cached)
      setKnown(true)
    }
    void fromDevice().then(() => (stays ? refresh() : undefined))
    const stop = listen('waiting.changed', () => void fromDevice())
    return () => {
      stays = false
      stop()
    }
  }, [refresh])
  return { waiting, known, refresh }
}
