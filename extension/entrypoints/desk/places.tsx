/**
 * TABLE of the desk: where an address leads, and the places of the rail. Parts of administration and of settings stand in parts.tsx.
 * A page is a file in pages/ and one line here; its script is loaded when it is first shown, so that the first screen stays light.
 */
import type { ComponentType } from 'preact'
import type { Me } from '../../../shared/people'
import type { WordKey } from '../../../shared/words/index'
import type { HeldInbox } from '../../notifications/inbox'
import { AtIcon, HelpIcon, CalendarIcon, FlagIcon, HomeIcon, later, LayersIcon, MessageIcon, SettingsIcon, SproutIcon, UserIcon, UsersIcon, type Icon } from '../../ui'
import { Home } from './pages/Home'
import { adminParts } from './parts'
import { isAdmin } from './roles'

export interface DeskRoute {
  /** As wouter reads it; a page gets the parts that are named by a colon. */
  path: string
  page: ComponentType<Record<string, string>>
  /** Who has this page; for everybody else it is not there. */
  who?: (me: Me) => boolean
}

const to = <Props extends object>(path: string, load: () => Promise<ComponentType<Props>>, who?: DeskRoute['who']): DeskRoute =>
  ({ path, page: later(load) as unknown as DeskRoute['page'], ...(who && { who }) })

export const routes: readonly DeskRoute[] = [
  { path: '/', page: Home },
  to('/inbox', () => import('./pages/Inbox').then(({ InboxPage }) => InboxPage)),
  to('/feedback', () => import('./pages/Feedback').then(({ Received }) => Received)),
  to('/received', () => import('./pages/Feedback').then(({ Received }) => Received)),
  to('/given', () => import('./pages/Feedback').then(({ Given }) => Given)),
  to('/feedback/:id', () => import('./pages/Item').then(({ Item }) => Item)),
  to('/goals', () => import('./pages/Goals').then(({ GoalsPage }) => GoalsPage)),
  to('/goals/map', () => import('./pages/GoalMap').then(({ GoalMapPage }) => GoalMapPage)),
  to('/goals/import', () => import('./pages/GoalImport').then(({ GoalImportPage }) => GoalImportPage)),
  to('/goals/new', () => import('./pages/GoalEdit').then(({ NewGoalPage }) => NewGoalPage)),
  to('/goals/new/:owner', () => import('./pages/GoalEdit').then(({ NewGoalPage }) => NewGoalPage)),
  to('/goals/:id/edit', () => import('./pages/GoalEdit').then(({ EditGoalPage }) => EditGoalPage)),
  to('/goals/:id', () => import('./pages/Goal').then(({ GoalPage }) => GoalPage)),
  to('/cases', () => import('./pages/Cases').then(({ CasesPage }) => CasesPage)),
  to('/reports', () => import('./pages/Reports').then(({ Reports }) => Reports)),
  to('/reports/:id', () => import('./pages/Reports').then(({ ReportPage }) => ReportPage)),
  to('/unsent', () => import('./pages/Unsent').then(({ UnsentPage }) => UnsentPage)),
  to('/meetings', () => import('./pages/Meetings').then(({ MeetingsPage }) => MeetingsPage)),
  to('/meetings/:kind/:id', () => import('./pages/Meetings').then(({ Agenda }) => Agenda)),
  to('/growth', () => import('./pages/Growth').then(({ GrowthPage }) => GrowthPage)),
  to('/growth/reflection', () => import('./pages/Reflection').then(({ ReflectionPage }) => ReflectionPage)),
  to('/growth/learning', () => import('./pages/Learning').then(({ LearningPage }) => LearningPage)),
  to('/growth/:id', () => import('./pages/Growth').then(({ GrowthPage }) => GrowthPage)),
  to('/people', () => import('./pages/People').then(({ People }) => People)),
  to('/people/:id', () => import('./pages/Person').then(({ PersonPage }) => PersonPage)),
  to('/requests', () => import('./pages/Requests').then(({ RequestsPage }) => RequestsPage)),
  to('/requests/:id', () => import('./pages/Requests').then(({ RequestPage }) => RequestPage)),
  to('/timeline', () => import('./pages/Timeline').then(({ TimelinePage }) => TimelinePage)),
  to('/people/:id/timeline', () => import('./pages/Timeline').then(({ PersonTimelinePage }) => PersonTimelinePage)),
  to('/feed', () => import('./pages/Feedback').then(({ All }) => All)),
  to('/search', () => import('./pages/Search').then(({ SearchPage }) => SearchPage)),
  to('/search/:q', () => import('./pages/Search').then(({ SearchPage }) => SearchPage)),
  to('/teams', () => import('./pages/Teams').then(({ Teams }) => Teams)),
  to('/teams/:id', () => import('./pages/Team').then(({ TeamPage }) => TeamPage)),
  to('/settings', () => import('./pages/Settings').then(({ SettingsPage }) => SettingsPage)),
  to('/settings/:page', () => import('./pages/Settings').then(({ SettingsPage }) => SettingsPage)),
  to('/happened', () => import('./pages/Happened').then(({ HappenedPage }) => HappenedPage)),
  to('/agreement', () => import('./pages/Agreement').then(({ AgreementPage }) => AgreementPage)),
  to('/holds/:id', () => import('./pages/Hold').then(({ HoldPage }) => HoldPage)),
  to('/disclosures/:id', () => import('./pages/Disclosure').then(({ DisclosurePage }) => DisclosurePage)),
  to('/handover', () => import('./pages/Handover').then(({ HandoverPage }) => HandoverPage)),
  to('/handover/:id', () => import('./pages/Handover').then(({ HandoverPage }) => HandoverPage)),
  to('/administration', () => import('./pages/Administration').then(({ Administration }) => Administration)),
  to('/administration/people/:id', () => import('./pages/AdminPerson').then(({ AdminPerson }) => AdminPerson), isAdmin),
  to('/administration/teams/:id', () => import('./pages/AdminTeam').then(({ AdminTeam }) => AdminTeam), isAdmin),
  to('/administration/:part', () => import('./pages/Administration').then(({ Administration }) => Administration)),
]

