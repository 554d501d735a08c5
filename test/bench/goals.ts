/** Exact D1 calls and rows of the goals' hot endpoints, in a company of 30,000 goals aligned in four levels, and in one of 900. */
import { newId } from '../../shared/ids'
import { author, found, org, person, team, tokenOf } from './data'
import type { Row, Section } from './table'
import { type Database, startWorld } from './world'

const [few, many] = [900, 30_000]
const id = (n: number): string => `00000000-0000-4000-8005-0000${n.toString(16).padStart(8, '0')}`
const sqlId = (kind: string, n: string): string => `printf('00000000-0000-4000-${kind}-0000%08x', ${n})`
/** The author's own, which a team's, a department's and the company's goal count. */
const [company, department, ofTeam, own] = [1, 5, 41, 641] as const

/** Goals `from` to `to`: 4 of the company, 36 of departments, 600 of teams, the rest of people; every tenth of those is private, every fifth stands alone. */
async function align(db: Database, from: number, to: number): Promise<void> {
  const now = Date.now()
  const run = (query: string, ...bound: unknown[]) => db.prepare(query).bind(...bound)
  const step = 5_000
  for (let at = from; at < to; at += step) {
    const numbers = `with recursive n(i) as (select ${at + 1} union all select i + 1 from n where i < ${Math.min(at + step, to)})`
    await db.batch([
      run(`${numbers} insert into goals (org_id, id, seq, scope, kind, team_id, owner_id, parent_id, priority_id, start_day, end_day, state, visibility, keys, key_version, words, progress, weights, weighed, counted, body_hash, at)
        select ?, ${sqlId('8005', 'i')}, printf('%032x', i), case when i < ${department} then 'company' when i < ${ofTeam} then 'department' when i < ${own} then 'team' else 'person' end, 'performance', case when i >= ${department} and i < ${own} then ${sqlId('8001', '1 + i % 120')} end,
          ${sqlId('8000', `case when i = ${own} then ${author} else 20 + i % 1900 end`)}, case when i < ${department} or (i > ${own} and i % 5 = 0) then null when i < ${ofTeam} then ${sqlId('8005', '1 + (i - 1) % 4')} when i < ${own} then ${sqlId('8005', '5 + (i - 41) % 36')} else ${sqlId('8005', '41 + (i - 641) % 600')} end,
          case when i < ${ofTeam} then ${sqlId('8006', '1 + i % 8')} end, '2026-01-01', '2099-12-31', 'active', case when i > ${own} and i % 10 = 1 then 'private' else 'organization' end,
          case when i > ${own} and i % 10 = 1 then json_array('person:' || ${sqlId('8000', '20 + i % 1900')}) else '["org"]' end, 0, json_object('title', 'Goal ' || i, 'why', '', 'closing', null), case when i >= ${own} then 0.5 end, case when i >= ${own} then 2 else 0 end, case when i >= ${own} then 1 else 0 end,
          case when i < ${department} or (i > ${own} and (i % 5 = 0 or i % 10 = 1)) then 0 else 1 end, '', ? from n`, org, now),
      run(`${numbers}, k(j) as (select 1 union all select 2) insert into key_results (org_id, goal_id, id, position, owner_id, measure, baseline, target, current, progress, key_version, words)
        select ?, ${sqlId('8005', 'i')}, ${sqlId('8007', 'i * 2 + j')}, j, ${sqlId('8000', `case when i = ${own} then ${author} else 20 + i % 1900 end`)}, 'number', 0, 10, 5, 0.5, 0, json_object('title', 'Key result ' || j, 'rubric', json_array()) from n, k where i >= ${own}`, org),
    ])
  }
  await sum(db, [[ofTeam, own - 1], [department, ofTeam - 1], [company, department - 1]])
}

