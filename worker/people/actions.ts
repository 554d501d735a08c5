/** Changes of people: own settings, invitations, who comes back and who leaves. */
import { addDays, dayOf } from '../../shared/days'
import type { BodyOf } from '../../shared/endpoint'
import type { Me, Person, PersonStatus, Profile, peopleEndpoints } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import type { Db, Statement } from '../db'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { leaveStatements, statusStatements } from './directory.status'
import { inviteStatements } from './invitations'
import { factsQuery, personOf, profileOf, profileQuery } from './queries'
import { meOf, meQueries } from './queries.me'

/** Own language, theme, ceiling, e-mails, time zone, working days, when away. A ceiling counts for what comes; what was said stays as it is. */
export async function settings(call: Call<typeof peopleEndpoints.settings>, body: BodyOf<typeof peopleEndpoints.settings>): Promise<Me> {
  const { db, env, me, enter, now } = call
  const { viewer, rows: before } = await enter(...meQueries(db, me, now))
  const kept = meOf(env, viewer, before)
  const { away, ...rest } = body
  const awayChanged = away !== undefined && JSON.stringify(away) !== JSON.stringify(kept.person.away)
  if (away && away.to !== null && away.to < away.from) throw new Refusal('invalid', { errors: [{ pointer: '/away/to', code: 'too-small' }] })
  const fields: string[] = [...(Object.keys(rest) as (keyof typeof rest)[]).filter((name) => rest[name] !== undefined && rest[name] !== kept.settings[name]), ...(awayChanged ? ['away'] : [])]
  if (fields.length === 0) return kept
  const set = [
    ...(body.language === undefined ? [] : [sql`language = ${body.language}`]), ...(body.theme === undefined ? [] : [sql`theme = ${body.theme}`]),
    ...(body.ceiling === undefined ? [] : [sql`ceiling = ${body.ceiling}`]), ...(body.emails === undefined ? [] : [sql`emails = ${body.emails ? 1 : 0}`]),
    ...(body.timeZone === undefined ? [] : [sql`time_zone = ${body.timeZone}`]), ...(body.workingDays === undefined ? [] : [sql`working_days = ${body.workingDays}`]),
    ...(away === undefined ? [] : [sql`away_from = ${away?.from ?? null}, away_to = ${away?.to ?? null}`]),
  ]
  const { rows } = await record(db, {
    statements: [...(awayChanged ? backStatements(db, viewer.id, kept.person.away, now) : []), db.q.run(sql`update people set ${sql.join(set, sql`, `)}, version = version + 1 where org_id = ${db.org} and id = ${viewer.id}`)],
    event: { kind: 'person.changed', person: viewer.id, fields }, actor: viewer.id, at: now,
  }, ...meQueries(db, me, now))
  return meOf(env, viewer, rows)
}

/** A period that is changed was none where it had not begun, and ended yesterday where it had; a trigger keeps the new one. */
function backStatements(db: Db, person: string, was: Profile['away'], now: number): Statement[] {
  if (!was) return []
  const today = dayOf(now, 'UTC')
  const at = sql`org_id = ${db.org} and person_id = ${person} and from_day = ${was.from}`
  if (was.from >= today) return [db.q.run(sql`delete from away_periods where ${at}`)]
  return was.to === null || was.to >= today ? [db.q.run(sql`update away_periods set to_day = ${addDays(today, -1)} where ${at}`)] : []
}

/** Invites somebody by work e-mail; the mail goes out as what is due. The same id again is the same invitation. */
export async function invite(call: Call<typeof peopleEndpoints.invite>, { id, email, name }: BodyOf<typeof peopleEndpoints.invite>): Promise<Person> {
  const { db, env, enter, now } = call
  const { viewer, rows: [[earlier]] } = await enter(db.q.all<{ person_id: string; email: string; invited_by: string }>(sql`
    select i.person_id, p.email, i.invited_by from invitations i join people p on p.org_id = i.org_id and p.id = i.person_id where i.org_id = ${db.org} and i.id = ${id}`))
  if (earlier) {
    if (earlier.email !== email || earlier.invited_by !== viewer.id) throw new Refusal('conflict')
    const [[row]] = await db.batch(factsQuery(db, [earlier.person_id], now))
    return personOf(row!)
  }
  const invited = await inviteStatements(db, env, { id, email, name, invitedBy: viewer.id, now })
  const { rows: [[row]] } = await record(db, {
    statements: invited.statements, event: invited.event, due: [{ reaction: 'invitation', person: invited.person }], actor: viewer.id, at: now,
  }, factsQuery(db, [invited.person], now)).catch((error: unknown) => {
    // Invited by two at once: the address is one person's.
    throw /UNIQUE constraint failed/.test(String(error) + String((error as Error)?.cause)) ? new Refusal('conflict') : error
  })
  return personOf(row!)
}

/** Ends somebody's access at once. @throws Refusal `not-found`, `conflict` for oneself */
export async function deactivate({ db, enter, params, now }: Call<typeof peopleEndpoints.deactivate>): Promise<Profile> {
  const { viewer, rows: [[person]] } = await enter(statusQuery(db, params.id))
  if (!person) throw new Refusal('not-found')
  if (params.id === viewer.id) throw new Refusal('conflict')
  if (person.status === 'deactivated') return profileIn(db, params.id, now)
  const { rows: [[row]] } = await record(db, {
    statements: [...statusStatements(db, params.id, 'deactivated'), ...leaveStatements(db, [params.id], now)],
    event: { kind: 'person.deactivated', person: params.id }, actor: viewer.id, at: now,
  }, profileQuery(db, params.id, now))
  return profileOf(row!)
}

/** Lets somebody in again; they sign in anew. @throws Refusal `not-found` */
export async function reactivate({ db, enter, params, now }: Call<typeof peopleEndpoints.reactivate>): Promise<Profile> {
  const { viewer, rows: [[person]] } = await enter(statusQuery(db, params.id))
  if (!person) throw new Refusal('not-found')
  if (person.status !== 'deactivated') return profileIn(db, params.id, now)
  // Who was erased is nobody any more: they come back as somebody new.
  if (person.erased_at !== null) throw new Refusal('gone')
  const { rows: [[row]] } = await record(db, {
    statements: statusStatements(db, params.id, 'active'), event: { kind: 'person.reactivated', person: params.id }, actor: viewer.id, at: now,
  }, profileQuery(db, params.id, now))
  return profileOf(row!)
}

const statusQuery = (db: Db, id: string) => db.q.all<{ status: PersonStatus; erased_at: number | null }>(sql`select status, erased_at from people where org_id = ${db.org} and id = ${id}`)

async function profileIn(db: Db, id: string, now: number): Promise<Profile> {
  const [[row]] = await db.batch(profileQuery(db, id, now))
  return profileOf(row!)
}
