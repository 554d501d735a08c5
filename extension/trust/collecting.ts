/** Collects one's own things for the export: page by page, to be left at any time. */
import type { ActionItem } from '../../shared/action-items'
import { actionItemEndpoints } from '../../shared/action-items'
import { authEndpoints, type Session } from '../../shared/auth'
import type { Card } from '../../shared/cards'
import { type Growth, growthEndpoints } from '../../shared/growth'
import { type MeetingListed, meetingEndpoints, type TalkingPoint } from '../../shared/meetings'
import { type Handle, type Me, peopleEndpoints } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import { type Reflection, reflectionEndpoints } from '../../shared/reflections'
import { type FeedbackRequest, requestEndpoints } from '../../shared/requests'
import { type Reply, talkEndpoints } from '../../shared/talk'
import { timelineEndpoints } from '../../shared/timeline'
import { call } from '../bridge/call'

/** Everything of mine. What one said, received and noted to oneself is told apart by `mine` and `kind` of the cards. */
export interface MyData {
  madeAt: string
  me: Me
  handles: Handle[]
  sessions: Session[]
  cards: Card[]
  replies: { feedback: string; items: Reply[] }[]
  actionItems: ActionItem[]
  requests: FeedbackRequest[]
  points: { with: Pick<MeetingListed, 'person' | 'team'>; items: TalkingPoint[] }[]
  reflections: Reflection[]
  /** Null where it is shut for now. */
  growth: Growth | null
}

/** @param told how many entries there are so far @throws Refusal; an AbortError when it was cancelled */
export async function collect(signal: AbortSignal, told: (count: number) => void): Promise<MyData> {
  let count = 0
  /** A list to its end. Something that this server does not have is no part of it. */
  const whole = async <T extends object>(load: (after: string | undefined) => Promise<{ items: T[]; after?: string | null }>): Promise<T[]> => {
    const all: T[] = []
    for (let after: string | undefined, first = true; first || after; first = false) {
      signal.throwIfAborted()
      const page = await load(after).catch((thrown) => { if (first && thrown instanceof Refusal && thrown.code === 'not-found') return { items: [], after: null }; throw thrown })
      all.push(...page.items)
      after = page.after ?? undefined
      told(count += page.items.length)
    }
    return all
  }
  const me = await call(peopleEndpoints.me, {})
  const handles = (await call(peopleEndpoints.handles, {})).items
  const sessions = (await call(authEndpoints.sessions, {})).items
  const cards = await whole((after) => call(timelineEndpoints.export, { query: { after } }))
  const replies: MyData['replies'] = []
  for (const { id } of cards.filter((card) => (card.replies ?? 0) > 0)) replies.push({ feedback: id, items: await whole(() => call(talkEndpoints.thread, { params: { id } })) })
  const actionItems = [
    ...await whole((after) => call(actionItemEndpoints.mine, { query: { state: 'open', after } })), ...await whole((after) => call(actionItemEndpoints.mine, { query: { state: 'closed', after } })),
  ]
  const requests: FeedbackRequest[] = []
  for (const side of ['asked', 'asker', 'subject'] as const) requests.push(...await whole((after) => call(requestEndpoints.mine, { query: { side, after } })))
  const points: MyData['points'] = []
  for (const { person, team } of await whole(() => call(meetingEndpoints.mine, {}))) {
    const place = { kind: person ? 'person' as const : 'team' as const, id: (person ?? team)!.id }
    const now = await whole(() => call(meetingEndpoints.open, { params: place }).then(({ list }) => ({ items: list })))
    const past = await whole(() => call(meetingEndpoints.past, { params: place }))
    const items = [...now, ...past.flatMap((one) => one.points)].filter(({ author }) => author.id === me.person.id)
    if (items.length > 0) points.push({ with: { person, team }, items: [...new Map(items.map((one) => [one.id, one])).values()] })
  }
  const reflections = await whole(() => call(reflectionEndpoints.mine, {}))
  const growth = await call(growthEndpoints.ofPerson, { params: { id: me.person.id }, query: {} }).catch((thrown) => { if (thrown instanceof Refusal && thrown.code !== 'offline') return null; throw thrown })
  signal.throwIfAborted()
  return { madeAt: new Date().toISOString(), me, handles, sessions, cards, replies, actionItems, requests: [...new Map(requests.map((one) => [one.id, one])).values()], points, reflections, growth }
}

/** How many entries there are beside the account. */
export const countOf = ({ cards, actionItems, requests, points, replies, reflections }: MyData): number =>
  cards.length + actionItems.length + requests.length + reflections.length + [...points, ...replies].reduce((sum, { items }) => sum + items.length, 0)
