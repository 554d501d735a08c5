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

test('what is rolled up is not told to who does not see what it comes from', async () => {
  const payments = org.team('Trails / Payments')
  const shown = { visibility: 'team', team: payments, keys: [`team:${payments}`, keyOf('ben'), keyOf('ada')] }
  const top = goal({ ...shown, keyResults: [] })
  const open = goal({ parent: top.id })
  const hidden = goal({ parent: top.id, visibility: 'private', keys: [keyOf('ben'), keyOf('ada')] })
  for (const one of [top, open, hidden]) expect(said(await as.ben.post('/api/v1/goals', one))).toBe(201)
  await as.ben.post(`${at(open.id, open.keyResults[0]!.id)}/check-ins`, checkIn(450))
  await as.ben.post(`${at(hidden.id, hidden.keyResults[0]!.id)}/check-ins`, checkIn(300))
  const [chi, kim] = [await as.chi.get(at(top.id)), await as.kim.get(at(top.id))]
  expect([chi.json.progress, chi.json.children, chi.json.aligned.map((one: any) => one.id)]).toEqual([0.25, 1, [open.id]])
  // A contractor of the team does not hold the organisation's key.
  expect([kim.status, kim.json.progress, kim.json.children, kim.json.aligned]).toEqual([200, null, 0, []])
  expect(chi.text + kim.text).not.toContain(hidden.id)
})

test('priorities are the company’s and units’; the map begins with them and shows what stands alone', async () => {
  const strategy = { id: newId(), title: 'Payments that never surprise', why: 'Trust', team: null as string | null, from: '2026-01-01', to: '2027-12-31' }
  expect(said(await as.ada.post('/api/v1/priorities', strategy))).toBe('not-allowed')
  expect(said(await as.eli.post('/api/v1/priorities', strategy))).toBe(201)
  expect(said(await as.ada.post('/api/v1/priorities', { ...strategy, id: newId(), title: 'Of Payments', team: org.team('Trails / Payments') }))).toBe(201)
  const [serving, orphan] = [goal({ priority: strategy.id }), goal()]
  const secret = goal({ priority: strategy.id, visibility: 'private', keys: [keyOf('ben'), keyOf('ada')] })
  for (const one of [serving, orphan, secret]) expect(said(await as.ben.post('/api/v1/goals', one))).toBe(201)
  const map = await as.dee.get('/api/v1/goals/map')
  expect([map.d1.calls, map.json.priorities.map((one: any) => [one.title, one.goals])]).toEqual([1, [['Payments that never surprise', 1], ['Of Payments', 0]]])
  expect(map.json.goals.map((one: any) => one.id).sort()).toEqual([serving.id, orphan.id].sort())
  expect((await as.dee.get(`/api/v1/goals/map?of=${secret.id}`)).status).toBe(404)
  const moved = await as.eli.patch(`/api/v1/priorities/${strategy.id}`, { position: 1, version: 1 })
  expect(moved.json.items.map((one: any) => one.title)).toEqual(['Of Payments', 'Payments that never surprise'])
  expect((await as.eli.patch(`/api/v1/priorities/${strategy.id}`, { archived: true, version: 2 })).json.items).toHaveLength(1)
})

test('the work’s check-in is corrected by a person; a rubric takes its steps alone', async () => {
  const steps = keyResult({ title: 'Runbook', measure: 'qualitative', baseline: 0, target: 2, unit: null, rubric: ['None', 'A page', 'Used twice'] })
  const body = goal({ keyResults: [keyResult(), steps] })
  expect(said(await as.ben.post('/api/v1/goals', body))).toBe(201)
  expect(said(await as.ben.post(`${at(body.id, steps.id)}/check-ins`, checkIn(1.5)))).toBe('invalid')
  expect((await as.ben.post(`${at(body.id, steps.id)}/check-ins`, checkIn(1))).json.goal.keyResults[1].progress).toBe(0.5)
  const byPerson = checkIn(400)
  await as.ben.post(`${at(body.id, body.keyResults[0]!.id)}/check-ins`, byPerson)
  expect(said(await as.ben.post(`${at(body.id, body.keyResults[0]!.id)}/check-ins`, checkIn(350, { corrects: byPerson.id })))).toBe('conflict')
  await env.DB.prepare(`update check_ins set source = 'work', by_id = null where id = ?`).bind(byPerson.id).run()
  expect(said(await as.ben.post(`${at(body.id, body.keyResults[0]!.id)}/check-ins`, checkIn(350, { corrects: byPerson.id })))).toBe(201)
  const history = await as.dee.get(`${at(body.id, body.keyResults[0]!.id)}/check-ins`)
  expect([history.d1.calls, history.json.items.map((one: any) => [one.reading, one.corrected, one.by?.id ?? null])]).toEqual([1, [[350, false, idOf('ben')], [400, true, null]]])
})

