import { useWords } from '../ui'
import { percentText } from './figures'

/** How far it is: a track, a pebble at the reading, a hair line where today is in the period. @param progress 0 to 1; null: nothing to measure */
export function ProgressPath({ progress, now }: { progress: number | null; now: number }) {
  const words = useWords()
  if (progress === null) return <span class="goal-path"><span class="tiny soft">{words.t('goals.unmeasured')}</span></span>
  const share = percentText(words, progress)
  return (
    <span class="goal-path">
      <span class="path" role="img" aria-label={words.t('goals.progress', { share })} style={{ '--share': `${Math.round(progress * 1000) / 10}%`, '--today': `${Math.round(now * 1000) / 10}%` }}><i /></span>
      <span class="goal-share figures" aria-hidden="true">{share}</span>
    </span>
  )
}
