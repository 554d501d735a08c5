/** Webhooks over HTTP. */
import { hookEndpoints } from '../../shared/hooks'
import { type App, mount } from '../http/mount'
import { add, drop, rotate } from './actions'
import { deliver } from './actions.deliver'
import { hookOf, hooksQuery } from './queries'

export const hookRoutes = (app: App): void =>
  mount(app, hookEndpoints, {
    async list({ db, env, enter }) {
      const { rows: [rows] } = await enter(hooksQuery(db))
      return { hooks: rows.map((row) => hookOf(env.BASE_URL, db.org, row)) }
    },
    add,
    rotate,
    drop,
    deliver: (call) => deliver(call, null),
    deliverAt: (call) => deliver(call, call.params.secret),
  })