describe('what is expected of its owner', () => {
  test('is named by the owner or their manager, of their own role alone, and goes along', async () => {
    const sentence = (text: string) => ({ id: newId(), kind: 'skill', text, measure: null })
    const [mine, other] = [sentence('Keeps pages fast'), sentence('Leads a change')]
    const [engineer, senior] = [{ id: newId(), name: 'Engineer', expectations: [mine], competencies: [] }, { id: newId(), name: 'Senior', expectations: [other], competencies: [] }]
    const role = { kind: 'role', id: newId(), name: 'Engineer', archived: false, levels: [engineer, senior] }
    expect(said(await as.eli.post('/api/v1/expectations', { import: null, from: '2026-01-01', items: [{ version: 0, written: role }] }))).toBe(201)
    expect(said(await as.eli.put(`/api/v1/people/${idOf('ben')}/role`, { role: role.id, level: engineer.id }))).toBe(200)
    const body = goal({ expectations: [mine.id], coOwners: [idOf('chi')] })
    const made = await as.ben.post('/api/v1/goals', body)
    expect([made.status, made.d1.calls, made.json.expectations], made.text).toEqual([201, 2, [mine.id]])
    expect((await as.dee.get(`/api/v1/people/${idOf('ben')}/goals`)).json.items).toMatchObject([{ expectations: [mine.id] }])
    for (const wrong of [[other.id], [newId()], [mine.id, other.id]]) expect(said(await as.ben.post('/api/v1/goals', goal({ expectations: wrong })))).toBe('invalid')
    // Who may write the goal and not see the role learns nothing by trying.
    for (const one of [mine.id, other.id]) expect(said(await as.gus.post('/api/v1/goals', goal({ owner: idOf('ben'), expectations: [one] })))).toBe('not-allowed')
    expect(said(await as.chi.patch(at(body.id), { expectations: [other.id], version: 1 }))).toBe('not-allowed')
    expect(said(await as.ada.post('/api/v1/goals', goal({ owner: idOf('ben'), expectations: [mine.id] })))).toBe(201)
    // Other changes leave it; closing, opening again and carrying over keep it.
    expect((await as.ben.patch(at(body.id), { title: 'Faster', version: 1 })).json.expectations).toEqual([mine.id])
    const carry = newId()
    expect((await as.ben.post(`${at(body.id)}/close`, { outcome: 'missed', closing: 'Not yet.', carry, version: 2 })).json.expectations).toEqual([mine.id])
    expect((await as.ben.get(at(carry))).json.expectations).toEqual([mine.id])
    expect((await as.ben.post(`${at(body.id)}/reopen`)).json.expectations).toEqual([mine.id])
    // What was of one owner's role is nothing of another's; and it can be let go.
    expect((await as.ben.patch(at(carry), { owner: idOf('chi'), coOwners: [], version: 1 })).json.expectations).toBeUndefined()
    expect((await as.ben.patch(at(body.id), { expectations: [], version: (await as.ben.get(at(body.id))).json.version })).json.expectations).toBeUndefined()
  })
})

test('goals are found by words of their title, also beyond the first page, and only those that one sees', async () => {
  const old = goal({ title: 'Résumé uploads without errors', keyResults: [] })
  await as.ben.post('/api/v1/goals', old)
  await as.ben.post('/api/v1/goals', goal({ title: 'Resume the private talks', keyResults: [], visibility: 'private', keys: [keyOf('ben'), keyOf('ada')].sort() }))
  for (let n = 0; n < 21; n += 1) expect(said(await as.chi.post('/api/v1/goals', goal({ title: `Another ${n}`, keyResults: [] })))).toBe(201)
  const find = async (who: Who, q: string) => (await as[who].get(`/api/v1/goals?scope=person&q=${encodeURIComponent(q)}`)).json
  expect((await as.dee.get('/api/v1/goals?scope=person')).json.items.map((one: any) => one.id)).not.toContain(old.id)
  expect((await find('dee', 'RESUME')).items.map((one: any) => one.id)).toEqual([old.id])
  expect((await find('ben', 'resume')).items).toHaveLength(2)
  expect((await find('dee', 'errors uploads')).items).toHaveLength(1)
  expect(await find('dee', 'nothing like it')).toEqual({ items: [], after: null })
})

