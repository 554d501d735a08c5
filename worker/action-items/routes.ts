/** Action items over HTTP. */
import { actionItemEndpoints } from '../../shared/action-items'
import { Refusal } from '../../shared/problem'
import { type App, mount } from '../http/mount'
import { add, change, done, drop, reopen } from './actions'
import { itemOf, itemQuery, mineQueries, pageOf } from './queries'

export const actionItemRoutes = (app: App): void =>
  mount(app, actionItemEndpoints, {
    async mine({ db, env, me, enter, query }) {
      const state = query.state ?? 'open'
      const { viewer, rows } = await enter(...mineQueries(db, me, state, query.after))
      return pageOf(env, viewer, state, rows)
    },

    async item({ db, env, me, enter, params }) {
      const { viewer, rows: [[row]] } = await enter(itemQuery(db, me, params.id))
      if (!row) throw new Refusal('not-found')
      return itemOf(env, viewer, row)
    },

    add,
    change,
    done,
    drop,
    reopen,
  })
