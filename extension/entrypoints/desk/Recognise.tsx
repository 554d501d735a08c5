import { useMemo, useState } from 'preact/hooks'
import type { Profile } from '../../../shared/people'
import type { KeptDraft, OutboxItem } from '../../bridge/kept'
import { Composer } from '../../feedback/Composer'
import { noWork } from '../../feedback/composing'
import { useOutbox } from '../../feedback/outbox'
import { SendingCard } from '../../feedback/SendingCard'
import { Button, useWords } from '../../ui'
import { composerTabs } from '../panel/composerTabs'
import { useDesk } from './context'

/** Says something to a person without any work, or asks them: recognition needs none. */
export function Recognise({ person, kind = 'recognition', onDone }: { person: Profile; kind?: string; onDone: () => void }) {
  const { t } = useWords()
  const { me } = useDesk()
  // A draft is kept for each person: a word begun for Dee never comes back under Chi's name.
  const work = useMemo(() => ({ ...noWork, artifactId: person.id }), [person.id])
  const [sent, setSent] = useState<OutboxItem | null>(null)
  const [kept, setKept] = useState<KeptDraft | null>(null)
  const outbox = useOutbox()
  const now = sent && outbox.items.find((item) => item.id === sent.id)
  if (sent && (!now || now.state === 'sent')) return <p class="line line-wrap">{t('popup.sent')} <Button look="quiet" onClick={onDone}>{t('common.close')}</Button></p>
  if (sent && now) return <SendingCard item={now} author={{ id: me.person.id, name: me.person.name }} onUndone={(draft) => { setKept(draft); setSent(null) }} />
  return (
    <section class="desk-composer" aria-label={t('popup.recognise')}>
      <Composer
        key={kept?.id ?? kind} kind={kind} tabs={composerTabs} work={work} me={me} matches={[]} recipients={[person]} kept={kept}
        onSent={(result) => {
          if ('card' in result) return onDone()
          outbox.put(result.item)
          setSent(result.item)
        }}
      />
      <div><Button look="quiet" onClick={onDone}>{t('common.close')}</Button></div>
    </section>
  )
}
