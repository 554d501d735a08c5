import { useState } from 'preact/hooks'
import type { Opening } from '../../bridge/messages'
import type { KeptDraft, OutboxItem, Owner } from '../../bridge/kept'
import { Composer } from '../../feedback/Composer'
import { closeTopmost } from '../../feedback/layers'
import { useOutbox } from '../../feedback/outbox'
import { SendingCard } from '../../feedback/SendingCard'
import { useOpened } from '../../feedback/work'
import { useMe } from '../../people/me'
import { composerTabs } from '../panel/composerTabs'
import { Button, useKeys, useWords } from '../../ui'

interface Props {
  owner: Owner
  opening: Opening
  /** What Edit brought back. */
  kept: KeptDraft | null
  onDone: () => void
}

/** Writes inside the popup: on a page of no known site, or where the panel may not stand. */
export function Writing({ owner, opening, kept: brought, onDone }: Props) {
  const { t } = useWords()
  const me = useMe(owner.person)
  const opened = useOpened(opening, owner.person)
  const outbox = useOutbox()
  const [kept, setKept] = useState(brought)
  const [sent, setSent] = useState<OutboxItem | null>(null)
  const now = sent && outbox.items.find((item) => item.id === sent.id)
  // One layer at a time; the draft is kept.
  useKeys({ Escape: () => closeTopmost() || onDone() })
  return (
    <div class="popup-writing">
      <div class="popup-back"><Button look="quiet" onClick={onDone}>{t('common.back')}</Button></div>
      {sent ? (
        <div class="popup-card">
          {now && now.state !== 'sent' && me.value
            ? <SendingCard item={now} author={{ id: owner.person, name: me.value.person.name }} onUndone={(draft) => { setKept(draft); setSent(null) }} />
            : <p>{t('popup.sent')}</p>}
        </div>
      ) : (
        <Composer
          key={kept?.id ?? 'new'} tabs={composerTabs} work={opening} me={me.value ?? null} matches={opened.value?.people ?? null} teams={opened.value?.teams} problem={me.problem ?? opened.problem}
          onRetry={() => { me.again(); opened.again() }} kept={kept}
          onSent={(result) => {
            if (!('item' in result)) return onDone()
            outbox.put(result.item)
            setSent(result.item)
          }}
        />
      )}
    </div>
  )
}
