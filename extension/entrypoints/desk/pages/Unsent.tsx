import { useState } from 'preact/hooks'
import type { Opening } from '../../../bridge/messages'
import type { KeptDraft } from '../../../bridge/kept'
import { Composer } from '../../../feedback/Composer'
import { openingOf, useDrafts } from '../../../feedback/drafts'
import { DraftsList } from '../../../feedback/DraftsList'
import { NotSent } from '../../../feedback/NotSentList'
import { useOutbox } from '../../../feedback/outbox'
import { useOpened } from '../../../feedback/work'
import { deskHref } from '../../../organisation/paths'
import { Button, ButtonLink, PageHead, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useTitle } from '../useTitle'

/** Everything that is written and not sent: what waits or was refused, and drafts. Each can be continued or thrown away, with a network or without. */
export function UnsentPage() {
  const { t } = useWords()
  const [writing, setWriting] = useState<{ opening: Opening; kept: KeptDraft } | null>(null)
  const outbox = useOutbox()
  const drafts = useDrafts()
  useTitle(t('unsent.page'))
  const edit = (kept: KeptDraft) => setWriting({ opening: openingOf(kept, outbox.items.find((item) => item.draft.id === kept.id)), kept })
  const done = () => {
    setWriting(null)
    outbox.again()
    drafts.again()
  }
  const nothing = drafts.items.length === 0 && outbox.items.every((item) => item.state === 'sent')
  return (
    <>
      <PageHead title={t('unsent.page')}><p class="soft">{t('unsent.pageWhy')}</p></PageHead>
      {writing && <Continue {...writing} onDone={done} />}
      {!writing && nothing && <State is="empty" what={t('unsent.none')} why={t('unsent.noneWhy')} action={<ButtonLink href={deskHref('/people')}>{t('notification.recogniseSomebody')}</ButtonLink>} />}
      {!writing && <NotSent onEdit={edit} />}
      {!writing && <DraftsList onContinue={edit} />}
    </>
  )
}

function Continue({ opening, kept, onDone }: { opening: Opening; kept: KeptDraft; onDone: () => void }) {
  const { t } = useWords()
  const { me } = useDesk()
  const opened = useOpened(opening, me.person.id)
  return (
    <section class="desk-composer" aria-label={t('drafts.continue')}>
      <Composer work={opening} me={me} matches={opened.value?.people ?? null} teams={opened.value?.teams} problem={opened.problem} onRetry={opened.again} kept={kept} onSent={onDone} />
      <div><Button look="quiet" onClick={onDone}>{t('common.back')}</Button></div>
    </section>
  )
}
