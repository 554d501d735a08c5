import { feedbackEndpoints, type Card } from '../../../../shared/feedback'
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

function Feedback({ side, load }: { side: 'received' | 'given'; load: (after: string | undefined) => Promise<Page<Card>> }) {
  const { t } = useWords()
  const pages = usePages(load, [side])
  useTitle(t(`desk.${side}`))
  return (
    <>
      <PageHead title={t('desk.feedback')} />
      <Tabs
        label={t('desk.feedback')}
        tabs={[{ path: '/received', label: t('desk.received'), current: side === 'received' }, { path: '/given', label: t('desk.given'), current: side === 'given' }]}
      />
      <Cards
        pages={pages}
        empty={<State is="empty" what={t(`desk.${side}.none`)} why={t(`desk.${side}.noneWhy`)} action={<ButtonLink href={deskHref('/people')}>{t('notification.recogniseSomebody')}</ButtonLink>} />}
      />
    </>
  )
}
