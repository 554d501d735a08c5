/** How a card asks its page for a composer: the panel has one; other pages open it below the card. */
import { createContext } from 'preact'
import type { KeptDraft } from '../bridge/kept'

/** Opens a composer on a draft, where the page has one. */
export const Writing = createContext<((kept: KeptDraft) => void) | null>(null)
