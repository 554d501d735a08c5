/** What must be known to tell somebody of a line beyond the inbox: ids and names, never words. Read again right before. */
import { siteNames, type SiteId } from '../../shared/artifacts'
import { pathsBySubject, type SubjectKind } from '../../shared/notifications'
import { type Hours, type NotificationKind, type Notify, ruleOfLine } from '../../shared/notification-kinds'
import type { Language } from '../../shared/words/locale'
import type { Env } from '../env'
import { rhythmColumns, type RhythmRow } from '../people/queries.rhythm'
import { sql } from '../sql'

export interface Told extends RhythmRow {
  seq: string
  person_id: string
  kind: NotificationKind
  email: string
  name: string
  language: Language | null
  wants: number
  notify: string
  status: string
  actor: string | null
  actor_id: string | null
  organisation: string
  read_at: number | null
  subject: string | null
  feedback_id: string | null
  feedback_kind: string | null
  retracted_at: number | null
  private: number | null
  site: SiteId | null
  visible: number | null
}

/** The columns of a Told over rows `n` of notifications, with what `toldJoins` brings. */
export const toldColumns = sql`n.seq, n.person_id, n.kind, n.read_at, n.subject, p.email, p.name, p.language, p.emails as wants, p.notify, p.status, ${rhythmColumns},
  a.name as actor, n.actor_id, o.name as organisation, n.feedback_id, f.kind as feedback_kind, f.retracted_at, f.private, w.site,
  exists (select 1 from json_each(f.keys) k join json_each(p.keys) v on v.value = k.value) as visible`
export const toldJoins = sql`join people p on p.org_id = n.org_id and p.id = n.person_id
  join organisations o on o.id = n.org_id
  left join people a on a.org_id = n.org_id and a.id = n.actor_id
  left join feedback f on f.org_id = n.org_id and f.id = n.feedback_id
  left join artifacts w on w.org_id = f.org_id and w.id = f.artifact_id`

export const notifyOf = ({ notify }: Pick<Told, 'notify'>): Notify => JSON.parse(notify) as Notify & { hours?: Hours | null }

/** Whether they are here, and what it is about is still there and theirs to see. */
export const mayHear = (told: Told): boolean =>
  (told.status === 'active' || told.status === 'away') && (told.feedback_id === null || (told.retracted_at === null && told.visible === 1))
/** Whether they want e-mails at all, or must have this one. */
export const wantsMail = (told: Told): boolean => told.wants === 1 || ruleOfLine(told.kind).always === true

/** The values of a line's words. Of the work: which site, and whether it is private; never its title. */
export const valuesOf = (told: Told) => ({
  actor: told.actor ?? '', organisation: told.organisation, site: told.site ? siteNames[told.site] : '', kind: told.feedback_kind ?? '',
  place: told.site === null ? 'none' : told.site === 'page' ? 'page' : told.private === 1 ? 'private' : 'public',
})

/** Where it is found on the desk; the inbox where nothing else is. */
export function linkOf(env: Env, told: Pick<Told, 'feedback_id' | 'subject' | 'kind'>): string {
  const [noun = '', id = ''] = (told.subject ?? '').split(':')
  const page = told.feedback_id ? `/feedback/${told.feedback_id}` : pathsBySubject[noun as SubjectKind]?.(id)
  return `${env.BASE_URL}${page ?? (/^(account|address|signIn)\./.test(told.kind) ? '/settings' : '/inbox')}`
}
