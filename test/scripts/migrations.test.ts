import { DatabaseSync } from 'node:sqlite'
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
    const plain = (query: string) => query.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' ').trim().replace(/;$/, '').trim()
    for (const { name, queries } of readMigrations(inRoot('worker/migrations'))) {
      const sql = readFileSync(inRoot('worker/migrations', name), 'utf8')
      expect(queries.map(plain), name).toEqual(theirs(sql).map(plain).filter(Boolean))
    }
  })

  it('keep the words of what was said before they moved', () => {
    const db = new DatabaseSync(':memory:')
    const [ground, auth, moved] = readMigrations(inRoot('worker/migrations'))
    const apply = (one: typeof ground) => one!.queries.forEach((query) => db.exec(query))
    apply(ground)
    apply(auth)
    db.exec(`insert into organisations (id, name, created_at) values ('o', 'Northwind Trails', 1);
      insert into people (org_id, id, name, name_key, email, email_hash, kind, status, in_org, keys, created_at) values ('o', 'ada', 'Ada', 'ada', 'ada@x.test', 'h', 'employee', 'active', 1, '["org"]', 1);
      insert into feedback (org_id, id, seq, author_id, kind, visibility, recipients, keys, body_hash, at, retracted_at) select 'o', value, value, 'ada', 'recognition', 'organization', '[]', '["org"]', 'h', 1, case value when 'gone' then 2 end from json_each('["open", "sealed", "gone"]');
      insert into feedback_words (org_id, feedback_id, key_version, words) values ('o', 'open', 0, '{"body":{}}'), ('o', 'sealed', 3, 'c2VhbGVk')`)
    apply(moved)
    expect(db.prepare('select id, key_version, words from feedback order by id').all().map((row) => ({ ...row }))).toEqual([
      { id: 'gone', key_version: null, words: null }, { id: 'open', key_version: 0, words: '{"body":{}}' }, { id: 'sealed', key_version: 3, words: 'c2VhbGVk' },
    ])
    expect(() => db.exec(`update feedback set words = null where id = 'open'`)).toThrow(/CHECK/)
  })
})
