import { useId, useState } from 'preact/hooks'
import type { CheckIn } from '../../shared/check-ins'
import type { GoalListed } from '../../shared/goals'
import type { KeyResult } from '../../shared/key-results'
import { Button, useWords } from '../ui'
import { Plot } from '../ui/Plot'
import { readingText, todayHere } from './figures'
import { MeasureLine } from './KeyResults'
import { StatusShape } from './StatusShape'

/** How a key result went: readings with their states, even pace, target, today; the same as a table. @param checkIns in any order; corrected ones are left out */
export function KeyResultPlot({ goal, keyResult, checkIns }: { goal: Pick<GoalListed, 'start' | 'end'>; keyResult: KeyResult; checkIns: readonly CheckIn[] }) {
  const words = useWords()
  const { t, date } = words
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  const read = checkIns.filter((one) => one.keyResult === keyResult.id && !one.corrected).toSorted((a, b) => a.at.localeCompare(b.at))
  const today = todayHere()
  const said = (value: number) => readingText(words, keyResult, value)
  const last = read.at(-1)
  const says = last
    ? t('goals.plot.says', { title: keyResult.title, from: said(keyResult.baseline), start: date(goal.start), now: said(last.reading), day: date(last.at), target: said(keyResult.target), end: date(goal.end) })
    : t('goals.plot.none', { title: keyResult.title, from: said(keyResult.baseline), target: said(keyResult.target), end: date(goal.end) })
  return (
    <section class="stack goal-plot" aria-labelledby={id}>
      <div class="line line-between line-wrap">
        <div class="grow"><h2 id={id} class="subhead"><bdi>{keyResult.title}</bdi></h2><MeasureLine keyResult={keyResult} drawn={!asTable} /></div>
        <span class="line">
          {!asTable && <span class="line small soft goal-pace"><svg width="22" height="8" aria-hidden="true"><path class="plot-pace" d="M1 4h20" /></svg>{t('goals.plot.pace')}</span>}
          <Button look="link" class="small" onClick={() => setAsTable(!asTable)}>{t(asTable ? 'goals.plot.asPicture' : 'goals.plot.asTable')}</Button>
        </span>
      </div>
      {asTable
        ? (
          <table class="goal-table">
            <caption class="hidden-visually">{says}</caption>
            <thead><tr><th scope="col">{t('goals.plot.day')}</th><th scope="col">{t('goals.plot.reading')}</th><th scope="col">{t('goals.plot.state')}</th><th scope="col">{t('goals.plot.sure')}</th></tr></thead>
            <tbody>
              {read.map((one) => <tr key={one.id}><th scope="row">{date(one.at)}</th><td class="figures">{said(one.reading)}</td><td>{one.status ? <StatusShape status={one.status} worded /> : t('goals.by.work')}</td><td class="figures">{one.confidence === null ? '–' : words.number(one.confidence)}</td></tr>)}
              <tr><th scope="row">{date(goal.end)}</th><td class="figures">{said(keyResult.target)}</td><td>{t('goals.plot.goal')}</td><td /></tr>
            </tbody>
          </table>
          )
        : (
          <Plot
            says={says} from={goal.start} to={goal.end} start={keyResult.baseline} value={axisOf(words, keyResult)} day={(when) => date(when, 'short')}
            points={read.map((one) => ({ at: one.at, value: one.reading, state: one.status ?? 'none' }))}
            target={{ value: keyResult.target, label: t('goals.plot.target', { value: said(keyResult.target) }) }}
            stretch={keyResult.stretch === null ? null : { value: keyResult.stretch, label: t('goals.plot.stretch', { value: said(keyResult.stretch) }) }}
            today={today >= goal.start && today <= goal.end ? { at: today, label: t('goals.plot.today') } : null}
          />
          )}
    </section>
  )
}

/** On the axis a unit that is a word would stand five times: the number alone. */
const axisOf = (words: Parameters<typeof readingText>[0], one: KeyResult) => (value: number) =>
  one.measure === 'percent' || one.measure === 'currency' ? readingText(words, one, value) : words.number(one.measure === 'qualitative' ? value + 1 : value, { maximumFractionDigits: 2 })
