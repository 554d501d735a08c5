/** Sessions: opened after proof, ended at once. Statements, for whoever writes them in one batch with more. */
import { newId } from '../../shared/ids'
import type { PersonStatus } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import { type Db, directoryDb, type Statement } from '../db'
import type { Env } from '../env'
import { sql, type SQL } from '../sql'
import { newToken } from './tokens'

const hour = 3_600_000
/** How long a session is good for, by kind. The extension renews its own. */
export const lifetimes = { desk: 30 * 24 * hour, extension: 8 * hour, script: 8 * hour } as const
export const refreshLifetime = 60 * 24 * hour

export interface NewSession { person: string; kind: keyof typeof lifetimes; device: string; now: number; id?: string }

/** A session's token and row. The same id again is the same sign-in, renewed. */
export async function sessionStatements(db: Db, { person, kind, device, now, id = newId(now) }: NewSession, where: SQL = sql`true`): Promise<{ id: string; token: string; insert: Statement }> {
  const { token, hash } = await newToken(db.org)
  const insert = db.q.all(sql`insert into sessions (org_id, token_hash, id, person_id, kind, device, opened_at, seen_at, expires_at)
    select ${db.org}, ${hash}, ${id}, ${person}, ${kind}, ${device}, ${now}, ${now}, ${now + lifetimes[kind]} where ${where} returning id`)
  return { id, token, insert }
}

/** Ends the sessions of a person or of many, or one of them, with the refresh tokens that would renew it. */
export function endStatements(db: Db, { person, session, now }: { person: string | readonly string[]; session?: string; now: number }): Statement[] {
  const theirs = sql`org_id = ${db.org} and person_id in (select value from json_each(${JSON.stringify([person].flat())}))`
  const one = session ? sql`and id = ${session}` : sql``
  const token = session ? sql`and session_id = ${session}` : sql``
  return [
    db.q.run(sql`update sessions set ended_at = ${now} where ${theirs} ${one} and ended_at is null`),
    db.q.run(sql`delete from refresh_tokens where ${theirs} ${token}`),
    db.q.run(sql`delete from authorisation_codes where ${theirs} ${token}`),
  ]
}

/** @throws Refusal `account-closed` for who may not come in */
export function checkStatus(status: PersonStatus): void {
  if (status === 'deactivated' || status === 'invited') throw new Refusal('account-closed')
}

/** What a person calls the browser, as far as it says so itself: "Firefox, Linux". */
export function deviceOf(request: Request): string {
  const agent = request.headers.get('user-agent') ?? ''
  const browser = [['Edge', /Edg\//], ['Firefox', /Firefox\//], ['Opera', /OPR\//], ['Chrome', /Chrome\//], ['Safari', /Safari\//]] as const
  const system = [['Android', /Android/], ['iOS', /iPhone|iPad/], ['Windows', /Windows/], ['macOS', /Mac OS X/], ['ChromeOS', /CrOS/], ['Linux', /Linux/]] as const
  return [browser, system].map((names) => names.find(([, pattern]) => pattern.test(agent))?.[0]).filter(Boolean).join(', ')
}

/** Once a night: what cannot let anybody in any more. Kept for 30 days after its end, so that `session-ended` can still be told from an unknown token. */
export async function sweepSessions(env: Env, now: number): Promise<void> {
  const at = new Date(now)
  if (at.getUTCHours() !== 3 || at.getUTCMinutes() !== 0) return
  const db = directoryDb(env)
  const long = now - 30 * 24 * hour
  await db.batch(
    db.q.run(sql`delete from authorisation_codes where expires_at < ${now}`),
    db.q.run(sql`delete from refresh_tokens where expires_at < ${long}`),
    db.q.run(sql`delete from sessions where expires_at < ${long} or ended_at < ${long}`),
  )
}
