/** The inbox over HTTP. */
import { notificationEndpoints } from '../../shared/notifications'
import { type App, mount } from '../http/mount'
import { read } from './actions'
import { inboxOf, inboxQuery } from './queries'

export const notificationRoutes = (app: App): void =>
  mount(app, notificationEndpoints, {
    async inbox({ db, env, me, enter, query, now }) {
      const { viewer, rows: [lines] } = await enter(inboxQuery(db, me, query.after))
      return inboxOf(env, viewer, lines, now)
    },

    read,
  })
