import { useState } from 'preact/hooks'
import type { Card } from '../../shared/cards'
import type { KeptDraft } from '../bridge/kept'
import { announce, Button, useWords } from '../ui'
import { workOf } from './promoting'
import type { Sent } from './sending'
import { WorkComposer } from './WorkComposer'

/** The composer below the card that it grew from, on pages that have none of their own. */
export function Promoted({ card, kept, viewer, onDone }: { card: Card; kept: KeptDraft; viewer: string; onDone: () => void }) {
  const { t } = useWords()
  const [work] = useState(() => workOf(card))
  const sent = (_: Sent) => {
    announce(t('card.sending'))
    onDone()
  }
  return (
    <section class="promoted" aria-label={t('card.note.feedback')}>
      <WorkComposer viewer={viewer} work={work} kept={kept} onSent={sent} />
      <Button look="quiet" onClick={onDone}>{t('common.close')}</Button>
    </section>
  )
}
