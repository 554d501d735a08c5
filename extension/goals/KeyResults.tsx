import type { GoalListed } from '../../shared/goals'
import type { KeyResult } from '../../shared/key-results'
import { useWords } from '../ui'
import { elapsed, nowText, readingText, todayHere } from './figures'
import { ProgressPath } from './ProgressPath'
import { StatusShape } from './StatusShape'

/** The key results of a goal as rows; the chosen one is what the plot and the check-ins below speak of. */
export function KeyResults({ goal, chosen, onChoose }: { goal: Pick<GoalListed, 'keyResults' | 'start' | 'end'>; chosen: string; onChoose: (id: string) => void }) {
  const words = useWords()
  const now = elapsed(goal, todayHere())
  return (
    <ul class="key-results" aria-label={words.t('goals.keyResults')}>
      {goal.keyResults.map((one) => (
        <li key={one.id} class={['key-result', one.id === chosen && 'key-result-chosen', one.dropped && 'key-result-dropped'].filter(Boolean).join(' ')}>
          <StatusShape status={one.status} />
          <button type="button" class="key-result-title" dir="auto" aria-pressed={one.id === chosen} onClick={() => onChoose(one.id)}>{one.title}</button>
          <ProgressPath progress={one.progress} now={now} />
          <span class="key-result-now small soft figures">{one.dropped ? words.t('goals.dropped') : nowText(words, one)}</span>
        </li>
      ))}
    </ul>
  )
}

/** "from 42, less is better"; of a rubric its steps in words. @param drawn the plot below names the stretch to whoever sees it */
export function MeasureLine({ keyResult, drawn }: { keyResult: KeyResult; drawn: boolean }) {
  const words = useWords()
  const { t, number } = words
  if (keyResult.measure === 'qualitative') return <ol class="rubric tiny soft">{keyResult.rubric.map((step, index) => <li key={index} dir="auto" aria-current={index === keyResult.current ? 'step' : undefined}>{number(index + 1)}. {step}</li>)}</ol>
  return (
    <p class="tiny soft">
      {t(keyResult.target < keyResult.baseline ? 'goals.fewer' : 'goals.more', { from: readingText(words, keyResult, keyResult.baseline) })}
      {keyResult.stretch !== null && <span class={drawn ? 'hidden-visually' : undefined}> · {t('goals.plot.stretch', { value: readingText(words, keyResult, keyResult.stretch) })}</span>}
      {keyResult.weight !== 1 && <> · {t('goals.weighs', { weight: number(keyResult.weight) })}</>}
    </p>
  )
}
