/** Event -> who hears, by which channel. Read again right before: what was retracted or narrowed meanwhile is not told. */
import { sql } from 'drizzle-orm'
import { notificationKinds, type NotificationRule } from '../../shared/notifications'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Due } from '../events/due'
import { emailOf, type Told } from './channels/email'
import { type Invited, invitedQuery, sendInvitation } from './invitation'

interface Reaction<Row extends { seq: string; person_id: string }> {
  /** What is needed to know, for all due rows that carry the mark of this round's lease; no row = nothing to do any more. */
  about(db: Db, mark: number): ReturnType<typeof toldQuery> | ReturnType<typeof invitedQuery>
  react(env: Env, due: Due, row: Row): Promise<void>
}

/** TABLE: what can be due. */
export const reactions: Record<string, Reaction<never>> = {
  email: { about: toldQuery, react: byEmail } satisfies Reaction<Told>,
  invitation: { about: invitedQuery, react: sendInvitation } satisfies Reaction<Invited>,
}

function toldQuery(db: Db, mark: number) {
  return db.q.all<Told>(sql`
    select n.seq, n.person_id, n.kind, p.email, p.name, p.language, p.time_zone, p.emails as wants, p.status, a.name as actor, o.name as organisation,
      n.feedback_id, f.kind as feedback_kind, f.retracted_at, f.private, w.site,
      exists (select 1 from json_each(f.keys) k join json_each(p.keys) v on v.value = k.value) as visible
    from due d
    join notifications n on n.org_id = d.org_id and n.person_id = d.person_id and n.seq = d.seq
    join people p on p.org_id = n.org_id and p.id = n.person_id
    join organisations o on o.id = n.org_id
    left join people a on a.org_id = n.org_id and a.id = n.actor_id
    left join feedback f on f.org_id = n.org_id and f.id = n.feedback_id
    left join artifacts w on w.org_id = f.org_id and w.id = f.artifact_id
    where d.org_id = ${db.org} and d.reaction = 'email' and d.leased_until = ${mark}`)
}

async function byEmail(env: Env, due: Due, told: Told): Promise<void> {
  const rule: NotificationRule = notificationKinds[told.kind]
  if ((told.wants === 0 && !rule.always) || (told.status !== 'active' && told.status !== 'away')) return
  if (told.feedback_id && (told.retracted_at !== null || told.visible !== 1)) return
  await emailOf(env, due, told)
}
