/** What waits, over HTTP. */
import { nudgeEndpoints, waitingEndpoints } from '../../shared/waiting'
import { type App, mount } from '../http/mount'
import { answerNudge } from './actions'
import { waitingOf, waitingQueries } from './queries'

export const waitingRoutes = (app: App): void => {
  mount(app, nudgeEndpoints, { nudge: answerNudge })
  mount(app, waitingEndpoints, {
    async mine({ db, env, me, enter, now }) {
      const { viewer, rows } = await enter(...waitingQueries(db, me, now))
      return waitingOf(env, viewer, rows, now)
    },
  })
}
