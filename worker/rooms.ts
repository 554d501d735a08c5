/** The rooms of most people's day: part of an isolate's start. */
import { actionItemRoutes } from './action-items/routes'
import { authRoutes } from './auth/routes'
import { feedbackRoutes } from './feedback/routes'
import { loopRoutes } from './feedback/routes.loops'
import { healthRoutes } from './health/routes'
import type { App } from './http/mount'
import { referenceRoutes } from './http/reference'
import { notificationRoutes } from './notifications/routes'
import { peopleRoutes } from './people/routes'
import { requestRoutes } from './requests/routes'
import { searchRoutes } from './search/routes'
import { selectorRoutes } from './selectors/routes'
import { talkRoutes } from './talk/routes'
import { timelineRoutes } from './timeline/routes'
import { valueRoutes } from './values/routes'
import { waitingRoutes } from './waiting/routes'

/** Mounts the endpoints or pages of a room. */
export type Room = (app: App) => void

export const daily: readonly Room[] = [healthRoutes, referenceRoutes, peopleRoutes, feedbackRoutes, talkRoutes, notificationRoutes, authRoutes, valueRoutes, selectorRoutes, timelineRoutes, searchRoutes, actionItemRoutes, requestRoutes, loopRoutes, waitingRoutes]
