import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { dbFor, type Statement } from '../../worker/db'
import { unfeedStatements } from '../../worker/events/record'
import { earlierQuery, feedQuery, itemQuery, matchQuery, ownFeedQuery } from '../../worker/feedback/queries'
import { allQueries, entriesQueries, ownEntriesQuery, partQuery, scanQueries, someQuery } from '../../worker/feedback/queries.all'
import { sessionQuery, viewerSql } from '../../worker/http/session'
import * as goals from '../../worker/goals/queries'
import { refollow, settle } from '../../worker/goals/statements'
import { standingQuery } from '../../worker/goals/standing'
import { betweenQuery, dueQuery, mineQueries } from '../../worker/action-items/queries'
import { libraryQuery } from '../../worker/learning/queries'
import { listQuery, openQueries, restedQuery } from '../../worker/meetings/queries'
import * as reflections from '../../worker/reflections/queries'
import { inboxQuery } from '../../worker/notifications/queries'
import { factsQuery, profileQuery, searchQuery } from '../../worker/people/queries'
import { timeQuery } from '../../worker/people/queries.away'
import { membersQuery, teamMatchQuery } from '../../worker/people/queries.teams'
import { lookersQuery, openQuery, ownReportsQuery, reportedQuery, reportedRepliesQuery, reportQuery } from '../../worker/reports/queries'
import { sql } from '../../worker/sql'
import { hearersQuery, repliesQuery } from '../../worker/talk/queries'

const db = dbFor(env as never, newId())
const me = viewerSql(db.org, 'hash')
const artifact = 'a'.repeat(64)
const now = Date.now()

/** Every statement of a hot path. `sorts`: what may be sorted is the page, or the people who match. */
const hot: [name: string, statement: Statement, sorts?: boolean][] = [
  ['session', db.q.all(sessionQuery(db.org, 'hash'))],
  ['artifact feed', feedQuery(db, me, `artifact:${artifact}`, '~', { artifact }), true], ['feed of a person', feedQuery(db, me, `to:${newId()}`), true],
  ['received', ownFeedQuery(db, me, 'to')], ['given', ownFeedQuery(db, me, 'by')], ['item', itemQuery(db, me, newId())],
  ['inbox', inboxQuery(db, me)], ['what was given before', earlierQuery(db, newId(), [newId()])], ['facts', factsQuery(db, [newId()], now)],
  ['profile', profileQuery(db, me.id, now)], ['directory', searchQuery(db, me, { q: '', after: newId(), left: false }, now)],
  ['search', searchQuery(db, me, { q: 'ada ok', after: null, left: false }, now), true],
  ['match', matchQuery(db, me, { site: 'github', instance: 'github.com' }, [{ handle: 'ada', role: 'author' }], now)],
  ['everything, few keys', allQueries(db, me, 20)[0], true], ['everything, many keys', allQueries(db, me, 20)[1], true], ['looked through', scanQueries(db, me, 500)[1], true],
  ['timeline', ownEntriesQuery(db, me, 500)], ['timeline of a person', entriesQueries(db, me, newId(), 500)[0]], ['the same, many keys', entriesQueries(db, me, newId(), 500)[1], true],
  ['own export', partQuery(db, me, 50)], ['items by id', someQuery(db, me, [newId()])], ['periods away', timeQuery(db, me.id)],
  ['taken off the feeds', unfeedStatements(db, { unfeed: { feedback: newId(), subjects: [`to:${newId()}`, `artifact:${artifact}`] } })[0]!],
  ['teams of a page', teamMatchQuery(db, [{ handle: 'acme/devs' }]), true], ['members of a team', membersQuery(db, newId(), 200, now), true],
  ['thread', repliesQuery(db, newId(), me)], ['who hears of a reply', hearersQuery(db, newId()), true], ['open report', openQuery(db, newId())], ['a report', reportQuery(db, me, newId())],
  ['own reports', ownReportsQuery(db, me)], ['who looks at a report', lookersQuery(db, newId(), me, now), true], ['what was reported', reportedQuery(db, me, newId())], ['its thread', reportedRepliesQuery(db, me, newId())],
  ['own action items', mineQueries(db, me, 'open', '2026-11-20_x')[0]], ['own without a day', mineQueries(db, me, 'open')[1]!], ['own closed ones', mineQueries(db, me, 'closed')[0]], ['due', dueQuery(db, me, '2026-11-27')],
  ['between two', betweenQuery(db, me, newId(), sql`0`)],
  ...openQueries(db, me, { kind: 'person', id: newId() }).map((one, n): [string, Statement, boolean] => [`agenda of two, ${n}`, one, n === 3]),
  ...openQueries(db, me, { kind: 'team', id: newId() }).map((one, n): [string, Statement] => [`agenda of a team, ${n}`, one]),
  ['own goals', goals.ownQuery(db, me), true], ['work of own goals', goals.ownLinksQuery(db, me), true], ['goals of a person', goals.ofPersonQuery(db, me, newId())], ['goals of a team', goals.ofTeamQuery(db, me, newId()), true],
  ['goals to align to', goals.findQuery(db, me, undefined)], ['goals of a scope', goals.findQuery(db, me, 'team')],
  ...goals.itemQueries(db, me, newId()).map((one, n): [string, Statement, boolean] => [`a goal, ${n}`, one, [1, 2, 6, 7].includes(n)]), ['how a key result went', goals.historyQuery(db, me, newId(), newId())],
  ...goals.mapQueries(db, me, '2026-11-21').map((one, n): [string, Statement, boolean] => [`map of goals, ${n}`, one, n < 2]), ['a check-in by id', goals.checkInQuery(db, me, newId())],
  ['before a goal is written', standingQuery(db, me, { owner: me.id, people: [], scope: 'person', team: null, parent: null, priority: null, of: newId() })], ['a goal settled', settle(db, newId())], ['goals after a new manager', refollow(db, [newId()]), true],
  ['own reflections', reflections.mineQueries(db, me)[0], true], ['on whose agendas', reflections.mineQueries(db, me)[1], true],
  ['the library of a competency', libraryQuery(db, me, newId()), true],
  ['meetings', listQuery(db, me), true], ['earlier points', restedQuery(db, me, { kind: 'person', id: newId() })],
]

