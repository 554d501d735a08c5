/**
 * A canary word in every private text that there is: it must appear nowhere outside its audience. Not in a channel, a log line, an event row, what is due,
 * a header, an address, an error, an e-mail, a dump of every table. It grows by itself: whoever adds an endpoint that takes words must say here to whom they are.
 */
import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { requestOf } from '../../shared/client'
import type { Endpoint } from '../../shared/endpoint'
import { allEndpoints } from '../../shared/endpoints'
import { newId } from '../../shared/ids'
import { quarterOf } from '../../shared/progress'
import { settle } from '../../worker/events/outbox'
import { sweepDigests } from '../../worker/notifications/digest'
import { api, citation, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

const canary = 'zinnoberhummel'
const said = (n: number) => `The ${canary}${n} sings in the retry.`

let org: Organisation
const tokens: Record<string, string> = {}
const names = ['Ada Okafor', 'Ben Ode', 'Chi Tran', 'Dee Alvarez', 'Eli Marsh', 'Mo Reyes', 'Gus Lind', 'Hal Brandt']
const ids = { goal: newId(), keyResult: newId(), competency: newId(), area: newId(), feedback: newId(), coaching: newId(), note: newId(), point: newId(), item: newId(), request: newId() }
const person = (name: string) => org.person(name).id
const as = (name: string) => api(tokens[name])
const keys = (...all: string[]) => all.map((name) => `person:${person(name)}`).sort()
/** All that was posted to a channel, said in a log or sent by mail. */
const heard: { posted: string[]; logged: string[] } = { posted: [], logged: [] }
const real = { fetch: globalThis.fetch, log: console.log, error: console.error, warn: console.warn }

type Input = { params?: unknown; query?: unknown; body: unknown }
/**
 * TABLE: endpoints that take private words, in an order in which each can follow those before. `by` says it; whoever is not in `to` must never meet it.
 * `words` of the body hold the canary.
 */
const sayings: Record<string, { by: string; to: string[]; input: (n: number) => Input }[]> = {
  'feedback.give': [
    { by: 'Dee Alvarez', to: ['Dee Alvarez', 'Ben Ode'], input: (n) => ({ body: { ...recognition(org, 'Dee Alvarez', ['Ben Ode']), id: ids.feedback, kind: 'feedback', visibility: 'recipients', keys: keys('Dee Alvarez', 'Ben Ode'), body: { situation: said(n), behaviour: said(n), impact: said(n), next: said(n) }, artifact: citation(undefined, { title: said(n), visibility: 'private' }) } }) },
    { by: 'Dee Alvarez', to: ['Dee Alvarez', 'Ben Ode'], input: (n) => ({ body: { ...recognition(org, 'Dee Alvarez', ['Ben Ode']), visibility: 'recipients', keys: keys('Dee Alvarez', 'Ben Ode'), body: { text: said(n) } } }) },
    { by: 'Ada Okafor', to: ['Ada Okafor', 'Ben Ode'], input: (n) => ({ body: { ...recognition(org, 'Ada Okafor', ['Ben Ode']), id: ids.coaching, kind: 'coaching', visibility: 'recipients', keys: keys('Ada Okafor', 'Ben Ode'), body: { text: said(n) }, action: { id: newId(), text: said(n), due: '2027-01-15' } } }) },
    { by: 'Ada Okafor', to: ['Ada Okafor'], input: (n) => ({ body: { ...recognition(org, 'Ada Okafor', ['Ben Ode']), kind: 'coaching', visibility: 'author', keys: keys('Ada Okafor'), body: { text: said(n) } } }) },
    { by: 'Ada Okafor', to: ['Ada Okafor'], input: (n) => ({ body: { ...recognition(org, 'Ada Okafor', []), id: ids.note, kind: 'note', visibility: 'author', recipients: [], about: person('Ben Ode'), keys: keys('Ada Okafor'), body: { text: said(n) } } }) },
  ],
  'talk.reply': [{ by: 'Ben Ode', to: ['Dee Alvarez', 'Ben Ode'], input: (n) => ({ params: { id: ids.feedback }, body: { id: newId(), text: said(n), keys: keys('Dee Alvarez', 'Ben Ode') } }) }],
  'talk.view': [{ by: 'Ben Ode', to: ['Dee Alvarez', 'Ben Ode'], input: (n) => ({ params: { id: ids.feedback }, body: { text: said(n), keys: keys('Dee Alvarez', 'Ben Ode') } }) }],
  'requests.ask': [{ by: 'Ben Ode', to: ['Ben Ode', 'Dee Alvarez'], input: (n) => ({ body: { id: ids.request, asked: [person('Dee Alvarez')], subject: null, told: true, questions: [said(n)], visibility: 'recipients', artifact: null } }) }],
  'actionItems.add': [{ by: 'Ben Ode', to: ['Ben Ode'], input: (n) => ({ body: { id: ids.item, text: said(n), due: '2027-01-15' } }) }],
  'actionItems.change': [{ by: 'Ben Ode', to: ['Ben Ode'], input: (n) => ({ params: { id: ids.item }, body: { text: said(n), version: 1 } }) }],
  'actionItems.drop': [{ by: 'Ben Ode', to: ['Ben Ode'], input: (n) => ({ params: { id: ids.item }, body: { why: said(n) } }) }],
  'meetings.addPoint': [
    { by: 'Ada Okafor', to: ['Ada Okafor', 'Ben Ode'], input: (n) => ({ params: { kind: 'person', id: person('Ben Ode') }, body: { id: ids.point, text: said(n), private: false, section: 'talk', artifact: null } }) },
    { by: 'Ada Okafor', to: ['Ada Okafor'], input: (n) => ({ params: { kind: 'person', id: person('Ben Ode') }, body: { id: newId(), text: said(n), private: true, section: 'talk', artifact: null } }) },
  ],
  'meetings.changePoint': [{ by: 'Ada Okafor', to: ['Ada Okafor', 'Ben Ode'], input: (n) => ({ params: { kind: 'person', id: person('Ben Ode'), point: ids.point }, body: { text: said(n), version: 1 } }) }],
  'meetings.addItem': [{ by: 'Ada Okafor', to: ['Ada Okafor', 'Ben Ode'], input: (n) => ({ params: { kind: 'person', id: person('Ben Ode') }, body: { id: newId(), text: said(n), due: '2027-01-15', owner: person('Ben Ode') } }) }],
  'growth.revise': [{ by: 'Ben Ode', to: ['Ada Okafor', 'Ben Ode'], input: (n) => ({ params: { id: person('Ben Ode') }, body: { version: 0, reason: said(n), strengths: [{ id: newId(), competency: ids.competency, why: said(n), cards: [] }], areas: [{ id: ids.area, competency: ids.competency, from: 1, to: 2, why: said(n), open: true }] } }) }],
  'growth.act': [{ by: 'Ada Okafor', to: ['Ada Okafor', 'Ben Ode'], input: (n) => ({ params: { id: person('Ben Ode') }, body: { id: newId(), area: ids.area, kind: 'practice', text: said(n), due: '2027-01-15' } }) }],
  'goals.set': [{ by: 'Ben Ode', to: ['Ada Okafor', 'Ben Ode'], input: (n) => ({ body: {
    id: ids.goal, title: said(n), why: said(n), scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent: null, priority: null, start: '2026-10-01', end: '2099-12-31', visibility: 'private', keys: keys('Ada Okafor', 'Ben Ode'), draft: false,
    keyResults: [{ id: ids.keyResult, title: said(n), measure: 'number', baseline: 0, target: 12, stretch: null, unit: null, rubric: [], weight: 1, owner: null, rule: null }],
  } }) }],
  'goals.change': [{ by: 'Ben Ode', to: ['Ada Okafor', 'Ben Ode'], input: (n) => ({ params: { id: ids.goal }, body: { title: said(n), why: said(n), version: 1 } }) }],
  'goals.addKeyResult': [{ by: 'Ben Ode', to: ['Ada Okafor', 'Ben Ode'], input: (n) => ({ params: { id: ids.goal }, body: { id: newId(), title: said(n), measure: 'qualitative', baseline: 0, target: 2, stretch: null, unit: null, rubric: [said(n), 'Better', 'Best'], weight: 1, owner: null, rule: null } }) }],
  'goals.changeKeyResult': [{ by: 'Ben Ode', to: ['Ada Okafor', 'Ben Ode'], input: (n) => ({ params: { id: ids.goal, keyResult: ids.keyResult }, body: { title: said(n), version: 1 } }) }],
  'goals.checkIn': [{ by: 'Ben Ode', to: ['Ada Okafor', 'Ben Ode'], input: (n) => ({ params: { id: ids.goal, keyResult: ids.keyResult }, body: { id: newId(), reading: 3, confidence: 5, status: 'at_risk', line: said(n), artifact: null, need: { kind: 'help', to: person('Ada Okafor'), text: said(n) } } }) }],
  'goals.link': [{ by: 'Ben Ode', to: ['Ada Okafor', 'Ben Ode'], input: (n) => ({ params: { id: ids.goal }, body: { artifact: { ...citation('northwind/secret#1'), title: said(n), visibility: 'private', showTitle: false }, keyResult: null } }) }],
  'goals.close': [{ by: 'Ben Ode', to: ['Ada Okafor', 'Ben Ode'], input: (n) => ({ params: { id: ids.goal }, body: { outcome: 'missed', closing: said(n), carry: null, version: 2 } }) }],
  'reflections.write': [{ by: 'Ben Ode', to: ['Ben Ode'], input: (n) => ({ params: { quarter: quarterOf(new Date().toISOString().slice(0, 10)).from, value: org.value('Say it early') }, body: { lived: said(n), next: said(n), version: 0 } }) }],
  'reports.report': [{ by: 'Ben Ode', to: ['Ben Ode', 'Eli Marsh', 'Mo Reyes'], input: (n) => ({ params: { id: ids.feedback }, body: { id: newId(), why: said(n), handlers: [person('Eli Marsh'), person('Mo Reyes')] } }) }],
}

/** Endpoints whose words are no private ones: names, settings, addresses, or what everybody of the organisation reads. */
const notPrivate = /^(auth|organisations|people|expectations|indicators|learning|teams|values|selectors|notifications|nudges|channels|health)\.|^waiting\.nudge$|^feedback\.open$|^talk\.(passOn|widen)$|^meetings\.(plan|hold)$|^reports\.decide$|^loops\.helped$|^feedback\.(showTitle|keep)$|^goals\.(seen|addPriority|changePriority|import|moves)$|^hooks\./
/** Words of cases, holds, disclosures and hand-overs are read under rules of their own, and held by the tests of those. */
const ownTests = /^(cases|holds|disclosures|disclosure|handover|handovers|trust|audit|agreement|retention)\./

/** Whether a schema takes free text: a string that is no id, day or one of a few. */
function takesWords(row: Endpoint): boolean {
  if (!row.body) return false
  const look = (schema: any): boolean => {
    if (!schema || typeof schema !== 'object') return false
    if (schema.type === 'string' && !schema.enum && !('const' in schema) && !schema.pattern && !schema.format) return true
    return Object.values(schema).some((one) => (Array.isArray(one) ? one.some(look) : look(one)))
  }
  return look(z.toJSONSchema(row.body, { io: 'input', unrepresentable: 'any' }))
}
const wordy = allEndpoints.filter((row) => row.method !== 'GET' && row.who !== 'demo' && takesWords(row))
const byId = (id: string): Endpoint => allEndpoints.find((row) => row.id === id)!

const send = (row: Endpoint, input: { params?: unknown; query?: unknown; body?: unknown }, name: string) => {
  const { method, path, body } = requestOf(row, input)
  const client = as(name)
  const parsed = body === undefined ? undefined : JSON.parse(body)
  return method === 'GET' || method === 'DELETE' ? client[method === 'GET' ? 'get' : 'delete'](path) : client[method.toLowerCase() as 'post' | 'put' | 'patch'](path, parsed)
}

/** All that somebody is answered by every endpoint that reads, of everything there is. */
async function allReadBy(name: string): Promise<string> {
  const { results: rows } = await env.DB.prepare('select id from feedback where org_id = ?').bind(org.id).all<{ id: string }>()
  const some = [...rows.map(({ id }) => id), ...Object.values(ids), ...names.map(person), org.team('Northwind / Payments')]
  const reads = allEndpoints.filter((row) => row.method === 'GET' && row.who !== 'demo' && row.who !== 'anyone')
  let text = ''
  for (const row of reads) {
    const params = Object.fromEntries([...row.path.matchAll(/:(\w+)/g)].map(([, part]) => [part, '']))
    const filled = Object.keys(params).length === 0 ? [{}] : some.flatMap((id) => ['person', 'team'].map((kind) => ({ ...params, id, point: ids.point, reply: id, entry: id, kind }))).filter((one, index) => 'kind' in params || index % 2 === 0)
    for (const one of filled) {
      const queries = row.query ? [{}, { q: canary }] : [undefined]
      for (const query of queries) text += (await send(row, { params: one, ...(query && { query }) }, name)).text
    }
  }
  return text
}

beforeAll(async () => {
  const keep = (...parts: unknown[]) => void heard.logged.push(parts.map((part) => (part instanceof Error ? `${part.message} ${part.stack}` : String(part))).join(' '))
  console.log = console.error = console.warn = keep
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    heard.posted.push(`${url} ${JSON.stringify(init.headers)} ${String(init.body)}`)
    return new Response('ok')
  }) as never
  org = await makeOrganisation({ settings: { domains: ['canary.test'] }, values: ['Say it early'], people: [
    { name: 'Gus Lind', teams: ['Northwind'] }, { name: 'Ada Okafor', manager: 'Gus Lind', teams: ['Northwind / Payments'] }, { name: 'Ben Ode', manager: 'Ada Okafor', teams: ['Northwind / Payments'] }, { name: 'Chi Tran', manager: 'Ada Okafor', teams: ['Northwind / Payments'] },
    { name: 'Dee Alvarez', teams: ['Northwind / Maps'] }, { name: 'Eli Marsh', role: 'admin' }, { name: 'Mo Reyes', role: 'hr' }, { name: 'Hal Brandt', kind: 'contractor', role: 'auditor' },
  ] })
  for (const name of names) tokens[name] = await tokenFor(org, name)
  await as('Eli Marsh').post('/api/v1/expectations', { import: null, from: '2026-01-01', items: [{ version: 0, written: { kind: 'competency', id: ids.competency, name: 'Writing', archived: false, about: '', levels: ['Asks', 'Explains'] } }] })
  await as('Eli Marsh').post('/api/v1/organisation/channels', { id: newId(), kind: 'slack', name: 'All', url: 'https://hooks.slack.com/services/T/B/x', words: true })
  for (const name of ['Ben Ode', 'Dee Alvarez', 'Ada Okafor']) await as(name).put('/api/v1/me/channel', { id: newId(), kind: 'webhook', name: 'Own', url: 'https://hooks.example.org/x' })
  for (const name of names) await as(name).patch('/api/v1/me/notifications', { email: { 'feedback.thanked': 'now' }, chat: { 'feedback.thanked': true } })
})
afterEach(() => expect(heard.logged.filter((line) => line.includes(canary))).toEqual([]))

