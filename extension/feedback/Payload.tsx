import type { Draft } from '../../shared/feedback'
import { useWords } from '../ui'

/** Exactly what a press on Send would hand over, as it travels. */
export function Payload({ draft }: { draft: Draft }) {
  const { t } = useWords()
  return (
    <section class="payload" aria-label={t('compose.payload')}>
      <p class="tiny soft">{t('compose.payloadWhat')}</p>
      {/* Scrolled by keyboard, too. */}
      <pre class="tiny" dir="ltr" tabIndex={0}>{JSON.stringify(draft, null, 1)}</pre>
    </section>
  )
}
