/** What is expected, how somebody grows, how a team is: tables, roles, races, versions. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { api, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

let org: Organisation
type Client = ReturnType<typeof api>
let as: Record<'gus' | 'ada' | 'ben' | 'chi' | 'dee' | 'eli' | 'mo', Client>
const names = { gus: 'Gus Lind', ada: 'Ada Okafor', ben: 'Ben Ode', chi: 'Chi Tran', dee: 'Dee Alvarez', eli: 'Eli Marsh', mo: 'Mo Reyes' } as const
const id = (name: keyof typeof names) => org.person(names[name]).id

beforeEach(async () => {
  org = await makeOrganisation({ people: [
    { name: names.gus, teams: ['Product'] }, { name: names.ada, manager: names.gus, teams: ['Product / Payments'] }, { name: names.ben, manager: names.ada, teams: ['Product / Payments'] },
    { name: names.chi, manager: names.ada, teams: ['Product / Payments'] }, { name: names.dee, manager: names.gus, teams: ['Product / Maps'] }, { name: names.eli, role: 'admin' }, { name: names.mo, role: 'hr', manager: names.eli },
  ] })
  as = Object.fromEntries(await Promise.all(Object.entries(names).map(async ([short, name]) => [short, api(await tokenFor(org, name))]))) as typeof as
})

const competency = (name: string, more: object = {}) => ({ kind: 'competency', id: newId(), name, archived: false, about: '', levels: ['Asks', 'Explains', 'Teaches'], ...more })
const role = (levels: object[], more: object = {}) => ({ kind: 'role', id: newId(), name: 'Engineer', archived: false, levels, ...more })
const level = (name: string, texts: string[], competencies: object[] = []) => ({ id: newId(), name, expectations: texts.map((text) => ({ id: newId(), kind: 'skill', text, measure: null })), competencies })
const write = (who: Client, items: [number, { id: string }][], more: object = {}) => who.post('/api/v1/expectations', { import: null, from: '2026-01-01', items: items.map(([version, written]) => ({ version, written })), ...more })
const kindsOf = async (who: Client) => (await who.get('/api/v1/inbox')).json.items.map((item: { kind: string }) => item.kind)

async function placed() {
  const writing = competency('Writing')
  const first = level('Engineer', ['Writes tests'], [{ id: writing.id, level: 2 }])
  const second = level('Senior', ['Leads a change'], [{ id: writing.id, level: 3 }])
  const engineer = role([first, second])
  expect((await write(as.eli, [[0, writing], [0, engineer]])).status).toBe(201)
  expect((await as.eli.put(`/api/v1/people/${id('ben')}/role`, { role: engineer.id, level: first.id })).status).toBe(200)
  return { writing, engineer, first, second }
}

describe('expectations', () => {
  it('are written by admins and HR alone, in versions that begin on a day', async () => {
    const engineer = role([level('Engineer', ['Writes tests'])])
    for (const who of [as.ben, as.ada]) expect((await write(who, [[0, engineer]])).status).toBe(403)
    expect((await write(as.mo, [[0, engineer]])).json.roles).toMatchObject([{ id: engineer.id, version: 1, from: '2026-01-01' }])
    // The same again is the same; the same version with other words is not.
    expect((await write(as.mo, [[0, engineer]])).status).toBe(201)
    expect((await write(as.eli, [[0, { ...engineer, name: 'Other' } as never]])).json.type).toBe('/problems/changed-meanwhile')
    const later = await write(as.eli, [[1, { ...engineer, name: 'Builder' } as never]], { from: '2999-01-01' })
    expect([later.json.roles[0].name, later.json.coming[0].name]).toEqual(['Engineer', 'Builder'])
    // A role's id is no competency's.
    expect((await write(as.eli, [[2, competency('X', { id: engineer.id })]])).json.type).toBe('/problems/id-taken')
  })

  it('take one of two writers at once', async () => {
    const engineer = role([level('Engineer', [])])
    await write(as.eli, [[0, engineer]])
    const answers = await Promise.all(['A', 'B', 'C', 'D'].map((name) => write(as.eli, [[1, { ...engineer, name } as never]])))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412, 412, 412])
  })

  it('come by an import that can be undone until something is built on it', async () => {
    const [kept, brought] = [competency('Kept'), role([level('Engineer', [])])]
    await write(as.eli, [[0, kept]])
    const batch = newId()
    const answer = await write(as.eli, [[1, { ...kept, name: 'Kept, reworded' } as never], [0, brought]], { import: batch })
    expect(answer.json.imported).toMatchObject({ id: batch, count: 2 })
    expect((await as.ben.post(`/api/v1/expectations/imports/${batch}/undo`)).status).toBe(403)
    await as.eli.put(`/api/v1/people/${id('ben')}/role`, { role: brought.id, level: (brought.levels[0] as { id: string }).id })
    expect((await as.eli.post(`/api/v1/expectations/imports/${batch}/undo`)).status).toBe(409)
    await as.eli.put(`/api/v1/people/${id('ben')}/role`, { role: null, level: null })
    const undone = await as.eli.post(`/api/v1/expectations/imports/${batch}/undo`)
    expect([undone.json.roles, undone.json.competencies.map(({ name }: { name: string }) => name), undone.json.imported]).toEqual([[], ['Kept'], null])
    expect((await as.eli.post(`/api/v1/expectations/imports/${batch}/undo`)).status).toBe(404)
  })

  it('are shown to the person, their manager and who sets them; the person hears at once and confirms a version', async () => {
    const { engineer, first, second } = await placed()
    expect(await kindsOf(as.ben)).toContain('role.set')
    const path = `/api/v1/people/${id('ben')}/expectations`
    for (const who of [as.ben, as.ada, as.eli, as.mo]) expect((await who.get(path)).json).toMatchObject({ role: { name: 'Engineer' }, level: { name: 'Engineer' }, confirmed: null, expectations: [{ text: 'Writes tests' }] })
    const unknown = (await as.chi.get(`/api/v1/people/${newId()}/expectations`)).text
    for (const who of [as.chi, as.gus, as.dee]) expect(await who.get(path)).toMatchObject({ status: 404, text: unknown })
    const confirm = (version: number) => as.ben.post('/api/v1/me/expectations/confirm', { role: engineer.id, level: first.id, version })
    expect((await confirm(2)).status).toBe(412)
    expect((await confirm(1)).json.confirmed).toMatchObject({ version: 1 })
    await write(as.eli, [[1, { ...engineer, levels: [{ ...first, expectations: [...first.expectations, { id: newId(), kind: 'behaviour', text: 'Asks early', measure: null }] }, second] } as never]])
    const now = (await as.ben.get(path)).json
    expect([now.version, now.expectations.length, now.confirmed.version, now.confirmed.expectations.length]).toEqual([2, 2, 1, 1])
    expect((await confirm(1)).status).toBe(412)
    expect((await confirm(2)).json.confirmed.version).toBe(2)
  })

  it('are set by nobody for themselves, nor for those above them', async () => {
    const { engineer, first } = await placed()
    const set = (who: Client, whom: keyof typeof names) => who.put(`/api/v1/people/${id(whom)}/role`, { role: engineer.id, level: first.id })
    expect((await set(as.ada, 'ben')).status).toBe(403)
    expect((await set(as.mo, 'mo')).status).toBe(403)
    expect((await set(as.mo, 'eli')).status).toBe(403)
    expect((await set(as.mo, 'chi')).status).toBe(200)
    expect((await as.mo.put(`/api/v1/people/${id('chi')}/role`, { role: engineer.id, level: newId() })).status).toBe(422)
  })
})

describe('feedback', () => {
  it('speaks to competencies that there are, and is found by them by whoever may see it', async () => {
    const { writing } = await placed()
    const draft = (more: object) => recognition(org, names.dee, [names.ben], { kind: 'feedback', visibility: 'recipients', keys: ['dee', 'ben'].map((one) => `person:${id(one as 'dee')}`).sort(), body: { situation: '', behaviour: 'You explained the retry', impact: 'Support could act on it' }, ...more })
    expect((await as.dee.post('/api/v1/feedback', draft({ competencies: [newId()] }))).json.errors).toMatchObject([{ pointer: '/competencies/0' }])
    expect((await as.dee.post('/api/v1/feedback', { ...recognition(org, names.dee, [names.ben]), competencies: [writing.id] })).status).toBe(422)
    const given = await as.dee.post('/api/v1/feedback', draft({ competencies: [writing.id] }))
    expect(given.status, given.text).toBe(201)
    expect(given.json.competencies).toEqual([{ id: writing.id, name: 'Writing' }])
    const found = async (who: Client) => (await who.get(`/api/v1/people/${id('ben')}/citing`)).json.items.map((card: { id: string }) => card.id)
    expect([await found(as.ben), await found(as.dee), await found(as.ada), await found(as.eli)]).toEqual([[given.json.id], [given.json.id], [], []])
    await as.dee.post(`/api/v1/feedback/${given.json.id}/retract`)
    expect(await found(as.ben)).toEqual([])
  })
})

describe('growth', () => {
  const path = () => `/api/v1/people/${id('ben')}/growth`
  const area = (competency: string, more: object = {}) => ({ id: newId(), competency, from: 1, to: 2, why: 'Support asks twice', open: true, ...more })
  const revise = (who: Client, version: number, areas: object[], reason = 'As we said') => who.put(path(), { version, reason, strengths: [], areas })

  it('is the person’s and their manager’s of today, and nobody’s by role', async () => {
    const { writing } = await placed()
    expect((await revise(as.ben, 0, [area(writing.id)])).json).toMatchObject({ version: 1, mine: 'own', areas: [{ why: 'Support asks twice' }] })
    expect((await as.ada.get(path())).json).toMatchObject({ mine: 'manager', version: 1 })
    const unknown = (await as.chi.get(`/api/v1/people/${newId()}/growth`)).text
    for (const who of [as.chi, as.gus, as.eli, as.mo, as.dee]) {
      expect(await who.get(path())).toMatchObject({ status: 404, text: unknown })
      expect((await revise(who, 1, [])).status).toBe(404)
      expect((await who.put(`${path()}/levels`, { levels: [] })).status).toBe(404)
    }
    await as.eli.patch(`/api/v1/people/${id('ben')}`, { relations: [{ kind: 'manager', person: id('gus'), until: null }] })
    expect([(await as.gus.get(path())).status, (await as.ada.get(path())).status]).toEqual([200, 404])
  })

  it('is revised with a reason; versions stay; two writers at once give one', async () => {
    const { writing } = await placed()
    await revise(as.ben, 0, [area(writing.id)], '')
    expect((await revise(as.ada, 1, [], '')).status).toBe(422)
    const answers = await Promise.all([as.ben, as.ada, as.ben].map((who) => revise(who, 1, [], 'Done with it')))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412])
    const now = (await as.ben.get(path())).json
    expect(now.history.map((one: { version: number; reason: string }) => [one.version, one.reason])).toEqual([[2, 'Done with it'], [1, '']])
    expect((await as.ben.get(`${path()}?version=1`)).json.areas).toHaveLength(1)
    expect((await as.ben.get(`${path()}?version=9`)).status).toBe(404)
  })

  it('holds at most two open areas, of competencies that there are', async () => {
    const { writing } = await placed()
    expect((await revise(as.ben, 0, [area(writing.id), area(writing.id), area(writing.id)])).json.errors).toMatchObject([{ pointer: '/areas', code: 'too-many' }])
    expect((await revise(as.ben, 0, [area(writing.id), area(writing.id), area(writing.id, { open: false })])).status).toBe(200)
    expect((await revise(as.ben, 1, [area(newId())])).status).toBe(422)
    expect((await revise(as.ben, 1, [area(writing.id, { from: 3, to: 2 })])).status).toBe(422)
  })

  it('has levels by the person and by the manager, each in their own name', async () => {
    const { writing } = await placed()
    const rate = (who: Client, level: number) => who.put(`${path()}/levels`, { levels: [{ competency: writing.id, level }] })
    await rate(as.ben, 1)
    expect((await rate(as.ada, 2)).json).toMatchObject({ self: { by: { name: 'Ben Ode' }, levels: [{ level: 1 }] }, byManager: { by: { name: 'Ada Okafor' }, levels: [{ level: 2 }] } })
    expect((await rate(as.ben, 3)).json.self.levels).toMatchObject([{ level: 3 }])
    expect(await kindsOf(as.ben)).toContain('growth.changed')
  })

  it('has actions that are the person’s action items and follow the manager', async () => {
    const { writing } = await placed()
    const open = area(writing.id)
    await revise(as.ben, 0, [open])
    const action = { id: newId(), area: open.id, kind: 'practice', text: 'Write the next decision down', due: '2027-01-15' }
    expect((await as.ada.post(`${path()}/actions`, action)).json.actions).toMatchObject([{ kind: 'practice', item: { text: action.text, owner: { name: 'Ben Ode' }, other: { name: 'Ada Okafor' } } }])
    expect((await as.ada.post(`${path()}/actions`, action)).json.actions).toHaveLength(1)
    expect((await as.ada.post(`${path()}/actions`, { ...action, text: 'Other' })).status).toBe(409)
    expect((await as.ben.post(`${path()}/actions`, { ...action, id: newId(), area: newId() })).status).toBe(422)
    expect((await as.ben.get('/api/v1/me/action-items')).json.items).toMatchObject([{ source: { kind: 'growth' } }])
    expect((await as.ada.get(`/api/v1/action-items/${action.id}`)).status).toBe(200)
    await as.eli.patch(`/api/v1/people/${id('ben')}`, { relations: [{ kind: 'manager', person: id('gus'), until: null }] })
    expect([(await as.ada.get(`/api/v1/action-items/${action.id}`)).status, (await as.gus.get(`/api/v1/action-items/${action.id}`)).status]).toEqual([404, 200])
  })

  it('is shared by the person with those they name, who read and do not write', async () => {
    await placed()
    await revise(as.ben, 0, [])
    expect((await as.ben.put('/api/v1/me/growth/shared', { people: [id('ben')] })).status).toBe(422)
    expect((await as.ben.put('/api/v1/me/growth/shared', { people: [id('dee')] })).json.sharedWith).toMatchObject([{ name: 'Dee Alvarez' }])
    expect(await kindsOf(as.dee)).toContain('growth.shared')
    expect((await as.dee.get(path())).json.mine).toBe('shared')
    expect((await revise(as.dee, 1, [])).status).toBe(403)
    await as.ben.put('/api/v1/me/growth/shared', { people: [] })
    expect((await as.dee.get(path())).status).toBe(404)
  })
})

describe('indicators', () => {
  const write = (who: Client, id: string, team: string | null, more: object = {}) => who.put(`/api/v1/indicators/${id}`, { team, name: 'Review waiting time', about: '', unit: 'h', direction: 'down', low: null, high: 8, archived: false, version: 0, ...more })
  const payments = () => org.team('Product / Payments')

  it('are kept by who leads and seen by the team and those above, not beside it', async () => {
    await env.DB.prepare('update teams set lead_id = ? where org_id = ? and id = ?').bind(id('ada'), org.id, payments()).run()
    const one = newId()
    expect((await write(as.ben, one, payments())).status).toBe(403)
    expect((await write(as.dee, one, payments())).status).toBe(404)
    expect((await write(as.ada, one, payments())).json).toMatchObject({ mayEdit: true, items: [{ id: one, version: 1 }] })
    const seen = (who: Client) => who.get(`/api/v1/indicators?team=${payments()}`)
    for (const who of [as.ben, as.chi, as.gus]) expect((await seen(who)).json).toMatchObject({ mayEdit: false, items: [{ id: one }] })
    expect((await seen(as.dee)).status).toBe(404)
    expect((await as.ada.get(`/api/v1/indicators?team=${newId()}`)).status).toBe(404)
    expect((await write(as.ada, newId(), null)).status).toBe(403)
    expect((await write(as.eli, newId(), null)).status).toBe(200)
    expect((await as.dee.get('/api/v1/indicators')).json.items).toHaveLength(1)
  })

  it('change in versions, are read off by day, and put away', async () => {
    const one = newId()
    await write(as.eli, one, payments())
    const answers = await Promise.all([1, 2, 3].map((high) => write(as.eli, one, payments(), { high, version: 1 })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412])
    expect((await write(as.eli, one, payments(), { low: 9, high: 8, version: 2 })).status).toBe(422)
    expect((await write(as.eli, one, null, { version: 2 })).status).toBe(409)
    const read = (readings: object[], who = as.eli) => who.put(`/api/v1/indicators/${one}/readings`, { readings })
    expect((await read([{ day: '2026-11-02', value: 9 }, { day: '2026-11-01', value: 4 }, { day: '2026-11-02', value: 7 }])).json.items[0].readings).toEqual([{ day: '2026-11-01', value: 4 }, { day: '2026-11-02', value: 7 }])
    expect((await read([{ day: '2026-11-01', value: null }])).json.items[0].readings).toEqual([{ day: '2026-11-02', value: 7 }])
    expect((await read([{ day: '2026-11-01', value: 1 }], as.ben)).status).toBe(403)
    expect((await as.eli.put(`/api/v1/indicators/${newId()}/readings`, { readings: [{ day: '2026-11-01', value: 1 }] })).status).toBe(404)
    expect((await write(as.eli, one, payments(), { archived: true, version: 2 })).json.items).toEqual([])
  })
})
