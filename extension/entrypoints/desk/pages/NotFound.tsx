import { deskHref } from '../../../organisation/paths'
import { ButtonLink, PageHead, State, useWords } from '../../../ui'
import { useTitle } from '../useTitle'

/** Nothing at this address, or nothing that the viewer may see: both are the same. */
export function NotFound() {
  const { t } = useWords()
  useTitle(t('desk.notFound'))
  return (
    <>
      <PageHead title={t('desk.notFound')} />
      <State is="empty" what={t('desk.notFound.what')} why={t('desk.notFound.why')} action={<ButtonLink href={deskHref('/')}>{t('desk.notFound.next')}</ButtonLink>} />
    </>
  )
}
