import { useState } from 'preact/hooks'
import { type Case, caseEndpoints } from '../../shared/cases'
import { call } from '../bridge/call'
import { useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, Row, Rows, State, useWords } from '../ui'
import { CaseWork } from './CaseWork'
import { nameIn } from './names'

/** The cases that the reader runs as a data-protection contact, those due first. */
export function Cases() {
  const words = useWords()
  const { t, word, date } = words
  const { value, problem, again, set } = useLoad(() => call(caseEndpoints.all, {}))
  const [open, setOpen] = useState<string | null>(null)
  if (problem) return <State is="failed" what={word(problemWord(problem))} onRetry={again} />
  if (!value) return <State is="loading" rows={3} />
  const change = (changed: Case) => set({ items: value.items.map((one) => (one.id === changed.id ? changed : one)) })
  if (value.items.length === 0) return <State is="empty" what={t('case.none')} why={t('case.noneWhy')} />
  return (
    <Rows label={t('case.title')} lined>
      {value.items.map((one) => {
        const title = t(`case.${one.kind}`, { name: nameIn(one.person, words) })
        return [
          <Row
            key={one.id} title={title} detail={<>{t(`case.state.${one.state}`)} · {one.answeredAt ? date(one.answeredAt) : t('case.due', { date: date(one.dueBy) })}</>}
            {...(one.state !== 'answered' && { action: <Button look="line" aria-expanded={open === one.id} aria-label={`${t('case.open')}: ${title}`} onClick={() => setOpen(open === one.id ? null : one.id)}>{t('case.open')}</Button> })}
          />,
          open === one.id && one.state !== 'answered' ? <li key={`${one.id}.work`}><CaseWork about={one} onChange={change} /></li> : null,
        ]
      })}
    </Rows>
  )
}
