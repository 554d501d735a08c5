/** 1:1s and teams' agendas over HTTP. */
import { meetingEndpoints } from '../../shared/meetings'
import { type App, mount } from '../http/mount'
import { addItem, hold, plan } from './actions'
import { addPoint, changePoint, removePoint } from './actions.points'
import { agendaQuery, listedOf, listQuery, meetingOf, openQueries, pastOf, restedQuery } from './queries'

export const meetingRoutes = (app: App): void =>
  mount(app, meetingEndpoints, {
    async mine({ db, env, me, enter }) {
      const { viewer, rows: [rows] } = await enter(listQuery(db, me))
      return { items: await listedOf(env, viewer, rows) }
    },

    async open({ db, env, me, enter, params, now }) {
      const { viewer, rows } = await enter(...openQueries(db, me, params))
      return meetingOf(env, viewer, params, rows, now)
    },

    async past({ db, env, me, enter, params }) {
      const { viewer, rows: [[row], points] } = await enter(agendaQuery(db, me, params), restedQuery(db, me, params))
      return { items: await pastOf(env, viewer, params, row, points) }
    },

    plan,
    addPoint,
    changePoint,
    removePoint,
    addItem,
    hold,
  })
