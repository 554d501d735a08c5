import { env } from 'cloudflare:workers'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import * as schema from '../../worker/schema'

const mirrors = Object.values(schema).map((table) => getTableConfig(table as SQLiteTable))
const sqlOf = async () => (await env.DB.prepare(`select name, sql from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '\\_cf%' escape '\\' and name <> 'd1_migrations'`).all<{ name: string; sql: string }>()).results

/** What must be known before an organisation is. */
const outside = /^(organisations|directory_people|directory_domains|email_sign_ins|selector_packs|set_?ups?\w*)$/

describe('the mirrors of the schema', () => {
  it('are all of its tables', async () => {
    expect(mirrors.map(({ name }) => name).sort()).toEqual((await sqlOf()).map(({ name }) => name).sort())
  })

  it.each(mirrors)('$name has the columns, keys and defaults that the database has', async ({ name, columns, primaryKeys }) => {
    const { results } = await env.DB.prepare('select name, type, "notnull", dflt_value, pk from pragma_table_info(?)').bind(name).all<{ name: string; type: string; notnull: number; dflt_value: string | null; pk: number }>()
    const key = primaryKeys[0]?.columns.map((column) => column.name) ?? columns.filter((column) => column.primary).map((column) => column.name)
    expect(columns.map((column) => ({
      name: column.name, type: column.getSQLType().toUpperCase(), notnull: column.notNull, pk: key.indexOf(column.name) + 1,
      default: column.default === undefined ? null : typeof column.default === 'string' ? `'${column.default}'` : String(column.default),
    }))).toEqual(results.map((row) => ({ name: row.name, type: row.type, notnull: row.notnull === 1, pk: row.pk, default: row.dflt_value })))
  })

  it.each(mirrors)('$name says the same choices', async ({ name, columns }) => {
    const sql = (await sqlOf()).find((table) => table.name === name)?.sql ?? ''
    const choices = Object.fromEntries([...sql.matchAll(/CHECK \((\w+) IN \(([^)]*)\)\)/g)].map(([, column, list]) => [column, list!.split(',').map((one) => one.trim().replaceAll("'", ''))]))
    expect(Object.fromEntries(columns.flatMap((column) => (column.enumValues?.length ? [[column.name, column.enumValues]] : [])))).toEqual(choices)
  })

  it('are STRICT and WITHOUT ROWID, and belong to an organisation', async () => {
    for (const { name, sql } of await sqlOf()) {
      expect(sql, name).toMatch(/STRICT,\s*WITHOUT ROWID\s*$/)
      if (!outside.test(name)) expect(sql, name).toMatch(/PRIMARY KEY \(org_id, |org_id TEXT NOT NULL PRIMARY KEY/)
    }
  })
})
