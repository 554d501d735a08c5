/** The library over HTTP. */
import { learningEndpoints } from '../../shared/learning'
import { type App, mount } from '../http/mount'
import { decide, propose, remove } from './actions'
import { libraryOf, libraryQuery } from './queries'

export const learningRoutes = (app: App): void =>
  mount(app, learningEndpoints, {
    async library({ db, me, enter, query }) {
      const { viewer, rows: [items] } = await enter(libraryQuery(db, me, query.competency))
      return libraryOf(viewer, items)
    },
    propose,
    decide,
    remove,
  })
