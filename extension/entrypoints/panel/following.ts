/** What the panel stands over: in a frame the work of its one opening; in the browser's side panel whatever its window's tab shows, unless something is being written. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Refusal } from '../../../shared/problem'
import { ask, listen } from '../../bridge/call'
import type { Opening } from '../../bridge/messages'
import { refusalOf } from '../../organisation/load'
import { framed } from '../../feedback/trust'

/** The browser's side panel around a panel, where there is one. */
export interface Beside {
  /** The window that this page stands in. */
  window: Promise<number | undefined>
  /** Opens the side panel, in the very turn of a press; null where the browser has none. */
  open: (() => Promise<boolean>) | null
  /** Closes the one that this page is in. */
  leave: () => void
}

export interface Following {
  /** Null = nothing that we may see; undefined = not known yet. */
  opening: Opening | null | undefined
  problem: Refusal | null
  /** Of the newest opening: the same work may stand in another tab by now. */
  nonce: string | null
  /** What the tab shows meanwhile, and why we are not there: words that are written here, or just being sent. */
  away: { why: Busy; to: Opening | null } | null
  go: () => void
  set: (opening: Opening) => void
}

type Busy = 'writing' | 'sending'

/** Milliseconds in which several events of one step count as one; and until a page that had no title yet is looked at again. */
const [settles, again] = [120, 1_200]

/** @param nonce of a trusted opening; without one this is the side panel, or nothing. */
export function useFollowing(nonce: string | null, beside: Beside): Following {
  const [opening, setOpening] = useState<Opening | null | undefined>(undefined)
  const [problem, setProblem] = useState<Refusal | null>(null)
  const [away, setAway] = useState<Following['away']>(null)
  const [newest, setNewest] = useState(nonce)
  const latest = useRef<{ opening: Opening | null | undefined; since: number }>({ opening: undefined, since: 0 })

  const show = useCallback((next: Opening | null) => {
    latest.current = { opening: next, since: Date.now() }
    setProblem(null)
    setAway(null)
    setOpening(next)
  }, [])

  useEffect(() => {
    if (nonce) return void ask('panel.opening', { nonce }).then(show, (thrown) => setProblem(refusalOf(thrown)))
    if (framed()) return show(null)
    let timer: ReturnType<typeof setTimeout> | undefined
    let asked = 0
    const soon = (ms = settles) => {
      clearTimeout(timer)
      timer = setTimeout(() => void look(), ms)
    }
    async function look(): Promise<void> {
      const mine = ++asked
      const window = await beside.window
      const next = await ask('tab.opening', window === undefined ? {} : { window }).catch((thrown) => (setProblem(refusalOf(thrown)), undefined))
      const { opening: now, since } = latest.current
      if (next === undefined || mine !== asked) return
      if (next) setNewest(next.nonce)
      const same = now !== undefined && isSame(now, next)
      if (same && (now?.details.title || !next?.details.title)) setAway(null)
      else {
        const why = now ? await busyWith(now, since) : null
        if (mine !== asked) return
        if (why) setAway(same ? null : { why, to: next })
        else show(next)
      }
      // A page that is still being drawn: once more, then it is as it is.
      if (next?.artifact && !next.details.title && now?.nonce !== next.nonce && latest.current.opening === next) soon(again)
    }
    void look()
    const hearing = [listen('tab.changed', () => soon()), listen('sites.changed', () => soon()), listen('outbox.changed', () => soon())]
    return () => {
      clearTimeout(timer)
      asked = -1
      hearing.forEach((stop) => stop())
    }
  }, [nonce])

  const go = useCallback(() => { if (away) show(away.to) }, [away])
  const set = useCallback((next: Opening) => {
    latest.current.opening = next
    setOpening(next)
  }, [])
  return { opening, problem, nonce: newest, away, go, set }
}

const isSame = (a: Opening | null, b: Opening | null): boolean => (a?.artifactId ?? null) === (b?.artifactId ?? null)

/** Whether words were written here since, or wait in their seconds for Undo. What is older can be found again. */
async function busyWith(opening: Opening, since: number): Promise<Busy | null> {
  const mine = (key: string) => key.startsWith(`${opening.artifactId ?? 'none'}:`)
  const [drafts, items] = await Promise.all([ask('draft.list', {}).catch(() => []), ask('outbox.list', {}).catch(() => [])])
  if (drafts.some((draft) => mine(draft.key) && draft.at >= since)) return 'writing'
  return items.some((item) => mine(item.kept.key) && item.state === 'held') ? 'sending' : null
}
