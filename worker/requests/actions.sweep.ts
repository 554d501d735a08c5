/** The clock's part of requests: reminders, and those whose time is over. */
import { Refusal } from '../../shared/problem'
import { dbFor, directoryDb } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import { rhythmColumns, rhythmOf, type RhythmRow } from '../people/queries.rhythm'
import { sql } from '../sql'
import { remindNow } from './reminders'
import { endParts, notOpen } from './statements'

interface Looking extends RhythmRow { org_id: string; request_id: string; person_id: string; asker_id: string; reminded: number; at: number; reachable: number }

/** At most 100 of each at a time. Never two reminders for one; what somebody did meanwhile wins. */
export async function sweepRequests(env: Env, now: number): Promise<void> {
  const directory = directoryDb(env)
  const [looking, expired] = await directory.batch(
    directory.q.all<Looking>(sql`select a.org_id, a.request_id, a.person_id, r.asker_id, a.reminded, r.at, p.status in ('active', 'away') and k.status in ('active', 'away') as reachable, ${rhythmColumns}
      from request_asked a indexed by request_asked_looking cross join requests r on r.org_id = a.org_id and r.id = a.request_id
      cross join people p on p.org_id = a.org_id and p.id = a.person_id cross join people k on k.org_id = r.org_id and k.id = r.asker_id
      where a.look_at <= ${now} and r.expires_at > ${now} order by a.look_at limit 100`),
    directory.q.all<{ org_id: string; id: string; asker_id: string }>(sql`select org_id, id, asker_id from requests indexed by requests_expiring where state = 'open' and expires_at <= ${now} limit 100`))
  for (const one of looking) await unlessRaced(look(env, one, now))
  for (const one of expired) await unlessRaced(expire(env, one, now))
}

async function look(env: Env, { org_id, request_id, person_id, asker_id, reminded, at, reachable, ...rhythm }: Looking, now: number): Promise<unknown> {
  const db = dbFor(env, org_id)
  const own = sql`org_id = ${org_id} and request_id = ${request_id} and person_id = ${person_id} and state = 'open' and reminded = ${reminded}`
  const next = remindNow(at, reminded, rhythmOf(rhythm), now)
  if (!next.remind || !reachable) return db.batch(db.q.run(sql`update request_asked set look_at = ${next.remind ? now + 86_400_000 : next.look} where ${own}`))
  return record(db, {
    guards: [{ bad: sql`not exists (select 1 from request_asked where ${own})`, refuse: 'conflict' }],
    statements: [db.q.run(sql`update request_asked set reminded = reminded + 1, look_at = ${next.look} where ${own}`)],
    event: { kind: 'request.reminded', request: request_id, asker: asker_id, person: person_id }, actor: null, at: now,
  })
}

const expire = (env: Env, { org_id, id, asker_id }: { org_id: string; id: string; asker_id: string }, now: number): Promise<unknown> => {
  const db = dbFor(env, org_id)
  return record(db, {
    // Open by its own row until this moment.
    guards: [{ bad: sql`${notOpen(db, id, null, 0)}`, refuse: 'conflict' }],
    statements: endParts(db, id, null, 'expired', now),
    event: { kind: 'request.expired', request: id, asker: asker_id }, actor: null, at: now,
  })
}

const unlessRaced = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => {
  if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
})
