/** The invitation's own mail: who thanks them, and the way in. No words of what was said. */
import type { Language } from '../../shared/words/locale'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Due } from '../events/due'
import { sendMail } from '../mail'
import { invitationLink } from '../people/invitations'
import { sql } from '../sql'
import { wordsFor } from '../words'
import { letter } from './channels/letter'

export interface Invited {
  seq: string
  person_id: string
  id: string
  email: string
  name: string
  status: string
  language: Language | null
  inviter: string
  inviter_language: Language | null
  organisation: string
  thanks: number
  accepted_at: number | null
  dropped_at: number | null
}

/** The newest invitation of everybody whose mail is due. */
export const invitedQuery = (db: Db, mark: number) => db.q.all<Invited>(sql`
  select d.seq, d.person_id, i.id, p.email, p.name, p.status, p.language, a.name as inviter, a.language as inviter_language, o.name as organisation, i.accepted_at, i.dropped_at,
    exists (select 1 from feedback f where f.org_id = i.org_id and f.author_id = i.invited_by and json_extract(f.waits_for, '$.person') = i.person_id and f.seq = d.seq) as thanks
  from due d
  join invitations i on i.org_id = d.org_id and i.id = (
    select id from invitations n where n.org_id = d.org_id and n.person_id = d.person_id order by n.created_at desc limit 1)
  join people p on p.org_id = i.org_id and p.id = i.person_id
  join people a on a.org_id = i.org_id and a.id = i.invited_by
  join organisations o on o.id = i.org_id
  where d.org_id = ${db.org} and d.reaction = 'invitation' and d.leased_until = ${mark}`)

export async function sendInvitation(env: Env, due: Due, row: Invited): Promise<void> {
  if (row.accepted_at !== null || row.dropped_at !== null || row.status !== 'invited') return
  const words = wordsFor(row.language ?? row.inviter_language ?? 'en')
  const values = { name: row.name, inviter: row.inviter, organisation: row.organisation, why: row.thanks ? 'recognition' : 'none' }
  const text = letter(words, {
    // Not by name: the inviter chose it, and it could say anything to a stranger.
    greeting: words.t('mail.invitation.greeting'), lines: [words.t('mail.invitation.line', values)], link: await invitationLink(env, due.org_id, row.id),
    button: words.t('mail.invitation.button', values), foot: words.t('mail.invitation.foot', values),
  })
  await sendMail(env, { id: `${due.org_id}.${due.seq}.${due.person_id}`, to: row.email, subject: words.t('mail.invitation.subject', values), ...text })
}