describe('closing', () => {
  test('with a sentence, carried over from where it stands; then open again', async () => {
    const body = goal({ keyResults: [keyResult(), keyResult({ title: 'Written down', measure: 'milestone', baseline: 0, target: 1, unit: null })], end: '2027-03-31', start: '2027-01-01' })
    await as.ben.post('/api/v1/goals', body)
    await as.ben.post(`${at(body.id, body.keyResults[0]!.id)}/check-ins`, checkIn(400))
    await as.ben.post(`${at(body.id, body.keyResults[1]!.id)}/check-ins`, checkIn(1))
    const ending = { outcome: 'partially_achieved', closing: 'Half the way; the cache was harder.', carry: newId(), version: 1 }
    const closed = await as.ben.post(`${at(body.id)}/close`, ending)
    expect([closed.d1.calls, closed.json.state, closed.json.closing, closed.json.staleFrom], closed.text).toEqual([2, 'closed', ending.closing, null])
    expect((await as.ben.post(`${at(body.id)}/close`, ending)).status).toBe(200)
    expect((await as.ben.get(at(ending.carry))).json).toMatchObject({ title: body.title, start: '2027-04-01', end: '2027-06-30', state: 'active', progress: 0, keyResults: [{ baseline: 400, target: 300, current: 400 }] })
    expect(said(await as.ben.post(`${at(body.id, body.keyResults[0]!.id)}/check-ins`, checkIn(300)))).toBe('conflict')
    expect((await as.ben.post(`${at(body.id)}/reopen`)).json).toMatchObject({ state: 'active', closing: null, outcome: null })
    expect(said(await as.chi.post(`${at(body.id)}/reopen`))).toBe('not-allowed')
  })

  test('the fiscal year begins where the organisation says', async () => {
    expect(said(await as.eli.put('/api/v1/organisation/settings', { id: newId(), change: { fiscalStart: 2 } }))).toBe(200)
    expect((await as.ben.get('/api/v1/me')).json.organisation).toMatchObject({ fiscalStart: 2 })
    const body = goal({ start: '2027-02-01', end: '2027-04-30' })
    await as.ben.post('/api/v1/goals', body)
    const carry = newId()
    await as.ben.post(`${at(body.id)}/close`, { outcome: 'missed', closing: 'Not yet.', carry, version: 1 })
    expect((await as.ben.get(at(carry))).json).toMatchObject({ start: '2027-05-01', end: '2027-07-31' })
  })
})

