import { useState } from 'preact/hooks'
import { feedbackEndpoints } from '../../../../shared/feedback'
import { call } from '../../../bridge/call'
import { nameOf } from '../../../people/names'
import { useLoad } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { ButtonLink, PageHead, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { CardParts } from '../../../feedback/cardParts'
import { FeedbackCard } from '../../../feedback/FeedbackCard'
import { talkOpen, talkPart } from '../../../talk/talkParts'
import { cardParts } from '../../panel/cardParts'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'

/** On its own page the whole thread stands open. */
const parts = cardParts.map((part) => (part === talkPart ? talkOpen : part))

/** One thing that was said, by its address: where links in e-mails lead. */
export function Item({ id }: { id: string }) {
  const words = useWords()
  const { t, word, date } = words
  const { me } = useDesk()
  const item = useLoad(() => call(feedbackEndpoints.item, { params: { id } }), [id])
  const [gone, setGone] = useState(false)
  const card = item.value
  const title = !card ? t('desk.feedback') : card.mine === 'author' ? t(`desk.item.${card.kind}.yours`) : t(`desk.item.${card.kind}`, { author: nameOf(card.author, me.person.id, words) })
  useTitle(title)
  if (item.problem?.code === 'not-found' || item.problem?.code === 'gone' || item.problem?.code === 'invalid') return <NotFound />
  return (
    <>
      <PageHead title={title} {...(card ? { above: date(card.at, 'full') } : {})} />
      {item.loading && <State is="loading" as="card" rows={1} />}
      {item.problem && <State is="failed" what={word(problemWord(item.problem))} onRetry={item.again} />}
      {gone && (card?.mine === 'author'
        ? <State is="empty" what={t('desk.item.gone')} action={<ButtonLink href={deskHref('/given')}>{t('desk.given')}</ButtonLink>} />
        : <State is="empty" what={t('desk.item.hidden')} why={t('desk.item.hiddenWhy')} action={<ButtonLink href={deskHref('/reports')}>{t('report.page')}</ButtonLink>} />)}
      {card && !gone && <CardParts value={parts}><FeedbackCard card={card} viewer={me.person.id} onChange={(now) => (now ? item.set(now) : setGone(true))} /></CardParts>}
    </>
  )
}
