import { useState } from 'preact/hooks'
import type { ArtifactRef } from '../../shared/artifacts'
import type { Competency } from '../../shared/expectations'
import type { Card as Said } from '../../shared/cards'
import type { Growth, GrowthArea } from '../../shared/growth'
import { ItemOn } from '../action-items/ItemOn'
import { deskHref } from '../organisation/paths'
import { Button, Card, Field, Row, Rows, Stone, useWords } from '../ui'
import { ActionForm } from './ActionForm'
import { AreaForm } from './AreaForm'
import type { Revise } from './useRevise'

interface Props {
  area: GrowthArea
  competency: Competency | undefined
  cited: readonly Said[]
  growth: Growth
  revise: Revise
  writes: boolean
  identify: (address: string) => ArtifactRef | null
  onChange: (growth: Growth) => void
}

/** An open growth area: why, what is done for it, what was said that speaks to it. */
export function Area({ area, competency, cited, growth, revise, writes, identify, onChange }: Props) {
  const { t, date } = useWords()
  const [doing, setDoing] = useState<'act' | 'edit' | 'close' | null>(null)
  const [reason, setReason] = useState('')
  const stop = () => setDoing(null)
  const name = competency?.name ?? ''
  const actions = growth.actions.filter((one) => one.area === area.id)
  const put = async (next: GrowthArea, why: string) => {
    if (await revise.run({ areas: growth.areas.map((one) => (one.id === area.id ? next : one)) }, why)) stop()
  }
  return (
    <Card label={name} head={<strong class="grow"><bdi>{name}</bdi></strong>} end={<span class="small soft">{t('area.step', { from: area.from, to: area.to })}</span>}>
      <p dir="auto" class="growth-why">{area.why}</p>
      {actions.length > 0 && (
        <Rows lined label={name}>
          {actions.map(({ kind, item }) => (
            <Row
              key={item.id} title={item.state === 'open' ? item.text : <s>{item.text}</s>}
              detail={<>{[t(`act.kind.${kind}`), item.state === 'open' ? item.due && t('act.dueBy', { date: date(item.due) }) : t(`act.${item.state}`)].filter(Boolean).join(' · ')}<ItemOn item={item} /></>}
            />
          ))}
        </Rows>
      )}
      {cited.length > 0 && (
        <details class="reflect-cited">
          <summary class="small soft">{t('area.evidence', { count: cited.length })}</summary>
          <Rows lined label={t('area.evidence', { count: cited.length })}>
            {cited.map((card) => <Row key={card.id} mark={<Stone kind={card.kind} size={20} />} title={<bdi>{card.author.name ?? t('common.former')}</bdi>} detail={date(card.at)} href={deskHref(`/feedback/${card.id}`)} />)}
          </Rows>
        </details>
      )}
      {doing === 'act' && <ActionForm growth={growth} area={area} identify={identify} onDone={(now) => { stop(); onChange(now) }} onCancel={stop} />}
      {doing === 'edit' && competency && <AreaForm competencies={[competency]} area={area} reasoned busy={revise.busy} onSave={(next, why) => void put(next, why)} onCancel={stop} />}
      {doing === 'close' && (
        <form class="line line-wrap" onSubmit={(event) => { event.preventDefault(); if (reason.trim() !== '') void put({ ...area, open: false }, reason.trim()) }}>
          <Field label={t('plan.reason')} maxLength={300} value={reason} onInput={setReason} />
          <Button type="submit" look="line" aria-busy={revise.busy}>{t('area.close')}</Button>
          <Button look="quiet" onClick={stop}>{t('common.cancel')}</Button>
        </form>
      )}
      {writes && doing === null && (
        <div class="line line-wrap">
          <Button look="line" onClick={() => setDoing('act')}>{t('act.add')}</Button>
          {competency && <Button look="quiet" onClick={() => setDoing('edit')}>{t('area.edit')}</Button>}
          <Button look="quiet" onClick={() => setDoing('close')}>{t('area.close')}</Button>
        </div>
      )}
    </Card>
  )
}
