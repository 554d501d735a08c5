/** Search over HTTP. A word of two letters and more; two calls, since only the items found are made into cards. */
import { mostHits, mostSearched, searchedWords, searchEndpoints, shortestSearch } from '../../shared/search'
import { fold, termsOf } from '../../shared/text'
import { type App, mount } from '../http/mount'
import { holding, personOf, scanQueries, searchQuery, seenOf, someQuery, teamsQuery } from './queries'

/** People and teams that are shown beside what was said. */
const few = 5

export const searchRoutes = (app: App): void =>
  mount(app, searchEndpoints, {
    async find({ db, env, me, enter, query: { q }, now }) {
      const words = searchedWords(q)
      // One letter fits everything; so does none.
      if (fold(q).length < shortestSearch) {
        await enter()
        return { people: [], teams: [], items: [], onlyNewest: false, more: false }
      }
      const { viewer, rows: [people, teams, some, others] } = await enter(searchQuery(db, me, { q, after: null, left: false }, now), teamsQuery(db, q), ...scanQueries(db, me, mostSearched))
      const rows = [...some, ...others].toSorted((a, b) => (a.seq < b.seq ? 1 : -1))
      const found = await holding(env, viewer, rows, words, mostHits + 1)
      const [hits] = found.length === 0 ? [[]] : await db.batch(someQuery(db, me, found.slice(0, mostHits)))
      return {
        people: termsOf(q).length === 0 ? [] : people.slice(0, few).map(personOf), teams: teams.slice(0, few), items: await seenOf(env, viewer, hits, now),
        onlyNewest: rows.length === mostSearched, more: found.length > mostHits,
      }
    },
  })
