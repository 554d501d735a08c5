/** Coaching: who may give it, what comes with it, and that nobody else finds it by any way. */
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { artifactId } from '../../shared/artifacts'
import { coachesAsAsked } from '../../shared/feedback'
import { newId } from '../../shared/ids'
import { codeOf } from '../../shared/problem'
import { api, citation, makeOrganisation, type Organisation, tokenFor } from './support'

const canary = 'heron-lantern-quince'
const names = ['Gus Lind', 'Ada Okafor', 'Ben Ode', 'Chi Tran', 'Jun Park', 'Dee Alvarez', 'Mo Reyes', 'Eli Marsh'] as const
type Name = (typeof names)[number]
let org: Organisation
let as: Record<Name, ReturnType<typeof api>>

beforeEach(async () => {
  org = await makeOrganisation({
    people: [
      { name: 'Gus Lind' }, { name: 'Ada Okafor', manager: 'Gus Lind', teams: ['Payments'] }, { name: 'Ben Ode', manager: 'Ada Okafor', teams: ['Payments'] },
      { name: 'Chi Tran', manager: 'Ada Okafor', teams: ['Payments'] }, { name: 'Jun Park' }, { name: 'Dee Alvarez' }, { name: 'Mo Reyes', role: 'hr' }, { name: 'Eli Marsh', role: 'admin' },
    ],
  })
  as = Object.fromEntries(await Promise.all(names.map(async (name) => [name, api(await tokenFor(org, name))]))) as typeof as
})

const idOf = (name: Name) => org.person(name).id
const keysOf = (...people: Name[]) => people.map((name) => `person:${idOf(name)}`)
const relate = (person: Name, kind: string, other: Name, from = 1, to: number | null = null) =>
  env.DB.prepare('insert into relations (org_id, person_id, kind, other_id, from_at, to_at) values (?, ?, ?, ?, ?, ?)').bind(org.id, idOf(person), kind, idOf(other), from, to).run()
const coaching = (author: Name, to: Name, more: Record<string, unknown> = {}) => ({
  id: newId(), kind: 'coaching', visibility: 'recipients', recipients: [idOf(to)], keys: keysOf(author, to),
  body: { situation: 'PAY-118', behaviour: `You closed it when your own test was green, ${canary}.`, impact: 'Support told 40 hikers that it was fixed.' }, values: [], artifact: citation(), ...more,
})
const action = () => ({ id: newId(), text: `Pair with Jun on the ${canary}`, due: '2026-11-20' })
const give = (author: Name, to: Name, more: Record<string, unknown> = {}) => as[author].post('/api/v1/feedback', coaching(author, to, more))

