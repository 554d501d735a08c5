import { useState } from 'preact/hooks'
import type { Competency } from '../../shared/expectations'
import type { ArtifactRef } from '../../shared/artifacts'
import type { Card } from '../../shared/cards'
import { type Growth, type GrowthArea, mostOpen } from '../../shared/growth'
import { problemWord } from '../organisation/problem'
import { Button, Row, Rows, Section, State, useWords } from '../ui'
import { Area } from './Area'
import { AreaForm } from './AreaForm'
import type { Revise } from './useRevise'

interface Props {
  growth: Growth
  competencies: readonly Competency[]
  /** Feedback that cites competencies, as far as the reader sees it. */
  cited: readonly Card[]
  revise: Revise
  /** The work at an address; null where there is none. */
  identify: (address: string) => ArtifactRef | null
  onChange: (growth: Growth) => void
}

/** Growth areas, at most two open, each with what is done for it. */
export function Areas({ growth, competencies, cited, revise, identify, onChange }: Props) {
  const { t, word } = useWords()
  const [adding, setAdding] = useState(false)
  const open = growth.areas.filter((one) => one.open)
  const closed = growth.areas.filter((one) => !one.open)
  const writes = growth.mine !== 'shared' && revise.live
  const standing = competencies.filter(({ archived }) => !archived)
  const nameOf = (id: string) => competencies.find((one) => one.id === id)?.name ?? ''
  const add = async (area: GrowthArea, reason: string) => {
    if (await revise.run({ areas: [...growth.areas, area] }, reason)) setAdding(false)
  }
  return (
    <Section title={t('area.title')}>
      {open.length === 0 && !adding && <State is="empty" small what={t('area.none')} why={t('area.noneWhy')} />}
      {open.map((area) => <Area key={area.id} area={area} competency={competencies.find((one) => one.id === area.competency)} cited={cited.filter((card) => card.competencies?.some(({ id }) => id === area.competency))} growth={growth} revise={revise} writes={writes} identify={identify} onChange={onChange} />)}
      {revise.problem && <State is="failed" what={revise.problem.code === 'changed-meanwhile' ? t('plan.meanwhile') : word(problemWord(revise.problem))} />}
      {writes && standing.length > 0 && !adding && (open.length < mostOpen ? <div><Button look="line" onClick={() => setAdding(true)}>{t('area.add')}</Button></div> : <p class="small soft">{t('area.full')}</p>)}
      {adding && <AreaForm competencies={standing} reasoned={growth.version > 0} busy={revise.busy} onSave={(area, reason) => void add(area, reason)} onCancel={() => setAdding(false)} />}
      {closed.length > 0 && (
        <Section level={3} small title={t('area.closed')}>
          <Rows lined label={t('area.closed')}>{closed.map((area) => <Row key={area.id} title={<bdi>{nameOf(area.competency)}</bdi>} detail={t('area.step', { from: area.from, to: area.to })} />)}</Rows>
        </Section>
      )}
    </Section>
  )
}
