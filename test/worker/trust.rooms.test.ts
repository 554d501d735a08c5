/** What a hold keeps in every room where people write, however it goes; who reads it; when it goes at last. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../shared/ids'
import { monthsAgo } from '../../shared/retention'
import { dropExpiredInvitations } from '../../worker/feedback/actions.waiting'
import { sweepRetention, sweepTrust } from '../../worker/trust/actions.sweep'
import { api, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

type Client = ReturnType<typeof api>
const day = 86_400_000
const night = Date.UTC(2026, 10, 22, 2, 0)
const names = { eli: 'Eli Marsh', lea: 'Lea Wirth', ben: 'Ben Ode', dee: 'Dee Alvarez', mo: 'Mo Reyes' }
let org: Organisation
let who: Record<keyof typeof names, Client>
const id = (first: keyof typeof names) => org.person(names[first]).id
const keysFor = (...people: (keyof typeof names)[]) => people.map((one) => `person:${id(one)}`).sort()

beforeEach(async () => {
  org = await makeOrganisation({ settings: { domains: ['northwind.test'] }, people: [{ name: 'Eli Marsh', role: 'admin' }, { name: 'Lea Wirth' }, { name: 'Ben Ode', manager: 'Mo Reyes' }, { name: 'Dee Alvarez' }, { name: 'Mo Reyes' }] })
  who = Object.fromEntries(await Promise.all(Object.entries(names).map(async ([first, name]) => [first, api(await tokenFor(org, name))]))) as typeof who
})

const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10)
const rows = <T = Record<string, unknown>>(query: string, ...bound: unknown[]) => env.DB.prepare(query).bind(...bound).all<T>().then(({ results }) => results)
const kept = () => rows<{ room: string; id: string; words: string; key_version: number }>('select room, id, words, key_version from kept_words where org_id = ? order by room, id, n', org.id)
const keptRooms = async () => (await kept()).map(({ room }) => room)
const nights = async (count = 1, from = night) => {
  for (let n = 0; n < count; n += 1) for (let minute = 0; minute < 4; minute += 1) await sweepRetention(env as never, from + n * day + minute * 60_000)
}
async function hold(people: (keyof typeof names)[] = ['dee'], from = Date.now() - day, to = Date.now() + day): Promise<string> {
  const held = { id: newId(), matter: 'Case 12', people: people.map(id), from: isoDay(from), to: isoDay(to), second: id('lea') }
  expect((await who.eli.post('/api/v1/holds', held)).status).toBe(201)
  expect((await who.lea.post(`/api/v1/holds/${held.id}/confirm`)).json.state).toBe('holds')
  return held.id
}
async function disclosed(people: (keyof typeof names)[] = ['dee'], from = Date.now() - day, to = Date.now() + day) {
  const asked = { id: newId(), matter: 'Case 12', people: people.map(id), from: isoDay(from), to: isoDay(to), approvers: [id('lea'), id('mo')], delayDays: 0, delayWhy: null }
  expect((await who.eli.post('/api/v1/disclosures', asked)).status).toBe(201)
  for (const one of [who.lea, who.mo]) expect((await one.post(`/api/v1/disclosures/${asked.id}/decide`, { agree: true })).status).toBe(200)
  return { path: `/api/v1/disclosures/${asked.id}`, items: (await who.lea.get(`/api/v1/disclosures/${asked.id}/export`)).json.items as { id: string; kind: string; author: { name: string }; recipients: { name: string }[]; body: { text?: string }; retracted: boolean }[] }
}
const said = (items: Awaited<ReturnType<typeof disclosed>>['items'], kind: string) => items.filter((one) => one.kind === kind).map(({ body, author, retracted }) => [body.text, author.name, retracted])

/** Feedback of Ben's for Mo: Dee has no part in it but her reply. */
async function feedback(author: 'ben' | 'dee' = 'dee', to: 'ben' | 'mo' = 'ben'): Promise<string> {
  const draft = { ...recognition(org, names[author], [names[to]], { visibility: 'recipients', keys: keysFor(author, to) }), kind: 'feedback', body: { situation: 'In the review', behaviour: 'You asked twice.', impact: 'It shipped.' } }
  expect((await who[author].post('/api/v1/feedback', draft)).status).toBe(201)
  return draft.id
}
async function reply(by: keyof typeof names, under: string, text: string, keys: string[]): Promise<string> {
  const one = newId()
  expect((await who[by].post(`/api/v1/feedback/${under}/replies`, { id: one, text, keys })).status).toBe(201)
  return one
}
async function point(by: 'dee' | 'ben' | 'mo', to: 'dee' | 'ben' | 'mo', text: string, isPrivate = false): Promise<string> {
  const one = newId()
  expect((await who[by].post(`/api/v1/meetings/person/${id(to)}/points`, { id: one, text, private: isPrivate, section: 'talk', artifact: null })).status).toBe(201)
  return one
}

