/** Requests: who may ask, every state with every act, reminders by the asked person's working days, and nobody else reads a word of it. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../shared/ids'
import { addDays, momentOf } from '../../shared/days'
import { codeOf } from '../../shared/problem'
import { sweepRequests } from '../../worker/requests/actions.sweep'
import { api, citation, makeOrganisation, type Organisation, tokenFor } from './support'

let org: Organisation
const names = { ada: 'Ada Okafor', ben: 'Ben Ode', chi: 'Chi Tran', dee: 'Dee Alvarez', eli: 'Eli Marsh' } as const
type Who = keyof typeof names
let as: Record<Who, ReturnType<typeof api>>
const idOf = (who: Who): string => org.person(names[who]).id

beforeEach(async () => {
  org = await makeOrganisation({ people: [
    { name: names.ada }, { name: names.ben, manager: names.ada }, { name: names.chi, manager: names.ada }, { name: names.dee }, { name: names.eli, role: 'admin' },
    { name: 'Gus Lind', status: 'deactivated' }, { name: 'Ivo Kern', status: 'invited' },
  ] })
  as = Object.fromEntries(await Promise.all(Object.entries(names).map(async ([who, name]) => [who, api(await tokenFor(org, name))]))) as typeof as
})

const asking = (asked: Who[], more: object = {}) => ({ id: newId(), asked: asked.map(idOf), subject: null as string | null, told: true, questions: ['What should I keep?', 'One thing for next time?'], visibility: 'recipients', artifact: citation(), ...more })
const answer = (request: string, by: Who, to: Who[], more: object = {}) => ({
  id: newId(), kind: 'feedback', visibility: 'recipients', recipients: to.map(idOf), keys: [by, ...to].map((who) => `person:${idOf(who)}`), values: [], artifact: citation(), request,
  body: { situation: 'The retry.', behaviour: 'You wrote the failing test first.', impact: 'Nobody was charged twice.' }, ...more,
})
const said = ({ status, json }: { status: number; json: any }) => (status < 400 ? status : codeOf(json))
const inboxOf = async (who: Who): Promise<string[]> => (await as[who].get('/api/v1/inbox')).json.items.map((item: { kind: string }) => item.kind)

describe('asking', () => {
  test('goes to those who were asked, and comes back to the asker; sent twice it is one', async () => {
    const body = asking(['dee', 'chi'])
    const first = await as.ben.post('/api/v1/requests', body)
    expect([first.status, first.d1.calls]).toEqual([201, 2])
    const again = await as.ben.post('/api/v1/requests', body)
    expect(again.json).toEqual(first.json)
    expect(said(await as.ben.post('/api/v1/requests', { ...body, questions: ['Other?'] }))).toBe('id-taken')
    expect(said(await as.chi.post('/api/v1/requests', { ...asking(['dee']), id: body.id }))).toBe('id-taken')
    expect(first.json).toMatchObject({ mine: 'asker', state: 'open', questions: body.questions, artifact: { key: 'northwind/trail-pay#482', title: 'Retry payments after a timeout' } })
    expect(first.json.asked.map((one: any) => [one.person.name, one.state]).sort()).toEqual([[names.chi, 'open'], [names.dee, 'open']])
    const waiting = await as.dee.get('/api/v1/me/waiting')
    expect([waiting.d1.calls, waiting.json.requests.length]).toEqual([1, 1])
    // Who else was asked is the asker's to know.
    expect(waiting.json.requests[0]).toMatchObject({ id: body.id, mine: 'asked', asked: [{ person: { name: names.dee } }], audience: { visibility: 'recipients' } })
    expect(waiting.json.requests[0].audience.people.map((one: any) => one.name).sort()).toEqual([names.ben, names.dee])
    expect((await as.dee.get('/api/v1/me/waiting', { 'if-none-match': waiting.headers.get('etag')! })).status).toBe(304)
    expect(await inboxOf('dee')).toEqual(['request.asked'])
    expect(await inboxOf('ben')).toEqual([])
  })

  const table: [string, () => object, string | number][] = [
    ['oneself', () => ({ asked: [idOf('ben')] }), 'recipient-self'],
    ['the same one twice', () => ({ asked: [idOf('dee'), idOf('dee')] }), 'invalid'],
    ['somebody unknown', () => ({ asked: [newId()] }), 'recipient-unknown'],
    ['somebody who left', () => ({ asked: [org.person('Gus Lind').id] }), 'recipient-left'],
    ['somebody who has not come yet', () => ({ asked: [org.person('Ivo Kern').id] }), 'recipient-unknown'],
    ['about somebody whom one does not lead', () => ({ subject: idOf('chi') }), 'not-allowed'],
    ['about one’s own manager', () => ({ subject: idOf('ada') }), 'not-allowed'],
    ['so that all see the answer', () => ({ visibility: 'organization' }), 'invalid'],
    ['with managers', () => ({ visibility: 'recipients_and_managers' }), 201],
    ['four questions', () => ({ questions: ['1?', '2?', '3?', '4?'] }), 'invalid'],
    ['without work', () => ({ artifact: null }), 201],
  ]
  test.each(table)('%s', async (_, more, expected) => {
    expect(said(await as.ben.post('/api/v1/requests', asking(['dee'], more())))).toBe(expected)
  })

  test('about a report: told or not, the answer goes where it was said', async () => {
    const told = asking(['dee'], { subject: idOf('ben') })
    const quiet = asking(['dee'], { subject: idOf('ben'), told: false })
    expect(said(await as.ada.post('/api/v1/requests', { ...asking(['dee']), subject: idOf('ben'), visibility: 'recipients_and_managers' }))).toBe('visibility-not-allowed')
    expect(said(await as.ada.post('/api/v1/requests', asking(['ben'], { subject: idOf('ben') })))).toBe('invalid')
    expect(said(await as.ada.post('/api/v1/requests', told))).toBe(201)
    expect(await inboxOf('ben')).toEqual(['request.about'])
    expect((await as.ben.get('/api/v1/me/requests?side=subject')).json.items.map((one: any) => [one.id, one.asked])).toEqual([[told.id, []]])
    // Told: both have it. Not told: the asker alone, about him.
    expect(said(await as.dee.post('/api/v1/feedback', answer(told.id, 'dee', ['ada'])))).toBe('invalid')
    expect(said(await as.dee.post('/api/v1/feedback', answer(told.id, 'dee', ['ben', 'ada'])))).toBe(201)
    expect(said(await as.ada.post('/api/v1/requests', quiet))).toBe(201)
    expect(said(await as.ben.get(`/api/v1/requests/${quiet.id}`))).toBe('not-found')
    expect(said(await as.dee.post('/api/v1/feedback', answer(quiet.id, 'dee', ['ben', 'ada'])))).toBe('invalid')
    const kept = await as.dee.post('/api/v1/feedback', answer(quiet.id, 'dee', ['ada'], { about: idOf('ben') }))
    expect([kept.status, kept.json.about?.name]).toEqual([201, names.ben])
    expect(said(await as.ben.get(`/api/v1/feedback/${kept.json.id}`))).toBe('not-found')
    expect((await as.ben.get('/api/v1/me/received')).json.items).toHaveLength(1)
  })
})

describe('asking the same again', () => {
  const problemOf = async (who: Who, body: object) => {
    const { status, json } = await as[who].post('/api/v1/requests', body)
    return status < 400 ? status : [codeOf(json), json.params?.request, json.params?.name]
  }

  test('of the same work, while it is open: the open one is named; other work, other people, another subject are something else', async () => {
    const first = asking(['dee', 'chi'])
    expect(await problemOf('ben', first)).toBe(201)
    expect(await problemOf('ben', asking(['dee'], { questions: ['Something else?'] }))).toEqual(['request-open', first.id, names.dee])
    expect(await problemOf('ben', asking(['ada', 'chi']))).toEqual(['request-open', first.id, names.chi])
    expect(await problemOf('ben', asking(['ada']))).toBe(201)
    expect(await problemOf('ben', asking(['dee'], { artifact: citation('northwind/trail-pay#7') }))).toBe(201)
    expect(await problemOf('chi', asking(['dee']))).toBe(201)
    expect(await problemOf('ada', asking(['dee'], { subject: idOf('ben') }))).toBe(201)
    expect(await problemOf('ada', asking(['dee'], { subject: idOf('chi') }))).toBe(201)
    expect([await problemOf('ben', asking(['eli'], { artifact: null })), (await problemOf('ben', asking(['eli'], { artifact: null })) as string[])[0]]).toEqual([201, 'request-open'])
  })

  test('once it is answered, declined, taken back or over, it may be asked again', async () => {
    const ends: ((request: string) => Promise<unknown>)[] = [
      (request) => as.dee.post('/api/v1/feedback', answer(request, 'dee', ['ben'])), (request) => as.dee.post(`/api/v1/requests/${request}/decline`), (request) => as.ben.post(`/api/v1/requests/${request}/withdraw`),
      (request) => env.DB.prepare('update requests set expires_at = 1 where id = ?').bind(request).run(),
    ]
    for (const end of ends) {
      const body = asking(['dee'])
      expect(await problemOf('ben', body)).toBe(201)
      await end(body.id)
    }
    expect(await problemOf('ben', asking(['dee']))).toBe(201)
  })

  test('at the same moment in two windows, one is asked', async () => {
    const all = await Promise.all([asking(['dee']), asking(['dee', 'chi']), asking(['dee'])].map((body) => problemOf('ben', body)))
    expect(all.filter((one) => one === 201)).toHaveLength(1)
    expect(all.filter((one) => Array.isArray(one) && one[0] === 'request-open')).toHaveLength(2)
  })
})

describe('answering', () => {
  const table: [string, (request: string) => object, string | number][] = [
    ['as it was fixed', (request) => answer(request, 'dee', ['ben']), 201],
    ['to somebody else', (request) => answer(request, 'dee', ['chi']), 'invalid'],
    ['wider', (request) => answer(request, 'dee', ['ben'], { visibility: 'recipients_and_managers' }), 'invalid'],
    ['about other work', (request) => answer(request, 'dee', ['ben'], { artifact: citation('northwind/trail-pay#483') }), 'invalid'],
    ['about no work', (request) => answer(request, 'dee', ['ben'], { artifact: null }), 'invalid'],
    ['as a recognition', (request) => answer(request, 'dee', ['ben'], { kind: 'recognition', body: { text: 'You wrote the failing test first.' } }), 'invalid'],
    ['an unknown request', () => answer(newId(), 'dee', ['ben']), 'invalid'],
  ]
  test.each(table)('%s', async (_, draft, expected) => {
    const body = asking(['dee'])
    await as.ben.post('/api/v1/requests', body)
    expect(said(await as.dee.post('/api/v1/feedback', draft(body.id)))).toBe(expected)
    expect((await as.ben.get(`/api/v1/requests/${body.id}`)).json.state).toBe(expected === 201 ? 'answered' : 'open')
  })

  test('marks one’s own part alone, in two calls; the asker hears of feedback; who was not asked cannot', async () => {
    const body = asking(['dee', 'chi'])
    await as.ben.post('/api/v1/requests', body)
    expect(said(await as.ada.post('/api/v1/feedback', answer(body.id, 'ada', ['ben'])))).toBe('invalid')
    const draft = answer(body.id, 'dee', ['ben'])
    const given = await as.dee.post('/api/v1/feedback', draft)
    expect([given.status, given.d1.calls, given.json.request]).toEqual([201, 2, body.id])
    expect((await as.dee.post('/api/v1/feedback', draft)).status).toBe(201)
    expect(said(await as.dee.post('/api/v1/feedback', answer(body.id, 'dee', ['ben'])))).toBe('request-closed')
    const mine = (await as.ben.get(`/api/v1/requests/${body.id}`)).json
    expect([mine.state, mine.asked.map((one: any) => [one.state, one.feedback]).sort()]).toEqual(['open', [['answered', draft.id], ['open', null]]])
    expect(await inboxOf('ben')).toEqual(['feedback.received'])
    // Taken back, it stays answered.
    expect((await as.dee.post(`/api/v1/feedback/${draft.id}/retract`)).status).toBe(204)
    expect((await as.dee.get(`/api/v1/requests/${body.id}`)).json.state).toBe('answered')
  })

  test('whom one asked about oneself may coach, until it is declined', async () => {
    const coach = () => as.dee.post('/api/v1/feedback', { id: newId(), kind: 'coaching', visibility: 'recipients', recipients: [idOf('ben')], keys: [`person:${idOf('ben')}`, `person:${idOf('dee')}`], values: [], artifact: null, body: { text: 'Pair with Jun on the cache key.' } })
    expect(said(await coach())).toBe('not-allowed')
    const body = asking(['dee'])
    await as.ben.post('/api/v1/requests', body)
    expect((await as.dee.get('/api/v1/me/coached')).json.people.map((one: any) => one.name)).toEqual([names.ben])
    expect(said(await coach())).toBe(201)
    await as.dee.post(`/api/v1/requests/${body.id}/decline`)
    expect(said(await coach())).toBe('not-allowed')
  })
})

describe('each state with each act', () => {
  const reach: Record<string, (id: string) => Promise<unknown>> = {
    open: async () => undefined,
    answered: (id) => as.dee.post('/api/v1/feedback', answer(id, 'dee', ['ben'])),
    declined: (id) => as.dee.post(`/api/v1/requests/${id}/decline`),
    withdrawn: (id) => as.ben.post(`/api/v1/requests/${id}/withdraw`),
    expired: (id) => env.DB.prepare('update requests set expires_at = ? where id = ?').bind(Date.now() - 1, id).run().then(() => sweepRequests(env as never, Date.now())),
  }
  const table: [state: string, answer: string | number, decline: string | number, withdraw: string | number][] = [
    ['open', 201, 200, 200], ['answered', 'request-closed', 'conflict', 'conflict'], ['declined', 'request-closed', 200, 'conflict'], ['withdrawn', 'request-closed', 'gone', 200], ['expired', 'request-closed', 'gone', 'conflict'],
  ]
  test.each(table)('%s', async (state, ...expected) => {
    const acts = [(id: string) => as.dee.post('/api/v1/feedback', answer(id, 'dee', ['ben'])), (id: string) => as.dee.post(`/api/v1/requests/${id}/decline`), (id: string) => as.ben.post(`/api/v1/requests/${id}/withdraw`)]
    for (const [index, act] of acts.entries()) {
      const body = asking(['dee'])
      await as.ben.post('/api/v1/requests', body)
      await reach[state]!(body.id)
      expect((await as.ben.get(`/api/v1/requests/${body.id}`)).json.state).toBe(state)
      expect(said(await act(body.id)), `${state}, act ${index}`).toBe(expected[index])
    }
  })

  test('a decline is the asker’s to see; who was asked hears a withdrawal; who was not may do neither', async () => {
    const body = asking(['dee', 'chi'], { subject: idOf('ben') })
    body.asked = [idOf('dee')]
    await as.ada.post('/api/v1/requests', body)
    expect(said(await as.ben.post(`/api/v1/requests/${body.id}/decline`))).toBe('not-allowed')
    expect(said(await as.dee.post(`/api/v1/requests/${body.id}/withdraw`))).toBe('not-allowed')
    for (const act of ['decline', 'withdraw']) expect(said(await as.eli.post(`/api/v1/requests/${body.id}/${act}`))).toBe('not-found')
    await as.dee.post(`/api/v1/requests/${body.id}/decline`)
    expect((await as.ada.get(`/api/v1/requests/${body.id}`)).json).toMatchObject({ state: 'declined', asked: [{ state: 'declined' }] })
    expect((await as.ben.get(`/api/v1/requests/${body.id}`)).json).toMatchObject({ state: 'open', asked: [] })
    const other = asking(['dee', 'chi'])
    await as.ben.post('/api/v1/requests', other)
    await as.dee.post('/api/v1/feedback', answer(other.id, 'dee', ['ben']))
    const after = (await as.ben.post(`/api/v1/requests/${other.id}/withdraw`)).json
    expect([after.state, after.asked.map((one: any) => one.state).sort()]).toEqual(['answered', ['answered', 'withdrawn']])
    expect(await inboxOf('chi')).toContain('request.withdrawn')
    expect(await inboxOf('dee')).not.toContain('request.withdrawn')
  })
})

describe('reminders', () => {
  const zone = 'Europe/Berlin'
  /** Asks at a local moment, then lets the clock run by the hour: the local moments of Dee's reminders. */
  async function remindersOf(from: string, hour: number, days: number, more: (id: string) => Promise<unknown> = async () => undefined): Promise<string[]> {
    await env.DB.prepare('update people set time_zone = ? where org_id = ?').bind(zone, org.id).run()
    const body = asking(['dee'])
    await as.ben.post('/api/v1/requests', body)
    await more(body.id)
    const at = momentOf(from, hour, zone)
    await env.DB.batch([
      env.DB.prepare('update requests set at = ?1, expires_at = ?2 where id = ?3').bind(at, at + 30 * 86_400_000, body.id),
      env.DB.prepare('update request_asked set look_at = ?1 where request_id = ?2').bind(at, body.id),
    ])
    for (let ms = at; ms < at + days * 86_400_000; ms += 3_600_000) await sweepRequests(env as never, ms)
    const { results } = await env.DB.prepare(`select at from notifications where org_id = ? and person_id = ? and kind = 'request.reminded' order by at`).bind(org.id, idOf('dee')).all<{ at: number }>()
    return results.map((row) => new Date(row.at).toLocaleString('sv-SE', { timeZone: zone }).slice(0, 16))
  }
  const away = (from: string, to: string | null) => env.DB.prepare('insert into away_periods (org_id, person_id, from_day, to_day) values (?, ?, ?, ?)').bind(org.id, idOf('dee'), from, to).run()

  test('on working day 3 and 10, in the morning, across weekends; no more, however often one looks', async () => {
    // Thursday 5 March 2026.
    expect(await remindersOf('2026-03-05', 15, 29)).toEqual(['2026-03-10 09:00', '2026-03-19 09:00'])
  })
  test('summer time keeps the morning', async () => {
    // Friday 20 March; clocks go forward on the 29th.
    expect(await remindersOf('2026-03-20', 11, 29)).toEqual(['2026-03-25 09:00', '2026-04-03 09:00'])
  })
  test('a time away is none, and puts off what comes after', async () => {
    expect(await remindersOf('2026-03-05', 15, 29, () => away('2026-03-09', '2026-03-13'))).toEqual(['2026-03-17 09:00', '2026-03-26 09:00'])
  })
  test('away without an end: none', async () => {
    expect(await remindersOf('2026-03-05', 15, 29, () => away('2026-03-09', null))).toEqual([])
  })
  test('nobody is reminded of what is answered', async () => {
    expect(await remindersOf('2026-03-05', 15, 29, (id) => as.dee.post(`/api/v1/requests/${id}/decline`))).toEqual([])
  })
  test('after a clock that stood still, one, and the second on another day', async () => {
    const body = asking(['dee'])
    await as.ben.post('/api/v1/requests', body)
    const at = momentOf('2026-03-05', 15, 'UTC')
    await env.DB.batch([
      env.DB.prepare('update requests set at = ?1, expires_at = ?2 where id = ?3').bind(at, at + 30 * 86_400_000, body.id),
      env.DB.prepare('update request_asked set look_at = ?1 where request_id = ?2').bind(at, body.id),
    ])
    const late = momentOf(addDays('2026-03-05', 20), 10, 'UTC')
    const count = async () => (await env.DB.prepare(`select reminded from request_asked where request_id = ?`).bind(body.id).first<{ reminded: number }>())!.reminded
    for (let minute = 0; minute < 5; minute += 1) await sweepRequests(env as never, late + minute * 60_000)
    expect(await count()).toBe(1)
    await sweepRequests(env as never, late + 86_400_000)
    expect(await count()).toBe(2)
  })
  test('after 30 days it ends, and the asker hears', async () => {
    const body = asking(['dee'])
    await as.ben.post('/api/v1/requests', body)
    const at = Date.now()
    await sweepRequests(env as never, at + 30 * 86_400_000 - 60_000)
    expect((await as.ben.get(`/api/v1/requests/${body.id}`)).json.state).toBe('open')
    await sweepRequests(env as never, at + 30 * 86_400_000 + 60_000)
    expect((await as.ben.get(`/api/v1/requests/${body.id}`)).json.state).toBe('expired')
    expect(await inboxOf('ben')).toContain('request.expired')
    expect(await inboxOf('dee')).not.toContain('request.expired')
  })
})