/** What stands with each goal, from the lowest level up. */
async function sum(db: Database, levels: [from: number, to: number][]): Promise<void> {
  for (const [from, to] of levels) {
    await db.prepare(`update goals as g set (children, children_sum, progress) = (select count(c.progress), coalesce(sum(c.progress), 0), avg(c.progress) from goals c where c.org_id = g.org_id and c.parent_id = g.id and c.counted = 1)
      where g.org_id = ? and g.id between ? and ?`).bind(org, id(from), id(to)).run()
  }
}

interface Cost { calls: number; read: number; written: number }
interface Probe { what: string; calls: number; read: number | null; ask(): Promise<Cost> }

export async function goals(): Promise<Section> {
  const world = await startWorld()
  try {
    await found(world.db)
    const run = (query: string, ...bound: unknown[]) => world.db.prepare(query).bind(...bound)
    await run(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 8) insert into priorities (org_id, id, title, from_day, to_day, position) select ?, ${sqlId('8006', 'i')}, 'Priority ' || i, '2026-01-01', '2099-12-31', i from n`, org).run()
    const send = async (method: string, path: string, body?: unknown): Promise<Cost> => {
      const answer = await fetch(new URL(path, world.ours), { method, headers: { authorization: `Bearer ${tokenOf(author)}`, ...(body !== undefined && { 'content-type': 'application/json' }) }, ...(body !== undefined && { body: JSON.stringify(body) }) })
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
      const [calls = 0, read = 0, written = 0] = [...(answer.headers.get('x-d1') ?? '').matchAll(/=(\d+)/g)].map(([, value]) => Number(value))
      return { calls, read, written }
    }
    const get = (what: string, path: string, read: number | null): Probe => ({ what, calls: 1, read, ask: () => send('GET', path) })
    const keyResult = `00000000-0000-4000-8007-0000${(own * 2 + 1).toString(16).padStart(8, '0')}`
    let reading = 5
    const probes: Probe[] = [
      get('own goals', '/api/v1/me/goals', null), get('one goal', `/api/v1/goals/${id(own)}`, null), get('a goal with many below', `/api/v1/goals/${id(ofTeam)}`, null), get('the map, first screen', '/api/v1/goals/map', 300), get('the map, below one', `/api/v1/goals/map?of=${id(department)}`, null),
      get('a team’s goals', `/api/v1/teams/${team(42)}/goals`, null), get('a person’s goals', `/api/v1/people/${person(42)}/goals`, null), get('goals to align to', '/api/v1/goals', null),
      { what: 'check-in, three goals above', calls: 2, read: null, ask: () => send('POST', `/api/v1/goals/${id(own)}/key-results/${keyResult}/check-ins`, { id: newId(), reading: (reading += 0.5), confidence: 7, status: 'on_track', line: 'On.', artifact: null, need: null }) },
    ]
    const measure = async (): Promise<Cost[]> => {
      const costs: Cost[] = []
      for (const probe of probes) costs.push(await probe.ask())
      return costs
    }
    await align(world.db, 0, few)
    const atFew = await measure()
    await align(world.db, few, many)
    const atMany = await measure()
    return {
      title: `D1 calls and rows of goals at ${few.toLocaleString('en')} and ${many.toLocaleString('en')}`,
      notes: ['Four levels: company, department, team, person. Floors: the map’s first screen one call and 300 rows; a check-in two calls, the same rows however many goals there are.'],
      rows: probes.map((probe, index): Row => {
        const [atFirst, cost] = [atFew[index]!, atMany[index]!]
        const misses = [cost.calls === probe.calls ? '' : `${cost.calls} calls, not ${probe.calls}`, probe.read !== null && cost.read > probe.read ? `read > ${probe.read}` : '', probe.calls === 2 && cost.read > atFirst.read ? 'grows' : ''].filter(Boolean)
        return { what: probe.what, calls: cost.calls, 'read at few': atFirst.read, 'read at 30k': cost.read, floor: probe.read, 'written at few': atFirst.written, 'written at 30k': cost.written, verdict: misses.length === 0 ? 'ok' : `MISS: ${misses.join(', ')}` }
      }),
    }
  } finally {
    await world.stop()
  }
}