describe('taken back under a hold: gone for everybody, kept sealed, read by a disclosure alone', () => {
  test('a reply by whoever is held, also under what others said to others, and when that goes', async () => {
    await hold()
    const praise = recognition(org, names.ben, [names.mo])
    await who.ben.post('/api/v1/feedback', praise)
    const [own, under] = [await reply('dee', praise.id, 'Indigo, taken back by Dee', ['org']), await reply('dee', praise.id, 'Ochre, gone with the praise', ['org'])]
    await reply('mo', praise.id, 'Mauve, by nobody who is held', ['org'])
    expect((await who.dee.post(`/api/v1/feedback/${praise.id}/replies/${own}/retract`)).status).toBe(204)
    expect((await who.ben.post(`/api/v1/feedback/${praise.id}/retract`)).status).toBe(204)
    expect((await rows('select words from replies where org_id = ? and words is not null', org.id))).toEqual([])
    expect((await kept()).map((one) => [one.room, one.id, one.key_version > 0, /Indigo|Ochre/.test(one.words)]).sort()).toEqual([['reply', own, true, false], ['reply', under, true, false]].sort())
    for (const one of Object.values(who)) expect((await one.get(`/api/v1/feedback/${praise.id}/replies`)).status).toBe(404)
    const { items } = await disclosed()
    expect(said(items, 'reply').sort()).toEqual([['Indigo, taken back by Dee', names.dee, true], ['Ochre, gone with the praise', names.dee, true]])
  })

  test('an action item: what coaching asked for, and one written over; a point, also a private one; a view', async () => {
    await hold(['ben'])
    const coaching = { ...recognition(org, names.mo, [names.ben], { visibility: 'recipients', keys: keysFor('ben', 'mo') }), kind: 'coaching', body: { text: 'Ask before you merge.' }, action: { id: newId(), text: 'Indigo: ask Dee', due: null } }
    expect((await who.mo.post('/api/v1/feedback', coaching)).status).toBe(201)
    const own = newId()
    await who.ben.post('/api/v1/action-items', { id: own, text: 'Ochre: first wording', due: null, feedback: null })
    expect((await who.ben.patch(`/api/v1/action-items/${own}`, { text: 'Ochre: second wording', version: 1 })).status).toBe(200)
    const told = await feedback()
    const view = (text: string) => who.ben.put(`/api/v1/feedback/${told}/view`, { text, keys: keysFor('ben', 'dee') })
    expect((await view('Mauve: I see it otherwise')).status).toBe(200)
    expect((await view('')).status).toBe(200)
    const [open, mine, others] = [await point('mo', 'ben', 'Teal: the release'), await point('ben', 'mo', 'Umber: for myself', true), await point('mo', 'dee', 'Of nobody who is held')]
    for (const [by, to, one] of [['mo', 'ben', open], ['ben', 'mo', mine], ['mo', 'dee', others]] as const) expect((await who[by].delete(`/api/v1/meetings/person/${id(to)}/points/${one}`)).status).toBe(204)
    expect((await who.mo.post(`/api/v1/feedback/${coaching.id}/retract`)).status).toBe(204)
    expect((await keptRooms()).sort()).toEqual(['action', 'action', 'point', 'point', 'view'])
    for (const one of [who.ben, who.mo]) expect((await one.get('/api/v1/me/action-items')).text).not.toContain('Indigo')
    const { items, path } = await disclosed(['ben'])
    expect(said(items, 'action').sort()).toEqual([['Indigo: ask Dee', names.mo, true], ['Ochre: first wording', names.ben, true], ['Ochre: second wording', names.ben, false]])
    expect(said(items, 'point').sort()).toEqual([['Teal: the release', names.mo, true], ['Umber: for myself', names.ben, true]])
    expect(said(items, 'view')).toEqual([['Mauve: I see it otherwise', names.ben, true]])
    // Whom a private point never reached does not learn of it.
    expect(items.find(({ body }) => body.text === 'Umber: for myself')!.recipients).toEqual([])
    const dee = (await who.dee.get(path)).json
    expect([dee.mine, dee.own, dee.ownOthers, dee.items]).toEqual(['told', [told], [{ what: 'view', count: 1 }], 2])
  })

  test('a private note, when its author lets it go or its time is over: kept while it is about whoever is held, and disclosed with the matter', async () => {
    await hold(['ben'])
    const note = { ...recognition(org, names.mo, [], { visibility: 'author', keys: keysFor('mo') }), kind: 'note', about: id('ben'), body: { text: 'Indigo: missed the stand-up' } }
    expect((await who.mo.post('/api/v1/feedback', note)).status).toBe(201)
    expect((await who.mo.post(`/api/v1/feedback/${note.id}/retract`)).status).toBe(204)
    expect((await who.mo.get(`/api/v1/feedback/${note.id}`)).status).toBe(404)
    const { items, path } = await disclosed(['ben'])
    expect(said(items, 'note')).toEqual([['Indigo: missed the stand-up', names.mo, true]])
    expect((await who.ben.get(path)).status).toBe(404)
  })

  test('words to somebody invited who did not come: hidden, and whom they never reached is told of nothing', async () => {
    await hold()
    const draft = recognition(org, names.dee, [], { invite: { email: 'noa@northwind.test', name: 'Noa Weiss' }, keys: keysFor('dee'), body: { text: 'Indigo, you found the race.' } })
    expect((await who.dee.post('/api/v1/feedback', draft)).status).toBe(201)
    await dropExpiredInvitations(env as never, Date.now() + 31 * day)
    expect((await who.dee.get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
    expect(said((await disclosed()).items, 'recognition')).toEqual([['Indigo, you found the race.', names.dee, true]])
    const held = (await rows<{ id: string }>('select id from legal_holds where org_id = ?', org.id))[0]!.id
    await who.lea.post(`/api/v1/holds/${held}/end`)
    await nights()
    expect(await rows('select words, waits_for from feedback where org_id = ? and id = ?', org.id, draft.id)).toEqual([{ words: null, waits_for: null }])
  })

  test('a private reflection: hidden by its own room, read by a disclosure, and told to its writer alone', async () => {
    await hold()
    const value = newId()
    await env.DB.prepare(`insert into core_values (org_id, id, name, position) values (?, ?, 'Candour', 1)`).bind(org.id, value).run()
    const quarter = (await who.dee.get('/api/v1/me/reflections')).json.open[0].from
    const put = (lived: string, version: number) => who.dee.put(`/api/v1/me/reflections/${quarter}/${value}`, { lived, next: '', version })
    expect((await put('Indigo thought', 0)).status).toBe(200)
    expect((await put('', 1)).json.items).toEqual([])
    const { items, path } = await disclosed()
    expect(said(items, 'reflection')).toEqual([['Indigo thought', names.dee, true]])
    expect((await who.dee.get(path)).json).toMatchObject({ own: [], ownOthers: [{ what: 'reflection', count: 1 }] })
    expect((await who.ben.get(path)).status).toBe(404)
  })

  test('a reflection brought to a 1:1 is read with the point that carries it, also where it is asked for by whom it was brought to', async () => {
    await hold(['ben'])
    const value = newId()
    await env.DB.prepare(`insert into core_values (org_id, id, name, position) values (?, ?, 'Candour', 1)`).bind(org.id, value).run()
    const at = `/api/v1/me/reflections/${(await who.dee.get('/api/v1/me/reflections')).json.open[0].from}/${value}`
    expect((await who.dee.put(at, { lived: 'Indigo thought', next: 'Ochre plan', version: 0 })).status).toBe(200)
    expect((await who.dee.put(`${at}/shares/${id('ben')}`, { point: newId() })).status).toBe(200)
    expect((await who.dee.delete(`${at}/shares/${id('ben')}`)).status).toBe(200)
    expect(said((await disclosed(['ben'])).items, 'point')).toEqual([['Candour\n\nIndigo thought\n\nOchre plan', names.dee, true]])
  })

  test('what was public is sealed with the next minute', async () => {
    await hold()
    const praise = recognition(org, names.dee, [names.ben])
    await who.dee.post('/api/v1/feedback', praise)
    await who.ben.put(`/api/v1/feedback/${praise.id}/view`, { text: 'Indigo view', keys: ['org'] })
    await who.ben.put(`/api/v1/feedback/${praise.id}/view`, { text: '', keys: ['org'] })
    expect((await kept())[0]!.words).toContain('Indigo')
    await sweepTrust(env as never, Date.now())
    expect([(await kept())[0]!.key_version > 0, (await kept())[0]!.words.includes('Indigo')]).toEqual([true, false])
    expect(said((await disclosed()).items, 'view')).toEqual([['Indigo view', names.ben, true]])
  })

  test('nothing is copied of another day, of others, before it is confirmed, after it ended, or of another organisation', async () => {
    const took = async () => {
      const under = await feedback()
      const one = await reply('ben', under, 'Indigo', keysFor('ben', 'dee'))
      await who.ben.post(`/api/v1/feedback/${under}/replies/${one}/retract`)
    }
    await who.eli.post('/api/v1/holds', { id: newId(), matter: 'Not confirmed', people: [id('dee')], from: '2026-01-01', to: '2027-12-31', second: id('lea') })
    await took()
    await hold(['mo'])
    await hold(['dee'], Date.now() - 90 * day, Date.now() - 30 * day)
    await took()
    const ended = await hold()
    await who.lea.post(`/api/v1/holds/${ended}/end`)
    await took()
    const fjord = await makeOrganisation({ name: 'Fjord Works', people: [{ name: 'Fay Berg', role: 'admin' }, { name: 'Finn Aas' }] })
    await env.DB.prepare(`insert into legal_holds (org_id, id, key_version, matter, people, from_at, to_at, by_id, second_id, body_hash, at, confirmed_at) values (?, ?, 1, 'x', ?, 0, ?, ?, ?, 'x', 1, 1)`)
      .bind(fjord.id, newId(), JSON.stringify([id('dee'), id('ben')]), Date.now() * 2, fjord.person('Fay Berg').id, fjord.person('Finn Aas').id).run()
    await took()
    expect(await kept()).toEqual([])
  })

  test('confirmed at the same moment as it is taken back: it is gone from the thread either way', async () => {
    const under = await feedback()
    const one = await reply('ben', under, 'Indigo', keysFor('ben', 'dee'))
    const held = { id: newId(), matter: 'Case 13', people: [id('ben')], from: isoDay(Date.now()), to: isoDay(Date.now()), second: id('lea') }
    await who.eli.post('/api/v1/holds', held)
    await Promise.all([who.lea.post(`/api/v1/holds/${held.id}/confirm`), who.ben.post(`/api/v1/feedback/${under}/replies/${one}/retract`)])
    expect(await rows('select words from replies where org_id = ? and id = ?', org.id, one)).toEqual([{ words: null }])
    expect((await kept()).length).toBeLessThanOrEqual(1)
  })

  test('what is reported and taken back stays for the two; once it is removed, a hold keeps it still', async () => {
    await env.DB.prepare(`update organisations set settings = json_set(settings, '$.handlers', json(?)) where id = ?`).bind(JSON.stringify([id('lea'), id('eli')]), org.id).run()
    await hold()
    const under = await feedback('ben', 'mo')
    await who.ben.post(`/api/v1/feedback/${under}/pass-on`, { people: [id('dee')] })
    expect((await who.mo.post(`/api/v1/feedback/${under}/pass-on`, { people: [id('dee')] })).status).toBe(200)
    const one = await reply('dee', under, 'Indigo', keysFor('ben', 'mo', 'dee'))
    expect((await who.mo.post(`/api/v1/feedback/${under}/report`, { id: newId(), why: 'It hurts', handlers: [id('lea'), id('eli')] })).status).toBe(201)
    expect((await who.dee.post(`/api/v1/feedback/${under}/replies/${one}/retract`)).status).toBe(204)
    expect(await kept()).toEqual([])
    const report = (await who.lea.get('/api/v1/me/reports')).json.items[0].id
    for (const two of [who.lea, who.eli]) expect((await two.post(`/api/v1/reports/${report}/decide`, { upheld: true })).status).toBe(200)
    expect((await kept()).map(({ room, id: item }) => [room, item])).toEqual([['reply', one]])
  })
})

describe('past its time', () => {
  const about = night - 40 * 31 * day
  const edge = (months: number) => monthsAgo(months, night)
  const write = (query: string, ...bound: unknown[]) => env.DB.prepare(query).bind(...bound).run()
  async function request(asker: 'dee' | 'ben', asked: 'mo' | 'ben', at: number, state = 'declined'): Promise<string> {
    const one = newId()
    expect((await who[asker].post('/api/v1/requests', { id: one, asked: [id(asked)], subject: null, told: true, questions: ['Indigo: what should I try?'], visibility: 'recipients', artifact: null })).text).toContain(one)
    await write('update requests set at = ?, state = ? where org_id = ? and id = ?', at, state, org.id, one)
    await write('update request_asked set state = ? where org_id = ? and request_id = ?', state, org.id, one)
    return one
  }

  test('points and action items under a hold leave their pages all the same, and are kept; once it ends they go for good', async () => {
    const [held, other] = [await point('dee', 'mo', 'Indigo'), await point('mo', 'ben', 'Ochre')]
    for (const one of [held, other]) await write('update meeting_points set at = ?, rested_at = ? where org_id = ? and id = ?', about, edge(24) - 1, org.id, one)
    const item = newId()
    await who.dee.post('/api/v1/action-items', { id: item, text: 'Teal', due: null, feedback: null })
    await write(`update action_items set at = ?, state = 'done', closed_at = ? where org_id = ? and id = ?`, about, edge(24) - 1, org.id, item)
    const matter = await hold(['dee'], about - day, about + day)
    await nights()
    expect(await rows('select id from meeting_points where org_id = ? and words is not null', org.id)).toEqual([])
    expect(await rows('select id from action_items where org_id = ?', org.id)).toEqual([])
    expect((await kept()).map((one) => [one.room, one.id])).toEqual([['action', item], ['point', held]])
    expect(said((await disclosed(['dee'], about - day, about + day)).items, 'point')).toEqual([['Indigo', names.dee, true]])
    await nights(1, night + day)
    expect(await kept()).toHaveLength(2)
    await who.lea.post(`/api/v1/holds/${matter}/end`)
    await nights(1, night + 2 * day)
    expect(await kept()).toEqual([])
  })

  test('a request goes 24 months after it was asked, with who was asked; an open and a younger one stay; what is held is kept', async () => {
    const [held] = [await request('dee', 'mo', edge(24) - 1), await request('ben', 'mo', edge(24) - 1)]
    const [young, open] = [await request('ben', 'mo', edge(24) + 10 * 60_000), await request('ben', 'mo', edge(24) - 1, 'open')]
    await hold(['dee'], edge(25), edge(23))
    await nights()
    expect((await rows<{ id: string }>('select id from requests where org_id = ?', org.id)).map((one) => one.id).sort()).toEqual([open, young].sort())
    expect((await rows<{ request_id: string }>('select distinct request_id from request_asked where org_id = ?', org.id)).map((one) => one.request_id).sort()).toEqual([open, young].sort())
    expect((await kept()).map((one) => [one.room, one.id])).toEqual([['request', held]])
    expect((await who.dee.get(`/api/v1/requests/${held}`)).status).toBe(404)
    const { items } = await disclosed(['dee'], edge(25), edge(23))
    expect(items.map(({ kind, author, recipients, body }) => [kind, author.name, recipients.map(({ name }) => name), body.text])).toEqual([['request', names.dee, [names.mo], 'Indigo: what should I try?']])
  })

  /** A goal of Dee's, or one that serves it. */
  async function goal(parent: string | null = null): Promise<{ id: string; keyResult: string }> {
    const keyResult = { id: newId(), title: 'Indigo result', measure: 'number', baseline: 0, target: 10, stretch: null, unit: 'x', rubric: [], weight: 1, owner: null, rule: null }
    const one = { id: newId(), title: 'Indigo goal', why: 'Ochre why', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent, priority: null, start: '2026-10-01', end: '2026-12-31', visibility: 'organization', keys: ['org'], keyResults: [keyResult], draft: false }
    expect((await who.dee.post('/api/v1/goals', one)).status).toBe(201)
    return { id: one.id, keyResult: keyResult.id }
  }
  const close = (one: string, closed: number) => write(`update goals set at = ?, state = 'closed', outcome = 'missed', closed_at = ? where org_id = ? and id = ?`, about, closed, org.id, one)
  async function checkIn({ id: one, keyResult }: { id: string; keyResult: string }, made: number, need: object | null = null): Promise<string> {
    const check = { id: newId(), reading: 3, confidence: 5, status: 'on_track', line: 'Teal line', artifact: null, need }
    expect((await who.dee.post(`/api/v1/goals/${one}/key-results/${keyResult}/check-ins`, check)).status).toBe(201)
    await write('update check_ins set at = ? where org_id = ? and id = ?', made, org.id, check.id)
    return check.id
  }

  test('a closed goal goes 36 months later with all that hangs on it, a tree from its leaves; what serves or is served by one that stays, stays; what is held is kept', async () => {
    const top = await goal()
    const leaf = await goal(top.id)
    const [stays, under, young, alone] = [await goal(), await goal(), await goal(), await goal()]
    await write('update goals set parent_id = ? where org_id = ? and id = ?', stays.id, org.id, under.id)
    await checkIn(leaf, Date.now())
    for (const one of [top, leaf, under, alone]) await close(one.id, edge(36) - 1)
    await close(young.id, edge(36) + 5 * day)
    await hold(['dee'], about - day, about + day)
    await nights(2)
    expect((await rows<{ id: string }>('select id from goals where org_id = ?', org.id)).map((one) => one.id).sort()).toEqual([stays.id, under.id, young.id].sort())
    expect((await rows<{ goal_id: string }>('select distinct goal_id from key_results where org_id = ?', org.id)).map((one) => one.goal_id).sort()).toEqual([stays.id, under.id, young.id].sort())
    expect(await rows('select * from goal_owners o where org_id = ? and not exists (select 1 from goals g where g.org_id = o.org_id and g.id = o.goal_id)', org.id)).toEqual([])
    expect((await keptRooms()).sort()).toEqual(['goal', 'goal', 'goal', 'key_result', 'key_result', 'key_result'])
    const { items } = await disclosed(['dee'], about - day, about + day)
    expect(said(items, 'goal').map(([text]) => text)).toEqual(expect.arrayContaining(['Indigo goal\n\nOchre why', 'Indigo result']))
    expect((await who.dee.get(`/api/v1/goals/${top.id}`)).status).toBe(404)
    expect((await who.dee.get(`/api/v1/goals/${stays.id}`)).status).toBe(200)
  })

  test('a check-in goes after 24 months; one whose need is open stays, and the goal stands where it stood', async () => {
    const one = await goal()
    const [, needing, young] = [await checkIn(one, edge(24) - 1), await checkIn(one, edge(24) - 1, { kind: 'help', to: id('mo'), text: 'Who knows this?' }), await checkIn(one, edge(24) + 10 * 60_000)]
    const before = (await who.dee.get(`/api/v1/goals/${one.id}`)).json
    await hold(['dee'], edge(25), edge(23))
    await nights()
    expect((await rows<{ id: string }>('select id from check_ins where org_id = ?', org.id)).map((row) => row.id).sort()).toEqual([needing, young].sort())
    const after = (await who.dee.get(`/api/v1/goals/${one.id}`)).json
    expect([after.progress, after.openNeeds, after.needs.length]).toEqual([before.progress, 1, 1])
    expect(said((await disclosed(['dee'], edge(25), edge(23))).items, 'goal')).toEqual([['Teal line', names.dee, true]])
  })

  test('lines of the inbox go after 12 months, and count no more; another’s and younger ones stay', async () => {
    for (const author of ['dee', 'mo', 'mo'] as const) await who[author].post('/api/v1/feedback', recognition(org, names[author], [names.ben]))
    const old = '018c0000-0000-7000-8000-00000000000'
    const lines = await rows<{ seq: string }>('select seq from notifications where org_id = ? and person_id = ? order by seq', org.id, id('ben'))
    for (const [index, { seq }] of lines.slice(0, 2).entries()) await write('update notifications set seq = ?, at = 1 where org_id = ? and person_id = ? and seq = ?', `${old}${index}`, org.id, id('ben'), seq)
    expect((await who.ben.post('/api/v1/inbox/read', { ids: [`${old}0`] })).json.unread).toBe(2)
    await nights()
    const inbox = (await who.ben.get('/api/v1/inbox')).json
    expect([inbox.items.map((one: { id: string }) => one.id), inbox.unread]).toEqual([[lines[2]!.seq], 1])
  })

  test('why something was reported goes 24 months after the decision, and stays while a hold names who reported it', async () => {
    await write(`update organisations set settings = json_set(settings, '$.handlers', json(?)) where id = ?`, JSON.stringify([id('lea'), id('eli')]), org.id)
    const decided = async (by: 'mo' | 'dee') => {
      const under = await feedback(by === 'mo' ? 'ben' : 'ben', 'mo')
      if (by === 'dee') await who.mo.post(`/api/v1/feedback/${under}/pass-on`, { people: [id('dee')] })
      expect((await who[by].post(`/api/v1/feedback/${under}/report`, { id: newId(), why: 'Indigo', handlers: [id('lea'), id('eli')] })).status).toBe(201)
      const report = (await who[by].get('/api/v1/me/reports')).json.items[0].id as string
      for (const two of [who.lea, who.eli]) await two.post(`/api/v1/reports/${report}/decide`, { upheld: false })
      await write('update reports set at = ?, decided_at = ? where org_id = ? and id = ?', about, edge(24) - 1, org.id, report)
      return report
    }
    const [gone, held] = [await decided('mo'), await decided('dee')]
    await hold(['dee'], about - day, about + day)
    await nights()
    expect((await who.mo.get(`/api/v1/reports/${gone}`)).json).toMatchObject({ state: 'dismissed', said: [] })
    expect((await who.dee.get(`/api/v1/reports/${held}`)).json.said).toMatchObject([{ why: 'Indigo' }])
  })

  test('an organisation may shorten these too, and no further than the table', async () => {
    const change = (retention: object) => who.eli.put('/api/v1/organisation/settings', { id: newId(), change: { retention } })
    expect((await change({ request: 25 })).status).toBe(422)
    expect((await change({ inbox: 13 })).status).toBe(422)
    expect((await change({ request: 3, inbox: 1, checkIn: 6, goal: 12, report: 6 })).json.values.retention).toEqual({ request: 3, inbox: 1, checkIn: 6, goal: 12, report: 6 })
    const one = await request('ben', 'mo', edge(3) - 1)
    await nights()
    expect((await who.ben.get(`/api/v1/requests/${one}`)).status).toBe(404)
  })
})
