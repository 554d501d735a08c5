/** Reads of people over HTTP; what changes the directory is in routes.directory. */
import { pageSize } from '../../shared/page'
import { peopleEndpoints } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import { mostThanked } from '../../shared/kinds'
import { type App, mount } from '../http/mount'
import { meOf, meQueries } from './queries.me'
import { membersQuery, teamsQuery, teamToThank } from './queries.teams'
import { personOf, profileOf, profileQuery, searchQuery } from './queries'

const { me, search, teams, team, profile } = peopleEndpoints

export const peopleRoutes = (app: App): void =>
  mount(app, { me, search, teams, team, profile }, {
    async me({ db, env, me, enter, now }) {
      const { viewer, rows } = await enter(...meQueries(db, me, now))
      return meOf(env, viewer, rows)
    },

    async search({ db, me, enter, query, now }) {
      const { rows: [found] } = await enter(searchQuery(db, me, { q: query.q ?? '', after: query.after ?? null, left: query.left === 'true' }, now))
      const items = found.slice(0, pageSize)
      return { items: items.map(personOf), after: found.length > pageSize ? (items.at(-1)?.id ?? null) : null }
    },

    async teams({ db, enter, query }) {
      const { rows: [items] } = await enter(teamsQuery(db, query.q ?? ''))
      return { items }
    },

    async team({ db, enter, params, now }) {
      const { viewer, rows: [members] } = await enter(membersQuery(db, params.id, mostThanked, now))
      const found = teamToThank(members, viewer.id)
      if (!found) throw new Refusal('not-found')
      return found.team
    },

    async profile({ db, enter, params, now }) {
      const { rows: [[row]] } = await enter(profileQuery(db, params.id, now))
      if (!row) throw new Refusal('not-found')
      return profileOf(row)
    },
  })
