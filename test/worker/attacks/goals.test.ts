/** Attacks on goals and on what moves them: by whoever has an account, and by a forged sender. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../shared/ids'
import { codeOf } from '../../../shared/problem'
import { planGoals, readTable } from '../../../worker/goals/import.plan'
import { api, ask, citation, makeOrganisation, type Organisation, recognition, tokenFor } from '../support'

let org: Organisation
const names = { gus: 'Gus Lind', ada: 'Ada Okafor', ben: 'Ben Ode', chi: 'Chi Tran', dee: 'Dee Alvarez', eli: 'Eli Marsh', hedy: 'Hedy Roth', kim: 'Kim Holt' } as const
type Who = keyof typeof names
let as: Record<Who, ReturnType<typeof api>>
const idOf = (who: Who): string => org.person(names[who]).id
const keyOf = (who: Who): string => `person:${idOf(who)}`

beforeEach(async () => {
  org = await makeOrganisation({ people: [
    { name: names.gus, teams: ['Trails'] }, { name: names.ada, manager: names.gus, teams: ['Trails / Payments'] }, { name: names.ben, manager: names.ada, teams: ['Trails / Payments'] },
    { name: names.chi, manager: names.ada, teams: ['Trails / Payments'] }, { name: names.dee, teams: ['Maps'] }, { name: names.eli, role: 'admin' }, { name: names.hedy, role: 'hr' }, { name: names.kim, kind: 'contractor', manager: names.ada, teams: ['Trails / Payments'] },
  ] })
  as = Object.fromEntries(await Promise.all(Object.entries(names).map(async ([who, name]) => [who, api(await tokenFor(org, name))]))) as typeof as
})

const keyResult = (more: object = {}) => ({ id: newId(), title: 'Median under 300 ms', measure: 'number', baseline: 500, target: 300, stretch: null, unit: 'ms', rubric: [] as string[], weight: 1, owner: null as string | null, rule: null as unknown, ...more })
const goal = (more: object = {}) => ({
  id: newId(), title: 'Zanzibar under 300 ms', why: 'Zanzibar', scope: 'person', kind: 'performance', team: null as string | null, owner: null as string | null, coOwners: [] as string[], parent: null as string | null, priority: null,
  start: '2026-10-01', end: '2026-12-31', visibility: 'organization', keys: ['org'], keyResults: [keyResult()], draft: false, ...more,
})
const hidden = (more: object = {}) => goal({ visibility: 'private', keys: [keyOf('ada'), keyOf('ben')].sort(), ...more })
const checkIn = (reading: number, more: object = {}) => ({ id: newId(), reading, confidence: 7, status: 'on_track', line: 'Zanzibar', artifact: null as unknown, need: null as unknown, ...more })
const said = ({ status, json }: { status: number; json: any }) => (status < 400 ? status : codeOf(json))
const at = (id: string, keyResultId?: string) => `/api/v1/goals/${id}${keyResultId ? `/key-results/${keyResultId}` : ''}`

describe('a private goal', () => {
  it('is in no read of anybody else, of whatever role', async () => {
    const [body, own] = [hidden(), hidden({ kind: 'development', keys: [keyOf('ben')] })]
    for (const one of [body, own]) {
      expect(said(await as.ben.post('/api/v1/goals', one))).toBe(201)
      await as.ben.post(`${at(one.id, one.keyResults[0]!.id)}/check-ins`, checkIn(400, { need: one === body ? { kind: 'help', to: idOf('ada'), text: 'Zanzibar' } : null }))
      expect(said(await as.ben.post(`${at(one.id)}/links`, { artifact: citation(), keyResult: null }))).toBe(201)
    }
    const { id: work } = (await as.ben.get(at(body.id))).json.links[0].artifact
    const reads = (one: typeof body) => [at(one.id), `${at(one.id, one.keyResults[0]!.id)}/check-ins`, `/api/v1/goals/map?of=${one.id}`, `/api/v1/goals/${one.id}/feedback`]
    const lists = ['/api/v1/goals/map', '/api/v1/goals', '/api/v1/me/goals', `/api/v1/people/${idOf('ben')}/goals`, `/api/v1/people/${idOf('ben')}/goals?state=closed`, `/api/v1/teams/${org.team('Trails / Payments')}/goals`, '/api/v1/goal-exports', `/api/v1/artifacts/${work}/goals`, '/api/v1/inbox']
    for (const who of ['gus', 'chi', 'dee', 'eli', 'hedy', 'kim'] as const) {
      for (const one of [body, own]) for (const path of reads(one)) expect((await as[who].get(path)).status, `${who} ${path}`).toBe(404)
      for (const path of lists) {
        const { text } = await as[who].get(path)
        expect([body.id, own.id, 'Zanzibar'].filter((word) => text.includes(word)), `${who} ${path}`).toEqual([])
      }
    }
    expect((await as.ada.get(at(own.id))).status).toBe(404)
    // Nor is it written through an id in a body.
    const mine = goal()
    await as.dee.post('/api/v1/goals', mine)
    for (const one of [body, own]) {
      expect(said(await as.dee.post('/api/v1/goals', goal({ parent: one.id })))).toBe('invalid')
      expect(said(await as.dee.patch(at(mine.id), { parent: one.id, version: 1 }))).toBe('invalid')
      expect(said(await as.dee.post(`${at(mine.id, one.keyResults[0]!.id)}/check-ins`, checkIn(1)))).toBe('not-found')
      expect(said(await as.dee.post(`${at(mine.id)}/links`, { artifact: citation(), keyResult: one.keyResults[0]!.id }))).toBe('not-found')
    }
  })

  it('is not of another organisation, by any id in a body', async () => {
    const body = goal()
    expect(said(await as.ben.post('/api/v1/goals', body))).toBe(201)
    const other = await makeOrganisation({ people: [{ name: 'Mallory Vane', teams: ['Far'] }, { name: 'Far Admin', role: 'admin' }] })
    const far = api(await tokenFor(other, 'Mallory Vane'))
    for (const path of [at(body.id), `/api/v1/people/${idOf('ben')}/goals`, `/api/v1/teams/${org.team('Maps')}/goals`]) expect((await far.get(path)).status).toBe(404)
    expect(['/api/v1/goals', '/api/v1/goal-exports', '/api/v1/goals/map'].length).toBe(3)
    for (const path of ['/api/v1/goals', '/api/v1/goal-exports', '/api/v1/goals/map']) expect((await far.get(path)).text).not.toContain(body.id)
    expect(said(await far.post('/api/v1/goals', goal({ parent: body.id })))).toBe('invalid')
    expect(said(await far.post('/api/v1/goals', goal({ owner: idOf('ben') })))).toBe('recipient-unknown')
    expect(said(await far.post('/api/v1/goals', goal({ coOwners: [idOf('ben')] })))).toBe('recipient-unknown')
    expect(said(await far.post('/api/v1/goals', goal({ team: org.team('Maps') })))).toBe('invalid')
    expect(said(await far.post('/api/v1/goals', goal({ keyResults: [keyResult({ owner: idOf('ben') })] })))).toBe('recipient-unknown')
    expect(said(await far.post(`${at(body.id, body.keyResults[0]!.id)}/check-ins`, checkIn(1)))).toBe('not-found')
  })
})

describe('whose goal it is', () => {
  it('a manager makes nothing active that its owner did not take up: not by carrying over, not by opening it again', async () => {
    const [carried, reopened] = [goal({ owner: idOf('ben') }), goal({ owner: idOf('ben'), coOwners: [idOf('ada')] })]
    for (const one of [carried, reopened]) expect((await as.ada.post('/api/v1/goals', one)).json.state).toBe('draft')
    const carry = newId()
    expect(said(await as.ada.post(`${at(carried.id)}/close`, { outcome: 'dropped', closing: 'Later.', carry, version: 1 }))).toBe(200)
    expect((await as.ben.get(at(carry))).json).toMatchObject({ state: 'draft', staleFrom: null })
    expect(said(await as.ada.post(`${at(reopened.id)}/close`, { outcome: 'dropped', closing: 'No.', carry: null, version: 1 }))).toBe(200)
    expect((await as.ada.post(`${at(reopened.id)}/reopen`)).json.state).toBe('draft')
    expect((await as.ben.patch(at(reopened.id), { activate: true, version: 3 })).json.state).toBe('active')
  })

  it('handed to somebody, it is a draft until they take it up', async () => {
    const body = goal()
    await as.ben.post('/api/v1/goals', body)
    const given = await as.ben.patch(at(body.id), { owner: idOf('dee'), coOwners: [idOf('ben')], keys: ['org'], activate: true, version: 1 })
    expect([said(given), given.json.state, given.json.owner.id]).toEqual([200, 'draft', idOf('dee')])
    expect((await as.dee.patch(at(body.id), { activate: true, version: 2 })).json.state).toBe('active')
  })

  it('is shown to more by its owner alone: not by the manager of a draft, not by a co-owner', async () => {
    const [draft, shared] = [hidden({ draft: true }), hidden({ coOwners: [idOf('chi')], keys: [keyOf('ada'), keyOf('ben'), keyOf('chi')].sort() })]
    for (const one of [draft, shared]) expect(said(await as.ben.post('/api/v1/goals', one))).toBe(201)
    expect(said(await as.ada.patch(at(draft.id), { visibility: 'organization', keys: ['org'], version: 1 }))).toBe('not-allowed')
    expect(said(await as.chi.patch(at(shared.id), { visibility: 'organization', keys: ['org'], version: 1 }))).toBe('not-allowed')
    expect(said(await as.ben.patch(at(shared.id), { visibility: 'organization', keys: ['org'], version: 1 }))).toBe(200)
  })

  it('stands on no page of a team to which its owner does not belong', async () => {
    expect(said(await as.dee.post('/api/v1/goals', goal({ team: org.team('Trails / Payments') })))).toBe('invalid')
    expect(said(await as.ben.post('/api/v1/goals', goal({ team: org.team('Trails / Payments') })))).toBe(201)
  })

  it('a co-owner taken off sees and writes nothing more', async () => {
    const body = hidden({ coOwners: [idOf('chi')], keys: [keyOf('ada'), keyOf('ben'), keyOf('chi')].sort() })
    await as.ben.post('/api/v1/goals', body)
    expect((await as.chi.get(at(body.id))).status).toBe(200)
    expect(said(await as.ben.patch(at(body.id), { coOwners: [], keys: [keyOf('ada'), keyOf('ben')].sort(), version: 1 }))).toBe(200)
    expect((await as.chi.get(at(body.id))).status).toBe(404)
    expect((await as.chi.get('/api/v1/me/goals')).json).toEqual({ items: [], links: [] })
    expect(said(await as.chi.post(`${at(body.id, body.keyResults[0]!.id)}/check-ins`, checkIn(1)))).toBe('not-found')
  })

  it('what is changed while the manager does gives nothing back to the former one', async () => {
    const body = hidden()
    await as.ben.post('/api/v1/goals', body)
    const changing = Array.from({ length: 4 }, (_, index) => as.ben.patch(at(body.id), { title: `Zanzibar ${index}`, version: 1 }))
    const moving = env.DB.batch([
      env.DB.prepare('update people set manager_id = ? where org_id = ? and id = ?').bind(idOf('gus'), org.id, idOf('ben')),
      env.DB.prepare('update goals set keys = ? where org_id = ? and id = ?').bind(JSON.stringify([keyOf('ben'), keyOf('gus')].sort()), org.id, body.id),
    ])
    const answers = await Promise.all([...changing, moving])
    expect(answers.length).toBe(5)
    expect([(await as.ada.get(at(body.id))).status, (await as.gus.get(at(body.id))).status]).toEqual([404, 200])
  })

  it('two at once make no circle', async () => {
    const [a, b] = [goal(), goal()]
    for (const one of [a, b]) await as.ben.post('/api/v1/goals', one)
    const answers = await Promise.all([as.ben.patch(at(a.id), { parent: b.id, version: 1 }), as.ben.patch(at(b.id), { parent: a.id, version: 1 })])
    expect(answers.map(said).sort()).toEqual([200, 'conflict'])
  })
})

it('a goal named in what is said is told to nobody without the organisation’s key, nor named by them', async () => {
  const body = goal()
  await as.ben.post('/api/v1/goals', body)
  const thanks = recognition(org, names.ada, [names.kim], { goals: [body.id], keys: ['org', keyOf('kim')].sort() })
  expect(said(await as.ada.post('/api/v1/feedback', thanks))).toBe(201)
  expect((await as.dee.get(`/api/v1/feedback/${thanks.id}`)).text).toContain('Zanzibar')
  const read = await as.kim.get(`/api/v1/feedback/${thanks.id}`)
  expect(read.status).toBe(200)
  expect(read.text).not.toContain('Zanzibar')
  expect(said(await as.kim.post('/api/v1/feedback', recognition(org, names.kim, [names.ada], { visibility: 'recipients', goals: [body.id], keys: [keyOf('ada'), keyOf('kim')].sort() })))).toBe('invalid')
})

describe('work', () => {
  it('that is private says nothing of its state in words to readers of the goal', async () => {
    const body = goal()
    await as.ben.post('/api/v1/goals', body)
    await as.ben.post(`${at(body.id)}/links`, { artifact: citation('acme/secret#7', { visibility: 'private', showTitle: false, title: 'Buy Globex', state: 'Waits for Globex' }), keyResult: null })
    expect((await as.ben.get(at(body.id))).text).toContain('Waits for Globex')
    expect((await as.dee.get(at(body.id))).text).not.toMatch(/Globex|secret/)
  })

  it('delivered with names without end is not looked up; nested without end it is refused as unread', async () => {
    const made = (await as.eli.post('/api/v1/organisation/hooks', { id: newId(), site: 'github', instance: 'github.com', name: 'All', inPath: false })).json
    const send = async (body: string) => {
      const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(made.secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
      const hex = Array.from(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(body))), (byte) => byte.toString(16).padStart(2, '0')).join('')
      return ask(new Request(made.url.replace(/^https?:\/\/[^/]+/, 'http://localhost:8787'), { method: 'POST', headers: { 'content-type': 'application/json', 'x-github-event': 'issues', 'x-github-delivery': newId(), 'x-hub-signature-256': `sha256=${hex}` }, body }))
    }
    const payload = (labels: number) => JSON.stringify({ action: 'closed', repository: { full_name: 'acme/api', html_url: 'https://github.com/acme/api', private: false }, issue: { number: 1, state: 'closed', updated_at: '2026-11-02T10:00:00Z', labels: Array.from({ length: labels }, (_, index) => ({ name: `l${index}` })) } })
    expect((await send(payload(100))).status).toBe(202)
    expect((await send(payload(20_000))).status).toBe(400)
    expect((await send('['.repeat(400_000))).status).toBe(400)
    expect((await send(`{"__proto__":{"action":"closed"},"constructor":{"prototype":{"polluted":1}},"action":${'['.repeat(5_000)}${']'.repeat(5_000)}}`)).status).toBe(400)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('of a Jira that names no delivery moves again with every change', async () => {
    const made = (await as.eli.post('/api/v1/organisation/hooks', { id: newId(), site: 'jira', instance: 'jira.acme.test', name: 'All', inPath: true })).json
    const body = goal({ keyResults: [keyResult({ baseline: 0, target: 5, rule: { site: 'jira', instance: 'jira.acme.test', of: 'repository', name: 'PAY', within: null, state: 'done' } })] })
    await as.ben.post('/api/v1/goals', body)
    const send = async (done: boolean, minute: number) => (await ask(new Request(made.url.replace(/^https?:\/\/[^/]+/, 'http://localhost:8787'), {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ webhookEvent: 'jira:issue_updated', timestamp: 1, issue: { key: 'PAY-1', self: 'https://jira.acme.test/rest/api/2/issue/1', fields: { status: { statusCategory: { key: done ? 'done' : 'new' } }, labels: [], updated: `2026-11-02T10:0${minute}:00.000+0000` } } }),
    }))).status
    const readings: number[] = []
    for (const [minute, done] of [true, false, true].entries()) {
      expect(await send(done, minute)).toBe(202)
      readings.push((await as.ben.get(at(body.id))).json.keyResults[0].current)
    }
    expect(readings).toEqual([1, 0, 1])
  })
})

it('a table made to be slow is read at once: lines without end, long names, blanks before a sign', () => {
  const facts = { me: { id: newId(), name: 'Ben' }, admin: false, owners: new Map(), teams: new Map(), parents: new Map(), today: '2026-11-02', firstMonth: 1 }
  const started = Date.now()
  expect(readTable(`objective\nOne${'\n'.repeat(1_000_000)}`).errors).toMatchObject([{ code: 'too_many_lines' }])
  const long = readTable(`objective,parent\n${Array.from({ length: 999 }, (_, index) => `${'a '.repeat(240)}${index},${'b '.repeat(240)}`).join('\n')}`)
  expect(planGoals(long, facts).goals).toHaveLength(999)
  expect(planGoals(readTable(`objective,key_result,target\nOne,Two,5${' '.repeat(100_000)}x%`), facts).errors).toMatchObject([{ code: 'number' }])
  expect(Date.now() - started).toBeLessThan(5_000)
})
