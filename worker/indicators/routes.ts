/** Indicators over HTTP. */
import { indicatorEndpoints } from '../../shared/indicators'
import { type App, mount } from '../http/mount'
import { read, write } from './actions'
import { indicatorOf, indicatorsOf, mayEdit, standingQuery } from './queries'

export const indicatorRoutes = (app: App): void =>
  mount(app, indicatorEndpoints, {
    async all({ db, me, enter, query }) {
      const { viewer, rows: [[standing], items] } = await enter(standingQuery(db, me, query.team ?? null), indicatorsOf(db, query.team ?? null))
      return { mayEdit: mayEdit(viewer, standing), items: items.map(indicatorOf) }
    },
    write,
    read,
  })
