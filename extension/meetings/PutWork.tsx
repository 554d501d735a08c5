import type { Opening } from '../bridge/messages'
import { titleOf } from '../feedback/composing'
import { useOpened } from '../feedback/work'
import { suggestionsOf } from '../people/suggestions'
import { PutOnAgenda } from './PutOnAgenda'

/** The work of an opening, on an agenda: the people whom its page names come first. */
export function PutWork({ opening, viewer, open, onClose }: { opening: Opening; viewer: string; open: boolean; onClose: () => void }) {
  const { artifact, details } = opening
  const opened = useOpened(opening, viewer)
  const { sure, maybe } = suggestionsOf(opened.value?.people ?? [], viewer, details.people)
  const cited = artifact && { ref: artifact, title: titleOf(details.title), state: details.state?.slice(0, 40) ?? null, visibility: details.visibility ?? ('private' as const), showTitle: false }
  return <PutOnAgenda open={open} onClose={onClose} artifact={cited} near={[...sure, ...maybe].map(({ person }) => person)} viewer={viewer} />
}
