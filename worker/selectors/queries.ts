/** The pack that stands, and what the counters say. */
import { type CountRow, type Envelope, fewest, healthOf, packIn, type SiteHealth, type Sites } from '../../shared/selectors'
import { type Db, directoryDb } from '../db'
import type { Env } from '../env'
import type { Meter } from '../db'
import { sql } from '../sql'

const day = 86_400_000
/** The day of a moment, in UTC: `2026-11-21`. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The envelope that was published last, as it came. */
export async function envelope(env: Env, meter: Meter): Promise<Envelope | null> {
  const db = directoryDb(env, meter)
  const [[row]] = await db.batch(db.q.all<Envelope>(sql`select pack, signature from selector_packs where id = 'pack'`))
  return row ?? null
}

/** Eight weeks of counters, in two halves. */
export const countsQuery = (db: Db, now: number) => db.q.all<CountRow>(sql`
  select site, outcome, day > ${dayOf(now - 28 * day)} as recent, sum(count) as count from reading_counts
  where org_id = ${db.org} and day > ${dayOf(now - 56 * day)} and day <= ${dayOf(now)} group by 1, 2, 3`)

/** What an admin is shown. */
export async function sitesOf(env: Env, meter: Meter, counters: boolean, rows: CountRow[]): Promise<Sites> {
  const stands = await envelope(env, meter)
  const pack = stands && packIn(stands.pack)
  return {
    counters,
    pack: pack && { version: pack.version, at: pack.at, off: Object.entries(pack.sites).filter(([, site]) => site.off).map(([site]) => site) },
    sites: counters ? healthOf(rows).map(withoutFew) : [],
  }
}

/** A handful of readings could be somebody's own: below the floor an admin learns that there were some at most. */
function withoutFew({ recent, before, fields, ...rest }: SiteHealth): SiteHealth {
  const [isNow, was] = [recent >= fewest, before >= fewest]
  return {
    ...rest, recent: isNow ? recent : 0, before: was ? before : 0,
    fields: fields.map(({ field, found, foundBefore, by }) => ({ field, found: isNow ? found : 0, foundBefore: was ? foundBefore : 0, by: isNow ? by : [] })),
  }
}
