/** The cast does in the demo's past what people do: the rooms' own actions, at a moment of one's choosing, with sessions that are gone afterwards. */
import type { Endpoint } from '../../shared/endpoint'
import { type Db, newMeter } from '../db'
import type { Env } from '../env'
import { sessionStatements } from '../auth/sessions'
import { type Call, callOf } from '../http/call'
import type { Credentials } from '../http/session'
import { sha256 } from '../../shared/artifacts'
import { sql } from '../sql'
import { northwind, personId } from './cast'

/** Does something as somebody, at a moment. */
export type As = <C extends Pick<Call<Endpoint>, 'env'>, Reply>(
  first: string, at: number, action: (call: C) => Promise<Reply>, input: (C extends { params: infer P } ? (P extends undefined ? object : { params: P }) : object) & (C extends { body: infer B } ? (B extends undefined ? object : { body: B }) : object)) => Promise<Reply>

const device = 'the seed'

/** Lets the cast act. What they did stands in time where they did it, and nobody is signed in any more. */
export async function acting(env: Env, db: Db, until: number, story: (as: As) => Promise<void>): Promise<void> {
  const entries = new Map<string, Credentials>()
  for (const { first, status } of northwind.people) {
    if (status === 'deactivated') continue
    const { token, insert } = await sessionStatements(db, { person: personId(first), kind: 'script', device, now: until })
    await db.batch(insert)
    entries.set(first, { org: db.org, hash: await sha256(token), from: 'bearer' })
  }
  await story((first, at, action, input) => {
    const request = new Request(env.BASE_URL)
    const open = { env, request, now: at, meter: newMeter(), later: () => undefined, reply: new Headers(), params: undefined, query: undefined, body: undefined, ...input }
    return action(callOf(open, entries.get(first) ?? null, 'person') as never)
  })
  // What happened cannot be changed, by a rule of the database; when it happened is made up here.
  const [[rule]] = await db.batch(db.q.all<{ sql: string }>(sql`select sql from sqlite_master where name = 'events_are_final'`))
  await db.batch(
    db.q.run(sql.raw('drop trigger events_are_final')),
    ...tables.map((table) => db.q.run(sql`update ${sql.identifier(table)} set seq = ${placed} where org_id = ${db.org}`)),
    db.q.run(sql`update feed set seq = (select f.seq from feedback f where f.org_id = feed.org_id and f.id = feed.feedback_id) where org_id = ${db.org}`),
    db.q.run(sql`update request_asked set seq = (select r.seq from requests r where r.org_id = request_asked.org_id and r.id = request_asked.request_id) where org_id = ${db.org}`),
    db.q.run(sql.raw(rule!.sql)),
    db.q.run(sql`delete from sessions where org_id = ${db.org} and device = ${device}`),
  )
}

/** Where a `seq` says what came first, beside the moment that it was. */
const tables = ['feedback', 'events', 'notifications', 'requests', 'action_items', 'meeting_points', 'replies', 'setting_changes', 'cases', 'goals', 'check_ins']

/** A `seq` is made by the clock of the machine: it takes the moment of its row, and keeps its chance. */
const hex = "printf('%012x', at)"
const placed = sql.raw(`substr(${hex}, 1, 8) || '-' || substr(${hex}, 9, 4) || substr(seq, 14)`)
