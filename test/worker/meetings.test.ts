import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { api, citation, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

let org: Organisation
let tokens: Record<string, string>
const as = (name: string) => api(tokens[name])
const canary = 'heron-quarry'
const talk = (more: Record<string, unknown> = {}) => ({ id: newId(), text: 'The retry', private: false, section: 'talk', artifact: null as unknown, ...more })
const withBen = () => `/api/v1/meetings/person/${org.person('Ben Ode').id}`
const withAda = () => `/api/v1/meetings/person/${org.person('Ada Okafor').id}`
const team = () => `/api/v1/meetings/team/${org.team('Payments')}`
const rowsOf = async (table: string) => (await env.DB.prepare(`select * from ${table} where org_id = ?`).bind(org.id).all<Record<string, unknown>>()).results
const texts = (answered: { json: { list: { text: string }[] } }) => answered.json.list.map(({ text }) => text)

async function company() {
  org = await makeOrganisation({ people: [
    { name: 'Ada Okafor', teams: ['Payments'] }, { name: 'Ben Ode', manager: 'Ada Okafor', teams: ['Payments'] }, { name: 'Chi Tran', manager: 'Ada Okafor', teams: ['Payments'] }, { name: 'Dee Alvarez', teams: ['Maps'] },
    { name: 'Eli Marsh', role: 'admin' }, { name: 'Hana Sato', role: 'hr' }, { name: 'Gil Roe', status: 'deactivated' },
  ] })
  tokens = {}
  for (const name of ['Ada Okafor', 'Ben Ode', 'Chi Tran', 'Dee Alvarez', 'Eli Marsh', 'Hana Sato']) tokens[name.split(' ')[0]!] = await tokenFor(org, name)
}

describe('the agenda of two', () => {
  beforeAll(company)

  it('is there for both, the same one, before anything was written', async () => {
    const [one, other] = [await as('Ada').get(withBen()), await as('Ben').get(withAda())]
    expect([one.status, one.json.id, one.d1.calls, one.d1.written]).toEqual([200, other.json.id, 1, 0])
    expect(one.json).toMatchObject({ person: { name: 'Ben Ode' }, team: null, next: null, lastHeld: null, points: 0, list: [], items: [], said: [], version: 0, closed: false })
    expect((await as('Ada').get(`/api/v1/meetings/person/${org.person('Ada Okafor').id}`)).status).toBe(404)
    expect(await rowsOf('meetings')).toEqual([])
  })

  it('takes points of both, with the work they hang on, and keeps private ones to their author', async () => {
    const shared = talk({ artifact: citation('northwind/trail-pay#482', { visibility: 'private', showTitle: false }), text: '' })
    const added = await as('Ada').post(`${withBen()}/points`, shared)
    expect([added.status, added.d1.calls]).toEqual([201, 2])
    expect((await as('Ada').post(`${withBen()}/points`, shared)).json).toEqual(added.json)
    expect((await as('Ada').post(`${withBen()}/points`, { ...shared, text: 'x' })).json.type).toBe('/problems/id-taken')
    const hidden = talk({ text: `His pay, the ${canary}`, private: true })
    await as('Ada').post(`${withBen()}/points`, hidden)
    const ben = await as('Ben').get(withAda())
    expect([ben.json.points, ben.json.list.length, ben.d1.calls]).toEqual([1, 1, 1])
    expect(ben.d1.read).toBeLessThanOrEqual(40)
    // Both are inside: the guard of private work hides nothing from either.
    expect(ben.json.list[0].artifact).toMatchObject({ guarded: false, title: 'Retry payments after a timeout' })
    expect((await as('Ada').get(withBen())).json.points).toBe(2)
    for (const answered of [await as('Ben').patch(`${withAda()}/points/${hidden.id}`, { done: true, version: 1 }), await as('Ben').delete(`${withAda()}/points/${hidden.id}`)]) expect(answered.status).toBe(404)
    const listed = (await as('Ben').get('/api/v1/me/meetings')).json.items.find((one: { person: unknown }) => one.person)
    expect(listed).toMatchObject({ person: { name: 'Ada Okafor' }, points: 1, first: ['Retry payments after a timeout'] })
    // Nobody has it in a dump, and nobody else by the API.
    expect(JSON.stringify(await Promise.all(['meetings', 'meeting_points', 'events', 'notifications', 'artifacts'].map(rowsOf)))).not.toContain(canary)
    for (const who of ['Chi', 'Dee', 'Eli', 'Hana']) {
      const theirs = await as(who).get(withBen())
      expect(theirs.json.list).toEqual([])
      expect(theirs.text).not.toContain(added.json.id)
      expect((await as(who).patch(`${withBen()}/points/${shared.id}`, { done: true, version: 1 })).status).toBe(404)
    }
  })

  it('lets either tick off, only its author change or take off', async () => {
    const mine = talk({ text: 'Mine' })
    await as('Ada').post(`${withBen()}/points`, mine)
    const at = `${withAda()}/points/${mine.id}`
    expect((await as('Ben').patch(at, { text: 'His', version: 1 })).status).toBe(403)
    const done = await as('Ben').patch(at, { done: true, version: 1 })
    expect([done.json.done, done.json.version, done.d1.calls]).toEqual([true, 2, 2])
    expect((await as('Ada').patch(`${withBen()}/points/${mine.id}`, { text: 'Late', version: 1 })).status).toBe(412)
    expect((await as('Ben').delete(at)).status).toBe(403)
    expect((await as('Ada').delete(`${withBen()}/points/${mine.id}`)).status).toBe(204)
    expect((await as('Ada').post(`${withBen()}/points`, mine)).json.type).toBe('/problems/id-taken')
    expect((await as('Ada').post(`${withBen()}/points`, talk({ text: '' }))).status).toBe(422)
    expect((await as('Ada').post(`${withBen()}/points`, talk({ section: 'works' }))).status).toBe(422)
  })

  it('is planned by either; the other hears without a badge, and of a new time alone', async () => {
    const planned = await as('Ada').put(withBen(), { next: '2026-11-19T14:00:00.000Z', cadenceWeeks: 0, version: 0 })
    expect([planned.status, planned.json.next, planned.json.version, planned.d1.calls]).toEqual([200, '2026-11-19T14:00:00.000Z', 1, 2])
    expect((await as('Ben').put(withAda(), { next: null, cadenceWeeks: 0, version: 0 })).status).toBe(412)
    await as('Ada').put(withBen(), { next: '2026-11-19T14:00:00.000Z', cadenceWeeks: 2, version: 1 })
    const inbox = (await as('Ben').get('/api/v1/inbox')).json
    expect(inbox.unread).toBe(0)
    expect(inbox.items.filter((one: { kind: string }) => one.kind === 'meeting.planned')).toMatchObject([{ actor: { name: 'Ada Okafor' }, subject: { kind: 'meeting', id: org.person('Ada Okafor').id } }])
  })

  it('carries over what was not talked about, lets the rest rest, and plans the next by the cadence', async () => {
    const [open, hidden, ticked] = [talk({ text: 'Open' }), talk({ text: 'Hidden', private: true }), talk({ text: 'Ticked' })]
    for (const point of [open, hidden, ticked]) await as('Ada').post(`${withBen()}/points`, point)
    await as('Ben').patch(`${withAda()}/points/${ticked.id}`, { done: true, version: 1 })
    const { version } = (await as('Ben').get(withAda())).json
    const held = await as('Ben').post(`${withAda()}/hold`, { version })
    expect([held.status, held.d1.calls]).toEqual([200, 2])
    expect(Date.parse(held.json.next)).toBeGreaterThan(Date.now())
    expect(held.json.lastHeld).not.toBeNull()
    const after = await as('Ada').get(withBen())
    expect(texts(after)).not.toContain('Ticked')
    expect(after.json.list.filter(({ text }: { text: string }) => text === 'Open' || text === 'Hidden').map(({ carried }: { carried: number }) => carried)).toEqual([1, 1])
    expect((await as('Ada').post(`${withBen()}/hold`, { version })).status).toBe(412)
    const past = await as('Ben').get(`${withAda()}/past`)
    expect([past.json.items.length, past.json.items[0].points.map(({ text }: { text: string }) => text), past.d1.calls]).toEqual([1, ['Ticked'], 1])
    expect((await as('Ada').patch(`${withBen()}/points/${ticked.id}`, { done: false, version: 2 })).status).toBe(404)
  })

  it('shows what the two agreed on and what was done since they met, to both and to nobody else', async () => {
    const agreed = { id: newId(), text: `Pair on the ${canary}`, due: '2026-11-27', owner: org.person('Ben Ode').id }
    const added = await as('Ada').post(`${withBen()}/action-items`, agreed)
    expect([added.status, added.d1.calls]).toEqual([201, 2])
    expect(added.json).toMatchObject({ owner: { name: 'Ben Ode' }, other: { name: 'Ada Okafor' }, mine: 'other', source: { kind: 'meeting' } })
    for (const [who, path] of [['Ada', withBen()], ['Ben', withAda()]] as const) expect((await as(who).get(path)).json.items.map((item: { id: string }) => item.id)).toContain(agreed.id)
    await as('Ben').post(`/api/v1/action-items/${agreed.id}/done`)
    const { items, version } = (await as('Ada').get(withBen())).json
    expect(items.map((item: { state: string }) => item.state)).toEqual(['done'])
    await as('Ada').post(`${withBen()}/hold`, { version })
    expect((await as('Ada').get(withBen())).json.items).toEqual([])
    expect((await as('Ada').post(`${withBen()}/action-items`, { ...agreed, id: newId(), owner: org.person('Chi Tran').id })).json.type).toBe('/problems/recipient-unknown')
    for (const who of ['Chi', 'Eli', 'Hana']) expect((await as(who).get(`/api/v1/action-items/${agreed.id}`)).status).toBe(404)
    expect(JSON.stringify(await rowsOf('action_items'))).not.toContain(canary)
  })

  it('lists what the two agreed on for somebody’s growth', async () => {
    const competency = { kind: 'competency', id: newId(), name: 'Writing', archived: false, about: '', levels: ['Asks', 'Explains'] }
    expect((await as('Eli').post('/api/v1/expectations', { import: null, from: '2026-01-01', items: [{ version: 0, written: competency }] })).status).toBe(201)
    const path = `/api/v1/people/${org.person('Ben Ode').id}/growth`
    const area = { id: newId(), competency: competency.id, from: 1, to: 2, why: 'Others build on it', open: true }
    const revised = await as('Ben').put(path, { reason: '', strengths: [], areas: [area], version: 0 })
    expect(revised.status, revised.text).toBe(200)
    const action = { id: newId(), area: area.id, kind: 'practice', text: 'Write the next decision down', due: '2027-01-15' }
    expect((await as('Ben').post(`${path}/actions`, action)).status).toBe(201)
    for (const [who, at] of [['Ada', withBen()], ['Ben', withAda()]] as const) expect((await as(who).get(at)).json.items).toMatchObject([{ id: action.id, source: { kind: 'growth' } }])
    expect((await as('Ada').get(`/api/v1/meetings/person/${org.person('Chi Tran').id}`)).json.items).toEqual([])
  })

  it('shows what was said between the two since they met, and not what others said about one of them', async () => {
    const say = async (from: string, to: string, visibility: string, readers: string[]) => {
      const draft = recognition(org, from, [to], { kind: 'feedback', visibility, keys: [...new Set([from, to, ...readers])].map((name) => `person:${org.person(name).id}`), body: { situation: '', behaviour: `${from} says`, impact: 'It helps us' } })
      const answered = await as(from.split(' ')[0]!).post('/api/v1/feedback', draft)
      expect(answered.status, answered.text).toBe(201)
      return draft.id
    }
    const down = await say('Ada Okafor', 'Ben Ode', 'recipients', [])
    const up = await say('Ben Ode', 'Ada Okafor', 'recipients', [])
    await say('Chi Tran', 'Ben Ode', 'recipients_and_managers', ['Ada Okafor'])
    const ids = (answered: { json: { said: { id: string }[] } }) => answered.json.said.map(({ id }) => id)
    expect(ids(await as('Ada').get(withBen()) as never)).toEqual([up, down])
    expect(ids(await as('Ben').get(withAda()) as never)).toEqual([up, down])
    const { version } = (await as('Ada').get(withBen())).json
    await as('Ada').post(`${withBen()}/hold`, { version })
    expect(ids(await as('Ada').get(withBen()) as never)).toEqual([])
  })

  it('is read only with somebody who has left', async () => {
    const gil = `/api/v1/meetings/person/${org.person('Gil Roe').id}`
    expect((await as('Ada').get(gil)).json).toMatchObject({ closed: true })
    expect((await as('Ada').post(`${gil}/points`, talk())).status).toBe(403)
    expect((await as('Ada').post(`${gil}/hold`, { version: 0 })).status).toBe(403)
  })
})

describe('the agenda of a team', () => {
  beforeAll(company)

  it('is for who holds its key: what works, what does not, what was agreed on', async () => {
    for (const [who, section] of [['Ada', 'works'], ['Ben', 'does_not'], ['Chi', 'talk']] as const) expect((await as(who).post(`${team()}/points`, talk({ section, text: section }))).status).toBe(201)
    const agreed = { id: newId(), text: 'Look at the alerts', due: null, owner: org.person('Ben Ode').id }
    expect((await as('Chi').post(`${team()}/action-items`, agreed)).json).toMatchObject({ owner: { name: 'Ben Ode' }, other: null, mine: 'member' })
    expect((await as('Chi').post(`${team()}/action-items`, { ...agreed, id: newId(), owner: org.person('Dee Alvarez').id })).status).toBe(422)
    const open = await as('Ada').get(team())
    expect([open.json.team.name, open.json.person, open.json.list.length, open.json.items.length, open.d1.calls]).toEqual(['Payments', null, 3, 1, 1])
    expect((await as('Ada').get(`/api/v1/action-items/${agreed.id}`)).json.mine).toBe('member')
    expect((await as('Ada').patch(`/api/v1/action-items/${agreed.id}`, { due: '2026-12-01', version: 1 })).status).toBe(403)
    for (const who of ['Dee', 'Eli', 'Hana']) {
      expect((await as(who).get(team())).status).toBe(404)
      expect((await as(who).post(`${team()}/points`, talk())).status).toBe(404)
      expect((await as(who).get(`/api/v1/action-items/${agreed.id}`)).status).toBe(404)
    }
    const held = await as('Ben').post(`${team()}/hold`, { version: 0 })
    expect([held.json.items.length, held.json.list.map(({ carried }: { carried: number }) => carried)]).toEqual([1, [1, 1, 1]])
  })

  it('guards the title of private work unless its author shows it', async () => {
    await as('Ada').post(`${team()}/points`, talk({ artifact: citation('northwind/vault#7', { visibility: 'private', showTitle: false }), text: 'This one' }))
    const artifactFor = async (who: string) => (await as(who).get(team())).json.list.find(({ text }: { text: string }) => text === 'This one').artifact
    expect((await artifactFor('Ada')).guarded).toBe(false)
    expect(await artifactFor('Ben')).toEqual({ guarded: true, site: 'github', type: 'pull_request' })
  })

  it('stands in its members’ lists', async () => {
    const mine = await as('Ben').get('/api/v1/me/meetings')
    expect(mine.json.items).toMatchObject([{ team: { name: 'Payments' }, person: null }])
    expect(mine.d1.calls).toBe(1)
    expect((await as('Dee').get('/api/v1/me/meetings')).json.items).toMatchObject([{ team: { name: 'Maps' }, lastHeld: null, points: 0 }])
  })
})

it('is nobody’s in another organisation', async () => {
  await company()
  const before = org
  const agenda = (await as('Ada').get(withBen())).json.id
  await company()
  const stranger = await as('Ada').get(`/api/v1/meetings/person/${before.person('Ben Ode').id}`)
  expect([stranger.status, (await as('Ada').get(withBen())).json.id === agenda]).toEqual([404, false])
})
