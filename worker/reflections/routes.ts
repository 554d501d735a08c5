/** Reflections over HTTP. */
import { reflectionEndpoints } from '../../shared/reflections'
import { type App, mount } from '../http/mount'
import { remind, share, takeBack, write } from './actions'
import { mineQueries, reflectionsOf } from './queries'

export const reflectionRoutes = (app: App): void =>
  mount(app, reflectionEndpoints, {
    async mine({ db, env, me, enter, now }) {
      const { viewer, rows } = await enter(...mineQueries(db, me))
      return reflectionsOf(env, viewer, rows, now)
    },
    write,
    share,
    takeBack,
    remind,
  })
