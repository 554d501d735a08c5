import { type AuditEntry, auditEndpoints } from '../../../../shared/audit'
import { call } from '../../../bridge/call'
import { usePages } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { AuditRows } from '../../../trust/AuditRows'
import { Button, PageHead, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useTitle } from '../useTitle'

/** What happened to me and to what is mine. */
export function HappenedPage() {
  const { t, word } = useWords()
  const { me } = useDesk()
  useTitle(t('settings.happened'))
  const entries = usePages<AuditEntry>((after) => call(auditEndpoints.mine, { query: { after } }))
  return (
    <>
      <PageHead title={t('settings.happened')} above={<a href={deskHref('/settings/data')}>{t('desk.settings')}</a>}><p class="soft">{t('happened.why')}</p></PageHead>
      {entries.loading && <State is="loading" rows={6} />}
      {entries.problem && <State is="failed" what={word(problemWord(entries.problem))} onRetry={entries.again} />}
      {entries.value?.length === 0 && <State is="empty" what={t('happened.none')} why={t('happened.why')} />}
      {entries.value && entries.value.length > 0 && <AuditRows entries={entries.value} label={t('settings.happened')} linked viewer={me.person.id} />}
      {entries.more && <div><Button look="line" aria-busy={entries.loadingMore} onClick={entries.more}>{t('common.more')}</Button></div>}
    </>
  )
}
