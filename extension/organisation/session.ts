/** Who is signed in, as the background knows it. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { SessionState, Settings } from '../bridge/messages'
import { ask, listen } from '../bridge/call'
import type { Refusal } from '../../shared/problem'
import { refusalOf } from './load'
import { keepLook, rememberedLook, type Look } from './look'

export interface HeldSession {
  state: SessionState | null
  /** The background did not answer. */
  problem: Refusal | null
  set: (state: SessionState) => void
  /** Asks again: somewhere an answer said that nobody is signed in any more. */
  again: () => void
}

/** The session, followed as it changes. */
export function useSession(): HeldSession {
  const [state, set] = useState<SessionState | null>(null)
  const [problem, setProblem] = useState<Refusal | null>(null)
  const again = useCallback(() => void ask('session.state', {}).then((now) => (set(now), setProblem(null)), (thrown) => setProblem(refusalOf(thrown))), [])
  useEffect(() => {
    again()
    return listen('session.changed', again)
  }, [again])
  return { state, problem, set, again }
}

/** The extension's settings and the look they give, followed as they change. */
export function useSettings(): { settings: Settings | null; look: Look; change: (part: Partial<Settings>) => Promise<Settings> } {
  const [settings, set] = useState<Settings | null>(null)
  const [look, setLook] = useState(rememberedLook)
  const take = useCallback((now: Settings) => {
    set(now)
    setLook((before) => {
      const next = keepLook(now)
      return next.language === before.language && next.theme === before.theme ? before : next
    })
  }, [])
  useEffect(() => {
    const read = () => void ask('settings.get', {}).then(take, () => undefined)
    read()
    return listen('settings.changed', read)
  }, [take])
  const change = useCallback(async (part: Partial<Settings>) => {
    const now = await ask('settings.set', part)
    take(now)
    return now
  }, [take])
  return { settings, look, change }
}
