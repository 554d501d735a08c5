/** The only way to the database: bound to one organisation, one call a batch, every call and row counted. */
import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Env } from './env'

/** D1 calls and rows of one request: for the log line, and asserted exactly in tests. */
export interface Meter {
  calls: number
  read: number
  written: number
  /** Something is due since this request: see events/outbox. */
  due: boolean
}
export const newMeter = (): Meter => ({ calls: 0, read: 0, written: 0, due: false })

export type Statement = BatchItem<'sqlite'>
type ResultOf<S> = S extends BatchItem<'sqlite'> ? S['_']['result'] : never
export type Results<S extends readonly Statement[]> = { [K in keyof S]: ResultOf<S[K]> }

export interface Db {
  org: string
  meter: Meter
  /** Builds statements; never awaited on its own: what runs goes through `batch`, so that it is counted. */
  q: DrizzleD1Database
  /** Runs statements in one transaction and one D1 call. Columns of one name from two tables collide in a batch: alias them. */
  batch<const S extends readonly Statement[]>(...statements: S): Promise<Results<S>>
}

/** The database that holds an organisation. Today there is one; which one is configuration, so nothing else may ask for `env.DB`. */
export function dbFor(env: Env, org: string, meter: Meter = newMeter()): Db {
  const d1 = counted(env.DB, meter)
  const q = drizzle(d1)
  return {
    org,
    meter,
    q,
    async batch(...statements) {
      if (statements.length === 0) return [] as never
      // drizzle's own batch cannot bind the parameters of raw statements (0.45): they are bound here, the rows mapped by drizzle.
      const prepared = (statements as unknown as Preparable[]).map((statement) => statement._prepare())
      const results = await d1.batch(prepared.map((one) => {
        const { sql, params } = one.getQuery()
        return d1.prepare(sql).bind(...params)
      }))
      return results.map((result, index) => prepared[index]!.mapResult(result, true)) as never
    },
  }
}

/** What drizzle's builders and raw statements have in common. */
interface Prepared { getQuery(): { sql: string; params: unknown[] }; mapResult(result: D1Result, isFromBatch: true): unknown }
interface Preparable { _prepare(): Prepared }

/** The directory outside organisations: which organisation an address, a domain, a set-up token belongs to. */
export const directoryDb = (env: Env, meter?: Meter): Db => dbFor(env, '', meter)

/** drizzle's batch reads only `results`: the meter takes `meta` on the way. */
function counted(d1: D1Database, meter: Meter): D1Database {
  return {
    prepare: (query: string) => d1.prepare(query),
    async batch(statements: D1PreparedStatement[]) {
      meter.calls += 1
      const results = await d1.batch(statements)
      for (const { meta } of results) {
        meter.read += meta.rows_read
        meter.written += meta.rows_written
      }
      return results
    },
  } as unknown as D1Database
}
