/**
 * The extension's grant: authorisation code with PKCE (RFC 6749, 7636), and rotating refresh tokens.
 * A browser may be killed before it stored a new token, so the old one stays good until one of its successors was used;
 * from then on any other line of it is a copy, and its use ends the session.
 */
import type { BodyOf } from '../../shared/endpoint'
import type { Tokens, authEndpoints } from '../../shared/auth'
import type { PersonStatus } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import { type Db, type Statement, type Meter, dbFor } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import { sql } from '../sql'
import { checkStatus, endStatements, lifetimes, refreshLifetime, sessionStatements } from './sessions'
import { challengeOf, newToken, readToken, sameText } from './tokens'

type TokenBody = BodyOf<(typeof authEndpoints)['token']>
interface Owner { person_id: string; name: string; status: PersonStatus; organisation: string; session_id: string; device: string }

/** Exchanges a code or a refresh token. @throws Refusal `sign-in-failed`, `session-ended`, `account-closed`, `invalid` */
export async function exchange(env: Env, body: TokenBody, now: number, meter: Meter): Promise<Tokens> {
  return body.grant_type === 'authorization_code' ? withCode(env, body, now, meter) : withRefresh(env, body, now, meter)
}

const needed = (...names: string[]) => new Refusal('invalid', { errors: names.map((name) => ({ pointer: `/${name}`, code: 'needed' })) })

