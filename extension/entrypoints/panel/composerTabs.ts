/** TABLE: what stands beside the kinds in every composer of panel, popup and desk. */
import type { ComposerTab } from '../../feedback/Composer'
import { later } from '../../ui'

export const composerTabs: readonly ComposerTab[] = [
  { name: 'ask', label: 'request.tab', Content: later(() => import('../../requests/AskForm').then(({ AskForm }) => AskForm)) },
]
