import type { KeptDraft } from '../bridge/kept'
import { useSession } from '../organisation/session'
import { Rows, Section, useWords } from '../ui'
import { NotSentRow } from './NotSent'
import { useOutbox } from './outbox'

interface Props {
  /** The popup's small headings. */
  small?: boolean
  /** Back to a composer; without it, nothing can be edited here. */
  onEdit?: (kept: KeptDraft) => void
}

/** All that is not sent: what waits its turn, and what was refused, with its reason. Nothing unsent, nothing shown. */
export function NotSent({ small = false, onEdit }: Props) {
  const { t } = useWords()
  const { items } = useOutbox()
  const { state } = useSession()
  if (state?.state !== 'signed-in') return null
  const viewer = state.owner.person
  const section = (title: string, parked: boolean) => {
    const these = items.filter((item) => item.state !== 'sent' && (item.state === 'parked') === parked)
    return these.length > 0 && (
      <Section small={small} title={title} aside={these.length}>
        <Rows lined={!small} label={title}>{these.map((item) => <NotSentRow key={item.id} item={item} viewer={viewer} onEdit={onEdit} />)}</Rows>
      </Section>
    )
  }
  return <>{section(t('unsent.waiting'), false)}{section(t('panel.unsaid'), true)}</>
}