async function withCode(env: Env, { code, code_verifier, redirect_uri, client_id }: TokenBody, now: number, meter: Meter): Promise<Tokens> {
  if (!code || !code_verifier || !redirect_uri) throw needed(...Object.entries({ code, code_verifier, redirect_uri }).filter(([, value]) => !value).map(([name]) => name))
  const read = await readToken(code)
  if (!read) throw new Refusal('sign-in-failed')
  const db = dbFor(env, read.org, meter)
  const [[row]] = await db.batch(db.q.all<Owner & { client_id: string; redirect_uri: string; challenge: string; expires_at: number; used_at: number | null }>(sql`
    select c.person_id, c.client_id, c.redirect_uri, c.challenge, c.expires_at, c.used_at, c.session_id, c.device, p.name, p.status, o.name as organisation
    from authorisation_codes c join people p on p.org_id = c.org_id and p.id = c.person_id join organisations o on o.id = c.org_id
    where c.org_id = ${read.org} and c.code_hash = ${read.hash}`))
  if (!row) throw new Refusal('sign-in-failed')
  const proven = row.client_id === client_id && row.redirect_uri === redirect_uri && sameText(row.challenge, await challengeOf(code_verifier))
  if (row.used_at !== null) {
    // Whoever proves to be the one it was made for repeats it; a stranger who does shows that it was stolen (RFC 6749 section 4.1.2).
    await record(db, { statements: endStatements(db, { person: row.person_id, session: row.session_id, now }), event: { kind: 'session.closed', session: row.session_id }, actor: row.person_id, at: now })
    throw new Refusal('sign-in-failed')
  }
  if (!proven || row.expires_at <= now) throw new Refusal('sign-in-failed')
  checkStatus(row.status)
  const session = await sessionStatements(db, { person: row.person_id, kind: 'extension', device: row.device, now, id: row.session_id })
  const refresh = await refreshStatement(db, row, client_id, null, now)
  const mine = sql`org_id = ${db.org} and code_hash = ${read.hash}`
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from authorisation_codes where ${mine} and used_at is null)`, refuse: 'sign-in-failed' }],
    statements: [
      db.q.run(sql`update authorisation_codes set used_at = ${now} where ${mine}`),
      db.q.run(sql`delete from authorisation_codes where org_id = ${db.org} and expires_at < ${now - lifetimes.extension}`),
      session.insert, refresh.insert,
    ],
    event: { kind: 'session.opened', session: row.session_id, how: 'extension' }, actor: row.person_id, at: now,
  })
  return tokensOf(db, row, session.token, refresh.token)
}

async function withRefresh(env: Env, { refresh_token, client_id }: TokenBody, now: number, meter: Meter): Promise<Tokens> {
  if (!refresh_token) throw needed('refresh_token')
  const read = await readToken(refresh_token)
  if (!read) throw new Refusal('session-ended')
  const db = dbFor(env, read.org, meter)
  const [[row]] = await db.batch(db.q.all<Owner & { client_id: string; expires_at: number; spent_by: string | null; predecessor: string | null; other_line: string | null }>(sql`
    select r.person_id, r.client_id, r.expires_at, r.spent_by, r.predecessor, r.session_id, r.device, p.name, p.status, o.name as organisation,
      (select q.spent_by from refresh_tokens q where q.org_id = r.org_id and q.token_hash = r.predecessor and q.spent_by <> r.token_hash) as other_line
    from refresh_tokens r join people p on p.org_id = r.org_id and p.id = r.person_id join organisations o on o.id = r.org_id
    where r.org_id = ${read.org} and r.token_hash = ${read.hash}`))
  if (!row || row.client_id !== client_id || row.expires_at <= now) throw new Refusal('session-ended')
  checkStatus(row.status)
  if (row.spent_by !== null || row.other_line !== null) {
    await record(db, { statements: endStatements(db, { person: row.person_id, session: row.session_id, now }), event: { kind: 'session.closed', session: row.session_id }, actor: row.person_id, at: now })
    throw new Refusal('session-ended')
  }
  // Asked again inside the transaction: two who use two lines at once cannot both go on.
  const stillGood = sql`exists (select 1 from refresh_tokens r where r.org_id = ${db.org} and r.token_hash = ${read.hash} and r.spent_by is null)
    and not exists (select 1 from refresh_tokens q where q.org_id = ${db.org} and q.token_hash = ${row.predecessor} and q.spent_by <> ${read.hash})`
  const session = await sessionStatements(db, { person: row.person_id, kind: 'extension', device: row.device, now, id: row.session_id }, stillGood)
  const refresh = await refreshStatement(db, row, client_id, read.hash, now, stillGood)
  const [opened] = (await db.batch(
    session.insert, refresh.insert,
    db.q.run(sql`update refresh_tokens set spent_by = ${read.hash} where org_id = ${db.org} and token_hash = ${row.predecessor} and spent_by is null and ${stillGood}`),
    db.q.run(sql`delete from refresh_tokens where org_id = ${db.org} and person_id = ${row.person_id} and session_id = ${row.session_id} and expires_at < ${now}`),
    db.q.run(sql`delete from sessions where org_id = ${db.org} and person_id = ${row.person_id} and id = ${row.session_id} and expires_at < ${now}`),
  )) as unknown as [{ id: string }[]]
  if (opened.length === 0) throw new Refusal('session-ended')
  return tokensOf(db, row, session.token, refresh.token)
}

async function refreshStatement(db: Db, row: Owner, client: string, predecessor: string | null, now: number, where = sql`true`): Promise<{ token: string; insert: Statement }> {
  const { token, hash } = await newToken(db.org)
  const insert = db.q.run(sql`insert into refresh_tokens (org_id, token_hash, session_id, person_id, client_id, predecessor, device, opened_at, expires_at)
    select ${db.org}, ${hash}, ${row.session_id}, ${row.person_id}, ${client}, ${predecessor}, ${row.device}, ${now}, ${now + refreshLifetime} where ${where}`)
  return { token, insert }
}

const tokensOf = (db: Db, row: Owner, access: string, refresh: string): Tokens => ({
  access_token: access, token_type: 'Bearer', expires_in: lifetimes.extension / 1_000, refresh_token: refresh,
  organisation: { id: db.org, name: row.organisation }, person: { id: row.person_id, name: row.name },
})

/** Ends the session that an access or refresh token belongs to (RFC 7009). An unknown token is no error. */
export async function revoke(env: Env, token: string, now: number, meter: Meter): Promise<void> {
  const read = await readToken(token)
  if (!read) return
  const db = dbFor(env, read.org, meter)
  const [[row]] = await db.batch(db.q.all<{ person_id: string; session_id: string }>(sql`
    select person_id, id as session_id from sessions where org_id = ${read.org} and token_hash = ${read.hash} and ended_at is null
    union all select person_id, session_id from refresh_tokens where org_id = ${read.org} and token_hash = ${read.hash}`))
  if (!row) return
  await record(db, { statements: endStatements(db, { person: row.person_id, session: row.session_id, now }), event: { kind: 'session.closed', session: row.session_id }, actor: row.person_id, at: now })
}