const sayingList = Object.entries(sayings).flatMap(([id, all]) => all.map((saying, index) => [`${id} ${index + 1}`, id, saying] as const))
const numbered = sayingList.map((entry, n) => [...entry, n] as const)

describe('every private text', () => {
  test('has its place in the table: an endpoint that takes words says to whom they are', () => {
    expect(wordy.length).toBeGreaterThan(10)
    expect(wordy.map(({ id }) => id).filter((id) => !(id in sayings) && !notPrivate.test(id) && !ownTests.test(id))).toEqual([])
    expect(Object.keys(sayings).filter((id) => !byId(id))).toEqual([])
  })

  test.each(numbered)('%s is kept, answered without its words in a header, and posted nowhere', async (_, id, { by, input }, n) => {
    const answered = await send(byId(id), input(n), by)
    expect([id, answered.status, answered.status < 300 ? '' : answered.text]).toEqual([id, expect.toSatisfy((status: number) => status < 300), ''])
    expect(JSON.stringify([...answered.headers])).not.toContain(canary)
    await settle(env as never, org.id, Date.now() + 500_000)
    expect(heard.posted.filter((one) => one.includes(canary))).toEqual([])
  })

  test('a refusal repeats none of them', async () => {
    for (const [, id, { input }, n] of numbered) {
      const broken = { ...input(n), body: { ...(input(n).body as object), surplus: said(n), visibility: said(n), id: said(n), version: said(n) } }
      const answered = await send(byId(id), broken, 'Hal Brandt')
      expect(answered.status, id).toBeGreaterThanOrEqual(400)
      expect(answered.text + JSON.stringify([...answered.headers]), id).not.toContain(canary)
    }
  })
})

