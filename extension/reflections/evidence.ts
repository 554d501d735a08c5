/** What reached the viewer in a quarter, by the core value that it cites. */
import type { Card } from '../../shared/cards'
import { bodyFields } from '../../shared/bodies'
import { type Entry, mostCards, timelineEndpoints } from '../../shared/timeline'
import { call } from '../bridge/call'

/** So many of a value are shown, the newest. */
const most = 5

/** What cites a value within the days of a quarter, newest first. */
export const citing = (entries: readonly Entry[], value: string, { from, to }: { from: string; to: string }): Entry[] =>
  entries.filter((one) => one.values.some(({ id }) => id === value) && one.at.slice(0, 10) >= from && one.at.slice(0, 10) <= to).toSorted((a, b) => (a.seq < b.seq ? 1 : -1))

export interface Evidence { count: number; cards: Card[] }
/** The newest cards of each value. */
export async function evidenceOf(values: readonly string[], quarter: { from: string; to: string }): Promise<Map<string, Evidence>> {
  const { entries } = await call(timelineEndpoints.mine, { query: {} })
  const found = new Map(values.map((value) => [value, citing(entries, value, quarter)]))
  const ids = [...new Set([...found.values()].flatMap((all) => all.slice(0, most).map(({ id }) => id)))]
  const cards: Card[] = []
  for (let at = 0; at < ids.length; at += mostCards) cards.push(...(await call(timelineEndpoints.cards, { query: { ids: ids.slice(at, at + mostCards).join(',') } })).items)
  return new Map([...found].map(([value, all]) => [value, { count: all.length, cards: all.slice(0, most).flatMap(({ id }) => cards.filter((card) => card.id === id)) }]))
}

/** The words of a card in a line. */
export const gistOf = (card: Card): string => bodyFields(card.body).map(([, text]) => text).filter(Boolean).join(' ')
