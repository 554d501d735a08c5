/** Every endpoint there is: mounted by the worker, called by the client, listed in `/api/openapi.json`, walked by the generated tests. */
import { actionItemEndpoints } from './action-items'
import { authEndpoints } from './auth'
import { channelEndpoints } from './channels'
import type { Endpoint } from './endpoint'
import { caseEndpoints } from './cases'
import { expectationEndpoints } from './expectations'
import { feedbackEndpoints } from './feedback'
import { growthEndpoints } from './growth'
import { goalEndpoints } from './goals'
import { goalImportEndpoints } from './goal-import'
import { goalLinkEndpoints } from './goal-links'
import { healthEndpoints } from './health'
import { hookEndpoints } from './hooks'
import { indicatorEndpoints } from './indicators'
import { loopEndpoints } from './loops'
import { learningEndpoints } from './learning'
import { meetingEndpoints } from './meetings'
import { notificationEndpoints } from './notifications'
import { organisationEndpoints } from './organisations'
import { peopleEndpoints } from './people'
import { reportEndpoints } from './reports'
import { reflectionEndpoints } from './reflections'
import { requestEndpoints } from './requests'
import { searchEndpoints } from './search'
import { selectorEndpoints } from './selectors'
import { talkEndpoints } from './talk'
import { teamEndpoints } from './teams'
import { timelineEndpoints } from './timeline'
import { trustEndpoints } from './trust'
import { nudgeEndpoints, waitingEndpoints } from './waiting'
import { valueEndpoints } from './values'

export const endpoints = {
  health: healthEndpoints,
  auth: authEndpoints,
  organisations: organisationEndpoints,
  people: peopleEndpoints,
  teams: teamEndpoints,
  values: valueEndpoints,
  expectations: expectationEndpoints,
  growth: growthEndpoints,
  indicators: indicatorEndpoints,
  learning: learningEndpoints,
  feedback: feedbackEndpoints,
  reflections: reflectionEndpoints,
  talk: talkEndpoints,
  reports: reportEndpoints,
  goals: goalEndpoints,
  requests: requestEndpoints,
  loops: loopEndpoints,
  waiting: waitingEndpoints,
  nudges: nudgeEndpoints,
  notifications: notificationEndpoints,
  channels: channelEndpoints,
  goalLinks: goalLinkEndpoints,
  goalImport: goalImportEndpoints,
  hooks: hookEndpoints,
  actionItems: actionItemEndpoints,
  meetings: meetingEndpoints,
  cases: caseEndpoints,
  selectors: selectorEndpoints,
  timeline: timelineEndpoints,
  search: searchEndpoints,
  trust: trustEndpoints,
} as const

export const allEndpoints: Endpoint[] = Object.values(endpoints).flatMap((room) => Object.values(room) as Endpoint[])
