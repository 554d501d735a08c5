import { deskHref } from '../../../organisation/paths'
import { ReflectionsView } from '../../../reflections/ReflectionsView'
import { PageHead, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useTitle } from '../useTitle'

/** A quarter looked back on, core value by core value. Nobody else reads it. */
export function ReflectionPage() {
  const { t } = useWords()
  const { me } = useDesk()
  useTitle(t('reflect.title'))
  return (
    <>
      <PageHead title={t('reflect.title')} above={<a href={deskHref('/growth')}>{t('growth.title')}</a>}><p class="soft">{t('reflect.why')}</p></PageHead>
      <ReflectionsView me={me} />
    </>
  )
}
