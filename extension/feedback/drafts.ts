/** What was begun and not sent: every draft of the person signed in, newest first. */
import { useEffect } from 'preact/hooks'
import { ask, listen } from '../bridge/call'
import type { Opening } from '../bridge/messages'
import type { KeptDraft, OutboxItem } from '../bridge/kept'
import { useLoad } from '../organisation/load'

const none: KeptDraft[] = []

export interface HeldDrafts {
  items: KeptDraft[]
  again: () => void
  /** Throws one away. @returns what brings it back */
  drop: (draft: KeptDraft) => Promise<() => Promise<void>>
}

export function useDrafts(): HeldDrafts {
  const { value, again } = useLoad(() => ask('draft.list', {}))
  useEffect(() => {
    // A draft in a panel elsewhere changes without a word: whoever comes back to this page sees it as it is.
    addEventListener('focus', again)
    const stops = [listen('outbox.changed', again), listen('session.changed', again), () => removeEventListener('focus', again)]
    return () => stops.forEach((stop) => stop())
  }, [again])
  return {
    items: value ?? none,
    again,
    async drop(draft) {
      await ask('draft.drop', { key: draft.key })
      again()
      return async () => {
        await ask('draft.save', draft)
        again()
      }
    },
  }
}

/** The work that words hang on, as it was when they were written: what a composer opens on without its page. */
export function openingOf(kept: KeptDraft, item?: OutboxItem): Opening {
  const cited = item?.draft.artifact ?? kept.about ?? null
  return {
    nonce: '', artifact: cited?.ref ?? null, artifactId: kept.key.split(':')[0] ?? null, moved: false, hostTheme: null, found: null,
    details: { people: [], via: {}, ...(cited && { title: cited.title, state: cited.state, visibility: cited.visibility }) },
  }
}
