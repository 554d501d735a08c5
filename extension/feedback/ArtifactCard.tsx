import type { ArtifactRef } from '../../shared/artifacts'
import { cut } from '../../shared/text'
import { keyText, siteName } from '../artifacts/naming'
import { WorkIcon } from '../artifacts/WorkIcon'
import { Button, Field, LockIcon, useWords } from '../ui'

interface Props {
  artifact: ArtifactRef
  /** As the person's own page shows it; null = the page did not tell. */
  title: string | null
  /** As the site calls it, on GitHub `open draft merged closed`; null = the page did not tell. */
  state: string | null
  /** What the person typed where the page told none. */
  typed: string | null
  onTitle: (title: string | null) => void
  /** Not proven to be public: the lower part says what others read. */
  guarded: boolean
  showTitle: boolean
  onShowTitle: (shown: boolean) => void
}

/** The work that something is said on, and the guard of a private place. */
export function ArtifactCard({ artifact, title, state, typed, onTitle, guarded, showTitle, onShowTitle }: Props) {
  const { t } = useWords()
  const key = keyText(artifact)
  const site = siteName(artifact.site)
  return (
    <section class="artifact" aria-label={t('compose.work')}>
      <div class="artifact-top">
        <WorkIcon type={artifact.type} />
        <div class="grow">
          <p class="small medium cut" dir="auto" title={title ?? key}>{title ? cut(title, 200) : key}</p>
          {(title || state) && <p class="tiny soft cut">{title && <bdi>{key}</bdi>}{title && state && ' · '}{state && <span>{t('compose.workState', { state, word: state })}</span>}</p>}
          {!title && <Field label={t('compose.titleMissing')} optional hint={t('compose.titleMissing.hint')} value={typed ?? ''} maxLength={250} onInput={(text) => onTitle(text || null)} />}
        </div>
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
