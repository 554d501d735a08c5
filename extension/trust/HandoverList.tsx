import { useState } from 'preact/hooks'
import { bodyFields, bodyShapeOf, firstField } from '../../shared/bodies'
import type { Card } from '../../shared/cards'
import { type Handover, handoverEndpoints } from '../../shared/handover'
import { talkEndpoints } from '../../shared/talk'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Section, State, Tick, useWords } from '../ui'

/** What the former manager can read by name, item by item, all off. Passing one on names the new manager; author and recipients see it. */
export function HandoverList({ handover, onClosed }: { handover: Handover; onClosed: () => void }) {
  const { t, word, date } = useWords()
  const former = handover.former.name ?? t('common.former')
  const now = handover.now.name ?? t('common.former')
  const [after, setAfter] = useState<string | null>(null)
  const [older, setOlder] = useState<Card[]>([])
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [passed, setPassed] = useState<readonly string[]>([])
  const first = useLoad(async () => {
    const page = await call(handoverEndpoints.handoverItems, { params: { id: handover.former.id }, query: {} })
    setAfter(page.after)
    return page.items
  }, [handover.former.id])
  const acting = useAct()
  const more = () => void acting.run(async () => {
    const page = await call(handoverEndpoints.handoverItems, { params: { id: handover.former.id }, query: { after: after! } })
    setOlder([...older, ...page.items])
    setAfter(page.after)
  })
  const pass = () => void acting.run(async () => {
    for (const id of chosen) {
      await call(talkEndpoints.passOn, { params: { id }, body: { people: [handover.now.id] } })
      setPassed((before) => [...before, id])
      setChosen((before) => before.filter((one) => one !== id))
    }
    announce(t('handover.passed', { name: now }))
  })
  const close = () => void acting.run(async () => {
    await call(handoverEndpoints.closeHandover, { params: { id: handover.former.id } })
    onClosed()
  })
  const cards = [...(first.value ?? []), ...older]
  const sawAlready = (card: Card) => passed.includes(card.id) || card.audience.people.some(({ id }) => id === handover.now.id)
  return (
    <Section title={former}>
      <p>{t('handover.lead', { now, former })}</p>
      <p class="soft">{t('handover.todo', { name: former })}</p>
      {first.loading && <State is="loading" rows={3} />}
      {first.problem && <State is="failed" what={word(problemWord(first.problem))} onRetry={first.again} />}
      <div class="stack">
        {cards.map((card) => {
          const head = `${card.author.name ?? t('common.former')}, ${date(card.at, 'full')}`
          return sawAlready(card)
            ? <p key={card.id}>{head} <span class="soft">· {t('handover.passed', { name: now })}</span></p>
            : <Tick key={card.id} checked={chosen.includes(card.id)} onChange={(on) => setChosen(on ? [...chosen, card.id] : chosen.filter((id) => id !== card.id))} hint={<span class="quote cut" dir="auto">{coreOf(card)}</span>}>{head}</Tick>
        })}
      </div>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      <div class="line line-wrap">
        {chosen.length > 0 && <Button look="ink" aria-busy={acting.busy} onClick={pass}>{t('handover.passChosen', { count: chosen.length })}</Button>}
        {after && <Button look="line" onClick={more}>{t('common.more')}</Button>}
        <Button look="quiet" onClick={close}>{t('handover.done')}</Button>
      </div>
    </Section>
  )
}

/** What was said, for two lines. */
const coreOf = ({ body }: Card): string => {
  const fields = bodyFields(body)
  return fields.find(([field]) => field === firstField(bodyShapeOf(body)))?.[1] || fields[0]?.[1] || ''
}
