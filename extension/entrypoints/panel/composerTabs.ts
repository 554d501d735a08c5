/** TABLE: what stands beside the kinds in every composer of panel, popup and desk. */
import type { ComposerTab } from '../../feedback/Composer'

export const composerTabs: readonly ComposerTab[] = []
