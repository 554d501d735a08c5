/** Core values over HTTP. */
import { valueEndpoints } from '../../shared/values'
import { type App, mount } from '../http/mount'
import { change, create, order } from './actions'
import { valueOf, valuesQuery } from './queries'

export const valueRoutes = (app: App): void =>
  mount(app, valueEndpoints, {
    async all({ db, enter }) {
      const { rows: [values] } = await enter(valuesQuery(db))
      return { items: values.map(valueOf) }
    },
    create: (call) => create(call, call.body),
    change: (call) => change(call, call.body),
    order: (call) => order(call, call.body),
  })
