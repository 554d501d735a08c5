/** Settings under an agreement, and the audit trail that says what happened. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../shared/ids'
import { auditWindow } from '../../worker/trust/queries.audit'
import { type Answered, api, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

type Client = ReturnType<typeof api>
let org: Organisation
let eli: Client
let noa: Client
let lea: Client
let ben: Client
let ivo: Client
const at = '/api/v1/organisation/settings'

beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Eli Marsh', role: 'admin' }, { name: 'Noa Weiss', role: 'admin' }, { name: 'Lea Wirth' }, { name: 'Ben Ode' }, { name: 'Ivo Kern', role: 'auditor' }] })
  ;[eli, noa, lea, ben, ivo] = (await Promise.all(['Eli Marsh', 'Noa Weiss', 'Lea Wirth', 'Ben Ode', 'Ivo Kern'].map(async (name) => api(await tokenFor(org, name))))) as [Client, Client, Client, Client, Client]
})

const change = (who: Client, value: object, more: object = {}): Promise<Answered> => who.put(at, { id: newId(), change: value, ...more })
const agreed = (covers: string[] = ['counters', 'retention']) => ({ agreement: { title: 'Works agreement 7', covers, delegates: [org.person('Lea Wirth').id] } })
const code = ({ json }: Answered): string => json.type.replace('/problems/', '')
const lines = async (who: Client): Promise<string[]> => (await who.get('/api/v1/inbox')).json.items.map((item: { kind: string }) => item.kind)

describe('without an agreement', () => {
  test('a change holds at once, and stands in the history, which everybody reads', async () => {
    const answered = await change(eli, { retention: { recognition: 12 } }, { why: 'We look back a year at most.' })
    expect([answered.status, answered.json.values.retention, answered.json.open]).toEqual([200, { recognition: 12 }, []])
    expect((await ben.get(at)).json.values.retention).toEqual({ recognition: 12 })
    expect((await ben.get(`${at}/history`)).json.items).toMatchObject([{ setting: 'retention', was: {}, value: { recognition: 12 }, why: 'We look back a year at most.', state: 'applied', by: { name: 'Eli Marsh' } }])
  })

  test.each([
    [{ retention: { recognition: 37 } }, 'a longer time than the table’s'],
    [{ retention: { recognition: 0 } }, 'no time at all'],
    [{ counters: false, retention: {} }, 'two at once'],
    [{}, 'nothing'],
    [{ visibilities: { feedback: ['organization'] } }, 'a visibility that the kind does not know'],
    [{ visibilities: { feedback: [] } }, 'none left'],
    [{ disclosureSecond: { is: 'works_council', people: [] } }, 'a rule that names nobody'],
  ] as [object, string][])('%j is refused: %s', async (value) => {
    expect((await change(eli, value)).status).toBe(422)
    expect((await ben.get(`${at}/history`)).json.items).toEqual([])
  })

  test('switched off, a visibility can be chosen by nobody', async () => {
    await change(eli, { visibilities: { recognition: ['team', 'recipients'] } })
    expect((await ben.get('/api/v1/me')).json.organisation.visibilities.recognition).toEqual(['team', 'recipients'])
    expect(code(await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Lea Wirth'])))).toBe('visibility-not-allowed')
  })

  test('only admins; the same id again is the same, with another value it is taken', async () => {
    expect((await change(ben, { counters: false })).status).toBe(403)
    const id = newId()
    for (const _ of [1, 2]) expect((await eli.put(at, { id, change: { counters: false } })).status).toBe(200)
    expect((await ben.get(`${at}/history`)).json.items).toHaveLength(1)
    expect(code(await eli.put(at, { id, change: { counters: true } }))).toBe('id-taken')
    expect((await change(eli, { handlers: [newId()] })).json.type).toBe('/problems/recipient-unknown')
  })
})

describe('under an agreement', () => {
  test('a change is a proposal; its delegate approves with a sentence; then it holds, and both stand in the history', async () => {
    expect((await change(eli, agreed())).status).toBe(200)
    expect(await lines(lea)).toEqual(['agreement.named'])
    const id = newId()
    const proposed = await eli.put(at, { id, change: { counters: false }, why: 'Nobody looks at them.' })
    expect([proposed.json.values.counters, proposed.json.open.length]).toEqual([true, 1])
    expect((await ben.get('/api/v1/me')).json.organisation.counters).toBe(true)
    expect(await lines(lea)).toEqual(['setting.proposed', 'agreement.named'])
    const decide = (who: Client, agree: boolean) => who.post(`${at}/proposals/${id}/decide`, { agree, sentence: 'As discussed on Tuesday.' })
    for (const who of [ben, eli, noa]) expect((await decide(who, true)).status).toBe(403)
    expect((await decide(lea, true)).json).toMatchObject({ state: 'applied', decidedBy: { name: 'Lea Wirth' }, sentence: 'As discussed on Tuesday.' })
    expect((await ben.get('/api/v1/me')).json.organisation.counters).toBe(false)
    expect(await lines(eli)).toEqual(['setting.decided'])
    expect((await ben.get(`${at}/history`)).json.items.map((one: { setting: string; state: string }) => [one.setting, one.state])).toEqual([['counters', 'applied'], ['agreement', 'applied']])
    // Said again it is done; said otherwise it is too late.
    expect((await decide(lea, true)).status).toBe(200)
    expect(code(await decide(lea, false))).toBe('conflict')
  })

  test('the switch of counters on its own page is a proposal too, and what is not covered changes at once', async () => {
    await change(eli, agreed(['counters']))
    expect((await eli.put('/api/v1/organisation/sites/counters', { on: false })).json.counters).toBe(true)
    expect((await ben.get(at)).json.open).toMatchObject([{ setting: 'counters', value: false }])
    expect((await change(eli, { retention: { note: 6 } })).json.values.retention).toEqual({ note: 6 })
  })

  test('a refusal changes nothing; a second proposal waits for the first; one can be withdrawn', async () => {
    await change(eli, agreed())
    const [first, second] = [newId(), newId()]
    await eli.put(at, { id: first, change: { retention: { feedback: 6 } } })
    expect(code(await noa.put(at, { id: second, change: { retention: { feedback: 3 } } }))).toBe('conflict')
    await lea.post(`${at}/proposals/${first}/decide`, { agree: false, sentence: 'Six months are too few.' })
    expect((await ben.get(at)).json.values.retention).toEqual({})
    expect((await noa.put(at, { id: second, change: { retention: { feedback: 3 } } })).json.open).toHaveLength(1)
    expect((await eli.post(`${at}/proposals/${second}/withdraw`)).json.state).toBe('withdrawn')
    expect(code(await lea.post(`${at}/proposals/${second}/decide`, { agree: true, sentence: 'Yes.' }))).toBe('conflict')
  })

  test('ending or changing the agreement is a proposal as well; nobody makes themselves its delegate', async () => {
    expect((await eli.put(at, { id: newId(), change: { agreement: { ...agreed().agreement, delegates: [org.person('Eli Marsh').id] } } })).status).toBe(422)
    await change(eli, agreed())
    const id = newId()
    await eli.put(at, { id, change: { agreement: null } })
    expect((await ben.get(at)).json.values.agreement).not.toBeNull()
    await lea.post(`${at}/proposals/${id}/decide`, { agree: true, sentence: 'It ends today.' })
    expect((await ben.get(at)).json.values.agreement).toBeNull()
    expect((await change(eli, { counters: false })).json.values.counters).toBe(false)
  })

  test('when no delegate is there any more, admins decide again, and it is in the history', async () => {
    await change(eli, agreed())
    await eli.post(`/api/v1/people/${org.person('Lea Wirth').id}/deactivate`)
    expect((await change(eli, { counters: false })).json.values.counters).toBe(false)
  })

  test('two admins at once, and approval against refusal at once: one of each', async () => {
    await change(eli, agreed())
    const ids = [newId(), newId()]
    const proposed = await Promise.all([eli, noa].map((who, index) => who.put(at, { id: ids[index], change: { counters: false } })))
    expect(proposed.map(({ status }) => status).sort()).toEqual([200, 409])
    const { json: { open: [{ id }] } } = await ben.get(at)
    const decided = await Promise.all([true, false].map((agree) => lea.post(`${at}/proposals/${id}/decide`, { agree, sentence: agree ? 'Yes.' : 'No.' })))
    expect(decided.map(({ status }) => status).sort()).toEqual([200, 409])
    const won = decided.find(({ status }) => status === 200)!.json.state
    expect((await ben.get(at)).json.values.counters).toBe(won !== 'applied')
  })

  test('an agreement that comes while a setting is changed is not passed by', async () => {
    const [made, changed] = await Promise.all([change(noa, agreed()), change(eli, { counters: false })])
    expect(made.status).toBe(200)
    // Either it was changed before there was an agreement, or it is refused, or it waits as a proposal.
    const { values, open } = (await ben.get(at)).json
    const history = (await ben.get(`${at}/history`)).json.items.map((one: { setting: string; state: string }) => `${one.setting} ${one.state}`)
    if (changed.status === 409) expect([values.counters, open]).toEqual([true, []])
    else if (open.length === 1) expect(values.counters).toBe(true)
    else expect(history).toEqual(['agreement applied', 'counters applied'])
  })

  test('another organisation sees and decides nothing of it', async () => {
    await change(eli, agreed())
    const id = newId()
    await eli.put(at, { id, change: { counters: false } })
    const fjord = await makeOrganisation({ name: 'Fjord Works', people: [{ name: 'Fay Berg', role: 'admin' }] })
    const fay = api(await tokenFor(fjord, 'Fay Berg'))
    expect((await fay.get(at)).json).toMatchObject({ values: { agreement: null }, open: [], people: [] })
    expect((await fay.get(`${at}/history`)).json.items).toEqual([])
    expect((await fay.post(`${at}/proposals/${id}/decide`, { agree: true, sentence: 'Yes.' })).status).toBe(404)
  })
})

describe('the audit trail', () => {
  test('says to each what happened to them and what they did with their account: kinds and names, never words', async () => {
    const draft = recognition(org, 'Ben Ode', ['Lea Wirth'])
    await ben.post('/api/v1/feedback', draft)
    const handle = newId()
    await ben.post('/api/v1/handles', { id: handle, site: 'github', instance: 'github.com', handle: 'lea-w', person: org.person('Lea Wirth').id })
    await eli.post(`/api/v1/handles/${handle}/drop`)
    await lea.patch('/api/v1/me/settings', { ceiling: 'recipients' })
    const { json, text, d1 } = await lea.get('/api/v1/me/audit')
    expect(json.items.map((one: { kind: string; actor: { name: string } | null }) => [one.kind, one.actor?.name])).toEqual([['person.changed', 'Lea Wirth'], ['handle.dropped', 'Eli Marsh'], ['handle.proposed', 'Ben Ode'], ['feedback.given', 'Ben Ode']])
    expect(json.items[0].fields).toEqual(['ceiling'])
    expect(json.items[3].feedback).toBe(draft.id)
    expect(text).not.toMatch(/race in the retry|lea-w/)
    expect([d1.calls, d1.read <= 80]).toEqual([1, true])
    // To Ben nothing of hers.
    expect((await ben.get('/api/v1/me/audit')).json.items.map((one: { kind: string }) => one.kind)).not.toContain('handle.dropped')
  })

  test('reads a page however much happened', async () => {
    for (let n = 0; n < 45; n += 1) await lea.patch('/api/v1/me/settings', { theme: n % 2 ? 'dark' : 'light' })
    for (let n = 0; n < 30; n += 1) await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Lea Wirth']))
    const seen: string[] = []
    for (let after: string | null | undefined; after !== null;) {
      const { json, d1 } = await lea.get(`/api/v1/me/audit${after ? `?after=${after}` : ''}`)
      expect(d1.read).toBeLessThanOrEqual(260)
      seen.push(...json.items.map((one: { seq: string }) => one.seq))
      after = json.after
    }
    expect([seen.length, new Set(seen).size, [...seen].sort().reverse()]).toEqual([75, 75, seen])
  })

  test('auditors see that it happened in the organisation, by kind and person; nobody else does; a page looks through a window', async () => {
    const given = recognition(org, 'Ben Ode', ['Lea Wirth'], { visibility: 'recipients', keys: ['Ben Ode', 'Lea Wirth'].map((name) => `person:${org.person(name).id}`), body: { text: 'Canary words of a private kind.' } })
    await ben.post('/api/v1/feedback', given)
    await eli.post(`/api/v1/people/${org.person('Lea Wirth').id}/deactivate`)
    for (const who of [ben, eli]) expect((await who.get('/api/v1/audit')).status).toBe(403)
    const { json, text } = await ivo.get('/api/v1/audit')
    expect(json.items.map((one: { kind: string; actor: { name: string } | null; person: { name: string } | null }) => [one.kind, one.actor?.name, one.person?.name])).toEqual([['person.deactivated', 'Eli Marsh', 'Lea Wirth'], ['feedback.given', 'Ben Ode', undefined]])
    expect(text).not.toContain('Canary')
    expect((await ivo.get('/api/v1/audit?kind=person.deactivated')).json.items).toHaveLength(1)
    expect((await ivo.get(`/api/v1/audit?person=${org.person('Ben Ode').id}`)).json.items.map((one: { kind: string }) => one.kind)).toEqual(['feedback.given'])
    const rows = Array.from({ length: auditWindow + 5 }, () => ({ seq: newId() }))
    await env.DB.prepare(`insert into events (org_id, seq, kind, actor_id, data, at) select ?, json_extract(value, '$.seq'), 'feedback.reacted', null, '{}', 1 from json_each(?)`).bind(org.id, JSON.stringify(rows)).run()
    const empty = await ivo.get('/api/v1/audit?kind=person.deactivated')
    expect([empty.json.items, empty.json.after !== null, empty.d1.read < 5 * auditWindow]).toEqual([[], true, true])
    expect((await ivo.get(`/api/v1/audit?kind=person.deactivated&after=${empty.json.after}`)).json.items).toHaveLength(1)
  })
})
