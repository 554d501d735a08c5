/** A draft while it is written: kept after every change, brought back when its work is opened again. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Kind } from '../../shared/kinds'
import type { Me, Person } from '../../shared/people'
import { ask } from '../bridge/call'
import type { KeptDraft } from '../bridge/kept'
import { blank, draftKey, isBlank, visibilitiesOf, type Work } from './composing'

export interface Writing {
  /** Null until it is known whether there is an older one. */
  draft: KeptDraft | null
  change: (part: Partial<KeptDraft>) => void
  /** When the draft that was brought back was written; null for a new one, or once it was changed. */
  from: number | null
  kept: 'no' | 'yes' | 'failed'
  /** Whom the page suggests: no act of the person's, so nothing is kept for it alone. */
  suggest: (recipients: Person[]) => void
  flush: () => Promise<void>
  /** Sent: it is no draft any more. */
  sent: () => void
}

interface Start { work: Work; kind: Kind; me: Me | null; recipients: Person[]; brought: KeptDraft | null }

/** @param brought what Undo or Edit gave back, instead of what is kept */
export function useWriting({ work, kind, me, recipients, brought }: Start): Writing {
  const [draft, set] = useState<KeptDraft | null>(brought)
  const [from, setFrom] = useState<number | null>(null)
  const [kept, setKept] = useState<Writing['kept']>(brought ? 'yes' : 'no')
  const untouched = useRef(!brought)
  const latest = useRef(draft)
  const waiting = useRef<KeptDraft | null>(null)
  const stored = useRef(brought !== null)
  latest.current = draft

  const flush = useCallback(async () => {
    const next = waiting.current
    if (!next) return
    waiting.current = null
    try {
      if (!isBlank(next, work)) await ask('draft.save', next)
      else if (stored.current) await ask('draft.drop', { key: next.key })
      stored.current = !isBlank(next, work)
      setKept(stored.current ? 'yes' : 'no')
    } catch {
      setKept('failed')
    }
  }, [work])

  useEffect(() => {
    if (brought) {
      waiting.current = brought
      void flush()
    } else {
      const begin = (old: KeptDraft | null) => {
        if (old) {
          untouched.current = false
          stored.current = true
          setKept('yes')
          setFrom(old.at)
        }
        set(old ?? blank(work, kind, me, recipients))
      }
      ask('draft.load', { key: draftKey(work, kind) }).then(begin, () => begin(null))
    }
    const leave = () => void flush()
    addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', leave)
    return () => {
      removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', leave)
      leave()
    }
  }, [])

  const put = useCallback((next: KeptDraft) => {
    latest.current = next
    set(next)
    const first = waiting.current === null
    waiting.current = next
    // One write a frame, however fast somebody types. By the clock: a frame that is not drawn must not cost a letter.
    if (first) setTimeout(() => void flush(), 16)
  }, [flush])

  const change = useCallback((part: Partial<KeptDraft>) => {
    if (!latest.current) return
    untouched.current = false
    setFrom(null)
    put({ ...latest.current, ...part, at: Date.now() })
  }, [put])

  // The organisation's default, once it is known, for whoever has not chosen.
  const known = draft !== null
  useEffect(() => {
    if (!me || !latest.current || !untouched.current) return
    const visibility = visibilitiesOf(kind, me)[0]
    if (visibility && visibility !== latest.current.visibility) set({ ...latest.current, visibility })
  }, [me, known])

  const sent = useCallback(() => {
    waiting.current = null
    if (stored.current && latest.current) void ask('draft.drop', { key: latest.current.key }).catch(() => undefined)
    stored.current = false
  }, [])

  // What was typed meanwhile is kept together with it; nothing else is.
  const suggest = useCallback((recipients: Person[]) => {
    if (!latest.current) return
    const next = { ...latest.current, recipients }
    if (untouched.current) set(next)
    else put(next)
  }, [put])

  return { draft, change, suggest, from, kept, flush, sent }
}
