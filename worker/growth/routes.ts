/** Growth over HTTP. */
import { growthEndpoints } from '../../shared/growth'
import { type App, mount } from '../http/mount'
import { act, rate, revise, share } from './actions'
import { growthOf, growthQueries } from './queries'

export const growthRoutes = (app: App): void =>
  mount(app, growthEndpoints, {
    async ofPerson({ db, env, enter, params, query, now }) {
      const { viewer, rows } = await enter(...growthQueries(db, params.id, now))
      return growthOf(env, viewer, rows, query.version === undefined ? undefined : Number(query.version))
    },
    revise,
    rate,
    act,
    share,
  })
