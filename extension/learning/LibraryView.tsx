import { useState } from 'preact/hooks'
import type { Competency } from '../../shared/expectations'
import { learningEndpoints, type Library, type Resource } from '../../shared/learning'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Row, Rows, Section, Select, State, useWords } from '../ui'
import '../expectations/growth.css'
import { Decide } from './Decide'
import { ProposeForm } from './ProposeForm'
import { ResourceLink } from './ResourceLink'

interface Props { library: Library; competencies: readonly Competency[]; onChange: (library: Library) => void }

/** The library by competency; what waits for a decision, what one proposed oneself. */
export function LibraryView({ library, competencies, onChange }: Props) {
  const { t, word } = useWords()
  const [of, setOf] = useState('')
  const [adding, setAdding] = useState(false)
  const removing = useAct()
  const { items, mayDecide } = library
  const standing = competencies.filter(({ archived }) => !archived)
  const named = competencies.filter(({ id, archived }) => !archived || items.some((one) => one.competency === id))
  const nameOf = (id: string) => competencies.find((one) => one.id === id)?.name ?? ''
  const remove = (one: Resource) => void removing.run(async () => {
    onChange(await call(learningEndpoints.remove, { params: { id: one.id } }))
    announce(t('learn.removed'))
  })
  const row = (one: Resource, detail?: string) => (
    <Row
      key={one.id} title={<ResourceLink resource={one} />} detail={detail && <span dir="auto">{detail}</span>}
      {...((one.mine || mayDecide) && { action: <Button look="quiet" size="small" aria-label={`${t('learn.remove')}: ${one.title}`} onClick={() => remove(one)}>{t('learn.remove')}</Button> })}
    />
  )
  const waiting = mayDecide ? items.filter((one) => one.state === 'proposed') : []
  const own = items.filter((one) => one.mine && one.state !== 'listed' && !waiting.includes(one))
  const groups = named.filter(({ id }) => of === '' || id === of).map((one) => ({ one, listed: items.filter((item) => item.state === 'listed' && item.competency === one.id) })).filter(({ one, listed }) => listed.length > 0 || one.id === of)
  if (named.length === 0) return <State is="empty" what={t('learn.noCompetency')} why={t('learn.noCompetencyWhy')} />
  return (
    <>
      {waiting.length > 0 && (
        <Section title={t('learn.waiting')} aside={waiting.length}>
          <ul class="stack">{waiting.map((one) => <li key={one.id} class="stack"><ResourceLink resource={one} /><span class="small soft">{nameOf(one.competency)} · {t('learn.by', { name: one.by.name ?? t('common.former') })}</span><Decide resource={one} onDone={onChange} /></li>)}</ul>
        </Section>
      )}
      <Section quiet title={t('learn.title')}>
        <div class="line line-wrap learn-tools">
          <Select label={t('area.competency')} value={of} onChange={setOf} options={[{ value: '', label: t('learn.all') }, ...named.map(({ id, name }) => ({ value: id, label: name }))]} />
          {!adding && standing.length > 0 && <Button look="line" onClick={() => setAdding(true)}>{t(mayDecide ? 'learn.add' : 'learn.propose')}</Button>}
        </div>
        {adding && <ProposeForm competencies={standing} competency={of || null} decides={mayDecide} onDone={(next) => { onChange(next); setAdding(false) }} onCancel={() => setAdding(false)} />}
        {removing.problem && <State is="failed" what={word(problemWord(removing.problem))} />}
        {groups.length === 0 && <State is="empty" small what={t('learn.none')} why={t('learn.noneWhy')} />}
      </Section>
      {groups.map(({ one, listed }) => (
        <Section key={one.id} title={one.name}>
          {listed.length === 0 ? <State is="empty" small what={t('learn.noneHere')} /> : <Rows lined label={one.name}>{listed.map((item) => row(item))}</Rows>}
        </Section>
      ))}
      {own.length > 0 && (
        <Section title={t('learn.mine')}>
          <Rows lined label={t('learn.mine')}>{own.map((one) => row(one, one.state === 'declined' && one.why ? t('learn.declinedWhy', { why: one.why }) : t(`learn.state.${one.state}`)))}</Rows>
        </Section>
      )}
    </>
  )
}
