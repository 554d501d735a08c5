/** The only way to the database: bound to one organisation, one call a batch, every call and row counted. */
import type { Env } from './env'
import type { SQL, Value } from './sql'

/** D1 calls and rows of one request: for the log line, and asserted exactly in tests. */
export interface Meter {
  calls: number
  read: number
  written: number
  /** Something is due since this request: see events/outbox. */
  due: boolean
}
export const newMeter = (): Meter => ({ calls: 0, read: 0, written: 0, due: false })

/** A statement and what running it gives: the rows of `all`, D1's own result of `run`. Nothing runs before `batch`. */
export interface Statement<Result = unknown> { sql: SQL; rows: boolean; result?: Result }
type ResultOf<S> = S extends Statement<infer Result> ? Result : never
export type Results<S extends readonly Statement[]> = { [K in keyof S]: ResultOf<S[K]> }

/** Makes statements: what runs goes through `batch`, so that it is counted. */
export interface Builder {
  all<Row>(sql: SQL): Statement<Row[]>
  run(sql: SQL): Statement<D1Result>
}
const builder: Builder = { all: (sql) => ({ sql, rows: true }), run: (sql) => ({ sql, rows: false }) }

export interface Db {
  org: string
  meter: Meter
  q: Builder
  /** Runs statements in one transaction and one D1 call. Columns of one name from two tables collide in a batch: alias them. */
  batch<const S extends readonly Statement[]>(...statements: S): Promise<Results<S>>
}

/**
 * Binds a value once, however often it stands in a statement: every parameter is checked and travels by itself, and D1 takes a hundred.
 * Short ones stay apart, so that the same statement does not read differently by chance: D1 keeps statements prepared by their text.
 */
export function once({ text, params }: SQL): { text: string; params: readonly Value[] } {
  const texts = text.split('?')
  // A question mark within a text of SQL's own.
  if (texts.length !== params.length + 1) return { text, params }
  const bound: Value[] = []
  const places = new Map<Value, number>()
  let written = texts[0]!
  for (let at = 0; at < params.length; at += 1) {
    const value = params[at]!
    const long = typeof value === 'string' ? value.length >= 20 : typeof value === 'number' && value > 1e9
    let place = long ? places.get(value) : undefined
    if (place === undefined) {
      place = bound.push(value)
      if (long) places.set(value, place)
    }
    written += `?${place}${texts[at + 1]}`
  }
  return { text: written, params: bound }
}

/** The database that holds an organisation. Today there is one; which one is configuration, so nothing else may ask for `env.DB`. */
export function dbFor({ DB }: Env, org: string, meter: Meter = newMeter()): Db {
  return {
    org,
    meter,
    q: builder,
    async batch(...statements) {
      if (statements.length === 0) return [] as never
      meter.calls += 1
      const results = await DB.batch<Record<string, unknown>>(statements.map(({ sql }) => {
        const { text, params } = once(sql)
        return DB.prepare(text).bind(...params)
      }))
      for (const { meta } of results) {
        meter.read += meta.rows_read
        meter.written += meta.rows_written
      }
      return results.map((result, index) => (statements[index]!.rows ? result.results : result)) as never
    },
  }
}

/** The directory outside organisations: which organisation an address, a domain, a set-up token belongs to. */
export const directoryDb = (env: Env, meter?: Meter): Db => dbFor(env, '', meter)
