/** The inbox over HTTP. */
import { notificationEndpoints } from '../../shared/notifications'
import { type App, mount } from '../http/mount'
import type { Notify } from '../../shared/notification-kinds'
import { prefer, preferencesOf, read } from './actions'
import { inboxOf, inboxQuery, notifyQuery } from './queries'

export const notificationRoutes = (app: App): void => {
  mount(app, notificationEndpoints, {
    async inbox({ db, env, me, enter, query, now }) {
      const { viewer, rows: [lines] } = await enter(inboxQuery(db, me, query.after))
      return inboxOf(env, viewer, lines, now)
    },

    async preferences({ db, me, enter }) {
      const { viewer, rows: [[row]] } = await enter(notifyQuery(db, me))
      return preferencesOf(JSON.parse(row?.notify ?? '{}') as Notify, viewer.timeZone, row?.channel === 1)
    },

    prefer: (call) => prefer(call, call.body),
    read,
  })
}
