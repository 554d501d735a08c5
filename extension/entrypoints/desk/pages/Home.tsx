import type { Card } from '../../../../shared/feedback'
import { HandleQuestion } from '../../../notifications/HandleQuestion'
import { waits } from '../../../notifications/line'
import { ReachedRow } from '../../../notifications/Reached'
import { useReading } from '../../../notifications/reading'
import { useAct } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { isOffline, problemWord } from '../../../organisation/problem'
import { ButtonLink, EditIcon, PageHead, Rows, Section, State, useWords } from '../../../ui'
import { useDrafts } from '../../../feedback/drafts'
import { FeedbackCard } from '../../../feedback/FeedbackCard'
import { useOutbox } from '../../../feedback/outbox'
import { useDesk } from '../context'
import { shortName } from '../../../people/names'
import { useTitle } from '../useTitle'

/** The first page: the day, what reached me, what waits for me. */
export function Home() {
  const { t, word, date } = useWords()
  const { me, held } = useDesk()
  const thanking = useAct()
  const unsent = useDrafts().items.length + useOutbox().items.filter((item) => item.state !== 'sent').length
  useTitle(t('desk.home'))
  const now = new Date()
  const items = held.inbox?.items ?? []
  const waiting = items.filter(waits)
  const reached = items.filter((item) => !waits(item)).slice(0, 5)
  const newest = reached.find((item) => item.kind === 'feedback.received' && item.card)
  const others = reached.filter((item) => item !== newest)
  useReading(reached, held.markRead)
  const thank = (card: Card, thanks: boolean) => thanking.run(() => held.thank(card, thanks))
  return (
    <>
      <PageHead above={t('desk.today', { weekday: date(now, 'weekday'), day: date(now, 'day') })} title={t('desk.greeting', { part: partOf(now), name: shortName(me.person.name) })} />
      {held.problem && <InboxProblem />}
      {unsent > 0 && <p class="line"><EditIcon /><a href={deskHref('/unsent')}>{t('unsent.count', { count: unsent })}</a></p>}
      {!held.inbox && !held.problem && <State is="loading" as="card" rows={1} />}
      {held.inbox && reached.length === 0 && waiting.length === 0 && (
        <State is="empty" what={t('notification.emptyWhat')} why={t('notification.emptyWhy')} action={<ButtonLink href={deskHref('/people')}>{t('notification.recogniseSomebody')}</ButtonLink>} />
      )}
      {reached.length > 0 && (
        <Section title={t('notification.reached')} aside={<a href={deskHref('/inbox')}>{t('desk.all')}</a>}>
          {newest?.card && <FeedbackCard card={newest.card} viewer={me.person.id} fresh={!newest.read} onChange={() => void held.refresh()} />}
          {others.length > 0 && (
            <Rows lined label={t('notification.reached')}>
              {others.map((item) => <ReachedRow key={item.id} item={item} onThank={thank} {...(item.card ? { href: deskHref(`/feedback/${item.card.id}`) } : {})} />)}
            </Rows>
          )}
          {thanking.problem && <State is="failed" what={word(problemWord(thanking.problem))} />}
        </Section>
      )}
      {waiting.length > 0 && (
        <Section title={t('notification.waits')} aside={waiting.length}>
          <Rows lined label={t('notification.waits')}>{waiting.map((item) => item.handle && <HandleQuestion key={item.id} handle={item.handle} onAnswer={held.answer} />)}</Rows>
        </Section>
      )}
    </>
  )
}

/** Why the inbox is not as it should be: offline with what is known, or in words with Retry. */
export function InboxProblem() {
  const { word } = useWords()
  const { held } = useDesk()
  if (!held.problem) return null
  if (isOffline(held.problem)) return <State is="offline" waiting={0} {...(held.asOf ? { asOf: new Date(held.asOf).toISOString() } : {})} onRetry={() => void held.refresh()} />
  return <State is="failed" what={word(problemWord(held.problem))} onRetry={() => void held.refresh()} />
}

const partOf = (now: Date): string => (now.getHours() < 5 ? 'night' : now.getHours() < 12 ? 'morning' : now.getHours() < 18 ? 'afternoon' : 'evening')
