/** The signed pack over HTTP, and what still works on which site. */
import { selectorEndpoints } from '../../shared/selectors'
import { type App, mount } from '../http/mount'
import { publish, switchCounters } from './actions'
import { countsQuery, envelope, sitesOf } from './queries'

export const selectorRoutes = (app: App): void =>
  mount(app, selectorEndpoints, {
    current: async ({ env, meter }) => ({ envelope: await envelope(env, meter) }),
    publish,
    async sites({ db, env, enter, meter, now }) {
      const { viewer, rows: [rows] } = await enter(countsQuery(db, now))
      return sitesOf(env, meter, viewer.organisation.settings.counters !== false, rows)
    },
    counters: switchCounters,
  })