test('a canary in questions, title and state stands nowhere in the database, nor in a log line', async () => {
  const logged: string[] = []
  const log = console.log
  console.log = (...parts: unknown[]) => void logged.push(parts.join(' '))
  const body = asking(['dee'], { questions: ['Is kestrel-481 right?'], artifact: citation(undefined, { title: 'About kestrel-481', state: 'kestrel-481', visibility: 'private', showTitle: false }) })
  expect((await as.ben.post('/api/v1/requests', body)).status).toBe(201)
  await as.dee.post(`/api/v1/requests/${body.id}/decline`)
  console.log = log
  const { results: tables } = await env.DB.prepare(`select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\' and name not like 'sqlite%'`).all<{ name: string }>()
  const rows = await env.DB.batch(tables.map(({ name }) => env.DB.prepare(`select * from ${name}`)))
  expect(JSON.stringify(rows.map((one) => one.results))).not.toContain('kestrel')
  expect(logged.join()).not.toContain('kestrel')
  expect((await as.dee.get(`/api/v1/requests/${body.id}`)).text).toContain('kestrel-481')
  for (const who of ['ada', 'chi', 'eli'] as const) expect(said(await as[who].get(`/api/v1/requests/${body.id}`))).toBe('not-found')
})

describe('did it help?', () => {
  /** Dee gave Ben feedback on a pull request, and he tries it. */
  async function tried() {
    const draft = { ...answer('', 'dee', ['ben']), request: null }
    expect((await as.dee.post('/api/v1/feedback', draft)).status).toBe(201)
    expect(said(await as.dee.post(`/api/v1/feedback/${draft.id}/helped`, { answer: 'yes' }))).toBe('not-allowed')
    expect((await as.ben.post('/api/v1/action-items', { id: newId(), text: 'A failing test first', due: null, feedback: draft.id })).status).toBe(201)
    return draft.id
  }
  const loops = async (who: Who) => (await as[who].get('/api/v1/me/waiting')).json.loops

  test('waits for the giver while it is tried, and is answered once, for the recipient alone', async () => {
    const id = await tried()
    expect(await loops('dee')).toMatchObject([{ feedback: id, recipient: { id: idOf('ben') }, site: 'github', place: 'northwind/trail-pay' }])
    expect(await loops('ben')).toEqual([])
    expect(said(await as.ben.post(`/api/v1/feedback/${id}/helped`, { answer: 'yes' }))).toBe('not-allowed')
    const first = await as.dee.post(`/api/v1/feedback/${id}/helped`, { answer: 'not_yet' })
    expect([first.status, first.d1.calls]).toEqual([204, 2])
    expect(said(await as.dee.post(`/api/v1/feedback/${id}/helped`, { answer: 'not_yet' }))).toBe(204)
    expect(said(await as.dee.post(`/api/v1/feedback/${id}/helped`, { answer: 'yes' }))).toBe('conflict')
    expect(await loops('dee')).toEqual([])
    expect((await as.ben.get(`/api/v1/feedback/${id}`)).json.helped).toBe('not_yet')
    expect(await inboxOf('ben')).toContain('feedback.helped')
  })

  test('rather not say: never again, and nobody hears', async () => {
    const id = await tried()
    expect((await as.dee.post(`/api/v1/feedback/${id}/helped/not-now`)).status).toBe(204)
    expect(await loops('dee')).toEqual([])
    expect(await inboxOf('ben')).not.toContain('feedback.helped')
  })

  test('not after 90 days', async () => {
    const id = await tried()
    await env.DB.prepare('update feedback set at = ? where id = ?').bind(Date.now() - 90 * 86_400_000, id).run()
    expect(await loops('dee')).toEqual([])
  })
})
