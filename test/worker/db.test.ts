import { env } from 'cloudflare:workers'
import { type SQL as DrizzlesSQL, sql as drizzles } from 'drizzle-orm'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dbFor, once } from '../../worker/db'
import { type SQL, sql } from '../../worker/sql'

/** The same statement by us and by drizzle. */
type Both = { ours: SQL; theirs: DrizzlesSQL }
/** drizzle's own way, as its drivers ask it. */
const asked = (statement: DrizzlesSQL) => {
  const { sql: text, params } = statement.toQuery({ casing: {} as never, escapeName: (name) => `"${name}"`, escapeParam: () => '?', escapeString: (text) => `'${text}'` })
  return { text, params }
}

const { statement } = fc.letrec<{ statement: Both }>((tie) => ({
  statement: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Both>(
      { ours: sql`1`, theirs: drizzles`1` }, { ours: sql.raw('x = 2'), theirs: drizzles.raw('x = 2') }, { ours: sql``, theirs: drizzles`` },
      { ours: sql.identifier('name'), theirs: drizzles.identifier('name').getSQL() },
    ),
    fc.oneof(fc.string(), fc.integer(), fc.constant(null)).map((value) => ({ ours: sql`a = ${value} and`, theirs: drizzles`a = ${value} and` })),
    fc.array(tie('statement'), { maxLength: 3 }).map((list) => ({
      ours: sql`(${sql.join(list.map(({ ours }) => ours), sql`, ${7}`)})`, theirs: drizzles`(${drizzles.join(list.map(({ theirs }) => theirs), drizzles`, ${7}`)})`,
    })),
    fc.tuple(tie('statement'), tie('statement')).map(([left, right]) => ({ ours: sql`${left.ours} or ${right.ours}`, theirs: drizzles`${left.theirs} or ${right.theirs}` })),
  ),
}))

describe('statements', () => {
  it('read as drizzle reads them', () => {
    fc.assert(fc.property(statement, ({ ours, theirs }) => {
      expect({ ...ours }).toEqual(asked(theirs))
    }))
  })

  it.each([[['a']], [{}], [undefined], [true]])('refuse %j, which D1 would not take as it is meant', (value) => {
    expect(() => sql`select ${value as never}`).toThrow(TypeError)
  })

  it('run in one call, in order, as one transaction', async () => {
    const db = dbFor(env as never, 'none')
    const [rows, done] = await db.batch(db.q.all<{ n: number }>(sql`select ${2} as n`), db.q.run(sql`update organisations set size = size where id = ${'none'}`))
    expect(rows).toEqual([{ n: 2 }])
    expect(done.meta.changes).toBe(0)
    expect(db.meter.calls).toBe(1)
    await expect(db.batch(db.q.run(sql`insert into organisations (id, name, created_at) values (${'gone'}, ${'Gone'}, ${1})`), db.q.run(sql`insert into nowhere values (1)`))).rejects.toThrow()
    expect((await db.batch(db.q.all(sql`select id from organisations where id = ${'gone'}`)))[0]).toEqual([])
  })

  it('bind a long value once, and read as if each were bound by itself', async () => {
    const long = fc.constantFrom('0'.repeat(20), 'org?'.repeat(9), '\u00e4'.repeat(30), 1_763_700_000_000, 1_763_700_000_001)
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(long, fc.string(), fc.integer(), fc.constant(null)), { minLength: 1, maxLength: 12 }), async (values) => {
      const statement = sql`select json_array(${sql.join(values, sql`, `)}) as read`
      const { params } = once(statement)
      expect(params.filter((value) => String(value).length >= 20).length).toBe(new Set(values.filter((value) => String(value).length >= 20)).size)
      const db = dbFor(env as never, 'none')
      expect(JSON.parse((await db.batch(db.q.all<{ read: string }>(statement)))[0][0]!.read)).toEqual(values)
    }), { numRuns: 60 })
  })

  it('keep a question mark within a text of their own', async () => {
    const db = dbFor(env as never, 'none')
    const id = 'x'.repeat(36)
    expect((await db.batch(db.q.all(sql`select ${id} as a, '?' as b, ${id} as c`)))[0]).toEqual([{ a: id, b: '?', c: id }])
  })
})
