import type { Card } from '../../../../shared/cards'
import { DueRows } from '../../../action-items/DueRows'
import { useDue } from '../../../action-items/useDue'
import { HandleQuestion } from '../../../notifications/HandleQuestion'
import { pathOf, waits } from '../../../notifications/line'
import { Nudge } from '../../../notifications/Nudge'
import { ReachedCard, ReachedRow } from '../../../notifications/Reached'
import { useReading } from '../../../notifications/reading'
import { useAct } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { isOffline, problemWord } from '../../../organisation/problem'
import { LoopCard } from '../../../requests/LoopCard'
import { WaitingRow } from '../../../requests/WaitingRow'
import { ButtonLink, EditIcon, later, PageHead, Rows, Section, State, useKeys, useWords } from '../../../ui'
import { useDrafts } from '../../../feedback/drafts'
import { useOutbox } from '../../../feedback/outbox'
import { useDesk } from '../context'
import { shortName } from '../../../people/names'
import { useTitle } from '../useTitle'

const MyGoals = later(() => import('../MyGoals').then(({ MyGoals: Mine }) => Mine))
const FirstSteps = later(() => import('../FirstSteps').then(({ FirstSteps: Steps }) => Steps))

/** The first page: the day, what reached me, what waits for me. What stands beside it is in HomeDetails. */
export function Home() {
  const { t, word, date } = useWords()
  const { me, held, waits: waiting } = useDesk()
  const thanking = useAct()
  const unsent = useDrafts().items.length + useOutbox().items.filter((item) => item.state !== 'sent').length
  useTitle(t('desk.home'))
  const now = new Date()
  const items = held.inbox?.items ?? []
  const asked = items.filter(waits)
  const reached = items.filter((item) => !waits(item)).slice(0, 5)
  const newest = reached.find((item) => item.kind === 'feedback.received' && item.card)
  const others = reached.filter((item) => item !== newest)
  useReading(reached, held.markRead)
  const thank = (card: Card, thanks: boolean) => thanking.run(() => held.thank(card, thanks))
  const { requests = [], items: nowDue = [], loops = [] } = waiting.waiting ?? {}
  const due = useDue(nowDue)
  const count = asked.length + requests.length + due.length + loops.length + (waiting.waiting?.nudge ? 1 : 0)
  const card = newest?.card ?? null
  const mayThank = card !== null && card.mine === 'recipient' && !card.reactions.mine.includes('thanks')
  useKeys({ t: () => void (mayThank && thank(card, true)) })
  const known = held.inbox !== null && (waiting.known || waiting.waiting !== null)
  return (
    <>
      <PageHead above={t('desk.today', { weekday: date(now, 'weekday'), day: date(now, 'day') })} title={t('desk.greeting', { part: partOf(now), name: shortName(me.person.name) })} />
      {held.problem && <InboxProblem />}
      {unsent > 0 && <p class="line"><EditIcon /><a href={deskHref('/unsent')}>{t('unsent.count', { count: unsent })}</a></p>}
      {!held.inbox && !held.problem && <State is="loading" as="card" rows={1} />}
      {known && reached.length === 0 && count === 0 && (
        <>
          <State is="empty" what={t('notification.emptyWhat')} why={t('notification.emptyWhy')} action={<ButtonLink href={deskHref('/people')}>{t('notification.recogniseSomebody')}</ButtonLink>} />
          <FirstSteps />
        </>
      )}
      {reached.length > 0 && (
        <Section title={t('notification.reached')} aside={<a href={deskHref('/inbox')}>{t('desk.all')}</a>}>
          {newest?.card && <ReachedCard item={newest} card={newest.card} viewer={me.person.id} keyed={mayThank} onThank={thank} reply={deskHref(`/feedback/${newest.card.id}`)} />}
          {others.length > 0 && (
            <Rows lined label={t('notification.reached')}>
              {others.map((item) => {
                const path = pathOf(item)
                return <ReachedRow key={item.id} item={item} onThank={thank} {...(path ? { href: deskHref(path) } : {})} />
              })}
            </Rows>
          )}
          {thanking.problem && <State is="failed" what={word(problemWord(thanking.problem))} />}
        </Section>
      )}
      {(count > 0 || (known && reached.length > 0)) && (
        <Section title={t('notification.waits')} {...(count > 0 && { aside: count })}>
          {count === 0 && <p class="soft">{t('desk.nothingWaits')}</p>}
          {asked.length + requests.length + due.length > 0 && (
            <Rows lined label={t('notification.waits')}>
              {asked.map((item) => item.handle && <HandleQuestion key={item.id} handle={item.handle} onAnswer={held.answer} />)}
              {requests.map((request) => <WaitingRow key={request.id} request={request} />)}
              <DueRows items={due} />
            </Rows>
          )}
          {waiting.waiting?.nudge && <Nudge key={waiting.waiting.nudge.id} nudge={waiting.waiting.nudge} onDone={() => void waiting.refresh()} />}
          {loops.slice(0, 3).map((loop) => <LoopCard key={loop.feedback} loop={loop} onDone={() => void waiting.refresh()} />)}
        </Section>
      )}
      <MyGoals />
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
