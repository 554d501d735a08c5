/** Event -> who hears, by which channel. Read again right before: what was retracted or narrowed meanwhile is not told. */
import { mayArrive, ruleOfLine, wayOf } from '../../shared/notification-kinds'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Due } from '../events/due'
import { sql } from '../sql'
import { emailOf } from './channels/email'
import { type Chatted, chattedQuery, type Posted, postedQuery, toChannel, toOwn } from '../channels/post'
import { keepForMorning } from './digest'
import { type Addressed, addressedQuery, sendAddressed } from './address'
import { type Invited, invitedQuery, sendInvitation } from './invitation'
import { mayHear, notifyOf, type Told, toldColumns, toldJoins, wantsMail } from './told'
import { rhythmOf } from '../people/queries.rhythm'

/** The organisation's database and the moment. */
export interface Round { db: Db; now: number }

interface Reaction<Row extends { seq: string; person_id: string }> {
  /** What is needed to know, for all due rows that carry the mark of this round's lease; no row = nothing to do any more. */
  about(db: Db, mark: number): ReturnType<typeof toldQuery> | ReturnType<typeof invitedQuery> | ReturnType<typeof addressedQuery> | ReturnType<typeof postedQuery> | ReturnType<typeof chattedQuery>
  react(env: Env, due: Due, row: Row, round: Round): Promise<void>
}

/** TABLE: what can be due. */
export const reactions: Record<string, Reaction<never>> = {
  email: { about: toldQuery, react: byEmail } satisfies Reaction<Told>,
  channel: { about: postedQuery, react: toChannel } satisfies Reaction<Posted>,
  chat: { about: chattedQuery, react: toOwn } satisfies Reaction<Chatted>,
  invitation: { about: invitedQuery, react: sendInvitation } satisfies Reaction<Invited>,
  address: { about: addressedQuery, react: sendAddressed } satisfies Reaction<Addressed>,
}

function toldQuery(db: Db, mark: number) {
  return db.q.all<Told>(sql`select ${toldColumns} from due d
    join notifications n on n.org_id = d.org_id and n.person_id = d.person_id and n.seq = d.seq ${toldJoins}
    where d.org_id = ${db.org} and d.reaction = 'email' and d.leased_until = ${mark}`)
}

/** At once, or in the morning: as they chose, and within their hours. */
async function byEmail(env: Env, due: Due, told: Told, { db, now }: Round): Promise<void> {
  if (!mayHear(told) || !wantsMail(told)) return
  const notify = notifyOf(told)
  const way = wayOf(told.kind, notify)
  if (way === 'off') return
  if (way === 'now' && (ruleOfLine(told.kind).always || mayArrive(now, notify, rhythmOf(told)))) await emailOf(env, due, told)
  else await keepForMorning(db, told, now)
}
