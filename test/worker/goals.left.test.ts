/** Goals of somebody who left: who is told of them, who hands them on, to whom, and who reads what then. */
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { codeOf } from '../../shared/problem'
import { api, makeOrganisation, type Organisation, tokenFor } from './support'

let org: Organisation
let as: Record<'gus' | 'ada' | 'ben' | 'chi' | 'dee' | 'eli', ReturnType<typeof api>>
const idOf = (name: string) => org.person(name).id
const keyOf = (...names: string[]) => names.map((name) => `person:${idOf(name)}`).sort()
beforeEach(async () => {
  org = await makeOrganisation({ people: [
    { name: 'Gus', teams: ['Co'] }, { name: 'Ada', manager: 'Gus', teams: ['Co / Pay'] }, { name: 'Ben', manager: 'Ada', teams: ['Co / Pay'] }, { name: 'Chi', manager: 'Ada', teams: ['Co / Pay'] }, { name: 'Dee', teams: ['Maps'] }, { name: 'Eli', role: 'admin' },
  ] })
  as = Object.fromEntries(await Promise.all(['Gus', 'Ada', 'Ben', 'Chi', 'Dee', 'Eli'].map(async (name) => [name.toLowerCase(), api(await tokenFor(org, name))]))) as typeof as
})
const goal = (more: object = {}) => ({
  id: newId(), title: 'Zanzibar by spring', why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [] as string[], parent: null as string | null, priority: null, start: '2026-10-01', end: '2026-12-31', visibility: 'organization', keys: ['org'], draft: false,
  keyResults: [{ id: newId(), title: 'Ten', measure: 'number', baseline: 0, target: 10, stretch: null, unit: null, rubric: [] as string[], weight: 1, owner: null, rule: null }], ...more,
})
const set = async (more: object = {}, who: keyof typeof as = 'ben') => {
  const body = goal(more)
  const made = await as[who].post('/api/v1/goals', body)
  expect(made.status, made.text).toBe(201)
  return body.id
}
const leaves = async (name: string) => expect((await as.eli.post(`/api/v1/people/${idOf(name)}/deactivate`)).status).toBeLessThan(300)
const handOn = (who: keyof typeof as, id: string, owner: string, keys: string[] = ['org']) => as[who].post(`/api/v1/goals/${id}/hand-on`, { owner: idOf(owner), keys })
const left = async (who: keyof typeof as, name = 'Ben') => (await as[who].get(`/api/v1/people/${idOf(name)}/goals/left`)).json.items
const said = ({ status, json }: { status: number; json: any }) => (status < 400 ? status : codeOf(json))

it('is handed on by the former manager, and waits until it is taken up', async () => {
  const id = await set()
  expect([await left('ada'), (await as.ada.get(`/api/v1/goals/${id}`)).json.handOn]).toEqual([[], false])
  expect(said(await handOn('ada', id, 'Chi'))).toBe('conflict')
  await leaves('Ben')
  expect(await left('ada')).toEqual([{ id, title: 'Zanzibar by spring', owner: { id: idOf('Ben'), name: 'Ben' }, scope: 'person', kind: 'performance', visibility: 'organization', end: '2026-12-31' }])
  const toMe = await as.ada.get('/api/v1/me/goals/left')
  expect([toMe.d1.calls, toMe.json.items]).toEqual([1, await left('ada')])
  for (const who of ['gus', 'chi', 'eli'] as const) expect((await as[who].get('/api/v1/me/goals/left')).json.items).toEqual([])
  expect([await left('chi'), await left('dee')]).toEqual([[], []])
  expect([(await as.ada.get(`/api/v1/goals/${id}`)).json.handOn, (await as.gus.get(`/api/v1/goals/${id}`)).json.handOn, (await as.chi.get(`/api/v1/goals/${id}`)).json.handOn]).toEqual([true, true, false])
  expect(said(await handOn('dee', id, 'Dee'))).toBe('not-allowed')
  expect(said(await handOn('ada', id, 'Chi', ['org', ...keyOf('Ada')]))).toBe('audience-changed')
  const done = await handOn('ada', id, 'Chi')
  expect([done.status, done.d1.calls], done.text).toEqual([204, 2])
  expect((await handOn('ada', id, 'Chi')).status).toBe(204)
  const got = (await as.chi.get(`/api/v1/goals/${id}`)).json
  expect(got).toMatchObject({ state: 'draft', mine: 'owner', owner: { name: 'Chi' }, handOn: false, staleFrom: null, keyResults: [{ owner: { name: 'Chi' }, staleFrom: null }], changes: [{ kind: 'goal.changed', by: { name: 'Ada' } }, { kind: 'goal.set' }] })
  expect((await as.chi.get('/api/v1/inbox')).json.items.map((one: any) => one.kind)).toEqual(['goal.set'])
  const taken = await as.chi.patch(`/api/v1/goals/${id}`, { activate: true, version: got.version })
  expect([taken.json.state, taken.json.staleFrom !== null]).toEqual(['active', true])
  expect(await left('ada')).toEqual([])
})

