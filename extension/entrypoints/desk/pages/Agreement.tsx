import { Agreement } from '../../../trust/Agreement'
import { PageHead, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useTitle } from '../useTitle'

/** What is agreed on: everyone reads it. */
export function AgreementPage() {
  const { t } = useWords()
  const { me } = useDesk()
  useTitle(t('agreement.title'))
  return (
    <>
      <PageHead title={t('agreement.title')} above={<bdi>{me.organisation.name}</bdi>}><p class="soft">{t('agreement.lead')}</p></PageHead>
      <Agreement viewer={me.person.id} admin={me.person.role === 'admin'} />
    </>
  )
}
