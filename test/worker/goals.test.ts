/** Goals: set, checked in, changed, closed, carried over; by whom, and what everybody else may do: nothing, not even know. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../shared/ids'
import { codeOf } from '../../shared/problem'
import { api, citation, makeOrganisation, type Organisation, tokenFor } from './support'

let org: Organisation
const names = { gus: 'Gus Lind', ada: 'Ada Okafor', ben: 'Ben Ode', chi: 'Chi Tran', dee: 'Dee Alvarez', eli: 'Eli Marsh', kim: 'Kim Holt' } as const
type Who = keyof typeof names
let as: Record<Who, ReturnType<typeof api>>
const idOf = (who: Who): string => org.person(names[who]).id
const keyOf = (who: Who): string => `person:${idOf(who)}`

beforeEach(async () => {
  org = await makeOrganisation({ people: [
    { name: names.gus, teams: ['Trails'] }, { name: names.ada, manager: names.gus, teams: ['Trails / Payments'] }, { name: names.ben, manager: names.ada, teams: ['Trails / Payments'] },
    { name: names.chi, manager: names.ada, teams: ['Trails / Payments'] }, { name: names.dee, teams: ['Maps'] }, { name: names.eli, role: 'admin' }, { name: names.kim, kind: 'contractor', manager: names.ada, teams: ['Trails / Payments'] },
  ] })
  await env.DB.prepare('update teams set lead_id = ? where org_id = ? and id = ?').bind(idOf('ada'), org.id, org.team('Trails / Payments')).run()
  as = Object.fromEntries(await Promise.all(Object.entries(names).map(async ([who, name]) => [who, api(await tokenFor(org, name))]))) as typeof as
})

const keyResult = (more: object = {}) => ({ id: newId(), title: 'Median under 300 ms', measure: 'number', baseline: 500, target: 300, stretch: null, unit: 'ms', rubric: [] as string[], weight: 1, owner: null as string | null, rule: null, ...more })
const goal = (more: object = {}) => ({
  id: newId(), title: 'Checkout under 300 ms', why: 'People leave at the spinner.', scope: 'person', kind: 'performance', team: null as string | null, owner: null as string | null, coOwners: [] as string[], parent: null as string | null, priority: null,
  start: '2026-10-01', end: '2026-12-31', visibility: 'organization', keys: ['org'], keyResults: [keyResult()], draft: false, ...more,
})
const checkIn = (reading: number, more: object = {}) => ({ id: newId(), reading, confidence: 7, status: 'on_track', line: 'Halfway.', artifact: null as unknown, need: null as unknown, ...more })
const said = ({ status, json }: { status: number; json: any }) => (status < 400 ? status : codeOf(json))
const inboxOf = async (who: Who): Promise<string[]> => (await as[who].get('/api/v1/inbox')).json.items.map((item: { kind: string }) => item.kind)
const at = (id: string, keyResultId?: string) => `/api/v1/goals/${id}${keyResultId ? `/key-results/${keyResultId}` : ''}`

describe('setting', () => {
  test('for oneself: active at once, two calls; sent twice it is one', async () => {
    const body = goal({ coOwners: [idOf('chi')] })
    const made = await as.ben.post('/api/v1/goals', body)
    expect([made.status, made.d1.calls], made.text).toEqual([201, 2])
    expect(made.json).toMatchObject({ title: body.title, why: body.why, state: 'active', mine: 'owner', progress: 0, parent: null, keyResults: [{ title: 'Median under 300 ms', progress: 0, current: null }], changes: [{ kind: 'goal.set', by: { id: idOf('ben') } }] })
    expect(made.json.staleFrom).not.toBeNull()
    expect((await as.ben.post('/api/v1/goals', body)).json).toEqual(made.json)
    expect(said(await as.ben.post('/api/v1/goals', { ...body, title: 'Another' }))).toBe('id-taken')
    expect(await inboxOf('chi')).toEqual(['goal.shared'])
    const own = await as.chi.get('/api/v1/me/goals')
    expect([own.d1.calls, own.json.items.map((one: any) => [one.id, one.mine])]).toEqual([1, [[body.id, 'co_owner']]])
    expect((await as.ben.get('/api/v1/me/goals', { 'if-none-match': (await as.ben.get('/api/v1/me/goals')).headers.get('etag')! })).status).toBe(304)
  })

  test('by a manager is a draft that its owner takes up', async () => {
    const body = goal({ owner: idOf('ben') })
    const made = await as.ada.post('/api/v1/goals', body)
    expect([made.json.state, made.json.mine]).toEqual(['draft', 'manager'])
    expect(await inboxOf('ben')).toEqual(['goal.set'])
    expect(said(await as.chi.post('/api/v1/goals', goal({ owner: idOf('ben') })))).toBe('not-allowed')
    expect(said(await as.ada.patch(at(body.id), { activate: true, version: 1 }))).toBe('not-allowed')
    expect((await as.ada.patch(at(body.id), { title: 'Checkout under 250 ms', version: 1 })).json).toMatchObject({ title: 'Checkout under 250 ms', version: 2 })
    const taken = await as.ben.patch(at(body.id), { activate: true, version: 2 })
    expect([taken.d1.calls, taken.json.state, taken.json.staleFrom !== null]).toEqual([2, 'active', true])
    expect(said(await as.ada.patch(at(body.id), { title: 'Mine now', version: 3 }))).toBe('not-allowed')
  })
})

describe('a check-in', () => {
  test('moves the key result and all above that count it', async () => {
    const top = goal({ title: 'Checkout', keyResults: [] })
    const under = goal({ parent: top.id })
    expect(said(await as.gus.post('/api/v1/goals', top))).toBe(201)
    expect(said(await as.ben.post('/api/v1/goals', under))).toBe(201)
    const body = checkIn(400, { artifact: citation(), need: { kind: 'decision', to: idOf('ada'), text: 'Which cache?' } })
    const answered = await as.ben.post(`${at(under.id, under.keyResults[0]!.id)}/check-ins`, body)
    expect([answered.status, answered.d1.calls], answered.text).toEqual([201, 2])
    expect(answered.json).toMatchObject({ checkIn: { reading: 400, line: 'Halfway.', need: { text: 'Which cache?', answered: null }, artifact: { key: 'northwind/trail-pay#482' } }, goal: { progress: 0.5, openNeeds: 1 } })
    expect((await as.ben.post(`${at(under.id, under.keyResults[0]!.id)}/check-ins`, body)).json).toEqual(answered.json)
    const above = await as.dee.get(at(top.id))
    expect([above.d1.calls, above.json.progress, above.json.children, above.json.needs.length, above.json.aligned.length]).toEqual([1, 0.5, 1, 1, 1])
    expect(await inboxOf('ada')).toEqual(['goal.needAsked'])
    expect(said(await as.ada.post(`${at(under.id, under.keyResults[0]!.id)}/check-ins/${body.id}/answer`))).toBe(204)
    expect((await as.dee.get(at(top.id))).json.needs).toEqual([])
  })
})
