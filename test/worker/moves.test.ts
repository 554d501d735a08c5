/** The rows that work moves: the same sums as shared/moves.ts, found by indexes, swept when they are old. */
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { type Heard, readingOf, saysMore, shiftOf, tally, type Work } from '../../shared/moves'
import { dbFor, type Statement } from '../../worker/db'
import { linksQuery, mayLinkQuery, onWorkQuery } from '../../worker/goals/queries.links'
import { movableQuery, movesOf } from '../../worker/goals/queries.moves'
import { linkStates, moveStatements } from '../../worker/goals/statements.moves'
import { sweepHooks } from '../../worker/hooks/actions'
import { aboveQuery } from '../../worker/goals/queries'
import { leftOfQuery, leftQuery, leftToQuery } from '../../worker/goals/queries.left'
import { hookQuery } from '../../worker/hooks/queries'
import { viewerSql } from '../../worker/http/session'
import { api, makeOrganisation, type Organisation, tokenFor } from './support'

let org: Organisation
let ben: string
beforeAll(async () => {
  org = await makeOrganisation({ people: [{ name: 'Ben Ode' }] })
  ben = await tokenFor(org, 'Ben Ode')
})

const work = (state: Work['state'], labelled: boolean): Work => ({ site: 'github', instance: 'github.com', place: 'acme/api', labels: labelled ? ['perf'] : [], epics: [], state })
const rule = { site: 'github', instance: 'github.com', of: 'label', name: 'Perf', within: 'acme/api', state: 'merged' }

type Step = { work: number; at: number; from: Heard['from']; merged: boolean; labelled: boolean } | { said: number }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ work: fc.nat(3), at: fc.integer({ min: 1, max: 6 }), from: fc.constant('work' as const), merged: fc.boolean(), labelled: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ said: fc.integer({ min: 0, max: 10 }) }) },
)

it('the rows read what the rule book reads, whatever comes in whatever order', async () => {
  const measures = fc.constantFrom({ measure: 'number', baseline: 0, target: 10 }, { measure: 'number', baseline: 10, target: 2 }, { measure: 'percent', baseline: 0, target: 100 }, { measure: 'percent', baseline: 80, target: 20 }, { measure: 'milestone', baseline: 0, target: 1 })
  await fc.assert(fc.asyncProperty(measures, fc.array(step, { minLength: 1, maxLength: 10 }), async (key, steps) => {
    const [goal, keyResult] = [newId(), newId()]
    expect((await api(ben).post('/api/v1/goals', {
      id: goal, title: 'Checkout under 300 ms', why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent: null, priority: null, start: '2026-10-01', end: '2026-12-31', visibility: 'organization', keys: ['org'], draft: false,
      keyResults: [{ id: keyResult, title: 'Merged', ...key, stretch: null, unit: null, rubric: [], weight: 1, owner: null, rule }],
    })).status).toBe(201)
    const db = dbFor(env as never, org.id)
    const kept = new Map<number, Heard>()
    let shift = 0
    let current: number | null = null
    for (const one of steps) {
      if ('said' in one) {
        const said = await api(ben).post(`/api/v1/goals/${goal}/key-results/${keyResult}/check-ins`, { id: newId(), reading: one.said, confidence: 5, status: 'on_track', line: '', artifact: null, need: null })
        expect(said.status).toBe(201)
        if (one.said !== current) shift = shiftOf(key, tally(kept.values()), one.said)
        current = one.said
        continue
      }
      const artifact = `${goal.replaceAll('-', '')}${one.work}`.padEnd(64, '0')
      const told = work(one.merged ? 'merged' : 'open', one.labelled)
      const [rows] = await db.batch(movableQuery(db, artifact, told))
      const moves = movesOf(rows.filter((row) => row.goal_id === goal), told.state, { work: told, gone: false, from: one.from, at: one.at })
      const { statements } = await moveStatements(env as never, db, moves, { artifact, source: one.from, by: null, state: told.state, title: null, private: false, now: Date.now() })
      await db.batch(...statements)
      const next: Heard = { from: one.from, at: one.at, known: one.labelled, reached: one.labelled && one.merged }
      const before = kept.get(one.work) ?? null
      if ((!next.known && !before) || !saysMore(next, before)) continue
      kept.set(one.work, next)
      const changes = next.known !== (before?.known ?? false) || next.reached !== (before?.reached ?? false)
      const reading = readingOf(key, tally(kept.values()), shift)
      if (changes && Math.abs(reading - (current ?? key.baseline)) > 1e-9) current = reading
    }
    const row = (await env.DB.prepare('select k.current, m.known, m.reached from key_results k left join moves m on m.org_id = k.org_id and m.key_result_id = k.id where k.org_id = ? and k.id = ?').bind(org.id, keyResult).first<{ current: number | null; known: number | null; reached: number | null }>())!
    if (current === null) expect(row.current).toBeNull()
    else expect(row.current).toBeCloseTo(current, 6)
    expect({ known: row.known ?? 0, reached: row.reached ?? 0 }).toEqual(tally(kept.values()))
  }), { numRuns: 25 })
}, 60_000)

