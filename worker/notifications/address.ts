/** Mails about a changed address: to the old one with the link that confirms it, to the new one, and the code to an address that somebody wants. */
import { addressCode, addressLinkDays } from '../../shared/addresses'
import type { Language } from '../../shared/words/locale'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Due } from '../events/due'
import { sendMail } from '../mail'
import { addressToken, wishCode } from '../people/address.tokens'
import { sql } from '../sql'
import { wordsFor } from '../words'
import { letter } from './channels/letter'

export interface Addressed {
  seq: string
  person_id: string
  kind: 'person.addressChanged' | 'person.addressWished'
  name: string
  email: string
  language: Language | null
  time_zone: string
  organisation: string
  actor: string | null
  actor_language: Language | null
  change_id: string | null
  old_email: string | null
  confirmed_at: number | null
  wish_id: string | null
  wish: string | null
  proved_at: number | null
  /** Whom to turn to: {name, email} of up to three admins, not the one who did it. */
  others: string
}

export const addressedQuery = (db: Db, mark: number) => db.q.all<Addressed>(sql`
  select d.seq, d.person_id, e.kind, p.name, p.email, p.language, p.time_zone, o.name as organisation, a.name as actor, a.language as actor_language, c.id as change_id, c.old_email, c.confirmed_at, w.id as wish_id, w.email as wish, w.proved_at,
    (select json_group_array(json_object('name', x.name, 'email', x.email)) from (select name, email from people where org_id = d.org_id and role = 'admin' and status in ('active', 'away') and shut_before is null
      and id <> d.person_id and id is not e.actor_id order by created_at, id limit 3) x) as others
  from due d cross join events e on e.org_id = d.org_id and e.seq = d.seq cross join people p on p.org_id = d.org_id and p.id = d.person_id cross join organisations o on o.id = d.org_id
    left join people a on a.org_id = d.org_id and a.id = e.actor_id left join address_changes c on c.org_id = d.org_id and c.person_id = d.person_id
    left join address_wishes w on w.org_id = d.org_id and w.person_id = d.person_id
  where d.org_id = ${db.org} and d.reaction = 'address' and d.leased_until = ${mark}`)

export async function sendAddressed(env: Env, due: Due, row: Addressed): Promise<void> {
  const id = `${due.org_id}.${due.seq}.${due.person_id}`
  if (row.kind === 'person.addressWished') return sendCode(env, due.org_id, id, row)
  if (row.change_id === null || row.old_email === null) return
  const words = wordsFor(row.language ?? row.actor_language ?? 'en', row.time_zone)
  const others = (JSON.parse(row.others) as { name: string; email: string }[]).map(({ name, email }) => ({ text: `${name}, ${email}`, link: `mailto:${email}` }))
  const values = { name: row.name, actor: row.actor ?? '', organisation: row.organisation, old: row.old_email, new: row.email, count: addressLinkDays }
  const turn = words.t(others.length > 0 ? 'mail.address.turn' : 'mail.address.turnNobody', values)
  const parts = { greeting: words.t('mail.greeting', values), items: others, foot: words.t('mail.footAlways', { organisation: row.organisation, settings: `${env.BASE_URL}/settings` }) }
  // Back to the address that was proven before, there is nothing to confirm.
  const open = row.confirmed_at === null
  await sendMail(env, {
    id: `${id}.old`, to: row.old_email, subject: words.t('mail.address.subject', values),
    ...letter(words, {
      ...parts, lines: [words.t('mail.address.changed', values), ...(open ? [words.t('mail.address.confirm', values)] : []), turn],
      ...(open ? { link: `${env.BASE_URL}/address/${await addressToken(env, due.org_id, { person: row.person_id, id: row.change_id, old: row.old_email })}?lang=${words.language}`, button: words.t('mail.address.look') } : { link: `${env.BASE_URL}/sign-in`, button: words.t('mail.open') }),
    }),
  })
  await sendMail(env, {
    id: `${id}.new`, to: row.email, subject: words.t('mail.address.subject', values),
    ...letter(words, { ...parts, lines: [words.t('mail.address.changed', values), ...(open ? [words.t('mail.address.shut', values)] : []), turn], link: `${env.BASE_URL}/sign-in`, button: words.t('mail.signIn.button') }),
  })
}

async function sendCode(env: Env, org: string, id: string, row: Addressed): Promise<void> {
  if (row.wish_id === null || !row.wish || row.proved_at !== null) return
  const words = wordsFor(row.language ?? 'en', row.time_zone)
  const code = await wishCode(env, org, { person: row.person_id, id: row.wish_id, email: row.wish })
  const values = { name: row.name, organisation: row.organisation, code: `${code.slice(0, 4)} ${code.slice(4)}`, count: addressCode.minutes }
  await sendMail(env, {
    id, to: row.wish, subject: words.t('mail.address.code.subject', values),
    ...letter(words, { greeting: words.t('mail.invitation.greeting'), lines: [words.t('mail.address.code.line', values)], link: `${env.BASE_URL}/settings/data`, button: words.t('mail.open'), foot: words.t('mail.address.code.foot') }),
  })
}
