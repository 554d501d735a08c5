import { useState } from 'preact/hooks'
import type { Competency } from '../../shared/expectations'
import type { Card } from '../../shared/cards'
import type { Growth } from '../../shared/growth'
import { newId } from '../../shared/ids'
import { Button, Field, Row, Rows, Section, Select, State, TextArea, Tick, useWords } from '../ui'
import type { Revise } from './useRevise'

interface Props { growth: Growth; competencies: readonly Competency[]; cited: readonly Card[]; revise: Revise }

/** Strengths, each with the feedback that shows it. */
export function Strengths({ growth, competencies, cited, revise }: Props) {
  const { t } = useWords()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const nameOf = (id: string) => competencies.find((one) => one.id === id)?.name ?? ''
  const writes = growth.mine !== 'shared' && revise.live && competencies.some(({ archived }) => !archived)
  const remove = async () => {
    if (reason.trim() === '' || !(await revise.run({ strengths: growth.strengths.filter(({ id }) => id !== removing) }, reason.trim()))) return
    setRemoving(null)
    setReason('')
  }
  return (
    <Section title={t('strength.title')}>
      {growth.strengths.length === 0 && !adding && <State is="empty" small what={t('strength.none')} />}
      {growth.strengths.length > 0 && (
        <Rows lined label={t('strength.title')}>
          {growth.strengths.map((one) => (
            <Row
              key={one.id} title={<strong><bdi>{nameOf(one.competency)}</bdi></strong>} detail={<span dir="auto">{one.why}{one.cards.length > 0 && ` · ${t('strength.count', { count: one.cards.length })}`}</span>}
              {...(writes && { action: <Button look="quiet" size="small" aria-label={`${t('strength.remove')}: ${nameOf(one.competency)}`} onClick={() => setRemoving(one.id)}>{t('strength.remove')}</Button> })}
            />
          ))}
        </Rows>
      )}
      {removing && (
        <form class="line line-wrap" onSubmit={(event) => { event.preventDefault(); void remove() }}>
          <Field label={t('plan.reason')} maxLength={300} value={reason} onInput={setReason} />
          <Button type="submit" look="line" aria-busy={revise.busy}>{t('strength.remove')}</Button>
          <Button look="quiet" onClick={() => setRemoving(null)}>{t('common.cancel')}</Button>
        </form>
      )}
      {writes && !adding && <div><Button look="line" onClick={() => setAdding(true)}>{t('strength.add')}</Button></div>}
      {adding && <StrengthForm growth={growth} competencies={competencies.filter(({ archived }) => !archived)} cited={cited} revise={revise} onClose={() => setAdding(false)} />}
    </Section>
  )
}

function StrengthForm({ growth, competencies, cited, revise, onClose }: Props & { onClose: () => void }) {
  const { t } = useWords()
  const [competency, setCompetency] = useState(competencies[0]?.id ?? '')
  const [why, setWhy] = useState('')
  const [cards, setCards] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const reasoned = growth.version > 0
  const shown = cited.filter((card) => card.competencies?.some(({ id }) => id === competency)).slice(0, 5)
  const save = async () => {
    setTried(true)
    if (why.trim() === '' || (reasoned && reason.trim() === '')) return
    const strength = { id: newId(), competency, why: why.trim(), cards: cards.filter((id) => shown.some((card) => card.id === id)) }
    if (await revise.run({ strengths: [...growth.strengths, strength] }, reason.trim())) onClose()
  }
  return (
    <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      <Select label={t('area.competency')} value={competency} onChange={setCompetency} options={competencies.map(({ id, name }) => ({ value: id, label: name }))} />
      <TextArea label={t('strength.why')} maxLength={500} value={why} onInput={setWhy} error={tried && why.trim() === '' ? t('field.needed') : undefined} />
      {shown.length > 0 && (
        <fieldset class="stack">
          <legend class="label">{t('strength.evidence')}</legend>
          {shown.map((card) => <Tick key={card.id} checked={cards.includes(card.id)} onChange={(on) => setCards(on ? [...cards, card.id] : cards.filter((id) => id !== card.id))}><bdi>{card.author.name ?? t('common.former')}</bdi></Tick>)}
        </fieldset>
      )}
      {reasoned && <Field label={t('plan.reason')} maxLength={300} value={reason} onInput={setReason} error={tried && reason.trim() === '' ? t('field.needed') : undefined} />}
      <div class="line"><Button type="submit" look="ink" aria-busy={revise.busy}>{t('strength.add')}</Button><Button look="quiet" onClick={onClose}>{t('common.cancel')}</Button></div>
    </form>
  )
}
