import { useState } from 'preact/hooks'
import type { Opening } from '../../bridge/messages'
import { keyText } from '../../artifacts/naming'
import { WorkIcon } from '../../artifacts/WorkIcon'
import { later, Button, Menu, useWords } from '../../ui'

const PutWork = later(() => import('../../meetings/PutWork').then((module) => module.PutWork))

/** The page of the tab below, from its address and title alone: nothing of it has left the browser. */
export function ThisTab({ opening, viewer, onRecognise }: { opening: Opening; viewer: string; onRecognise: () => void }) {
  const { t } = useWords()
  const [putting, setPutting] = useState(false)
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
      <Menu label={t('aside.menu')} items={[{ label: t('meetings.put'), onSelect: () => setPutting(true) }]} />
      {putting && <PutWork opening={opening} viewer={viewer} open onClose={() => setPutting(false)} />}
    </section>
  )
}

function addressOf(url: string): string {
  const { host, pathname } = new URL(url)
  return pathname === '/' ? host : host + pathname
}
