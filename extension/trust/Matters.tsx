import { useState } from 'preact/hooks'
import { type Disclosure, disclosureEndpoints } from '../../shared/disclosure'
import { type Hold, holdEndpoints } from '../../shared/holds'
import { newId } from '../../shared/ids'
import type { PersonRef } from '../../shared/people'
import { call } from '../bridge/call'
import { errorAt } from '../organisation/errors'
import { useAct, usePages } from '../organisation/load'
import { deskHref } from '../organisation/paths'
import { problemWord } from '../organisation/problem'
import { announce, Button, Field, Row, Rows, Section, State, useWords, type Words } from '../ui'
import { PeopleField } from './PeopleField'

/** How a hold or a disclosure stands. */
export const holdState = ({ state, second }: Hold, { t }: Words): string => t(`hold.state.${state}`, { name: second.name ?? t('common.former') })
export const disclosureState = ({ state, refusedBy, until }: Disclosure, { t, date }: Words): string => t(`disclosure.state.${state}`, { name: refusedBy?.name ?? t('common.former'), date: until ? date(until, 'full') : '' })

/** Holds and disclosures: those there are, and a form for another. */
export function Matters() {
  const words = useWords()
  const { t, list, word } = words
  const holds = usePages<Hold>((after) => call(holdEndpoints.holds, { query: { after } }))
  const disclosures = usePages<Disclosure>((after) => call(disclosureEndpoints.disclosures, { query: { after } }))
  const names = (people: readonly PersonRef[]) => list(people.map((one) => one.name ?? t('common.former')))
  return (
    <>
      <Section title={t('matters.hold')}>
        <p class="soft">{t('matters.holdWhy')}</p>
        {holds.problem && <State is="failed" what={word(problemWord(holds.problem))} onRetry={holds.again} />}
        {holds.value?.length === 0 && <State is="empty" small what={t('matters.none')} />}
        {holds.value && holds.value.length > 0 && <Rows lined label={t('matters.hold')}>{holds.value.map((one) => <Row key={one.id} href={deskHref(`/holds/${one.id}`)} title={<bdi>{one.matter}</bdi>} detail={<>{names(one.people)} · {holdState(one, words)}</>} />)}</Rows>}
        {holds.more && <div><Button look="line" onClick={holds.more}>{t('common.more')}</Button></div>}
        <MatterForm of="hold" onDone={holds.again} />
      </Section>
      <Section title={t('matters.disclosure')}>
        <p class="soft">{t('matters.disclosureWhy')}</p>
        {disclosures.problem && <State is="failed" what={word(problemWord(disclosures.problem))} onRetry={disclosures.again} />}
        {disclosures.value?.length === 0 && <State is="empty" small what={t('matters.none')} />}
        {disclosures.value && disclosures.value.length > 0 && <Rows lined label={t('matters.disclosure')}>{disclosures.value.map((one) => <Row key={one.id} href={deskHref(`/disclosures/${one.id}`)} title={<bdi>{one.matter ?? t('matters.disclosure')}</bdi>} detail={<>{names(one.people)} · {disclosureState(one, words)}</>} />)}</Rows>}
        {disclosures.more && <div><Button look="line" onClick={disclosures.more}>{t('common.more')}</Button></div>}
        <MatterForm of="disclosure" onDone={disclosures.again} />
      </Section>
    </>
  )
}

/** Matter, people, days, and who has to agree. */
function MatterForm({ of, onDone }: { of: 'hold' | 'disclosure'; onDone: () => void }) {
  const { t, word } = useWords()
  const [open, setOpen] = useState(false)
  const [matter, setMatter] = useState('')
  const [people, setPeople] = useState<PersonRef[]>([])
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [agreeing, setAgreeing] = useState<PersonRef[]>([])
  const [delay, setDelay] = useState('0')
  const [delayWhy, setDelayWhy] = useState('')
  const [tried, setTried] = useState(false)
  const asking = useAct()
  const needed = of === 'hold' ? 1 : 2
  const delayDays = Math.min(Math.max(Math.round(Number(delay)) || 0, 0), 90)
  const lacks = (it: boolean, pointer: string) => {
    const said = errorAt(asking.problem, pointer)
    return tried && it ? t('field.needed') : said ? word(said) : undefined
  }
  const ask = () => {
    setTried(true)
    if (matter.trim() === '' || people.length === 0 || from === '' || to === '' || agreeing.length !== needed || (of === 'disclosure' && delayDays > 0 && delayWhy.trim() === '')) return
    const about = { id: newId(), matter: matter.trim(), people: people.map(({ id }) => id), from, to }
    void asking.run(async () => {
      await (of === 'hold'
        ? call(holdEndpoints.setHold, { body: { ...about, second: agreeing[0]!.id } })
        : call(disclosureEndpoints.ask, { body: { ...about, approvers: agreeing.map(({ id }) => id), delayDays, delayWhy: delayDays > 0 ? delayWhy.trim() : null } }))
      announce(t('matters.asked'))
      setOpen(false)
      onDone()
    })
  }
  const title = t(of === 'hold' ? 'matters.askHold' : 'matters.askDisclosure')
  if (!open) return <div><Button look="outline" onClick={() => setOpen(true)}>{title}</Button></div>
  return (
    <form class="stack form" noValidate aria-label={title} onSubmit={(event) => { event.preventDefault(); ask() }}>
      <Field label={t('matters.matter')} maxLength={300} value={matter} onInput={setMatter} error={lacks(matter.trim() === '', '/matter')} />
      <PeopleField label={t('matters.people')} add={t('matters.addPerson')} most={20} people={people} onChange={setPeople} error={lacks(people.length === 0, '/people')} />
      <div class="desk-dates">
        <Field type="date" label={t('matters.from')} value={from} onInput={setFrom} error={lacks(from === '', '/from')} />
        <Field type="date" label={t('matters.to')} value={to} onInput={setTo} error={lacks(to === '', '/to')} />
      </div>
      <PeopleField label={t(of === 'hold' ? 'matters.second' : 'matters.approvers')} add={t('matters.addSecond')} most={needed} people={agreeing} onChange={setAgreeing} error={lacks(agreeing.length !== needed, '/approvers')} />
      {of === 'disclosure' && <Field type="number" inputMode="numeric" min={0} max={90} label={t('matters.delay')} value={delay} onInput={setDelay} />}
      {of === 'disclosure' && delayDays > 0 && <Field label={t('matters.delayWhy')} maxLength={500} value={delayWhy} onInput={setDelayWhy} error={lacks(delayWhy.trim() === '', '/delayWhy')} />}
      {asking.problem && <State is="failed" what={word(problemWord(asking.problem))} />}
      <div class="line line-wrap"><Button type="submit" look="ink" aria-busy={asking.busy}>{title}</Button><Button look="quiet" onClick={() => setOpen(false)}>{t('common.cancel')}</Button></div>
    </form>
  )
}
