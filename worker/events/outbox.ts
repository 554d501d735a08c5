/** What is still due about an event: done after the answer, swept by the clock where that was missed. At least once, under a lease. */
import { type Db, dbFor, directoryDb, type Meter } from '../db'
import type { Env } from '../env'
import { reactions } from '../notifications/react'
import { sql } from '../sql'
import { type Due, Later, Undelivered, maxTries } from './due'

const leaseMs = 60_000
const atOnce = 50
/** Whoever came while others were told waits this long for more of them: many at once are leased and done in two calls, as few are. */
const gatherMs = 100
/** A settling that began this long ago has died with its isolate's patience. */
const patienceMs = 20_000

// Organisations that this isolate is settling: whoever comes meanwhile leaves the work to that one, which looks again.
const settling = new Map<string, { since: number; more: boolean }>()

/** Does what is due in one organisation, until nothing is. Never throws: what fails stays due, and is tried again by the sweep. */
export async function settle(env: Env, org: string, now: number, meter?: Meter): Promise<void> {
  const other = settling.get(org)
  if (other && other.since > Date.now() - patienceMs) {
    other.more = true
    return
  }
  const mine = { since: Date.now(), more: true }
  settling.set(org, mine)
  try {
    const db = dbFor(env, org, meter)
    for (let rounds = 0; rounds < 20 && mine.more; rounds += 1) {
      mine.more = false
      mine.since = Date.now()
      if (await settleSome(env, db, now)) mine.more = true
      else if (mine.more) await scheduler.wait(gatherMs)
    }
  } finally {
    if (settling.get(org) === mine) settling.delete(org)
  }
}

/** Two D1 calls for up to 50: lease and read, then done. @returns whether there may be more */
async function settleSome(env: Env, db: Db, now: number): Promise<boolean> {
  // Marks the rows that this round leased, so that the reads in the same batch find them.
  const mark = now + leaseMs + Math.floor(Math.random() * 10_000)
  const names = Object.keys(reactions)
  const [leased, ...about] = await db.batch(leaseQuery(db, now, mark), ...names.map((name) => reactions[name]!.about(db, mark)))
  const done: Due[] = []
  const left: { due: Due; at: number; tries: number; failed: string | null }[] = []
  await Promise.all(leased.map(async (due) => {
    try {
      const row = (about[names.indexOf(due.reaction)] as { seq: string; person_id: string }[] | undefined)?.find((one) => one.seq === due.seq && one.person_id === due.person_id)
      if (row) await reactions[due.reaction]!.react(env, due, row as never, { db, now })
      done.push(due)
    } catch (error) {
      if (error instanceof Later) {
        left.push({ due, at: error.at, tries: 0, failed: null })
        return
      }
      left.push({ due, at: now + pauseAfter(due.tries), tries: due.tries, failed: error instanceof Undelivered ? error.reason : 'failed' })
      // The name only: a message could carry an address.
      console.error(JSON.stringify({ level: 'error', reaction: due.reaction, org: db.org, seq: due.seq, tries: due.tries, name: error instanceof Error ? error.name : 'unknown' }))
    }
  }))
  await db.batch(
    ...(done.length > 0 ? [db.q.run(sql`delete from due where org_id = ${db.org} and (seq, reaction, person_id) in (
      select json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') from json_each(${JSON.stringify(done.map(keyOf))}))`)] : []),
    ...left.map((one) => db.q.run(sql`update due set leased_until = ${one.at}, tries = ${one.tries}, failed = ${one.failed}
      where org_id = ${db.org} and seq = ${one.due.seq} and reaction = ${one.due.reaction} and person_id = ${one.due.person_id}`)),
  )
  return leased.length === atOnce && done.length === leased.length
}

const keyOf = (due: Due) => [due.seq, due.reaction, due.person_id]
/** One minute, two, four: eight tries take two hours. */
const pauseAfter = (tries: number): number => 2 ** (tries - 1) * 60_000

/** Takes rows that nobody else holds; a lease that ran out is free again. */
const leaseQuery = (db: Db, now: number, mark: number) => db.q.all<Due>(sql`update due set leased_until = ${mark}, tries = tries + 1
  where org_id = ${db.org} and (seq, reaction, person_id) in (
    select seq, reaction, person_id from due where org_id = ${db.org} and leased_until <= ${now} and tries < ${maxTries} order by seq limit ${atOnce})
  returning org_id, seq, reaction, person_id, tries`)

/** The clock's part: every organisation that something is due in. */
export async function sweep(env: Env, now: number): Promise<void> {
  const directory = directoryDb(env)
  const [waiting] = await directory.batch(directory.q.all<{ org_id: string }>(sql`select distinct org_id from due where leased_until <= ${now} and tries < ${maxTries} limit 100`))
  for (const { org_id } of waiting) await settle(env, org_id, now)
}
