import type { ComponentChildren } from 'preact'
import type { ArtifactType } from '../../shared/artifacts'
import type { Card } from '../../shared/feedback'
import { DocumentIcon, LinkIcon, LockIcon, PullRequestIcon, TicketIcon, type Words } from '../ui'

const icons: Partial<Record<ArtifactType, typeof LinkIcon>> = {
  pull_request: PullRequestIcon, merge_request: PullRequestIcon, issue: TicketIcon, work_item: TicketIcon, task: TicketIcon, card: TicketIcon, epic: TicketIcon,
  document: DocumentIcon, spreadsheet: DocumentIcon, presentation: DocumentIcon,
}

/** The icon of a kind of work. */
export function workIcon(type: ArtifactType, size?: number) {
  const Icon = icons[type] ?? LinkIcon
  return <Icon {...(size ? { size } : {})} />
}

/** The work that a card hangs on, as its viewer may see it. */
export function workOf(card: Card, { t }: Words): { title: string; url: string | null; icon: ComponentChildren } | null {
  const { artifact } = card
  if (!artifact) return null
  if (artifact.guarded) return { title: t('notification.private'), url: null, icon: <LockIcon size={14} /> }
  return { title: artifact.title ?? artifact.key, url: artifact.url, icon: workIcon(artifact.type, 14) }
}
