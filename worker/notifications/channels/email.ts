/** E-mail: says that there is something, from whom and where, and links to the desk. Words never travel in it (domain.md section 16). */
import { siteNames, type SiteId } from '../../../shared/artifacts'
import type { NotificationKind } from '../../../shared/notifications'
import type { WordKey } from '../../../shared/words'
import type { Language } from '../../../shared/words/locale'
import type { Env } from '../../env'
import type { Due } from '../../events/due'
import { sendMail } from '../../mail'
import { wordsFor } from '../../words'
import { letter } from './letter'

/** What an e-mail about a line of somebody's inbox needs: ids and names, never words. */
export interface Told {
  seq: string
  person_id: string
  kind: NotificationKind
  email: string
  name: string
  language: Language | null
  time_zone: string
  wants: number
  status: string
  actor: string | null
  organisation: string
  feedback_id: string | null
  feedback_kind: string | null
  retracted_at: number | null
  private: number | null
  site: SiteId | null
  visible: number | null
}

export async function emailOf(env: Env, due: Due, told: Told): Promise<void> {
  const words = wordsFor(told.language ?? 'en', told.time_zone)
  const values = { actor: told.actor ?? '', organisation: told.organisation, site: told.site ? siteNames[told.site] : '', kind: told.feedback_kind ?? '', place: placeOf(told) }
  const link = `${env.BASE_URL}${told.feedback_id ? `/feedback/${told.feedback_id}` : '/settings'}`
  const say = (part: 'subject' | 'line') => words.t(`mail.${told.kind}.${part}` as WordKey, values)
  await sendMail(env, { id: `${due.org_id}.${due.seq}.${due.person_id}`, to: told.email, subject: say('subject'), ...letter(words, { greeting: words.t('mail.greeting', { name: told.name }), lines: [say('line')], link, button: words.t('mail.open'), foot: words.t('mail.foot', { organisation: told.organisation, settings: `${env.BASE_URL}/settings` }) }) })
}

/** The kind of place, as the catalogue's `select` knows it: never the title of work that did not prove public. */
const placeOf = (told: Told): string => (told.site === null ? 'none' : told.site === 'page' ? 'page' : told.private === 1 ? 'private' : 'public')
