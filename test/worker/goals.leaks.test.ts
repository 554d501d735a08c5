/** Whatever happens on a goal that one may not see changes nothing of what one can ask: not a byte. */
import { beforeEach, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { api, citation, makeOrganisation, type Organisation, tokenFor } from './support'

let org: Organisation
let as: Record<'gus' | 'ada' | 'ben' | 'dee' | 'eli' | 'hedy', ReturnType<typeof api>>
const idOf = (name: string) => org.person(name).id
beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Gus', teams: ['Co'] }, { name: 'Ada', manager: 'Gus', teams: ['Co / Pay'] }, { name: 'Ben', manager: 'Ada', teams: ['Co / Pay'] }, { name: 'Dee', teams: ['Maps'] }, { name: 'Eli', role: 'admin' }, { name: 'Hedy', role: 'hr' }] })
  as = Object.fromEntries(await Promise.all(['Gus', 'Ada', 'Ben', 'Dee', 'Eli', 'Hedy'].map(async (name) => [name.toLowerCase(), api(await tokenFor(org, name))]))) as typeof as
})
const keyResult = () => ({ id: newId(), title: 'Zanzibar measure', measure: 'number', baseline: 0, target: 10, stretch: null, unit: null, rubric: [] as string[], weight: 1, owner: null, rule: null as unknown })
const set = async (who: keyof typeof as, more: object = {}) => {
  const body = { id: newId(), title: 'Open', why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent: null, priority: null, start: '2026-10-01', end: '2099-12-31', visibility: 'organization', keys: ['org'], draft: false, keyResults: [] as ReturnType<typeof keyResult>[], ...more }
  const made = await as[who].post('/api/v1/goals', body)
  expect(made.status, made.text).toBe(201)
  return body
}

it.each(['private', 'chain', 'team'] as const)('of a goal for %s', async (visibility) => {
  const priority = { id: newId(), title: 'Trust', why: '', team: null, from: '2026-01-01', to: '2099-12-31' }
  expect((await as.eli.post('/api/v1/priorities', priority)).status).toBe(201)
  const top = await set('gus', { priority: priority.id })
  const below = await set('dee', { parent: top.id, keyResults: [{ ...keyResult(), title: 'Seen' }] })
  const work = citation('acme/api#7', { title: 'Zanzibar work' })
  const own = await as.dee.post(`/api/v1/goals/${below.id}/links`, { artifact: work, keyResult: null })
  expect(own.status, own.text).toBe(201)
  const { id: onWork } = own.json.artifact as { id: string }
  const paths = [
    '/api/v1/me/goals', '/api/v1/goals', '/api/v1/goals?scope=person', '/api/v1/goals?q=zanzibar', '/api/v1/goals/map', `/api/v1/goals/map?of=${top.id}`, `/api/v1/goals/${top.id}`, `/api/v1/goals/${below.id}`, `/api/v1/people/${idOf('Ben')}/goals`,
    `/api/v1/people/${idOf('Ben')}/goals?state=closed`, `/api/v1/people/${idOf('Ben')}/goals/left`, '/api/v1/me/goals/left', `/api/v1/teams/${org.team('Co / Pay')}/goals`, `/api/v1/artifacts/${onWork}/goals`, '/api/v1/goal-exports', '/api/v1/priorities', '/api/v1/inbox', '/api/v1/me/waiting', '/api/v1/organisation/hooks', '/api/v1/search?q=zanzibar', '/api/v1/feed', `/api/v1/people/${idOf('Ben')}/timeline`, `/api/v1/people/${idOf('Ben')}/growth`,
  ]
  const asked = async () => Object.fromEntries(await Promise.all((['dee', 'eli', 'hedy'] as const).flatMap((who) => paths.map(async (path) => { const { status, text } = await as[who].get(path); return [`${who} ${path}`, `${status} ${text}`] }))))
  const before = await asked()
  const keys = visibility === 'team' ? [...[idOf('Ben'), idOf('Ada')].map((id) => `person:${id}`), `team:${org.team('Co / Pay')}`] : ['Ben', 'Ada', ...(visibility === 'chain' ? ['Gus'] : [])].map((name) => `person:${idOf(name)}`)
  const hidden = await set('ben', { title: 'Zanzibar', why: 'Zanzibar', visibility, keys: keys.sort(), parent: top.id, priority: priority.id, ...(visibility === 'team' && { team: org.team('Co / Pay') }), keyResults: [keyResult(), { ...keyResult(), rule: { site: 'github', instance: 'github.com', of: 'linked', name: '', within: null, state: 'merged' } }] })
  const [first, second] = hidden.keyResults as [ReturnType<typeof keyResult>, ReturnType<typeof keyResult>]
  const at = `/api/v1/goals/${hidden.id}`
  const said = { id: newId(), reading: 9, confidence: 2, status: 'off_track', line: 'Zanzibar line', artifact: work, need: { kind: 'money', to: idOf('Ada'), text: 'Zanzibar need' } }
  expect((await as.ben.post(`${at}/key-results/${first.id}/check-ins`, said)).status).toBe(201)
  expect((await as.ben.post(`${at}/links`, { artifact: work, keyResult: second.id })).status).toBe(201)
  expect((await as.ben.post('/api/v1/goals/seen', { artifact: onWork, state: 'Merged' })).json.moved.map((one: any) => one.id)).toContain(hidden.id)
  expect((await as.ben.patch(`${at}/key-results/${first.id}`, { weight: 3, version: 1 })).status).toBe(200)
  // What Dee’s own link was seen to be is hers to see; the rest is as it was.
  const changed = (all: Record<string, string>) => Object.keys(all).filter((path) => all[path] !== before[path])
  const after = await asked()
  const linked = [`/api/v1/goals/${below.id}`, '/api/v1/goal-exports']
  expect(changed(after).filter((path) => !linked.some((one) => path.endsWith(one)))).toEqual([])
  expect(Object.values(after).join().match(/Zanzibar (?!work)|"Zanzibar"/g)).toBeNull()
  expect(Object.values(after).join()).not.toContain(hidden.id)
  expect((await as.ben.post(`${at}/close`, { outcome: 'achieved', closing: 'Zanzibar', carry: null, version: (await as.ben.get(at)).json.version })).status).toBe(200)
  expect(changed(await asked()).filter((path) => !linked.some((one) => path.endsWith(one)))).toEqual([])
  // By its own address, with every verb, it is as one that never was.
  for (const who of ['dee', 'eli'] as const) {
    for (const [method, path, body] of [['get', '', undefined], ['patch', '', { title: 'Mine', version: 1 }], ['post', '/reopen', undefined], ['post', `/key-results/${first.id}/check-ins`, { ...said, id: newId(), need: null, artifact: null }], ['post', '/links', { artifact: work, keyResult: null }], ['post', `/key-results/${first.id}/check-ins/${said.id}/answer`, undefined]] as const) {
      const ask = (goal: string) => (method === 'get' ? as[who].get(`/api/v1/goals/${goal}${path}`) : as[who][method](`/api/v1/goals/${goal}${path}`, body))
      const [theirs, nothing] = [await ask(hidden.id), await ask(newId())]
      expect([path, theirs.status, theirs.text]).toEqual([path, 404, nothing.text])
    }
    // A table that names it as a parent learns no more than of a name that nobody has.
    const errors = async (parent: string) => (await as[who].post('/api/v1/goal-imports', { id: newId(), csv: `objective,parent\nMine,${parent}\n`, commit: false })).json.errors
    expect(await errors('Zanzibar')).toEqual(await errors('Nobody has it'))
  }
})
