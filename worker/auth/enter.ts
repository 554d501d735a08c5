/** After proof: somebody invited comes in, a session is opened, the browser goes on. */
import { Refusal } from '../../shared/problem'
import { type Db, type Meter, dbFor } from '../db'
import type { Env } from '../env'
import { settle } from '../events/settle'
import { record } from '../events/record'
import { deliverWaiting } from '../feedback/actions.waiting'
import { nextIn } from '../http/next'
import { type PageCall, seeOther } from '../http/pages'
import { type SessionRow, type Viewer, sessionQuery, viewerOf } from '../http/session'
import { statusStatements } from '../people/directory.status'
import { sql } from '../sql'
import { clearCookie, setCookie } from './cookies'
import type { Known } from './lookup'
import { checkStatus, deviceOf, lifetimes, sessionStatements } from './sessions'

/** How somebody proved who they are; written with the event. */
export type How = 'demo' | 'email' | 'oidc' | 'invitation' | 'setUp'

/**
 * Opens a desk session for who has proved to be this person, and sends the browser on.
 * @throws Refusal `account-closed`
 */
export async function enterAs(call: Pick<PageCall, 'env' | 'request' | 'now' | 'meter' | 'later'>, person: Pick<Known, 'org' | 'id' | 'status'> & Partial<Pick<Known, 'email'>>, how: How, next: string): Promise<Response> {
  const { env, request, now, meter } = call
  const db = dbFor(env, person.org, meter)
  if (person.status === 'invited') await join(db, person.id, now)
  else checkStatus(person.status)
  // By an address that is theirs no longer nobody comes in, though it was a moment ago.
  const still = person.email === undefined ? sql`` : sql`and email = ${person.email}`
  const session = await sessionStatements(db, { person: person.id, kind: 'desk', device: deviceOf(request), now })
  await record(db, {
    statements: [session.insert], event: { kind: 'session.opened', session: session.id, how }, actor: person.id, at: now,
    guards: [{ bad: sql`not exists (select 1 from people where org_id = ${db.org} and id = ${person.id} and status in ('active', 'away') ${still})`, refuse: 'account-closed' }],
  })
  // Words that waited: on their way after the answer, swept by the clock where that was missed.
  if (person.status === 'invited') call.later(deliverAndSettle(env, db, person.id, now, meter))
  return seeOther(nextIn(next, env), [setCookie(env, 'session', session.token, lifetimes.desk / 1_000), clearCookie(env, 'proof')])
}

async function deliverAndSettle(env: Env, db: Db, person: string, now: number, meter: Meter): Promise<void> {
  await deliverWaiting(db, person, now)
  if (!meter.due) return
  await settle(env, db.org, now)
}

/** Somebody invited is here from now on. @throws Refusal `account-closed` when their invitation is over */
async function join(db: Db, person: string, now: number): Promise<void> {
  const open = sql`org_id = ${db.org} and person_id = ${person} and accepted_at is null and dropped_at is null and expires_at > ${now}`
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from invitations where ${open})`, refuse: 'account-closed' }],
    statements: [db.q.run(sql`update invitations set accepted_at = ${now} where ${open}`), ...statusStatements(db, person, 'active')],
    event: { kind: 'person.joined', person }, actor: person, at: now,
  })
}

/** The signed-in person of this browser, or null: pages decide what to do without. */
export async function visitor(call: Pick<PageCall, 'env' | 'credentials' | 'now' | 'meter'>): Promise<{ org: string; id: string; name: string; organisation: string; session: Viewer['session'] } | null> {
  const { credentials, env, now, meter } = call
  if (!credentials || credentials.from !== 'cookie') return null
  const db = dbFor(env, credentials.org, meter)
  const [rows] = await db.batch(db.q.all<SessionRow>(sessionQuery(credentials.org, credentials.hash)))
  try {
    const viewer = viewerOf(credentials, rows[0], now)
    return { org: viewer.org, id: viewer.id, name: viewer.name, organisation: viewer.organisation.name, session: viewer.session }
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
