import type { ArtifactType } from '../../shared/artifacts'
import { DocumentIcon, type Icon, LinkIcon, MessageIcon, PullRequestIcon, TicketIcon } from '../ui'

const icons: Partial<Record<ArtifactType, Icon>> = {
  pull_request: PullRequestIcon, merge_request: PullRequestIcon, commit: PullRequestIcon,
  issue: TicketIcon, work_item: TicketIcon, task: TicketIcon, card: TicketIcon, epic: TicketIcon,
  discussion: MessageIcon, message: MessageIcon, email_thread: MessageIcon,
  document: DocumentIcon, spreadsheet: DocumentIcon, presentation: DocumentIcon, form: DocumentIcon,
}

/** The icon of a kind of work. */
export function WorkIcon({ type, size = 16 }: { type: ArtifactType; size?: number }) {
  const Drawn = icons[type] ?? LinkIcon
  return <Drawn size={size} />
}
