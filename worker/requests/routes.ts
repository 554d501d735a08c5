/** Requests over HTTP. */
import { requestEndpoints } from '../../shared/requests'
import { Refusal } from '../../shared/problem'
import { type App, mount } from '../http/mount'
import { ask, decline, withdraw } from './actions'
import { requestOf, requestPageOf, requestQuery, requestsQuery } from './queries'

export const requestRoutes = (app: App): void =>
  mount(app, requestEndpoints, {
    ask,

    async mine({ db, env, me, enter, query, now }) {
      const { viewer, rows: [rows] } = await enter(requestsQuery(db, me, query.side, now, query.after))
      return requestPageOf(env, viewer, rows, now)
    },

    async item({ db, env, me, enter, params, now }) {
      const { viewer, rows: [[row]] } = await enter(requestQuery(db, me, params.id, now))
      if (!row) throw new Refusal('not-found')
      return requestOf(env, viewer, row, now)
    },

    decline,
    withdraw,
  })
