import type { ActionItem } from '../../shared/action-items'
import { WorkLine } from '../feedback/WorkLine'
import { ResourceLink } from '../learning/ResourceLink'
import { Chips } from '../ui'

/** What an action item carries: what to learn from, and the work on which it is done. */
export function ItemOn({ item: { resource, work } }: { item: Pick<ActionItem, 'resource' | 'work'> }) {
  if (!resource && !work) return null
  return (
    <div class="item-on">
      {resource && <ResourceLink resource={resource} />}
      {work && <Chips><WorkLine artifact={{ guarded: false, id: '', ...work, title: null, state: null, hiddenFromOthers: false, private: false }} /></Chips>}
    </div>
  )
}
