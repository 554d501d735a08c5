/** The invitation's own mail: who thanks them, and the way in. No words of what was said. */
import { sql } from 'drizzle-orm'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Due } from '../events/outbox'
import { sendMail } from '../mail'
import { invitationLink } from '../people/invitations'
import { wordsFor } from '../words'
import { letter } from './channels/email'

interface Invited { id: string; email: string; name: string; status: string; language: 'en' | 'de' | 'ar' | null; inviter: string; inviter_language: 'en' | 'de' | 'ar' | null; organisation: string; thanks: number; accepted_at: number | null; dropped_at: number | null }

export async function sendInvitation(env: Env, db: Db, due: Due): Promise<void> {
  const [[row]] = await db.batch(db.q.all<Invited>(sql`
    select i.id, p.email, p.name, p.status, p.language, a.name as inviter, a.language as inviter_language, o.name as organisation, i.accepted_at, i.dropped_at,
      exists (select 1 from feedback_recipients r where r.org_id = i.org_id and r.person_id = i.person_id) as thanks
    from invitations i
    join people p on p.org_id = i.org_id and p.id = i.person_id
    join people a on a.org_id = i.org_id and a.id = i.invited_by
    join organisations o on o.id = i.org_id
    where i.org_id = ${db.org} and i.person_id = ${due.person_id} order by i.created_at desc limit 1`))
  if (!row || row.accepted_at !== null || row.dropped_at !== null || row.status !== 'invited') return
  const words = wordsFor(row.language ?? row.inviter_language ?? 'en')
  const values = { name: row.name, inviter: row.inviter, organisation: row.organisation, why: row.thanks ? 'recognition' : 'none' }
  const text = letter(words, {
    greeting: words.t('mail.greeting', values), lines: [words.t('mail.invitation.line', values)], link: await invitationLink(env, db.org, row.id),
    button: words.t('mail.invitation.button', values), foot: words.t('mail.invitation.foot', values),
  })
  await sendMail(env, { id: `${db.org}.${due.seq}.${due.person_id}`, to: row.email, subject: words.t('mail.invitation.subject', values), ...text })
}
