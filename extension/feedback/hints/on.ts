/** Whether hints are wanted, on this device. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import { ask, listen } from '../../bridge/call'

/** Null until it is known: then nothing is said. */
export function useHintsOn(): [on: boolean | null, choose: (on: boolean) => Promise<unknown>] {
  const [on, set] = useState<boolean | null>(null)
  useEffect(() => {
    const read = () => void ask('settings.get', {}).then(({ hints }) => set(hints !== false), () => undefined)
    read()
    return listen('settings.changed', read)
  }, [])
  const choose = useCallback((wanted: boolean) => {
    set(wanted)
    return ask('settings.set', { hints: wanted })
  }, [])
  return [on, choose]
}
