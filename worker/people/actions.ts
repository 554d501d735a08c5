/** Changes of people: own settings, invitations, who comes back and who leaves. */
import { sql } from 'drizzle-orm'
import type { BodyOf } from '../../shared/endpoint'
import type { Me, Person, PersonStatus, Profile, peopleEndpoints } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import type { Db } from '../db'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { leaveStatements, statusStatements } from './directory.status'
import { inviteStatements } from './invitations'
import { factsQuery, personOf, profileOf, profileQuery } from './queries'
import { meOf, meQueries } from './queries.me'

/** Own language, theme, ceiling, e-mails. A ceiling counts for what comes; what was said stays as it is. */
export async function settings(call: Call<typeof peopleEndpoints.settings>, body: BodyOf<typeof peopleEndpoints.settings>): Promise<Me> {
  const { db, env, me, enter, now } = call
  const { viewer, rows: before } = await enter(...meQueries(db, me, now))
  const kept = meOf(env, viewer, before)
  const fields = (Object.keys(body) as (keyof typeof body)[]).filter((name) => body[name] !== undefined && body[name] !== kept.settings[name])
  if (fields.length === 0) return kept
  const set = [
    ...(body.language === undefined ? [] : [sql`language = ${body.language}`]), ...(body.theme === undefined ? [] : [sql`theme = ${body.theme}`]),
    ...(body.ceiling === undefined ? [] : [sql`ceiling = ${body.ceiling}`]), ...(body.emails === undefined ? [] : [sql`emails = ${body.emails ? 1 : 0}`]),
  ]
  const { rows } = await record(db, {
    statements: [db.q.run(sql`update people set ${sql.join(set, sql`, `)}, version = version + 1 where org_id = ${db.org} and id = ${viewer.id}`)],
    event: { kind: 'person.changed', person: viewer.id, fields }, actor: viewer.id, at: now,
  }, ...meQueries(db, me, now))
  return meOf(env, viewer, rows)
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
  const { rows: [[row]] } = await record(db, {
    statements: statusStatements(db, params.id, 'active'), event: { kind: 'person.reactivated', person: params.id }, actor: viewer.id, at: now,
  }, profileQuery(db, params.id, now))
  return profileOf(row!)
}

const statusQuery = (db: Db, id: string) => db.q.all<{ status: PersonStatus }>(sql`select status from people where org_id = ${db.org} and id = ${id}`)

async function profileIn(db: Db, id: string, now: number): Promise<Profile> {
  const [[row]] = await db.batch(profileQuery(db, id, now))
  return profileOf(row!)
}
