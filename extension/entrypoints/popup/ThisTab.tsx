import type { Opening } from '../../bridge/messages'
import { keyText } from '../../artifacts/naming'
import { WorkIcon } from '../../artifacts/WorkIcon'
import { Button, useWords } from '../../ui'

/** The page of the tab below, from its address and title alone: nothing of it has left the browser. */
export function ThisTab({ opening, onRecognise }: { opening: Opening; onRecognise: () => void }) {
  const { t } = useWords()
  const { artifact, details } = opening
  if (!artifact) return null
  const named = artifact.site === 'page' ? addressOf(artifact.url) : keyText(artifact)
  return (
    <section class="strip popup-tab" aria-label={t('popup.thisTab')}>
      <WorkIcon type={artifact.type} />
      <div class="grow">
        <p class="small medium cut" dir="auto" title={details.title ?? named}>{details.title ?? named}</p>
        <p class="tiny soft cut">{t('popup.thisTabIs', { place: named })}</p>
      </div>
      <Button look="accent" size="small" onClick={onRecognise}>{t('popup.recognise')}</Button>
    </section>
  )
}

function addressOf(url: string): string {
  const { host, pathname } = new URL(url)
  return pathname === '/' ? host : host + pathname
}
