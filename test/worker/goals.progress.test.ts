/** Whatever is written, in whatever order: what stands with each goal is what the pure functions make of the whole tree, and nothing hidden is in it. */
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '../../shared/ids'
import { counts, goalProgress, type GoalVisibility, keyResultProgress } from '../../shared/progress'
import { api, makeOrganisation, type Organisation, tokenFor } from './support'

interface Stored { id: string; parent_id: string | null; state: string; outcome: string | null; visibility: GoalVisibility; kind: string; team_id: string | null; owner_id: string; co_owners: string; progress: number | null; children: number; counted: number; weights: number; keys: string }
interface StoredKeyResult { goal_id: string; baseline: number; target: number; current: number | null; weight: number; dropped_at: number | null }

async function compare(org: Organisation): Promise<void> {
  const { results: goals } = await env.DB.prepare('select * from goals where org_id = ?').bind(org.id).all<Stored & Record<string, unknown>>()
  const { results: keyResults } = await env.DB.prepare('select * from key_results where org_id = ?').bind(org.id).all<StoredKeyResult & Record<string, unknown>>()
  const seen = (one: Stored) => ({ visibility: one.visibility, kind: one.kind, team: one.team_id, owner: one.owner_id, coOwners: JSON.parse(one.co_owners) as string[] })
  const counting = (child: Stored, parent: Stored) => child.state !== 'draft' && child.outcome !== 'dropped' && counts(seen(child), seen(parent))
  const whole = (goal: Stored): number | null => goalProgress(
    keyResults.filter((one) => one.goal_id === goal.id && one.dropped_at === null).map((one) => ({ weight: one.weight, progress: keyResultProgress(one) })),
    goals.filter((one) => one.parent_id === goal.id && counting(one, goal)).flatMap((one) => whole(one) ?? []))
  for (const goal of goals) {
    const expected = whole(goal)
    if (expected === null) expect(goal.progress).toBeNull()
    else {
      expect(goal.progress).toBeCloseTo(expected, 9)
      expect(goal.progress).toBeGreaterThanOrEqual(0)
      expect(goal.progress).toBeLessThanOrEqual(1)
    }
    expect(goal.children).toBe(goals.filter((one) => one.parent_id === goal.id && counting(one, goal) && one.progress !== null).length)
    // Whoever is named among those who see it sees, or has the organisation's key to, all that is summed up in it.
    if (goal.weights === 0) for (const child of goals.filter((one) => one.parent_id === goal.id && one.counted === 1)) {
      const theirs = JSON.parse(child.keys) as string[]
      if (!theirs.includes('org')) for (const key of JSON.parse(goal.keys) as string[]) expect(theirs).toContain(key)
    }
  }
}

const visibility = fc.constantFrom<GoalVisibility>('organization', 'organization', 'organization', 'team', 'chain', 'private')
const at = fc.nat(20)
const write = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('set' as const), who: fc.nat(2), parent: fc.option(at), visibility, keyResults: fc.array(fc.record({ baseline: fc.integer({ min: -5, max: 5 }), target: fc.integer({ min: -5, max: 20 }), weight: fc.constantFrom(0, 0.1, 0.7, 1, 3) }), { maxLength: 2 }), draft: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('checkIn' as const), at, which: fc.nat(1), reading: fc.integer({ min: -10, max: 25 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('align' as const), at, parent: fc.option(at) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('show' as const), at, visibility }) },
  fc.record({ do: fc.constant('close' as const), at, outcome: fc.constantFrom('achieved', 'missed', 'dropped'), carry: fc.boolean() }),
  fc.record({ do: fc.constant('reopen' as const), at }), fc.record({ do: fc.constant('activate' as const), at }),
  fc.record({ do: fc.constant('weigh' as const), at, which: fc.nat(1), weight: fc.constantFrom(0, 0.3, 2), dropped: fc.boolean() }),
  fc.record({ do: fc.constant('share' as const), at, who: fc.nat(2) }),
)

test('after any writes every goal’s progress is that of the whole tree', async () => {
  const names = ['Ada', 'Ben', 'Chi']
  await fc.assert(fc.asyncProperty(fc.array(write, { minLength: 6, maxLength: 22 }), async (writes) => {
    const org = await makeOrganisation({ people: [{ name: 'Ada', teams: ['Co'] }, { name: 'Ben', manager: 'Ada', teams: ['Co'] }, { name: 'Chi', manager: 'Ben', teams: ['Co'] }] })
    const as = await Promise.all(names.map(async (name) => api(await tokenFor(org, name))))
    const goals: { id: string; who: number; keyResults: string[] }[] = []
    const of = (index: number) => goals[index % Math.max(1, goals.length)]
    const said = (answer: { status: number; text: string }) => expect(answer.status, answer.text).toBeLessThan(500)
    /** As whoever is shown who sees it, and says yes. */
    const shown = async (send: (keys: string[]) => Promise<{ status: number; text: string; json: any }>) => {
      const first = await send([])
      if (first.status === 409 && first.json.audience) said(await send(first.json.audience.keys))
      else said(first)
    }
    const now = async (id: string, who: number) => (await as[who]!.get(`/api/v1/goals/${id}`)).json
    for (const one of writes) {
      if (one.do === 'set') {
        const made = { id: newId(), who: one.who, keyResults: one.keyResults.map(() => newId()) }
        const parent = one.parent === null ? null : (of(one.parent)?.id ?? null)
        await shown((keys) => as[one.who]!.post('/api/v1/goals', {
          id: made.id, title: 'A goal', why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent, priority: null, start: '2026-10-01', end: '2026-12-31', visibility: one.visibility, keys, draft: one.draft,
          keyResults: one.keyResults.map((of, index) => ({ id: made.keyResults[index], title: 'One', measure: 'number', stretch: null, unit: null, rubric: [], owner: null, rule: null, ...of })),
        }))
        goals.push(made)
        continue
      }
      const goal = of(one.at)
      if (!goal) continue
      const client = as[goal.who]!
      const path = `/api/v1/goals/${goal.id}`
      if (one.do === 'checkIn') said(await client.post(`${path}/key-results/${goal.keyResults[one.which] ?? newId()}/check-ins`, { id: newId(), reading: one.reading, confidence: 5, status: 'on_track', line: '', artifact: null, need: null }))
      else {
        const { version = 1, keyResults = [] } = await now(goal.id, goal.who)
        if (one.do === 'align') said(await client.patch(path, { parent: one.parent === null ? null : of(one.parent)!.id, version }))
        if (one.do === 'show') await shown((keys) => client.patch(path, { visibility: one.visibility, keys, version }))
        if (one.do === 'share') await shown((keys) => client.patch(path, { coOwners: [org.person(names[one.who]!).id], keys, version }))
        if (one.do === 'close') said(await client.post(`${path}/close`, { outcome: one.outcome, closing: 'Said.', carry: one.carry ? newId() : null, version }))
        if (one.do === 'reopen') said(await client.post(`${path}/reopen`))
        if (one.do === 'activate') said(await client.patch(path, { activate: true, version }))
        const keyResult = keyResults[one.do === 'weigh' ? one.which : 0]
        if (one.do === 'weigh' && keyResult) said(await client.patch(`${path}/key-results/${keyResult.id}`, { weight: one.weight, dropped: one.dropped, version: keyResult.version }))
      }
    }
    await compare(org)
  }), { numRuns: 25 })
}, 200_000)
