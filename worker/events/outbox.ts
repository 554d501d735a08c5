/** What is still due about an event: done after the answer, swept by the clock where that was missed. At least once, under a lease. */
import { sql } from 'drizzle-orm'
import { type Db, dbFor, directoryDb, type Meter } from '../db'
import type { Env } from '../env'
import { reactions } from '../notifications/react'

/** One thing to do for one person about one event. */
export interface Due { org_id: string; seq: string; reaction: string; person_id: string; tries: number }

const leaseMs = 60_000
const maxTries = 8
const atOnce = 20

/** Does what is due in one organisation. Never throws: what fails stays due, and is tried again by the sweep. */
export async function settle(env: Env, org: string, now: number, meter?: Meter): Promise<number> {
  const db = dbFor(env, org, meter)
  const leased = await lease(db, now)
  const done: Due[] = []
  for (const due of leased) {
    try {
      await reactions[due.reaction]?.(env, db, due, now)
      done.push(due)
    } catch (error) {
      // The name only: a message could carry an address.
      console.error(JSON.stringify({ level: 'error', reaction: due.reaction, org, seq: due.seq, tries: due.tries, name: error instanceof Error ? error.name : 'unknown' }))
    }
  }
  if (done.length > 0) {
    await db.batch(db.q.run(sql`delete from due where org_id = ${org} and (seq, reaction, person_id) in (
      select json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') from json_each(${JSON.stringify(done.map((one) => [one.seq, one.reaction, one.person_id]))}))`))
  }
  return done.length
}

/** Takes rows that nobody else holds; a lease that ran out is free again. */
async function lease(db: Db, now: number): Promise<Due[]> {
  const [rows] = await db.batch(db.q.all<Due>(sql`update due set leased_until = ${now + leaseMs}, tries = tries + 1
    where org_id = ${db.org} and (seq, reaction, person_id) in (
      select seq, reaction, person_id from due where org_id = ${db.org} and leased_until <= ${now} and tries < ${maxTries} order by seq limit ${atOnce})
    returning org_id, seq, reaction, person_id, tries`))
  return rows
}

/** The clock's part: every organisation that something is due in. */
export async function sweep(env: Env, now: number): Promise<void> {
  const directory = directoryDb(env)
  const [waiting] = await directory.batch(directory.q.all<{ org_id: string }>(sql`select distinct org_id from due where leased_until <= ${now} and tries < ${maxTries} limit 100`))
  for (const { org_id } of waiting) await settle(env, org_id, now)
}
