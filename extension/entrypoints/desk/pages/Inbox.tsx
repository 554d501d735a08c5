import type { Card } from '../../../../shared/cards'
import { HandleQuestion } from '../../../notifications/HandleQuestion'
import { pathOf, waits } from '../../../notifications/line'
import { ReachedRow } from '../../../notifications/Reached'
import { useReading } from '../../../notifications/reading'
import { useAct } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { Button, ButtonLink, PageHead, Rows, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useTitle } from '../useTitle'
import { InboxProblem } from './Home'

/** Everything that reached me and waits for me, newest first. */
export function InboxPage() {
  const { t, word } = useWords()
  const { held } = useDesk()
  const acting = useAct()
  useTitle(t('desk.inbox'))
  const items = held.inbox?.items ?? []
  useReading(items, held.markRead)
  const thank = (card: Card, thanks: boolean) => acting.run(() => held.thank(card, thanks))
  const { more } = held
  return (
    <>
      <PageHead title={t('desk.inbox')} />
      <InboxProblem />
      {!held.inbox && !held.problem && <State is="loading" rows={5} />}
      {held.inbox && items.length === 0 && (
        <State is="empty" what={t('notification.emptyWhat')} why={t('notification.emptyWhy')} action={<ButtonLink href={deskHref('/people')}>{t('notification.recogniseSomebody')}</ButtonLink>} />
      )}
      {items.length > 0 && (
        <Rows lined label={t('desk.inbox')}>
          {items.map((item) => {
            if (waits(item) && item.handle) return <HandleQuestion key={item.id} handle={item.handle} onAnswer={held.answer} />
            const path = pathOf(item)
            return <ReachedRow key={item.id} item={item} onThank={thank} {...(path ? { href: deskHref(path) } : {})} />
          })}
        </Rows>
      )}
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      {more && <div><Button look="line" aria-busy={acting.busy} onClick={() => void acting.run(more)}>{t('common.more')}</Button></div>}
    </>
  )
}
