/** E-mail: says that there is something, from whom and where, and links to the desk. Words never travel in it (domain.md section 16). */
import type { WordKey } from '../../../shared/words'
import type { Env } from '../../env'
import type { Due } from '../../events/outbox'
import { sendMail } from '../../mail'
import { escape } from '../../http/page'
import { wordsFor } from '../../words'
import type { Told } from '../react'

export async function emailOf(env: Env, due: Due, told: Told): Promise<void> {
  const words = wordsFor(told.language ?? 'en', told.time_zone)
  const values = { actor: told.actor ?? '', organisation: told.organisation, site: told.site ?? '', kind: told.feedback_kind ?? '', place: placeOf(told) }
  const link = `${env.BASE_URL}${told.feedback_id ? `/feedback/${told.feedback_id}` : '/settings'}`
  const say = (part: 'subject' | 'line') => words.t(`mail.${told.kind}.${part}` as WordKey, values)
  await sendMail(env, { id: `${due.org_id}.${due.seq}.${due.person_id}`, to: told.email, subject: say('subject'), ...letter(words, { greeting: words.t('mail.greeting', { name: told.name }), lines: [say('line')], link, button: words.t('mail.open'), foot: words.t('mail.foot', { organisation: told.organisation, settings: `${env.BASE_URL}/settings` }) }) })
}

/** The kind of place, as the catalogue's `select` knows it: never the title of work that did not prove public. */
const placeOf = (told: Told): string => (told.site === null ? 'none' : told.private === 1 ? 'private' : 'public')

export interface Letter { greeting: string; lines: string[]; link: string; button: string; foot: string }

/** A letter as HTML and as its plain-text twin. */
export function letter(words: { language: string; dir: string }, { greeting, lines, link, button, foot }: Letter): { text: string; html: string } {
  const text = [greeting, '', ...lines, '', `${button}: ${link}`, '', '-- ', foot].join('\n')
  const paragraph = (line: string) => `<p style="margin:0 0 12px">${escape(line)}</p>`
  const html = `<!doctype html><html lang="${words.language}" dir="${words.dir}"><body style="margin:0;padding:24px;background:#f5f2ec;color:#24201c;font:15px/23px system-ui,sans-serif">
<div style="max-width:480px;margin:0 auto;padding:24px;background:#fdfbf8;border:1px solid #e3dcd1;border-radius:12px">${[greeting, ...lines].map(paragraph).join('')}
<p style="margin:20px 0"><a href="${escape(link)}" style="display:inline-block;padding:10px 16px;background:#2b2621;color:#ffffff;border-radius:8px;text-decoration:none">${escape(button)}</a></p>
<p style="margin:0;color:#6b6258;font-size:12px;line-height:16px">${escape(foot)}</p></div></body></html>`
  return { text, html }
}
