import { useState } from 'preact/hooks'
import type { Me } from '../../shared/people'
import { reflectionEndpoints } from '../../shared/reflections'
import { addDays } from '../../shared/days'
import { graceDays } from '../../shared/reflections'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { LockIcon, Section, Segmented, State, Tick, useWords } from '../ui'
import '../expectations/growth.css'
import { evidenceOf } from './evidence'
import { ValueCard } from './ValueCard'

/** The reader's reflections: the quarter that is open, then the earlier ones. */
export function ReflectionsView({ me }: { me: Me }) {
  const { t, word, date } = useWords()
  const all = useLoad(() => call(reflectionEndpoints.mine, {}))
  const [which, setWhich] = useState<string | null>(null)
  const quarter = all.value?.open.find(({ from }) => from === which) ?? all.value?.open[0]
  const evidence = useLoad(async () => (quarter ? evidenceOf(me.values.map(({ id }) => id), quarter) : null), [quarter?.from])
  const reminding = useAct()
  if (all.problem && !all.value) return <State is="failed" what={word(problemWord(all.problem))} onRetry={all.again} />
  if (!all.value || !quarter) return <State is="loading" rows={4} />
  const { open, items, reminded } = all.value
  const here = items.filter(({ from }) => from === quarter.from)
  const given = { viewer: me.person.id, onChange: all.set, onStale: all.again }
  // What was written on a value that was put away since still stands in its quarter.
  const away = here.filter(({ value }) => !me.values.some(({ id }) => id === value.id)).map(({ value }) => value)
  const past = [...new Set(items.map(({ from }) => from))].filter((from) => !open.some((one) => one.from === from))
  return (
    <>
      <p class="small soft growth-who"><LockIcon /> <span>{t('reflect.private')}</span></p>
      {open.length > 1 && (
        <Segmented
          label={t('reflect.which')} look="boxes" value={quarter.from} onChange={setWhich}
          options={open.map((one, index) => ({ value: one.from, label: index === 0 ? t('reflect.now', { from: date(one.from), to: date(one.to) }) : t('reflect.last', { until: date(addDays(one.to, graceDays)) }) }))}
        />
      )}
      <Section title={t('reflect.quarter', { from: date(quarter.from), to: date(quarter.to) })}>
        {me.values.length === 0 && away.length === 0 && <State is="empty" small what={t('reflect.none')} why={t('reflect.noneWhy')} />}
        <div class="stack reflect-cards">
          {[...me.values, ...away].map((value) => <ValueCard key={`${quarter.from} ${value.id}`} value={value} quarter={quarter.from} open reflection={here.find((one) => one.value.id === value.id)} evidence={evidence.value?.get(value.id)} {...given} />)}
        </div>
      </Section>
      <Tick checked={reminded} onChange={(on) => void reminding.run(async () => all.set(await call(reflectionEndpoints.remind, { body: { on } })))}>{t('reflect.remind')}</Tick>
      {past.length > 0 && (
        <Section title={t('reflect.past')}>
          {past.map((from) => {
            const those = items.filter((one) => one.from === from)
            const title = t('reflect.quarter', { from: date(from), to: date(those[0]!.to) })
            return <Section key={from} level={3} title={title}><div class="stack reflect-cards">{those.map((one) => <ValueCard key={one.value.id} value={one.value} quarter={from} open={false} reflection={one} evidence={undefined} {...given} />)}</div></Section>
          })}
        </Section>
      )}
    </>
  )
}