describe('who may coach', () => {
  test('the management chain, near and far', async () => {
    expect((await give('Ada Okafor', 'Ben Ode')).status).toBe(201)
    expect((await give('Gus Lind', 'Ben Ode')).status).toBe(201)
  })

  test.each(['dotted', 'acting', 'mentor', 'coach'])('a current %s relation', async (kind) => {
    await relate('Ben Ode', kind, 'Jun Park')
    expect((await give('Jun Park', 'Ben Ode')).status).toBe(201)
  })

  test.each([
    ['a colleague', 'Chi Tran', 'Ben Ode'], ['a report their manager', 'Ben Ode', 'Ada Okafor'], ['People operations', 'Mo Reyes', 'Ben Ode'], ['an admin', 'Eli Marsh', 'Ben Ode'],
  ] as const)('not %s', async (_, author, to) => {
    expect(await give(author, to).then(({ status, json }) => [status, codeOf(json)])).toEqual([403, 'not-allowed'])
  })

  test('somebody who was asked, as the rule says: while it is open and for 90 days after the answer, in what is offered and in what is stored', async () => {
    const now = Date.now()
    const day = 86_400_000
    const states = ['open', 'answered', 'declined', 'expired', 'withdrawn'] as const
    const ends = [null, now, now - 89 * day, now - 90 * day - 1_000, now - 400 * day]
    const request = { id: newId(), asked: [idOf('Jun Park')], subject: null, told: true, questions: ['What should I try?'], visibility: 'recipients', artifact: null }
    expect((await as['Ben Ode'].post('/api/v1/requests', request)).status).toBe(201)
    for (const state of states) {
      for (const endedAt of ends) {
        await env.DB.prepare('update request_asked set state = ?, ended_at = ? where org_id = ? and request_id = ?').bind(state, endedAt, org.id, request.id).run()
        const may = coachesAsAsked({ state, endedAt }, now)
        expect([state, endedAt, (await give('Jun Park', 'Ben Ode')).status]).toEqual([state, endedAt, may ? 201 : 403])
        const offered = (await as['Jun Park'].get('/api/v1/me/coached')).json.people.map((one: { by: string }) => one.by)
        expect([state, endedAt, offered]).toEqual([state, endedAt, may ? ['asked'] : []])
      }
    }
  })

  test('not an HR partner, not by a relation that is over or has not begun, not the mentored their mentor', async () => {
    const day = 86_400_000
    await relate('Ben Ode', 'hr_partner', 'Mo Reyes')
    await relate('Ben Ode', 'mentor', 'Jun Park', 1, Date.now() - day)
    await relate('Ben Ode', 'coach', 'Dee Alvarez', Date.now() + day)
    await relate('Chi Tran', 'mentor', 'Jun Park')
    for (const author of ['Mo Reyes', 'Jun Park', 'Dee Alvarez'] as const) expect((await give(author, 'Ben Ode')).status).toBe(403)
    expect((await give('Chi Tran', 'Jun Park')).status).toBe(403)
  })

  test('not who is no longer the mentor when it is written, whatever was read before', async () => {
    await relate('Ben Ode', 'mentor', 'Jun Park')
    const draft = coaching('Jun Park', 'Ben Ode')
    const batch = env.DB.batch.bind(env.DB)
    let calls = 0
    const spy = vi.spyOn(env.DB, 'batch').mockImplementation(async (statements) => {
      if ((calls += 1) === 2) await env.DB.prepare("update relations set to_at = 2 where org_id = ? and kind = 'mentor'").bind(org.id).run()
      return batch(statements) as never
    })
    const answered = await as['Jun Park'].post('/api/v1/feedback', draft)
    spy.mockRestore()
    expect([answered.status, codeOf(answered.json)]).toEqual([403, 'not-allowed'])
    expect((await as['Jun Park'].get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
  })

  test('the list says whom, the near ones and the mentored; and one by name', async () => {
    await relate('Ben Ode', 'mentor', 'Jun Park')
    const of = async (name: Name, query = '') => (await as[name].get(`/api/v1/me/coached${query}`)).json.people.map((one: { name: string; by: string }) => `${one.name}: ${one.by}`).sort()
    expect(await of('Ada Okafor')).toEqual(['Ben Ode: manager', 'Chi Tran: manager'])
    expect(await of('Gus Lind')).toEqual(['Ada Okafor: manager', 'Ben Ode: chain', 'Chi Tran: chain'])
    expect(await of('Jun Park')).toEqual(['Ben Ode: mentor'])
    expect(await of('Chi Tran')).toEqual([])
    expect(await of('Gus Lind', `?person=${idOf('Ben Ode')}`)).toEqual(['Ben Ode: chain'])
  })

  test('where somebody acts, the list says for everybody what giving allows', async () => {
    // Dee acts for Ada with Chi, and has a manager of her own; Ben's acting manager is over; Jun acts for Dee.
    await relate('Chi Tran', 'acting', 'Dee Alvarez')
    await relate('Ben Ode', 'acting', 'Mo Reyes', 1, 2)
    await relate('Dee Alvarez', 'acting', 'Jun Park')
    const listed = async (name: Name) => (await as[name].get('/api/v1/me/coached')).json.people.map((one: { name: string; by: string }) => `${one.name}: ${one.by}`).sort()
    expect(await listed('Ada Okafor')).toEqual(['Ben Ode: manager'])
    expect(await listed('Dee Alvarez')).toEqual(['Chi Tran: acting'])
    expect(await listed('Jun Park')).toEqual(['Chi Tran: chain', 'Dee Alvarez: acting'])
    for (const author of names) {
      const allowed = await Promise.all(names.filter((to) => to !== author).map(async (to) => ((await give(author, to)).status === 201 ? [to] : [])))
      expect((await listed(author)).map((one: string) => one.split(':')[0]), author).toEqual(allowed.flat().sort())
    }
  })
})

describe('what comes with it', () => {
  test('each way to write it, and no other', async () => {
    const grow = { goal: 'Staging decides', reality: '', options: '', will: 'Wait for it' }
    expect((await give('Ada Okafor', 'Ben Ode', { body: grow })).json.body).toEqual(grow)
    expect((await give('Ada Okafor', 'Ben Ode', { body: { text: 'Split the migration from the retry.' } })).status).toBe(201)
    expect((await give('Ada Okafor', 'Ben Ode', { body: { goal: '', reality: '', options: '', will: '' } })).status).toBe(422)
  })

  test('an action item in the same act: the recipient’s, with the author as its other side', async () => {
    const item = action()
    const draft = coaching('Ada Okafor', 'Ben Ode', { action: item })
    const card = (await as['Ada Okafor'].post('/api/v1/feedback', draft)).json
    expect(card.action).toEqual({ ...item, state: 'open' })
    expect((await as['Ben Ode'].get(`/api/v1/feedback/${draft.id}`)).json.action).toEqual({ ...item, state: 'open' })
    const { results } = await env.DB.prepare('select owner_id, other_id, source, source_id, due, by_id from action_items where org_id = ?').bind(org.id).all()
    expect(results).toEqual([{ owner_id: idOf('Ben Ode'), other_id: idOf('Ada Okafor'), source: 'feedback', source_id: draft.id, due: '2026-11-20', by_id: idOf('Ada Okafor') }])
    // The same once more is the same; another under its id is refused.
    expect((await as['Ada Okafor'].post('/api/v1/feedback', draft)).json).toEqual(card)
    expect(await give('Ada Okafor', 'Ben Ode', { action: item }).then(({ status, json }) => [status, codeOf(json)])).toEqual([409, 'id-taken'])
    expect((await env.DB.prepare('select count(*) as n from feedback where org_id = ?').bind(org.id).first<{ n: number }>())!.n).toBe(1)
  })

  test('goes with its words when it is taken back', async () => {
    const draft = coaching('Ada Okafor', 'Ben Ode', { action: action() })
    await as['Ada Okafor'].post('/api/v1/feedback', draft)
    expect((await as['Ada Okafor'].post(`/api/v1/feedback/${draft.id}/retract`)).status).toBe(204)
    expect((await env.DB.prepare('select count(*) as n from action_items where org_id = ?').bind(org.id).first<{ n: number }>())!.n).toBe(0)
    expect((await as['Ben Ode'].get('/api/v1/me/received')).json.items).toEqual([])
  })

  test('no action item with other kinds, and none with what only its author sees', async () => {
    const feedback = coaching('Ada Okafor', 'Ben Ode', { kind: 'feedback', action: action() })
    const onlyMe = coaching('Ada Okafor', 'Ben Ode', { visibility: 'author', keys: keysOf('Ada Okafor'), action: action() })
    for (const draft of [feedback, onlyMe]) {
      const { status, json } = await as['Ada Okafor'].post('/api/v1/feedback', draft)
      expect([status, json.errors]).toEqual([422, [{ pointer: '/action', code: 'wrong-shape' }]])
    }
  })
})

/** Every way in which somebody could come across it. */
async function waysOf(name: Name | 'Fay Berg', reader: ReturnType<typeof api>, feedback: string): Promise<string> {
  const artifact = citation()
  const paths = [
    `/api/v1/feedback/${feedback}`, '/api/v1/me/received', '/api/v1/me/given', '/api/v1/inbox', '/api/v1/me/action-items', `/api/v1/people/${idOf('Ben Ode')}/received`, `/api/v1/people/${idOf('Ada Okafor')}/received`,
    `/api/v1/artifacts/${await artifactId(artifact.ref as never)}/feedback`, '/api/v1/feed', '/api/v1/search?q=heron', '/api/v1/me/timeline',
  ]
  const opened = await reader.post('/api/v1/artifacts/open', { artifact: artifact.ref, people: [{ handle: 'ben-ode', role: 'author' }] })
  const answers = await Promise.all(paths.map((path) => reader.get(path)))
  return [...answers, opened].map(({ text, headers }) => text + JSON.stringify([...headers])).join(`\n${name}\n`)
}

describe('who reads it', () => {
  test.each(['recipients', 'author'] as const)('%s: nobody else, by any way', async (visibility) => {
    const logged: string[] = []
    const log = vi.spyOn(console, 'log').mockImplementation((...said) => void logged.push(said.join(' ')))
    const fjord = await makeOrganisation({ name: 'Fjord Works', people: [{ name: 'Fay Berg', role: 'admin' }] })
    const draft = coaching('Ada Okafor', 'Ben Ode', visibility === 'author' ? { visibility, keys: keysOf('Ada Okafor'), artifact: citation('northwind/trail-pay#482', { visibility: 'private', showTitle: false }) } : { action: action() })
    expect((await as['Ada Okafor'].post('/api/v1/feedback', draft)).status).toBe(201)
    const others = [...names.filter((name) => name !== 'Ada Okafor' && (visibility === 'author' || name !== 'Ben Ode')).map((name) => [name, as[name]] as const), ['Fay Berg', api(await tokenFor(fjord, 'Fay Berg'))] as const]
    for (const [name, reader] of others) {
      const found = await waysOf(name, reader, draft.id)
      expect(found, name).not.toContain(canary)
      expect(found.replaceAll(`/feedback/${draft.id}`, ''), name).not.toContain(draft.id)
      expect((await reader.get(`/api/v1/feedback/${draft.id}`)).status, name).toBe(404)
      for (const [method, path, body] of [['put', '/reactions/thanks', undefined], ['post', '/retract', undefined], ['put', '/kept', { kept: true }]] as const)
        expect((await reader[method](`/api/v1/feedback/${draft.id}${path}`, body)).status, `${name} ${path}`).toBe(404)
    }
    // Showing and hiding a title, and taking it back, tell nobody of what only its author sees.
    if (visibility === 'author') {
      for (const shown of [true, false]) expect((await as['Ada Okafor'].put(`/api/v1/feedback/${draft.id}/title`, { shown })).status).toBe(200)
      expect((await as['Ada Okafor'].post(`/api/v1/feedback/${draft.id}/retract`)).status).toBe(204)
      const { results } = await env.DB.prepare('select data from events where org_id = ?').bind(org.id).all<{ data: string }>()
      expect(JSON.stringify(results)).not.toContain(idOf('Ben Ode'))
      expect((await as['Ben Ode'].get('/api/v1/inbox')).json).toMatchObject({ items: [], unread: 0 })
    } else expect((await as['Ben Ode'].get('/api/v1/inbox')).json.items).toHaveLength(1)
    expect(await dumped()).not.toContain(canary)
    expect(logged.join('\n')).not.toContain(canary)
    log.mockRestore()
  })

  test('whoever they are to each other: only author and recipient, and of an "only me" the author', async () => {
    await relate('Ben Ode', 'mentor', 'Jun Park')
    await relate('Ben Ode', 'hr_partner', 'Mo Reyes')
    const items: Record<string, { author: Name; readers: Name[] }> = {}
    for (const author of ['Ada Okafor', 'Gus Lind', 'Jun Park'] as const) for (const mine of [true, false]) {
      const draft = coaching(author, 'Ben Ode', mine ? { visibility: 'author', keys: keysOf(author) } : {})
      expect((await as[author].post('/api/v1/feedback', draft)).status).toBe(201)
      items[draft.id] = { author, readers: mine ? [author] : [author, 'Ben Ode'] }
    }
    await fc.assert(fc.asyncProperty(fc.constantFrom(...names), fc.constantFrom(...Object.keys(items)), async (reader, id) => {
      expect((await as[reader].get(`/api/v1/feedback/${id}`)).status).toBe(items[id]!.readers.includes(reader) ? 200 : 404)
    }), { numRuns: 60 })
  })
})

/** Every word that the database holds. */
async function dumped(): Promise<string> {
  const { results: tables } = await env.DB.prepare(`select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\' and name not like 'sqlite%'`).all<{ name: string }>()
  const rows = await env.DB.batch(tables.map(({ name }) => env.DB.prepare(`select * from ${name}`)))
  return rows.map(({ results }) => JSON.stringify(results)).join('\n')
}