describe('who writes', () => {
  test('the goals of a team: its lead, whoever is above, admins; of the company: admins', async () => {
    const payments = org.team('Trails / Payments')
    for (const [who, answer] of [['ada', 201], ['gus', 201], ['eli', 201], ['ben', 'not-allowed'], ['dee', 'not-allowed']] as const) expect([who, said(await as[who].post('/api/v1/goals', goal({ scope: 'team', team: payments })))]).toEqual([who, answer])
    for (const [who, answer] of [['eli', 201], ['gus', 'not-allowed']] as const) expect([who, said(await as[who].post('/api/v1/goals', goal({ scope: 'company' })))]).toEqual([who, answer])
    expect((await as.dee.get(`/api/v1/teams/${payments}/goals`)).json.items).toHaveLength(3)
    expect(said(await as.ben.post('/api/v1/goals', goal({ scope: 'team' })))).toBe('invalid')
  })

  test('alignment goes up or across, to what its owner sees, and never round', async () => {
    const [a, b, hidden] = [goal({ keyResults: [] }), goal({ keyResults: [] }), goal({ visibility: 'private', keys: [keyOf('gus')] })]
    for (const [who, one] of [['ben', a], ['ben', { ...b, parent: a.id }], ['gus', hidden]] as const) expect(said(await as[who].post('/api/v1/goals', one))).toBe(201)
    expect(said(await as.ben.patch(at(a.id), { parent: b.id, version: 1 }))).toBe('conflict')
    expect(said(await as.ben.patch(at(a.id), { parent: a.id, version: 1 }))).toBe('conflict')
    expect(said(await as.ben.patch(at(a.id), { parent: hidden.id, version: 1 }))).toBe('invalid')
    expect(said(await as.eli.post('/api/v1/goals', goal({ scope: 'company', parent: a.id })))).toBe('invalid')
    // A goal aligned to what became private shows that there is one, and no more.
    const open = goal({ keyResults: [] })
    await as.gus.post('/api/v1/goals', open)
    expect(said(await as.ben.patch(at(a.id), { parent: open.id, version: 1 }))).toBe(200)
    expect(said(await as.gus.patch(at(open.id), { visibility: 'private', keys: [keyOf('gus')], version: 1 }))).toBe(200)
    const shown = await as.ben.get(at(a.id))
    expect(shown.json.parent).toEqual({ hidden: true })
    expect(shown.text).not.toContain(open.id)
  })

  test('two who turn each into the other’s parent at once make no circle', async () => {
    const [a, b] = [goal({ keyResults: [] }), goal({ keyResults: [] })]
    for (const one of [a, b]) await as.ben.post('/api/v1/goals', one)
    const both = await Promise.all([as.ben.patch(at(a.id), { parent: b.id, version: 1 }), as.ben.patch(at(b.id), { parent: a.id, version: 1 })])
    expect(both.map(said).sort()).toEqual([200, 'conflict'])
  })

  test('a stale version is refused; dropping and weighing a key result moves the sum', async () => {
    const body = goal({ keyResults: [keyResult(), keyResult({ baseline: 0, target: 10 })] })
    await as.ben.post('/api/v1/goals', body)
    const [first, second] = body.keyResults as [any, any]
    await as.ben.post(`${at(body.id, first.id)}/check-ins`, checkIn(300))
    expect((await as.ben.patch(at(body.id, second.id), { weight: 3, version: 1 })).json.progress).toBe(0.25)
    expect(said(await as.ben.patch(at(body.id, second.id), { weight: 1, version: 1 }))).toBe('changed-meanwhile')
    expect((await as.ben.patch(at(body.id, second.id), { dropped: true, version: 2 })).json.progress).toBe(1)
    expect(said(await as.ben.post(`${at(body.id, second.id)}/check-ins`, checkIn(3)))).toBe('conflict')
    expect(said(await as.ben.patch(at(body.id), { title: 'Late', version: 9 }))).toBe('changed-meanwhile')
  })

  test('a check-in is its owners’ and the key result’s owner’s; a need goes to who sees the goal', async () => {
    const body = goal({ keyResults: [keyResult({ owner: idOf('chi') })], visibility: 'chain', keys: ['ben', 'ada', 'gus'].map((who) => keyOf(who as Who)) })
    // Chi does not see it.
    expect(said(await as.ben.post('/api/v1/goals', body))).toBe('recipient-unknown')
    const seen = { ...body, coOwners: [idOf('chi')], keys: [...body.keys, keyOf('chi')] }
    expect(said(await as.ben.post('/api/v1/goals', seen))).toBe(201)
    const way = `${at(body.id, body.keyResults[0]!.id)}/check-ins`
    expect(said(await as.chi.post(way, checkIn(450)))).toBe(201)
    expect(said(await as.ada.post(way, checkIn(450)))).toBe('not-allowed')
    expect(said(await as.dee.post(way, checkIn(450)))).toBe('not-found')
    expect(said(await as.ben.post(way, checkIn(450, { need: { kind: 'help', to: idOf('dee'), text: 'Maps?' } })))).toBe('recipient-unknown')
  })
})

describe('the clock', () => {
  test('tells what is stale once a week, and a week before the end that it ends', async () => {
    const body = goal({ start: '2026-01-01', end: '2099-12-31' })
    await as.ben.post('/api/v1/goals', body)
    const { sweepGoals } = await import('../../worker/goals/actions.sweep')
    const start = Date.now()
    // Each day at noon for five weeks.
    for (let day = 0; day < 35; day += 1) await sweepGoals(env as never, start + day * 86_400_000)
    const told = (await inboxOf('ben')).filter((kind) => kind === 'goal.stale').length
    expect([2, 3]).toContain(told)
    expect(said(await as.ben.patch(at(body.id), { end: '2026-11-30', version: 1 }))).toBe(200)
    for (let day = 0; day < 5; day += 1) await sweepGoals(env as never, Date.parse('2026-11-30T12:00:00Z') + day * 86_400_000)
    expect((await inboxOf('ben')).filter((kind) => kind === 'goal.ending')).toHaveLength(1)
  })
})

test('no word of a goal stands in the database in the open', async () => {
  const body = goal({ title: 'Zanzibar one', why: 'Zanzibar two', keyResults: [keyResult({ title: 'Zanzibar three' })], visibility: 'private', keys: [keyOf('ben'), keyOf('ada')] })
  expect(said(await as.ben.post('/api/v1/goals', body))).toBe(201)
  await as.ben.post(`${at(body.id, body.keyResults[0]!.id)}/check-ins`, checkIn(400, { line: 'Zanzibar four', need: { kind: 'time', to: idOf('ada'), text: 'Zanzibar five' }, artifact: citation('acme/web#7', { title: 'Zanzibar six' }) }))
  await as.ben.post(`${at(body.id)}/close`, { outcome: 'dropped', closing: 'Zanzibar seven', carry: null, version: 1 })
  for (const table of ['goals', 'key_results', 'check_ins', 'events', 'notifications', 'goal_links']) {
    const { results } = await env.DB.prepare(`select * from ${table} where org_id = ?`).bind(org.id).all()
    expect(JSON.stringify(results)).not.toContain('Zanzibar')
  }
})
