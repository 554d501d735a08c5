/** Every endpoint there is: mounted by the worker, called by the client, listed in `/api/openapi.json`, walked by the generated tests. */
import { actionItemEndpoints } from './action-items'
import { authEndpoints } from './auth'
import { channelEndpoints } from './channels'
import { addressEndpoints } from './addresses'
import type { Endpoint } from './endpoint'
import { caseEndpoints } from './cases'
import { expectationEndpoints } from './expectations'
import { feedbackEndpoints } from './feedback'
import { growthEndpoints } from './growth'
import { goalEndpoints } from './goals'
import { goalImportEndpoints } from './goal-import'
import { leftGoalEndpoints } from './goal-left'
import { goalLinkEndpoints } from './goal-links'
import { healthEndpoints } from './health'
import { hookEndpoints } from './hooks'
import { indicatorEndpoints } from './indicators'
import { learningEndpoints } from './learning'
import { loopEndpoints } from './loops'
import { meetingEndpoints } from './meetings'
import { notificationEndpoints } from './notifications'
import { organisationEndpoints } from './organisations'
import { peopleEndpoints } from './people'
import { reflectionEndpoints } from './reflections'
import { reportEndpoints } from './reports'
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
  addresses: addressEndpoints,
  teams: teamEndpoints,
  values: valueEndpoints,
  expectations: expectationEndpoints,
  learning: learningEndpoints,
  growth: growthEndpoints,
  reflections: reflectionEndpoints,
  indicators: indicatorEndpoints,
  feedback: feedbackEndpoints,
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
  leftGoals: leftGoalEndpoints,
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