it('goes on at once with whoever takes it over themselves', async () => {
  const id = await set()
  await leaves('Ben')
  expect((await handOn('ada', id, 'Ada')).status).toBe(204)
  const got = (await as.ada.get(`/api/v1/goals/${id}`)).json
  expect([got.state, got.mine, got.staleFrom !== null]).toEqual(['active', 'owner', true])
})

it('is handed on by whose the goal above is, to those who see it', async () => {
  const top = await set({ keyResults: [] }, 'dee')
  const id = await set({ parent: top })
  await leaves('Ben')
  expect((await as.dee.get(`/api/v1/goals/${id}`)).json.handOn).toBe(true)
  expect((await handOn('dee', id, 'Chi')).status).toBe(204)
  const parent = (await as.dee.get(`/api/v1/goals/${top}`)).json
  expect([parent.children, parent.aligned.length]).toEqual([0, 1])
})

it('is handed on by an admin who does not read it: to somebody who does', async () => {
  const id = await set({ visibility: 'chain', keys: keyOf('Ben', 'Ada', 'Gus') })
  const own = await set({ title: 'Zanzibar alone', kind: 'development', visibility: 'private', keys: keyOf('Ben') })
  await leaves('Ben')
  const items = await left('eli')
  expect(items).toEqual([{ id, title: null, owner: { id: idOf('Ben'), name: 'Ben' }, scope: 'person', kind: 'performance', visibility: 'chain', end: '2026-12-31' }])
  expect((await as.eli.get(`/api/v1/goals/${id}`)).status).toBe(404)
  expect(said(await handOn('eli', id, 'Eli'))).toBe('recipient-unknown')
  expect(said(await handOn('eli', id, 'Chi'))).toBe('recipient-unknown')
  const asked = await handOn('eli', id, 'Ada', [])
  expect([said(asked), asked.json.audience.people.map((one: any) => one.name).sort()]).toEqual(['audience-changed', ['Ada', 'Gus']])
  expect(asked.text).not.toContain('Zanzibar')
  expect((await handOn('eli', id, 'Ada', asked.json.audience.keys)).status).toBe(204)
  expect((await as.ada.get(`/api/v1/goals/${id}`)).json).toMatchObject({ title: 'Zanzibar by spring', state: 'draft', mine: 'owner' })
  expect((await as.eli.get(`/api/v1/goals/${id}`)).status).toBe(404)
  // What was his alone is nobody’s: whoever asks for it gets the same as for nothing.
  const [theirs, nothing] = [await handOn('eli', own, 'Ada'), await handOn('eli', newId(), 'Ada')]
  expect([theirs.status, theirs.text]).toEqual([404, nothing.text])
  expect((await handOn('ada', own, 'Ada')).status).toBe(404)
})

it('is nobody’s to hand on while somebody shares it, or when two do so at once', async () => {
  const shared = await set({ coOwners: [idOf('Chi')] })
  const id = await set()
  await leaves('Ben')
  expect((await left('ada')).map((one: any) => one.id)).toEqual([id])
  expect(said(await handOn('ada', shared, 'Ada'))).toBe('conflict')
  const both = await Promise.all([handOn('ada', id, 'Ada'), handOn('gus', id, 'Chi')])
  expect(both.map(said).filter((one) => one === 204)).toHaveLength(1)
  await leaves('Chi')
  expect((await left('ada')).map((one: any) => one.id)).toContain(shared)
})

it('forgets what it said of the former owner’s role', async () => {
  const sentence = { id: newId(), kind: 'skill', text: 'Keeps pages fast', measure: null }
  const level = { id: newId(), name: 'Engineer', expectations: [sentence], competencies: [] }
  const role = { kind: 'role', id: newId(), name: 'Engineer', archived: false, levels: [level] }
  expect(said(await as.eli.post('/api/v1/expectations', { import: null, from: '2026-01-01', items: [{ version: 0, written: role }] }))).toBe(201)
  expect(said(await as.eli.put(`/api/v1/people/${idOf('Ben')}/role`, { role: role.id, level: level.id }))).toBe(200)
  const id = await set({ expectations: [sentence.id] })
  await leaves('Ben')
  expect((await handOn('ada', id, 'Chi')).status).toBe(204)
  const got = (await as.chi.get(`/api/v1/goals/${id}`)).json
  expect([got.title, got.expectations]).toEqual(['Zanzibar by spring', undefined])
  expect((await env.DB.prepare('select count(*) as n from goal_owners where org_id = ?').bind(org.id).first<{ n: number }>())!.n).toBe(0)
})
