import { handoverEndpoints } from '../../../../shared/handover'
import { call } from '../../../bridge/call'
import { useLoad } from '../../../organisation/load'
import { problemWord } from '../../../organisation/problem'
import { HandoverList } from '../../../trust/HandoverList'
import { deskHref } from '../../../organisation/paths'
import { PageHead, State, useWords } from '../../../ui'
import { useTitle } from '../useTitle'

/** After a change of manager: what goes along, one list a former manager. */
export function HandoverPage() {
  const { t, word } = useWords()
  const handovers = useLoad(() => call(handoverEndpoints.handovers, {}))
  useTitle(t('handover.title'))
  return (
    <>
      <PageHead above={<a href={deskHref('/settings/data')}>{t('desk.settings')}</a>} title={t('handover.title')} />
      {handovers.loading && <State is="loading" rows={3} />}
      {handovers.problem && <State is="failed" what={word(problemWord(handovers.problem))} onRetry={handovers.again} />}
      {handovers.value?.items.length === 0 && <State is="empty" what={t('handover.none')} why={t('handover.noneWhy')} />}
      {handovers.value?.items.map((one) => <HandoverList key={one.former.id} handover={one} onClosed={handovers.again} />)}
    </>
  )
}
