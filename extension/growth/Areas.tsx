import { useState } from 'preact/hooks'
import type { Competency } from '../../shared/expectations'
import { type Growth, growthEndpoints, type GrowthArea, growthKinds, mostOpen } from '../../shared/growth'
import { newId } from '../../shared/ids'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, Card, Field, Row, Rows, Section, Segmented, State, useWords } from '../ui'
import { AreaForm } from './AreaForm'
import type { Revise } from './useRevise'

interface Props { growth: Growth; competencies: readonly Competency[]; revise: Revise; onChange: (growth: Growth) => void }

/** Growth areas, at most two open, each with what is done for it. */
export function Areas({ growth, competencies, revise, onChange }: Props) {
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
      {open.map((area) => <Area key={area.id} area={area} name={nameOf(area.competency)} growth={growth} revise={revise} writes={writes} onChange={onChange} />)}
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

function Area({ area, name, growth, revise, writes, onChange }: { area: GrowthArea; name: string; growth: Growth; revise: Revise; writes: boolean; onChange: Props['onChange'] }) {
  const { t, date } = useWords()
  const [closing, setClosing] = useState(false)
  const [acting, setActing] = useState(false)
  const [reason, setReason] = useState('')
  const actions = growth.actions.filter((one) => one.area === area.id)
  const close = () => reason.trim() !== '' && void revise.run({ areas: growth.areas.map((one) => (one.id === area.id ? { ...one, open: false } : one)) }, reason.trim())
  return (
    <Card label={name} head={<strong class="grow"><bdi>{name}</bdi></strong>} end={<span class="small soft">{t('area.step', { from: area.from, to: area.to })}</span>}>
      <p dir="auto" class="growth-why">{area.why}</p>
      {actions.length > 0 && (
        <Rows lined label={name}>
          {actions.map(({ kind, item }) => <Row key={item.id} title={item.state === 'open' ? item.text : <s>{item.text}</s>} detail={[t(`act.kind.${kind}`), item.state === 'open' ? item.due && t('act.dueBy', { date: date(item.due) }) : t(`act.${item.state}`)].filter(Boolean).join(' · ')} />)}
        </Rows>
      )}
      {acting && <ActionForm growth={growth} area={area} onDone={(now) => { setActing(false); onChange(now) }} onCancel={() => setActing(false)} />}
      {closing && (
        <form class="line line-wrap" onSubmit={(event) => { event.preventDefault(); close() }}>
          <Field label={t('plan.reason')} maxLength={300} value={reason} onInput={setReason} />
          <Button type="submit" look="line" aria-busy={revise.busy}>{t('area.close')}</Button>
        </form>
      )}
      {writes && !acting && !closing && <div class="line line-wrap"><Button look="line" onClick={() => setActing(true)}>{t('act.add')}</Button><Button look="quiet" onClick={() => setClosing(true)}>{t('area.close')}</Button></div>}
    </Card>
  )
}

function ActionForm({ growth, area, onDone, onCancel }: { growth: Growth; area: GrowthArea; onDone: (growth: Growth) => void; onCancel: () => void }) {
  const { t, word } = useWords()
  const [id] = useState(newId)
  const [text, setText] = useState('')
  const [kind, setKind] = useState<(typeof growthKinds)[number]>('practice')
  const [due, setDue] = useState('')
  const [tried, setTried] = useState(false)
  const saving = useAct()
  const save = () => {
    setTried(true)
    if (text.trim() === '') return
    void saving.run(async () => onDone(await call(growthEndpoints.act, { params: { id: growth.person.id }, body: { id, area: area.id, kind, text: text.trim(), due: due || null } })))
  }
  return (
    <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
      <Field label={t('act.what')} maxLength={300} value={text} onInput={setText} error={tried && text.trim() === '' ? t('field.needed') : undefined} />
      <Segmented label={t('act.kind')} shown look="boxes" value={kind} options={growthKinds.map((value) => ({ value, label: t(`act.kind.${value}`) }))} onChange={setKind} />
      <Field label={t('act.due')} optional type="date" value={due} onInput={setDue} />
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
      <div class="line"><Button type="submit" look="ink" aria-busy={saving.busy}>{t('act.add')}</Button><Button look="quiet" onClick={onCancel}>{t('common.cancel')}</Button></div>
    </form>
  )
}