describe('afterwards', () => {
  test('a dump of the database holds none of it', async () => {
    const { results: tables } = await env.DB.prepare(`select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\' and name not like 'sqlite%'`).all<{ name: string }>()
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of tables) expect(JSON.stringify((await env.DB.prepare(`select * from "${name}"`).all()).results), name).not.toContain(canary)
  })

  test('nor does an e-mail, at once or in the morning', async () => {
    for (const days of [1, 2, 3, 4]) await sweepDigests(env as never, Date.UTC(2027, 0, 10 + days, 10))
    const mails = await (await env.MAILBOX.fetch('http://mailbox/')).json<{ to: string }[]>()
    expect(mails.filter(({ to }) => to.endsWith(`@${org.id.slice(0, 8)}.test`)).length).toBeGreaterThan(3)
    expect(JSON.stringify(mails)).not.toContain(canary)
  })

  test('nor anything that somebody else can read, by any endpoint that reads', async () => {
    const all = new Map<string, string>()
    for (const name of names) all.set(name, await allReadBy(name))
    for (const [label, , { to }, n] of numbered) {
      for (const name of names) if (!to.includes(name)) expect(new RegExp(`${canary}${n}\\b`).test(all.get(name)!), `${label}, read by ${name}`).toBe(false)
    }
    // The net holds: whoever may read finds it.
    expect(new RegExp(`${canary}0\\b`).test(all.get('Dee Alvarez')!)).toBe(true)
    expect(new RegExp(`${canary}3\\b`).test(all.get('Ada Okafor')!)).toBe(true)
  }, 120_000)

  test.each(['Ben Ode', 'Ada Okafor', 'Dee Alvarez', 'Mo Reyes'])('nor %s themselves, once their address was changed and until that is confirmed', async (name) => {
    const changed = await as('Eli Marsh').post(`/api/v1/people/${person(name)}/address`, { id: newId(), email: `new.${name.split(' ')[0]!.toLowerCase()}@canary.test` })
    expect([changed.status, changed.text]).toEqual([200, expect.stringContaining('"change":{')])
    expect((await as(name).get('/api/v1/me')).status).toBe(401)
    tokens[name] = await tokenFor(org, name)
    const shut = await allReadBy(name)
    expect(shut.match(new RegExp(`.{60}${canary}\\d+`, 'g')) ?? []).toEqual([])
    expect(shut.length).toBeGreaterThan(10_000)
    await env.DB.prepare('update people set shut_before = null where org_id = ? and id = ?').bind(org.id, person(name)).run()
    expect(await allReadBy(name)).toContain(canary)
  }, 120_000)

  test('the nets are taken down', () => {
    Object.assign(console, { log: real.log, error: real.error, warn: real.warn })
    globalThis.fetch = real.fetch
    expect(globalThis.fetch).toBe(real.fetch)
  })
})
