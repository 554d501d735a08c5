/** Search: people, teams, and words in what one may see. Sealed words are in no index: the newest are opened and looked through. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Card } from './cards'
import { Person, TeamFound } from './people'
import { fold } from './text'

/** So many of the newest are looked through, and so many shown. */
export const mostSearched = 500
export const mostHits = 20
/** Shorter ones fit everything. */
export const shortestSearch = 2

export const searchEndpoints = {
  find: endpoint({
    id: 'search.find', method: 'GET', path: '/api/v1/search', who: 'person', summary: 'People, teams, and words in what I may see: in the newest 500 of it, at most 20',
    query: z.object({ q: z.string().check(z.minLength(1), z.maxLength(100)) }),
    reply: z.object({
      people: z.array(Person), teams: z.array(TeamFound), items: z.array(Card),
      /** There is more than what was looked through. */
      onlyNewest: z.boolean(),
      /** There were more hits than are shown. */
      more: z.boolean(),
    }),
  }),
} as const

/** The words of a search, folded, each once. */
export const searchedWords = (q: string): string[] => [...new Set(fold(q).split(' ').filter(Boolean))]

/** Whether every word that is searched for stands in these texts. */
export function holds(texts: readonly (string | null | undefined)[], words: readonly string[]): boolean {
  const all = fold(texts.filter(Boolean).join('\n'))
  return words.length > 0 && words.every((word) => all.includes(word))
}
