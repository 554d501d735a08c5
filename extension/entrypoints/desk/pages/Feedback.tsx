import { feedbackEndpoints } from '../../../../shared/feedback'
import type { Card } from '../../../../shared/cards'
import { timelineEndpoints } from '../../../../shared/timeline'
import type { Page } from '../../../../shared/page'
import { call } from '../../../bridge/call'
import { usePages } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { ButtonLink, PageHead, State, useWords } from '../../../ui'
import { Cards } from '../Cards'
import { Tabs } from '../Tabs'
import { useTitle } from '../useTitle'

/** What people said to me. */
export const Received = () => <Feedback side="received" load={(after) => call(feedbackEndpoints.received, { query: { after } })} />

/** What I said. */
export const Given = () => <Feedback side="given" load={(after) => call(feedbackEndpoints.given, { query: { after } })} />

/** Everything that I may see. */
export const All = () => <Feedback side="feed" load={(after) => call(timelineEndpoints.feed, { query: { after } })} />

const emptyOf = { received: ['desk.received.none', 'desk.received.noneWhy'], given: ['desk.given.none', 'desk.given.noneWhy'], feed: ['feed.none', 'feed.noneWhy'] } as const
const titleOf = { received: 'desk.received', given: 'desk.given', feed: 'feed.tab' } as const

function Feedback({ side, load }: { side: keyof typeof titleOf; load: (after: string | undefined) => Promise<Page<Card>> }) {
  const { t } = useWords()
  const pages = usePages(load, [side])
  useTitle(t(titleOf[side]))
  return (
    <>
      <PageHead title={t('desk.feedback')} />
      <Tabs
        label={t('desk.feedback')}
        tabs={(['received', 'given', 'feed'] as const).map((one) => ({ path: `/${one}`, label: t(titleOf[one]), current: side === one }))}
      />
      <Cards
        pages={pages}
        empty={<State is="empty" what={t(emptyOf[side][0])} why={t(emptyOf[side][1])} action={<ButtonLink href={deskHref('/people')}>{t('notification.recogniseSomebody')}</ButtonLink>} />}
      />
    </>
  )
}