export interface DeskPlace {
  at: string
  label: WordKey
  icon: Icon
  /** Other addresses that are this place; its own and what stands below it always are. */
  also?: readonly string[]
  count?: (inbox: HeldInbox['inbox']) => number
  who?: (me: Me) => boolean
}

/** The rail, from above: Home, Inbox, Feedback, Goals, 1:1s, Requests, Timeline, People, Settings, Administration. */
export const places: readonly DeskPlace[] = [
  { at: '/', label: 'desk.home', icon: HomeIcon },
  { at: '/inbox', label: 'desk.inbox', icon: AtIcon, also: ['/reports', '/holds', '/disclosures'], count: (inbox) => inbox?.unread ?? 0 },
  { at: '/feedback', label: 'desk.feedback', icon: MessageIcon, also: ['/received', '/given', '/feed'] },
  { at: '/goals', label: 'goals.title', icon: FlagIcon },
  { at: '/meetings', label: 'meetings.title', icon: CalendarIcon },
  { at: '/requests', label: 'request.title', icon: HelpIcon },
  { at: '/timeline', label: 'desk.timeline', icon: LayersIcon },
  { at: '/growth', label: 'growth.title', icon: SproutIcon },
  { at: '/people', label: 'desk.people', icon: UsersIcon, also: ['/teams'] },
  { at: '/settings', label: 'desk.settings', icon: SettingsIcon, also: ['/happened', '/agreement', '/cases', '/handover'] },
  { at: '/administration', label: 'desk.administration', icon: UserIcon, who: (me) => adminParts.some((one) => one.who(me)) },
]
