import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readMigrations, splitStatements } from '../../scripts/lib/migrations.mjs'
import { inRoot } from '../../scripts/lib/paths.mjs'

describe('migrations', () => {
  it('splits at semicolons outside of strings, comments and triggers', () => {
    const trigger = `create trigger keep before update on event begin select case when 1 then raise(abort, 'no; never') end; end`
    expect(splitStatements(`-- one; two
      create table a (x text default ';' /* ; */, "end" text); ${trigger};
      insert into a values ('it''s; fine') ;; select 1`)).toEqual([
      `create table a (x text default ';' , "end" text)`, trigger, `insert into a values ('it''s; fine')`, 'select 1',
    ])
  })

  it('orders by number', () => {
    const names = readdirSync(inRoot('worker/migrations')).filter((name) => name.endsWith('.sql'))
    const read = readMigrations(inRoot('worker/migrations'))
    expect(read.map(({ name }) => parseInt(name, 10))).toEqual(names.map((name) => parseInt(name, 10)).sort((a, b) => a - b))
    expect(new Set(read.map(({ name }) => parseInt(name, 10))).size).toBe(names.length)
  })

  it.runIf(existsSync(inRoot('worker/migrations')))('splits ours as wrangler does', async () => {
    const { unstable_splitSqlQuery: theirs } = await import('wrangler')
    const plain = (query: string) => query.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' ').replace(/;$/, '').trim()
    for (const { name, queries } of readMigrations(inRoot('worker/migrations'))) {
      const sql = readFileSync(inRoot('worker/migrations', name), 'utf8')
      expect(queries.map(plain), name).toEqual(theirs(sql).map(plain).filter(Boolean))
    }
  })
})
