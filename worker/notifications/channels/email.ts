/** E-mail: says that there is something, from whom and where, and links to the desk. Words never travel in it (domain.md section 16). */
import { ruleOfLine } from '../../../shared/notification-kinds'
import type { WordKey } from '../../../shared/words'
import type { Env } from '../../env'
import type { Due } from '../../events/due'
import { sendMail } from '../../mail'
import { wordsFor } from '../../words'
import { linkOf, type Told, valuesOf } from '../told'
import { unsubscribeHeaders, unsubscribeLink } from '../links'
import { letter } from './letter'

export async function emailOf(env: Env, due: Due, told: Told): Promise<void> {
  const words = wordsFor(told.language ?? 'en', told.time_zone)
  const say = (part: 'subject' | 'line') => words.t(`mail.${told.kind}.${part}` as WordKey, valuesOf(told))
  const unsubscribe = ruleOfLine(told.kind).always ? null : await unsubscribeLink(env, due.org_id, told.person_id, told.kind, words.language)
  await sendMail(env, {
    id: `${due.org_id}.${due.seq}.${due.person_id}`, to: told.email, subject: ruleOfLine(told.kind).email ? say('subject') : say('line').replace(/\.$/, ''), ...(unsubscribe && { headers: unsubscribeHeaders(unsubscribe) }),
    ...letter(words, {
      greeting: words.t('mail.greeting', { name: told.name }), lines: [say('line')], link: linkOf(env, told), button: words.t('mail.open'),
      foot: words.t(unsubscribe ? 'mail.foot' : 'mail.footAlways', { organisation: told.organisation, settings: `${env.BASE_URL}/settings/hearing` }),
      ...(unsubscribe && { unsubscribe: { text: words.t('mail.unsubscribe', { kind: 'one' }), link: unsubscribe } }),
    }),
  })
}
