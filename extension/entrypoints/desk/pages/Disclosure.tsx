import { useState } from 'preact/hooks'
import { type DisclosedItem, type Disclosure, disclosureEndpoints, type DisclosedRoom, disclosedRooms } from '../../../../shared/disclosure'
import { bodyFields } from '../../../../shared/bodies'
import type { Kind } from '../../../../shared/kinds'
import { call } from '../../../bridge/call'
import { useAct, useLoad } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { disclosureState } from '../../../trust/Matters'
import { Button, Card, PageHead, Row, Rows, Section, State, Stone, useWords } from '../../../ui'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'

/** One disclosure, as whoever looks may see it: the one who asked, the two, or somebody whose words were in it. */
export function DisclosurePage({ id }: { id: string }) {
  const words = useWords()
  const { t, word, list, date } = words
  const disclosure = useLoad(() => call(disclosureEndpoints.disclosure, { params: { id } }), [id])
  const [items, setItems] = useState<DisclosedItem[] | null>(null)
  const acting = useAct()
  useTitle(t('matters.disclosure'))
  if (disclosure.problem?.code === 'not-found') return <NotFound />
  if (!disclosure.value) return disclosure.problem ? <State is="failed" what={word(problemWord(disclosure.problem))} onRetry={disclosure.again} /> : <State is="loading" />
  const one: Disclosure = disclosure.value
  const nameOf = ({ name }: { name: string | null }) => name ?? t('common.former')
  const decide = (agree: boolean) => void acting.run(async () => disclosure.set(await call(disclosureEndpoints.agree, { params: { id }, body: { agree } })))
  const read = () => void acting.run(async () => setItems((await call(disclosureEndpoints.export, { params: { id } })).items))
  return (
    <>
      <PageHead title={one.matter ? <bdi>{one.matter}</bdi> : t('notification.disclosure.told')} above={t('matters.disclosure')}>{one.mine !== 'told' && <p class="soft">{t('matters.disclosureWhy')}</p>}</PageHead>
      {one.mine === 'told' ? <Told disclosure={one} /> : (
        <>
          <p class="medium" role="status">{disclosureState(one, words)}</p>
          <dl class="facts">
            <div><dt>{t('matters.people')}</dt><dd>{list(one.people.map(nameOf))}</dd></div>
            <div><dt>{t('matters.from')}</dt><dd>{t('matters.span', { from: date(one.from, 'full'), to: date(one.to, 'full') })}</dd></div>
            <div><dt>{t('hold.by')}</dt><dd>{nameOf(one.by)}</dd></div>
            <div><dt>{t('matters.approvers')}</dt><dd>{one.approvers.map(({ person, at }) => <p key={person.id}>{at ? t('disclosure.agreedOn', { name: nameOf(person), date: date(at, 'full') }) : t('disclosure.notYet', { name: nameOf(person) })}</p>)}</dd></div>
          </dl>
          <p class="soft">{one.toldAt ? t('disclosure.toldOn', { date: date(one.toldAt, 'full') }) : t('disclosure.toldLater', { count: one.delayDays })}</p>
          {one.delayWhy && <p class="quote" dir="auto">{one.delayWhy}</p>}
          <div class="line line-wrap">
            {one.mayDecide && <><Button look="ink" aria-busy={acting.busy} onClick={() => decide(true)}>{t('disclosure.agree')}</Button><Button look="outline" onClick={() => decide(false)}>{t('disclosure.refuse')}</Button></>}
            {one.mayRead && !items && <Button look="outline" aria-busy={acting.busy} onClick={read}>{t('disclosure.read')}</Button>}
          </div>
        </>
      )}
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      {items && <Items items={items} id={id} />}
    </>
  )
}

const isRoom = (kind: Kind | DisclosedRoom): kind is DisclosedRoom => (disclosedRooms as readonly string[]).includes(kind)

function Items({ items, id }: { items: readonly DisclosedItem[]; id: string }) {
  const { t, list, date } = useWords()
  const [address] = useState(() => URL.createObjectURL(new Blob([JSON.stringify(items, null, 2)], { type: 'application/json' })))
  return (
    <Section title={t('disclosure.items', { count: items.length })} aside={<a href={address} download={`disclosure-${id}.json`}>{t('disclosure.download')}</a>}>
      {items.map((item) => (
        <Card key={item.id} head={<span><bdi>{item.author.name ?? t('common.former')}</bdi> · {item.recipients.length > 0 && `${list(item.recipients.map(({ name }) => name ?? t('common.former')))} · `}{date(item.at, 'full')}{item.retracted && ` · ${t('disclosure.retracted')}`}</span>} end={isRoom(item.kind) ? <span class="soft">{t(`disclosure.what.${item.kind}`)}</span> : <Stone kind={item.kind} />}>
          {bodyFields(item.body).map(([field, text]) => <p key={field} class="words" dir="auto">{text}</p>)}
        </Card>
      ))}
    </Section>
  )
}

/** What somebody learns whose words were read. */
function Told({ disclosure }: { disclosure: Disclosure }) {
  const { t, list, date } = useWords()
  const nameOf = ({ name }: { name: string | null }) => name ?? t('common.former')
  return (
    <>
      <p>{t('disclosure.told', { name: nameOf(disclosure.by), names: list(disclosure.approvers.map(({ person }) => nameOf(person))) })}</p>
      {disclosure.producedAt && <p class="soft">{date(disclosure.producedAt, 'full')}</p>}
      <p class="soft">{t('disclosure.toldWhy')}</p>
      <Section title={t('disclosure.toldWhat')}>
        <Rows lined label={t('disclosure.toldWhat')}>{disclosure.own.map((id, index) => <Row key={id} href={deskHref(`/feedback/${id}`)} title={t('disclosure.ownItem', { count: index + 1 })} />)}{disclosure.ownOthers.map(({ what, count }) => <Row key={what} title={t(`disclosure.what.${what}`)} detail={t('disclosure.items', { count })} />)}</Rows>
      </Section>
    </>
  )
}
