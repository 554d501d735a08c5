/** Expectations over HTTP. */
import { expectationEndpoints } from '../../shared/expectations'
import { type App, mount } from '../http/mount'
import { confirm, ofPerson, place, undo, write } from './actions'
import { standardsOf, standardsQueries } from './queries'

export const expectationRoutes = (app: App): void =>
  mount(app, expectationEndpoints, {
    async all({ db, enter, now }) {
      const { rows } = await enter(...standardsQueries(db, now))
      return standardsOf(now, rows)
    },
    write,
    undo,
    ofPerson,
    place,
    confirm,
  })
