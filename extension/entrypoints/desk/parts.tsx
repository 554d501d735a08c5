/**
 * TABLE of the parts that rooms bring to pages of several: administration, and a person's own settings. One line each; a part's script is
 * loaded when it is first shown.
 */
import type { ComponentType } from 'preact'
import type { Me } from '../../../shared/people'
import type { WordKey } from '../../../shared/words/index'
import { later } from '../../ui'
import { isAdmin } from './roles'

/** Parts of administration, in the order of its list: each at `/administration/<part>`, under its own heading and words. */
export interface AdminPart { part: string; label: WordKey; page: ComponentType<object>; who: (me: Me) => boolean }
const part = (name: string, label: WordKey, load: () => Promise<ComponentType<object>>, who: AdminPart['who'] = isAdmin): AdminPart => ({ part: name, label, page: later(load), who })
export const adminParts: readonly AdminPart[] = [
  part('people', 'admin.people', () => import('./pages/AdminPeople').then(({ AdminPeople }) => AdminPeople)),
  part('teams', 'admin.teams', () => import('./pages/AdminTeams').then(({ AdminTeams }) => AdminTeams)),
  part('values', 'admin.values', () => import('./pages/AdminValues').then(({ AdminValues }) => AdminValues)),
  part('import', 'admin.import', () => import('../../organisation/import/ImportPeople').then(({ ImportPeople }) => ImportPeople)),
  part('handles', 'admin.handles', () => import('./pages/AdminHandles').then(({ AdminHandles }) => AdminHandles)),
  part('sign-in', 'admin.sign-in', () => import('../../organisation/SignInSettingsForm').then(({ SignInSettingsForm }) => SignInSettingsForm)),
  part('data-protection', 'case.title', () => import('../../cases/Contacts').then(({ Contacts }) => Contacts)),
  part('organisation', 'admin.organisation', () => import('./pages/AdminOrganisation').then(({ AdminOrganisation }) => AdminOrganisation)),
  part('channels', 'admin.channels', () => import('../../channels/Channels').then(({ Channels }) => Channels)),
  part('reports', 'admin.reports', () => import('./pages/AdminReports').then(({ AdminReports }) => AdminReports)),
  part('sites', 'admin.sites', () => import('./pages/AdminSites').then(({ AdminSites }) => AdminSites)),
  part('matters', 'admin.matters', () => import('./pages/AdminMatters').then(({ AdminMatters }) => AdminMatters)),
  part('audit', 'admin.audit', () => import('./pages/AdminAudit').then(({ AdminAudit }) => AdminAudit), ({ person }) => person.role === 'auditor'),
]

/** Sections of a person's own settings that other rooms bring, below what stands in Settings.tsx: title, and a component without a heading of its own. */
export interface SettingsPart { part: string; title: WordKey; section: ComponentType<object> }
export const settingsParts: readonly SettingsPart[] = [
  { part: 'notifications', title: 'settings.notifications', section: later(() => import('../../notifications/Preferences').then(({ Preferences }) => Preferences)) },
  { part: 'own-channel', title: 'prefer.own', section: later(() => import('../../channels/OwnChannel').then(({ OwnChannel }) => OwnChannel)) },
  { part: 'cases', title: 'case.ask', section: later(() => import('../../cases/MyCases').then(({ MyCases }) => MyCases)) },
  { part: 'hints', title: 'settings.hints', section: later(() => import('../../feedback/hints/HintsSwitch').then(({ HintsSwitch }) => HintsSwitch)) },
  { part: 'my-data', title: 'settings.myData', section: later(() => import('../../trust/MyData').then(({ MyData }) => MyData)) },
  { part: 'happened', title: 'settings.happened', section: later(() => import('../../trust/HappenedLinks').then(({ HappenedLinks }) => HappenedLinks)) },
]
