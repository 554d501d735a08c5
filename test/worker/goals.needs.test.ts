/** Needs until they are answered; the way up with its priority; and what goes stale while somebody is away: nothing. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '../../shared/days'
import { newId } from '../../shared/ids'
import { codeOf } from '../../shared/problem'
import { sweepGoals } from '../../worker/goals/actions.sweep'
import { api, makeOrganisation, type Organisation, tokenFor } from './support'

let org: Organisation
let as: Record<'gus' | 'ada' | 'ben' | 'chi' | 'dee' | 'eli', ReturnType<typeof api>>
const idOf = (name: string) => org.person(name).id
beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Gus', teams: ['Co'] }, { name: 'Ada', manager: 'Gus', teams: ['Co / Pay'] }, { name: 'Ben', manager: 'Ada', teams: ['Co / Pay'] }, { name: 'Chi', manager: 'Ada', teams: ['Co / Pay'] }, { name: 'Dee', teams: ['Maps'] }, { name: 'Eli', role: 'admin' }] })
  as = Object.fromEntries(await Promise.all(['Gus', 'Ada', 'Ben', 'Chi', 'Dee', 'Eli'].map(async (name) => [name.toLowerCase(), api(await tokenFor(org, name))]))) as typeof as
})
const keyResult = () => ({ id: newId(), title: 'Ten', measure: 'number', baseline: 0, target: 10, stretch: null, unit: null, rubric: [] as string[], weight: 1, owner: null, rule: null })
const set = async (who: keyof typeof as, more: object = {}) => {
  const body = { id: newId(), title: 'Faster', why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent: null, priority: null, start: '2026-10-01', end: '2099-12-31', visibility: 'organization', keys: ['org'], draft: false, keyResults: [keyResult()], ...more }
  const made = await as[who].post('/api/v1/goals', body)
  expect(made.status, made.text).toBe(201)
  return body
}
const checkIn = (more: object = {}) => ({ id: newId(), reading: 4, confidence: 5, status: 'at_risk', line: '', artifact: null, need: null as unknown, ...more })
const inbox = async (who: keyof typeof as): Promise<any[]> => (await as[who].get('/api/v1/inbox')).json.items

describe('a need', () => {
  it.each([['of whom it is asked', 'chi', 204], ['who asked', 'ben', 204], ['whose the goal above is', 'dee', 204], ['the manager', 'ada', 204], ['somebody else', 'gus', 'not-allowed']] as const)('stands on the goal above until it is answered by %s', async (_, who, answer) => {
    const top = await set('dee', { keyResults: [] })
    const under = await set('ben', { parent: top.id })
    const path = `/api/v1/goals/${under.id}/key-results/${under.keyResults[0]!.id}/check-ins`
    const asked = checkIn({ need: { kind: 'time', to: idOf('Chi'), text: 'Two days' } })
    expect((await as.ben.post(path, asked)).status).toBe(201)
    expect(await inbox('chi')).toMatchObject([{ kind: 'goal.needAsked', actor: { name: 'Ben' } }])
    expect((await as.gus.get(`/api/v1/goals/${top.id}`)).json.needs).toMatchObject([{ need: { kind: 'time', to: { name: 'Chi' }, text: 'Two days', answered: null } }])
    const done = await as[who].post(`${path}/${asked.id}/answer`)
    expect(done.status < 400 ? done.status : codeOf(done.json)).toBe(answer)
    const open = (await as.gus.get(`/api/v1/goals/${top.id}`)).json.needs
    expect(open).toHaveLength(answer === 204 ? 0 : 1)
    if (answer !== 204) return
    // Who asked is told, unless it was they; and once, however often it is said.
    expect((await as[who].post(`${path}/${asked.id}/answer`)).status).toBe(204)
    expect((await inbox('ben')).filter(({ kind }) => kind === 'goal.needAnswered')).toHaveLength(who === 'ben' ? 0 : 1)
    expect((await as.ben.get('/api/v1/me/goals')).json.items.map((one: any) => one.openNeeds)).toEqual([0])
  })
})

describe('the way up', () => {
  it('ends at the priority of the nearest goal above that serves one, past what is hidden', async () => {
    const priority = { id: newId(), title: 'Trust', why: '', team: null, from: '2026-01-01', to: '2099-12-31' }
    expect((await as.eli.post('/api/v1/priorities', priority)).status).toBe(201)
    const top = await set('gus', { title: 'Top', priority: priority.id, keyResults: [] })
    const keys = ['Ada', 'Gus'].map((name) => `person:${idOf(name)}`).sort()
    const hidden = await set('ada', { title: 'Zanzibar', parent: top.id, keyResults: [] })
    const own = await set('ben', { parent: hidden.id })
    const whole = await as.dee.get(`/api/v1/goals/${own.id}`)
    expect([whole.d1.calls, whole.json.priority, whole.json.serves, whole.json.path]).toEqual([1, null, { id: priority.id, title: 'Trust' }, [{ hidden: false, id: hidden.id, title: 'Zanzibar' }, { hidden: false, id: top.id, title: 'Top' }]])
    expect((await as.ada.patch(`/api/v1/goals/${hidden.id}`, { visibility: 'private', keys, version: 1 })).status).toBe(200)
    const masked = await as.dee.get(`/api/v1/goals/${own.id}`)
    expect([masked.json.path, masked.json.serves]).toEqual([[{ hidden: true }, { hidden: false, id: top.id, title: 'Top' }], { id: priority.id, title: 'Trust' }])
    expect(masked.text).not.toMatch(new RegExp(`Zanzibar|${hidden.id}`))
  })

  it('tells no priority that only a hidden goal serves', async () => {
    const priority = { id: newId(), title: 'Trust', why: '', team: null, from: '2026-01-01', to: '2099-12-31' }
    await as.eli.post('/api/v1/priorities', priority)
    const top = await set('ada', { title: 'Zanzibar', priority: priority.id, keyResults: [] })
    const own = await set('ben', { parent: top.id })
    await as.ada.patch(`/api/v1/goals/${top.id}`, { visibility: 'private', keys: ['Ada', 'Gus'].map((name) => `person:${idOf(name)}`).sort(), version: 1 })
    expect((await as.dee.get(`/api/v1/goals/${own.id}`)).json).toMatchObject({ serves: null, path: [{ hidden: true }] })
  })
})

describe('somebody who is away', () => {
  const today = new Date().toISOString().slice(0, 10)
  const noon = (day: number) => Date.parse(`${addDays(today, day)}T12:00:00Z`)
  const stale = async (who: keyof typeof as = 'ben') => (await inbox(who)).filter(({ kind }) => kind === 'goal.stale').length
  const away = async (to: string | null, from = addDays(today, 1)) => expect((await as.ben.patch('/api/v1/me/settings', { away: { from, to } })).status).toBe(200)
  const sweepTo = async (from: number, to: number) => { for (let day = from; day <= to; day += 1) await sweepGoals(env as never, noon(day)) }

  it('has nothing go stale for as long, although it was not known at the last check-in', async () => {
    const body = await set('ben')
    const before = (await as.ben.get(`/api/v1/goals/${body.id}`)).json.staleFrom as string
    await away(addDays(today, 28))
    await sweepTo(0, 29)
    const after = (await as.ben.get(`/api/v1/goals/${body.id}`)).json
    expect([await stale(), after.staleFrom > addDays(today, 28), after.keyResults[0].staleFrom > before]).toEqual([0, true, true])
    // Back, they have as many working days as anybody.
    await sweepTo(30, 50)
    expect(await stale()).toBeGreaterThan(0)
  })

  it('has it counted from the last check-in, not from the beginning', async () => {
    const body = await set('ben')
    expect((await as.ben.post(`/api/v1/goals/${body.id}/key-results/${body.keyResults[0]!.id}/check-ins`, checkIn())).status).toBe(201)
    const { staleFrom } = (await as.ben.get(`/api/v1/goals/${body.id}`)).json
    await sweepTo(0, 13)
    expect((await as.ben.get(`/api/v1/goals/${body.id}`)).json.staleFrom).toBe(staleFrom)
    await sweepTo(14, 18)
    expect(await stale()).toBe(1)
  })

  it('has left, and who shares the goal is told; of nobody’s goal nobody is', async () => {
    await set('ben', { coOwners: [idOf('Chi')] })
    const alone = await set('ben')
    expect((await as.eli.post(`/api/v1/people/${idOf('Ben')}/deactivate`)).status).toBeLessThan(300)
    await sweepTo(0, 19)
    expect([await stale('chi'), await stale('ada')]).toEqual([1, 0])
    const { results } = await env.DB.prepare(`select n.person_id from notifications n where n.org_id = ? and n.kind = 'goal.stale'`).bind(org.id).all<{ person_id: string }>()
    expect(results.map((one) => one.person_id)).toEqual([idOf('Chi')])
    expect((await as.dee.get(`/api/v1/goals/${alone.id}`)).json.state).toBe('active')
  })

  it('without an end, is looked for again when they are back', async () => {
    const body = await set('ben')
    await away(null)
    await sweepTo(0, 25)
    expect([await stale(), (await as.ben.get(`/api/v1/goals/${body.id}`)).json.staleFrom]).toEqual([0, null])
    await env.DB.prepare('update away_periods set to_day = ? where org_id = ?').bind(addDays(today, 25), org.id).run()
    await sweepTo(26, 60)
    expect(await stale()).toBeGreaterThan(0)
  })
})