/** Steps of a plan that walk a table: what is made on the way is small; a range over the whole organisation is a walk by another name. */
const walked = (plan: readonly { detail: string }[]): string[] =>
  plan.map(({ detail }) => detail).filter((detail) => /^SCAN (?!CONSTANT|\w+ VIRTUAL TABLE|(?:n|f|me|up|u|own|found)\b|\()/.test(detail) || detail.endsWith('(org_id=?)'))

describe('what deliveries and pages ask', () => {
  const db = dbFor(env as never, newId())
  const me = viewerSql(db.org, 'hash')
  const artifact = 'a'.repeat(64)
  const asked: [string, Statement][] = [
    ['the rules of a work', movableQuery(db, artifact, work('merged', true), { also: { goal: newId(), keyResult: newId() } })],
    ['the rest of them', movableQuery(db, artifact, work('merged', true), { after: { goal_id: newId(), id: newId() } })], ['those that a page may move', movableQuery(db, artifact, null, { seenBy: me })], ['the goals of a work', onWorkQuery(db, me, artifact)], ['more goals of a work', onWorkQuery(db, me, artifact, { after: { id: newId(), link_key: '' } })], ['some goals of a work', onWorkQuery(db, me, artifact, { goals: [newId()] })], ['the work of a goal', linksQuery(db, me, newId())],
    ['what somebody left behind', leftOfQuery(db, me, newId())], ['what reports left behind', leftToQuery(db, me)], ['one of it', leftQuery(db, me, newId())], ['whose the goal above is', aboveQuery(db, me, newId())], ['whether it may be linked', mayLinkQuery(db, me, newId(), newId(), artifact)], ['a webhook', hookQuery(db, newId(), 'x')], ['states of links', linkStates(db, artifact, 'merged', { from: 'work', by: null, at: 1, now: 1 })],
  ]
  it.each(asked)('%s is found by an index', async (_, { sql: { text, params } }) => {
    const { results } = await env.DB.prepare(`explain query plan ${text}`).bind(...params).all<{ detail: string }>()
    expect(walked(results)).toEqual([])
  })

  it('what a move writes is found by an index', async () => {
    const row = { goal_id: newId(), id: newId(), rule: JSON.stringify(rule), measure: 'number', linked: 0, source: null, said_at: 0, known: 0, reached: 0, time_zone: 'UTC', working_days: '12345', away: '[]' }
    const { statements } = await moveStatements(env as never, db, movesOf([row], 'merged', { work: work('merged', true), gone: false, from: 'work', at: 1 }), { artifact, source: 'work', by: null, state: 'merged', title: null, private: false, now: 1 })
    expect(statements.length).toBeGreaterThan(8)
    for (const { sql: { text, params } } of statements) {
      const { results } = await env.DB.prepare(`explain query plan ${text}`).bind(...params).all<{ detail: string }>()
      expect(walked(results), text.slice(0, 80)).toEqual([])
    }
  })
})

it('deliveries are kept for thirty days', async () => {
  const now = Date.parse('2026-11-20T04:17:00Z')
  const hook = newId()
  await env.DB.batch([
    env.DB.prepare(`insert into hooks (org_id, id, site, instance, name, key_version, secret, body_hash, by_id, at) values (?, ?, 'github', 'github.com', 'x', 1, '', '', '', 1)`).bind(org.id, hook),
    ...[31, 29].map((days) => env.DB.prepare('insert into hook_deliveries (org_id, hook_id, id, at) values (?, ?, ?, ?)').bind(org.id, hook, String(days), now - days * 86_400_000)),
  ])
  const left = async () => (await env.DB.prepare('select id from hook_deliveries where hook_id = ? order by id').bind(hook).all<{ id: string }>()).results.map(({ id }) => id)
  await sweepHooks(env as never, now + 60_000)
  expect(await left()).toEqual(['29', '31'])
  await sweepHooks(env as never, now)
  expect(await left()).toEqual(['29'])
})
