/** The inbox as a page holds it: from the background's cache at once, then from the server. */
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { Card } from '../../shared/cards'
import { feedbackEndpoints } from '../../shared/feedback'
import { notificationEndpoints, type Inbox } from '../../shared/notifications'
import { peopleEndpoints, type Handle } from '../../shared/people'
import type { Refusal } from '../../shared/problem'
import { ask, call, hasBackground, listen } from '../bridge/call'
import { refusalOf } from '../organisation/load'

export interface HeldInbox {
  inbox: Inbox | null
  /** ms since 1970: when the server said so. */
  asOf: number | null
  problem: Refusal | null
  refresh: () => Promise<void>
  thank: (card: Card, thanks: boolean) => Promise<void>
  answer: (handle: Handle, mine: boolean) => Promise<void>
  markRead: (ids: string[]) => Promise<void>
  /** The next page of older lines; null at the end. */
  more: (() => Promise<void>) | null
}

/** Holds the inbox while `on`; hears of every change in the background. Acts throw a Refusal and change nothing then. */
export function useInbox(on: boolean): HeldInbox {
  const [held, setHeld] = useState<{ inbox: Inbox; asOf: number } | null>(null)
  const [problem, setProblem] = useState<Refusal | null>(null)

  const refresh = useCallback(async () => {
    try {
      setHeld(await fresh())
      setProblem(null)
    } catch (thrown) {
      setProblem(refusalOf(thrown))
    }
  }, [])

  useEffect(() => {
    if (!on) return
    let stays = true
    const fromCache = async () => {
      const cached = hasBackground() ? await ask('inbox.cached', {}).catch(() => null) : null
      if (stays && cached) setHeld((before) => (before && before.asOf > cached.asOf ? before : cached))
    }
    void fromCache().then(() => (stays ? refresh() : undefined))
    const stop = listen('inbox.changed', () => void fromCache())
    const back = () => void refresh()
    addEventListener('online', back)
    return () => {
      stays = false
      stop()
      removeEventListener('online', back)
    }
  }, [on, refresh])

  const acts = useMemo(() => {
    const change = (edit: (inbox: Inbox) => Inbox) => setHeld((before) => before && { ...before, inbox: edit(before.inbox) })
    const withCard = (card: Card) => (inbox: Inbox): Inbox => ({ ...inbox, items: inbox.items.map((item) => (item.card?.id === card.id ? { ...item, card } : item)) })
    const markRead = async (ids: string[]) => {
      if (ids.length === 0) return
      const { unread } = await call(notificationEndpoints.read, { body: { ids: ids.slice(0, 50) } })
      change((inbox) => ({ ...inbox, unread, items: inbox.items.map((item) => (ids.includes(item.id) ? { ...item, read: true } : item)) }))
      // The badge counts what the background holds.
      if (hasBackground()) await ask('inbox.refresh', {}).catch(() => null)
    }
    return {
      markRead,
      async thank(card: Card, thanks: boolean) {
        const input = { params: { id: card.id, reaction: 'thanks' as const } }
        change(withCard(await (thanks ? call(feedbackEndpoints.react, input) : call(feedbackEndpoints.unreact, input))))
      },
      async answer(handle: Handle, mine: boolean) {
        if (mine) await call(peopleEndpoints.confirmHandle, { params: { id: handle.id } })
        else await call(peopleEndpoints.refuseHandle, { params: { id: handle.id } })
        change((inbox) => ({ ...inbox, items: inbox.items.map((item) => (item.handle?.id === handle.id ? { ...item, handle: mine ? { ...handle, status: 'confirmed' as const } : null } : item)) }))
        if (hasBackground()) await ask('inbox.refresh', {}).catch(() => null)
      },
    }
  }, [])

  const after = held?.inbox.after ?? null
  const more = after === null ? null : async () => {
    const next = await call(notificationEndpoints.inbox, { query: { after } })
    setHeld((before) => before && { ...before, inbox: { ...next, items: [...before.inbox.items, ...next.items], unread: before.inbox.unread } })
  }
  return { inbox: held?.inbox ?? null, asOf: held?.asOf ?? null, problem, refresh, more, ...acts }
}

async function fresh(): Promise<{ inbox: Inbox; asOf: number }> {
  if (hasBackground()) return ask('inbox.refresh', {})
  return { inbox: await call(notificationEndpoints.inbox, { query: {} }), asOf: Date.now() }
}
