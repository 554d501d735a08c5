/** Goals of people who left over HTTP. */
import { leftGoalEndpoints } from '../../shared/goal-left'
import { Refusal } from '../../shared/problem'
import { type App, mount } from '../http/mount'
import { handOn } from './actions.left'
import { thereQuery } from './queries'
import { leftOf, leftOfQuery, leftToQuery } from './queries.left'

export const leftGoalRoutes = (app: App): void =>
  mount(app, leftGoalEndpoints, {
    async left({ db, env, me, enter, params }) {
      const { viewer, rows: [rows, [there]] } = await enter(leftOfQuery(db, me, params.id), thereQuery(db, 'people', params.id))
      if (!there) throw new Refusal('not-found')
      return { items: await leftOf(env, viewer, rows) }
    },
    async leftToMe({ db, env, me, enter }) {
      const { viewer, rows: [rows] } = await enter(leftToQuery(db, me))
      return { items: await leftOf(env, viewer, rows) }
    },
    handOn,
  })
