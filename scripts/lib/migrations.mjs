// Migrations are SQL owned by hand in worker/migrations. Local backend, tests and wrangler keep the same `d1_migrations` table.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ name: string, queries: string[] }} Migration */
/** @typedef {{ prepare(sql: string): any, batch(statements: any[]): Promise<unknown> }} Database */

/**
 * All migrations of a folder in the order of their numbers, each as single statements.
 * @param {string} folder
 * @returns {Migration[]}
 */
export function readMigrations(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort((a, b) => parseInt(a, 10) - parseInt(b, 10) || (a < b ? -1 : 1))
    .map((name) => ({ name, queries: splitStatements(readFileSync(join(folder, name), 'utf8')) }))
}

/**
 * Applies what is missing, each migration in one transaction with its own record.
 * @param {Database} db
 * @param {Migration[]} migrations
 * @returns {Promise<string[]>} the names of those applied now
 */
export async function applyMigrations(db, migrations) {
  await db.prepare(`CREATE TABLE IF NOT EXISTS d1_migrations(
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`).run()
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all()
  const done = new Set(results.map((/** @type {{ name: string }} */ row) => row.name))
  const missing = migrations.filter(({ name }) => !done.has(name))
  for (const { name, queries } of missing) {
    const record = db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name)
    await db.batch([...queries.map((query) => db.prepare(query)), record]).catch((/** @type {Error} */ error) => {
      throw new Error(`Migration ${name} failed: ${error.message}`)
    })
  }
  return missing.map(({ name }) => name)
}

// A string, a quoted name, a comment, a word, a semicolon, or anything else.
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_][A-Za-z0-9_$]*|;|[\s\S]/g

/**
 * Splits SQL at its semicolons, those of a trigger's body (BEGIN ... END, CASE ... END) excepted. Comments are dropped.
 * @param {string} sql
 * @returns {string[]}
 */
export function splitStatements(sql) {
  const statements = []
  let current = ''
  let depth = 0
  for (const [part] of sql.matchAll(token)) {
    if (part.startsWith('--') || part.startsWith('/*')) continue
    const word = part.toUpperCase()
    if (word === 'CASE' || (word === 'BEGIN' && /^\s*CREATE\s+(TEMP\w*\s+)?TRIGGER\b/i.test(current))) depth += 1
    if (word === 'END' && depth > 0) depth -= 1
    if (part === ';' && depth === 0) {
      if (current.trim()) statements.push(current.trim())
      current = ''
    } else current += part
  }
  if (current.trim()) statements.push(current.trim())
  return statements
}
