import { Cases } from '../../../cases/Cases'
import { MyCases } from '../../../cases/MyCases'
import { deskHref } from '../../../organisation/paths'
import { PageHead, Section, useWords } from '../../../ui'
import { useTitle } from '../useTitle'

/** Cases of data protection: those that I run, and my own. Lines of the inbox lead here. */
export function CasesPage() {
  const { t } = useWords()
  useTitle(t('case.title'))
  return (
    <>
      <PageHead above={<a href={deskHref('/settings/data')}>{t('desk.settings')}</a>} title={t('case.title')} />
      <Section title={t('case.run')}><Cases /></Section>
      <Section title={t('case.ask')}><MyCases /></Section>
    </>
  )
}
