/** Many rows in few statements: they travel as JSON. */
import type { Db, Statement } from '../db'
import { sql, type SQL } from '../sql'

/** D1 refuses a parameter over 2 MB: rows travel as JSON in pieces below that. */
const pieceSize = 500_000

function pieces(rows: unknown[]): string[] {
  const out: string[] = []
  let current: string[] = []
  let size = 0
  for (const row of rows) {
    const text = JSON.stringify(row)
    if (size + text.length > pieceSize && current.length > 0) {
      out.push(`[${current.join()}]`)
      current = []
      size = 0
    }
    current.push(text)
    size += text.length
  }
  if (current.length > 0) out.push(`[${current.join()}]`)
  return out
}

/** One statement for every piece of rows. */
export const each = (db: Db, rows: unknown[], statement: (json: SQL) => SQL): Statement[] => pieces(rows).map((json) => db.q.run(statement(sql`json_each(${json})`)))
/** A field of such a row. */
export const field = (name: string): SQL => sql`json_extract(value, ${`$.${name}`})`
