import { siteName } from '../artifacts/naming'
import { WorkIcon } from '../artifacts/WorkIcon'
import { Button, LockIcon, useWords } from '../ui'
import { WorkTitle, type WorkTitleProps } from './WorkTitle'

interface Props extends WorkTitleProps {
  /** Not proven to be public: the lower part says what others read. */
  guarded: boolean
  showTitle: boolean
  onShowTitle: (shown: boolean) => void
}

/** The work that something is said on, and the guard of a private place. */
export function ArtifactCard({ artifact, title, state, typed, onTitle, guarded, showTitle, onShowTitle }: Props) {
  const { t } = useWords()
  const site = siteName(artifact.site)
  return (
    <section class="artifact" aria-label={t('compose.work')}>
      <div class="artifact-top">
        <WorkIcon type={artifact.type} />
        <div class="grow"><WorkTitle {...{ artifact, title, state, typed, onTitle }} /></div>
      </div>
      {guarded && (
        <div class="artifact-guard">
          <LockIcon size={14} />
          <p class="grow">{showTitle ? t('guard.shown') : t('guard.private', { said: t('guard.said', { place: artifact.site, site }) })}</p>
          <Button look="link" onClick={() => onShowTitle(!showTitle)}>{t(showTitle ? 'guard.hide' : 'guard.show')}</Button>
        </div>
      )}
    </section>
  )
}
