import { env } from 'cloudflare:workers'
import { SQL, sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dbFor, textOf } from '../../worker/db'

/** drizzle's own way, as its drivers ask it. */
const drizzles = (statement: SQL) => {
  const { sql: text, params } = statement.toQuery({ casing: {} as never, escapeName: (name) => `"${name}"`, escapeParam: () => '?', escapeString: (text) => `'${text}'` })
  return { text, params }
}

const { statement } = fc.letrec<{ statement: SQL }>((tie) => ({
  statement: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(sql`1`, sql.raw('x = 2'), sql``, sql.identifier('name').getSQL()),
    fc.oneof(fc.string(), fc.integer(), fc.constant(null)).map((value) => sql`a = ${value} and`),
    fc.array(tie('statement'), { maxLength: 3 }).map((list) => sql`(${sql.join(list, sql`, `)})`),
    fc.tuple(tie('statement'), tie('statement')).map(([left, right]) => sql`${left} or ${right}`),
  ),
}))

describe('statements', () => {
  it('read as drizzle reads them', () => {
    fc.assert(fc.property(statement, (made) => {
      expect(textOf(made)).toEqual(drizzles(made))
    }))
  })

  it.each([[['a']], [{}], [undefined], [true]])('refuse %j, which D1 would not take as it is meant', (value) => {
    expect(() => textOf(sql`select ${value}`)).toThrow(TypeError)
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
})
