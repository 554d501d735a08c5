import { Tick, useWords } from '../../ui'
import { useHintsOn } from './on'

/** Hints on or off, in one's settings. */
export function HintsSwitch() {
  const { t } = useWords()
  const [on, choose] = useHintsOn()
  return <Tick checked={on ?? true} onChange={(wanted) => void choose(wanted)} hint={t('hints.switchHint')}>{t('hints.switch')}</Tick>
}
