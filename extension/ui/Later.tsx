import { createElement, type ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { State } from './State'
import { useWords } from './words'

/**
 * A component whose script is loaded when it is first shown, so that a page that does not need it does not pay for it.
 * Bars after 200 ms, and a way to try again where it cannot be loaded.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  return function Later(props: Props) {
    const { t } = useWords()
    const [, again] = useState(0)
    const [failed, setFailed] = useState(false)
    const [tries, setTries] = useState(0)
    useEffect(() => {
      if (loaded) return
      let stays = true
      load().then((component) => {
        loaded = component
        if (stays) again((n) => n + 1)
      }, () => stays && setFailed(true))
      return () => { stays = false }
    }, [tries])
    if (loaded) return createElement(loaded as ComponentType<object>, props)
    return failed ? <State is="failed" what={t('common.notLoaded')} onRetry={() => { setFailed(false); setTries(tries + 1) }} /> : <State is="loading" rows={3} />
  }
}
