/**
 * TABLE of the parts that rooms bring to pages of several: administration, and a person's own settings. One line each; a part's script is
 * loaded when it is first shown.
 */
import type { ComponentType } from 'preact'
import type { Me } from '../../../shared/people'
import type { WordKey } from '../../../shared/words/index'
import { later } from '../../ui'
import { isAdmin } from './roles'

export const adminGroups = ['people', 'said', 'data'] as const
/** Parts of administration, in the order of its list: each at `/administration/<part>`, under its own heading; `why` is its line in the list. */
export interface AdminPart { group: (typeof adminGroups)[number]; part: string; label: WordKey; why: WordKey; page: ComponentType<object>; who: (me: Me) => boolean }
const part = (group: AdminPart['group'], name: string, label: WordKey, why: WordKey, load: () => Promise<ComponentType<object>>, who: AdminPart['who'] = isAdmin): AdminPart => ({ group, part: name, label, why, page: later(load), who })
export const adminParts: readonly AdminPart[] = [
  part('people', 'people', 'admin.people', 'admin.people.why', () => import('./pages/AdminPeople').then(({ AdminPeople }) => AdminPeople)),
  part('people', 'teams', 'admin.teams', 'admin.teams.why', () => import('./pages/AdminTeams').then(({ AdminTeams }) => AdminTeams)),
  part('people', 'import', 'admin.import', 'admin.import.why', () => import('../../organisation/import/ImportPeople').then(({ ImportPeople }) => ImportPeople)),
  part('people', 'handles', 'admin.handles', 'admin.handles.why', () => import('./pages/AdminHandles').then(({ AdminHandles }) => AdminHandles)),
  part('people', 'sign-in', 'admin.sign-in', 'admin.sign-in.why', () => import('../../organisation/SignInSettingsForm').then(({ SignInSettingsForm }) => SignInSettingsForm)),
  part('said', 'values', 'admin.values', 'admin.values.why', () => import('./pages/AdminValues').then(({ AdminValues }) => AdminValues)),
  part('said', 'expectations', 'admin.expectations', 'admin.expectations.why', () => import('../../expectations/Keeping').then(({ Keeping }) => Keeping), ({ person }) => person.role === 'admin' || person.role === 'hr'),
  part('said', 'organisation', 'admin.organisation', 'admin.organisation.why', () => import('./pages/AdminOrganisation').then(({ AdminOrganisation }) => AdminOrganisation)),
  part('said', 'channels', 'admin.channels', 'admin.channels.why', () => import('../../channels/Channels').then(({ Channels }) => Channels)),
  part('said', 'webhooks', 'admin.hooks', 'admin.hooks.why', () => import('./pages/AdminHooks').then(({ AdminHooks }) => AdminHooks)),
  part('said', 'reports', 'admin.reports', 'admin.reports.why', () => import('./pages/AdminReports').then(({ AdminReports }) => AdminReports)),
  part('said', 'sites', 'admin.sites', 'admin.sites.why', () => import('./pages/AdminSites').then(({ AdminSites }) => AdminSites)),
  part('data', 'data-protection', 'case.title', 'admin.data-protection.why', () => import('../../cases/Contacts').then(({ Contacts }) => Contacts)),
  part('data', 'matters', 'admin.matters', 'admin.matters.why', () => import('./pages/AdminMatters').then(({ AdminMatters }) => AdminMatters)),
  part('data', 'audit', 'admin.audit', 'admin.audit.why', () => import('./pages/AdminAudit').then(({ AdminAudit }) => AdminAudit), ({ person }) => person.role === 'auditor'),
]

/** Sections of a person's own settings that other rooms bring, below what stands in Settings.tsx: title, and a component without a heading of its own. */
export const settingsPages = ['own', 'hearing', 'data'] as const
export interface SettingsPart { page: (typeof settingsPages)[number]; part: string; title: WordKey; section: ComponentType<object> }
export const settingsParts: readonly SettingsPart[] = [
  { page: 'hearing', part: 'notifications', title: 'settings.notifications', section: later(() => import('../../notifications/Preferences').then(({ Preferences }) => Preferences)) },
  { page: 'hearing', part: 'own-channel', title: 'prefer.own', section: later(() => import('../../channels/OwnChannel').then(({ OwnChannel }) => OwnChannel)) },
  { page: 'own', part: 'hints', title: 'settings.hints', section: later(() => import('../../feedback/hints/HintsSwitch').then(({ HintsSwitch }) => HintsSwitch)) },
  { page: 'data', part: 'address', title: 'address.title', section: later(() => import('../../people/OwnAddress').then(({ OwnAddress }) => OwnAddress)) },
  { page: 'data', part: 'my-data', title: 'settings.myData', section: later(() => import('../../trust/MyData').then(({ MyData }) => MyData)) },
  { page: 'data', part: 'cases', title: 'case.ask', section: later(() => import('../../cases/MyCases').then(({ MyCases }) => MyCases)) },
  { page: 'data', part: 'happened', title: 'settings.happened', section: later(() => import('../../trust/HappenedLinks').then(({ HappenedLinks }) => HappenedLinks)) },
]
