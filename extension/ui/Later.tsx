import { createElement, type ComponentType } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { State } from './State'
import { useWords } from './words'

/** A component of `later`; `ahead` loads its script before it is shown, where the next press may want it. */
export type LaterComponent<Props> = ComponentType<Props> & { ahead: () => void }

/**
 * A component whose script is loaded when it is first shown, so that a page that does not need it does not pay for it.
 * Bars after 200 ms, and a way to try again where it cannot be loaded.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): LaterComponent<Props> {
  let loaded: ComponentType<Props> | null = null
  const fetched = () => load().then((component) => { loaded = component })
  function Later(props: Props) {
    const { t } = useWords()
    const [, again] = useState(0)
    const [failed, setFailed] = useState(false)
    const [tries, setTries] = useState(0)
    useLayoutEffect(() => {
      if (loaded) return
      let stays = true
      fetched().then(() => stays && again((n) => n + 1), () => stays && setFailed(true))
      return () => { stays = false }
    }, [tries])
    if (loaded) return createElement(loaded as ComponentType<object>, props)
    return failed ? <State is="failed" what={t('common.notLoaded')} onRetry={() => { setFailed(false); setTries(tries + 1) }} /> : <State is="loading" rows={3} />
  }
  // What cannot be loaded ahead says so when it is shown.
  return Object.assign(Later, { ahead: () => void (loaded ?? fetched().catch(() => undefined)) })
}
