import { reportEndpoints, type Report } from '../../../../shared/reports'
import { call } from '../../../bridge/call'
import { useLoad, usePages } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { ReportView } from '../../../reports/ReportView'
import { Button, FlagIcon, PageHead, Row, Rows, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'

/** Reports that one made, and those one is asked to look at. */
export function Reports() {
  const { t, word, ago } = useWords()
  const { me } = useDesk()
  useTitle(t('report.page'))
  const reports = usePages<Report>((after) => call(reportEndpoints.mine, { query: { after } }), [])
  const others = (report: Report) => report.handlers.filter(({ id }) => id !== me.person.id).map(({ name }) => name ?? t('people.former'))
  return (
    <>
      <PageHead title={t('report.page')}><p class="soft">{t('report.pageWhy')}</p></PageHead>
      {reports.loading && <State is="loading" rows={3} />}
      {reports.problem && <State is="failed" what={word(problemWord(reports.problem))} onRetry={reports.again} />}
      {reports.value?.length === 0 && <State is="empty" what={t('report.noneWhat')} why={t('report.noneWhy')} />}
      {reports.value && reports.value.length > 0 && (
        <Rows lined label={t('report.page')}>
          {reports.value.map((report) => <Row key={report.id} mark={<FlagIcon />} href={deskHref(`/reports/${report.id}`)} title={t('report.mine', { part: report.mine, names: others(report) })} detail={<>{t('report.state', { state: report.state })} · {ago(report.at)}</>} />)}
        </Rows>
      )}
      {reports.more && <div><Button look="line" aria-busy={reports.loadingMore} onClick={reports.more}>{t('common.more')}</Button></div>}
    </>
  )
}

/** One report, by its address: where its e-mail leads. */
export function ReportPage({ id }: { id: string }) {
  const { t, word, date } = useWords()
  const { me } = useDesk()
  useTitle(t('report.page'))
  const report = useLoad(() => call(reportEndpoints.item, { params: { id } }), [id])
  if (report.problem?.code === 'not-found') return <NotFound />
  const found = report.value
  return (
    <>
      <PageHead title={found ? t('report.mine', { part: found.mine, names: found.handlers.filter((one) => one.id !== me.person.id).map(({ name }) => name ?? t('people.former')) }) : t('report.page')} {...(found ? { above: date(found.at, 'full') } : {})} />
      {report.loading && <State is="loading" as="card" rows={1} />}
      {report.problem && <State is="failed" what={word(problemWord(report.problem))} onRetry={report.again} />}
      {found && <ReportView report={found} viewer={me.person.id} onChange={report.set} />}
    </>
  )
}