/** The tables and indexes that a statement walks from an end, read from its program: a cursor on them that is rewound instead of sought. */
async function scanned(sql: string, params: readonly unknown[]): Promise<string[]> {
  const { results } = await env.DB.prepare(`explain ${sql}`).bind(...params).all<{ addr: number; opcode: string; p1: number; p2: number }>()
  const { results: roots } = await env.DB.prepare('select name, rootpage from sqlite_master where rootpage > 0').all<{ name: string; rootpage: number }>()
  // A trigger's program follows that of its statement, with cursors of its own.
  const programs = results.reduce<(typeof results)[]>((all, step) => (step.addr === 0 ? [...all, [step]] : (all.at(-1)!.push(step), all)), [])
  return programs.flatMap((program) => {
    const cursors = new Map(program.filter(({ opcode }) => opcode === 'OpenRead' || opcode === 'OpenWrite').map(({ p1, p2 }) => [p1, roots.find(({ rootpage }) => rootpage === p2)?.name ?? '?']))
    return program.filter(({ opcode, p1 }) => (opcode === 'Rewind' || opcode === 'Last') && cursors.has(p1)).map(({ p1 }) => cursors.get(p1)!)
  })
}

describe('query plans', () => {
  it('sees a scan where there is one', async () => {
    expect(await scanned('select * from feed where feedback_id = ?', ['x'])).toEqual(['feed'])
  })

  it.each(hot)('%s scans no table that grows, and sorts none', async (_, statement, sorts) => {
    const { text: sql, params } = statement.sql
    expect(params.length).toBeLessThanOrEqual(100)
    const plan = (await env.DB.prepare(`explain query plan ${sql}`).bind(...params).all<{ detail: string }>()).results.map(({ detail }) => detail)
    expect(plan.some((step) => step.startsWith('SEARCH'))).toBe(true)
    expect(await scanned(sql, params)).toEqual([])
    // A range over the whole organisation is a scan by another name; the directory itself is one, from where its page begins.
    expect(plan.filter((step) => step.endsWith('(org_id=?)'))).toEqual([])
    if (!sorts) expect(plan.filter((step) => /TEMP B-TREE FOR ORDER BY/.test(step))).toEqual([])
  })
})
