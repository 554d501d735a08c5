/** Gathers every room's routes. */
import { Refusal } from '../shared/problem'
import { actionItemRoutes } from './action-items/routes'
import { authPages } from './auth/pages'
import { authRoutes } from './auth/routes'
import { channelRoutes } from './channels/routes'
import { caseRoutes } from './cases/routes'
import { deskRoutes } from './desk/routes'
import { expectationRoutes } from './expectations/routes'
import { feedbackRoutes } from './feedback/routes'
import { loopRoutes } from './feedback/routes.loops'
import { goalImportRoutes } from './goals/routes.import'
import { leftGoalRoutes } from './goals/routes.left'
import { goalLinkRoutes } from './goals/routes.links'
import { growthRoutes } from './growth/routes'
import { goalRoutes } from './goals/routes'
import { healthRoutes } from './health/routes'
import { hookRoutes } from './hooks/routes'
import { preflight } from './http/guards'
import { type App, newApp } from './http/mount'
import { referenceRoutes } from './http/reference'
import { problemResponse } from './http/problem'
import { indicatorRoutes } from './indicators/routes'
import { learningRoutes } from './learning/routes'
import { meetingRoutes } from './meetings/routes'
import { notificationRoutes } from './notifications/routes'
import { organisationRoutes } from './organisations/routes'
import { peopleRoutes } from './people/routes'
import { addressRoutes } from './people/routes.address'
import { directoryRoutes } from './people/routes.directory'
import { teamRoutes } from './people/routes.teams'
import { reflectionRoutes } from './reflections/routes'
import { requestRoutes } from './requests/routes'
import { searchRoutes } from './search/routes'
import { reportRoutes } from './reports/routes'
import { selectorRoutes } from './selectors/routes'
import { talkRoutes } from './talk/routes'
import { timelineRoutes } from './timeline/routes'
import { trustRoutes } from './trust/routes'
import { waitingRoutes } from './waiting/routes'
import { valueRoutes } from './values/routes'

/** One line a room: a function that mounts its endpoints. */
const rooms: ((app: App) => void)[] = [healthRoutes, referenceRoutes, peopleRoutes, feedbackRoutes, talkRoutes, reportRoutes, notificationRoutes, channelRoutes, authRoutes, authPages, directoryRoutes, addressRoutes, teamRoutes, valueRoutes, organisationRoutes, selectorRoutes, caseRoutes, timelineRoutes, searchRoutes, actionItemRoutes, requestRoutes, loopRoutes, meetingRoutes, waitingRoutes, goalRoutes, trustRoutes, expectationRoutes, growthRoutes, learningRoutes, reflectionRoutes, indicatorRoutes, goalLinkRoutes, goalImportRoutes, leftGoalRoutes, hookRoutes]

export function makeApp(): App {
  const app = newApp()
  app.options('/api/*', (c) => preflight(c.req.raw, c.env))
  app.options('/oauth/*', (c) => preflight(c.req.raw, c.env))
  for (const room of rooms) room(app)
  app.all('/api/*', () => problemResponse(new Refusal('not-found')))
  app.all('/oauth/*', () => problemResponse(new Refusal('not-found')))
  app.all('/auth/*', () => problemResponse(new Refusal('not-found')))
  for (const path of ['/dev/*', '/work', '/work/*']) app.all(path, () => problemResponse(new Refusal('not-found')))
  // Last: every other path is the desk's.
  deskRoutes(app)
  return app
}
