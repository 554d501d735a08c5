/** Every endpoint there is: mounted by the worker, called by the client, listed in `/api/openapi.json`, walked by the generated tests. */
import { actionItemEndpoints } from './action-items'
import { authEndpoints } from './auth'
import type { Endpoint } from './endpoint'
import { feedbackEndpoints } from './feedback'
import { healthEndpoints } from './health'
import { meetingEndpoints } from './meetings'
import { notificationEndpoints } from './notifications'
import { organisationEndpoints } from './organisations'
import { peopleEndpoints } from './people'
import { searchEndpoints } from './search'
import { selectorEndpoints } from './selectors'
import { timelineEndpoints } from './timeline'

export const endpoints = {
  health: healthEndpoints,
  auth: authEndpoints,
  organisations: organisationEndpoints,
  people: peopleEndpoints,
  feedback: feedbackEndpoints,
  notifications: notificationEndpoints,
  actionItems: actionItemEndpoints,
  meetings: meetingEndpoints,
  selectors: selectorEndpoints,
  timeline: timelineEndpoints,
  search: searchEndpoints,
} as const

export const allEndpoints: Endpoint[] = Object.values(endpoints).flatMap((room) => Object.values(room) as Endpoint[])
