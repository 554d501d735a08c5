/** What goes with time, what a hold keeps, and what two people may read. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../shared/ids'
import { monthsAgo } from '../../shared/retention'
import { sweepRetention, sweepTrust } from '../../worker/trust/actions.sweep'
import { type Answered, api, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

type Client = ReturnType<typeof api>
const day = 86_400_000
/** A night, far enough from today that no test meets another's. */
const night = Date.UTC(2026, 10, 22, 2, 0)
const canary = 'Canary words that go.'

let org: Organisation
let who: Record<'eli' | 'lea' | 'ben' | 'dee' | 'mo', Client>
const names = { eli: 'Eli Marsh', lea: 'Lea Wirth', ben: 'Ben Ode', dee: 'Dee Alvarez', mo: 'Mo Reyes' }
const id = (first: keyof typeof names) => org.person(names[first]).id

beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Eli Marsh', role: 'admin' }, { name: 'Lea Wirth' }, { name: 'Ben Ode', manager: 'Mo Reyes' }, { name: 'Dee Alvarez' }, { name: 'Mo Reyes' }] })
  who = Object.fromEntries(await Promise.all(Object.entries(names).map(async ([first, name]) => [first, api(await tokenFor(org, name))]))) as typeof who
})

const code = ({ json }: Answered): string => json.type.replace('/problems/', '')
/** Something said at a moment: recognition for everyone, or feedback for one. */
async function said(at: number, kind: 'recognition' | 'feedback' = 'feedback'): Promise<string> {
  const draft = kind === 'recognition' ? recognition(org, names.dee, [names.ben], { body: { text: canary } })
    : { ...recognition(org, names.dee, [names.ben], { visibility: 'recipients', keys: [`person:${id('ben')}`, `person:${id('dee')}`].sort() }), kind: 'feedback', body: { situation: 'In the review', behaviour: canary, impact: 'It shipped.' } }
  expect((await who.dee.post('/api/v1/feedback', draft)).status).toBe(201)
  await env.DB.prepare('update feedback set at = ? where org_id = ? and id = ?').bind(at, org.id, draft.id).run()
  return draft.id
}
const row = (feedback: string) => env.DB.prepare('select * from feedback where org_id = ? and id = ?').bind(org.id, feedback).first<Record<string, unknown>>()
const feeds = async (feedback: string) => (await env.DB.prepare('select count(*) as n from feed where org_id = ? and feedback_id = ?').bind(org.id, feedback).first<{ n: number }>())!.n
const sweepNights = async (nights = 1, from = night) => {
  for (let n = 0; n < nights; n += 1) for (let minute = 0; minute < 4; minute += 1) await sweepRetention(env as never, from + n * day + minute * 60_000)
}
const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10)
async function hold(around: number, people = [id('dee')]): Promise<string> {
  const held = { id: newId(), matter: 'Case 12', people, from: isoDay(around - day), to: isoDay(around + day), second: id('lea') }
  expect((await who.eli.post('/api/v1/holds', held)).status).toBe(201)
  expect((await who.lea.post(`/api/v1/holds/${held.id}/confirm`)).json.state).toBe('holds')
  return held.id
}

test('months are calendar months, the last day of a shorter one for one that it lacks', () => {
  const at = (text: string) => Date.parse(`${text}T02:00:00Z`)
  expect([[24, '2026-11-22'], [1, '2026-03-31'], [12, '2024-02-29']].map(([months, from]) => isoDay(monthsAgo(months as number, at(from as string))))).toEqual(['2024-11-22', '2026-02-28', '2023-02-28'])
})

describe('retention', () => {
  test('what is past its time goes: words, work, feed, reactions; ids and times stay; what is younger stays', async () => {
    const edge = monthsAgo(24, night)
    const [past, young, praise] = [await said(edge - 1), await said(edge + 10 * 60_000), await said(edge - 1, 'recognition')]
    await who.ben.put(`/api/v1/feedback/${past}/reactions/thanks`)
    await sweepNights()
    expect(await row(past)).toMatchObject({ words: null, key_version: null, views: null, artifact_id: null, retracted_at: night, author_id: id('dee') })
    expect(await feeds(past)).toBe(0)
    expect((await env.DB.prepare('select count(*) as n from reactions where org_id = ? and feedback_id = ?').bind(org.id, past).first<{ n: number }>())!.n).toBe(0)
    for (const kept of [young, praise]) expect((await row(kept))!.words).not.toBeNull()
    expect((await who.ben.get(`/api/v1/feedback/${past}`)).status).toBe(404)
    expect((await who.ben.get('/api/v1/me/received')).json.items).toHaveLength(2)
  })

  test('an organisation that shortened it loses it earlier; only at night; the second step of a night finds nothing', async () => {
    await who.eli.put('/api/v1/organisation/settings', { id: newId(), change: { retention: { recognition: 6 } } })
    const praise = await said(monthsAgo(6, night) - 1, 'recognition')
    await sweepRetention(env as never, night + 8 * 3_600_000)
    expect((await row(praise))!.words).not.toBeNull()
    await sweepNights()
    expect((await row(praise))!.words).toBeNull()
    const walk = await env.DB.prepare('select place, day from retention_walks where org_id = ?').bind(org.id).first()
    expect(walk).toEqual({ place: '', day: isoDay(night) })
  })

  test('a note goes earlier where that was shortened; one that is kept, or was let go late, has its own day', async () => {
    const note = async (first: 'dee' | 'ben') => {
      const draft = { ...recognition(org, names[first], [], { visibility: 'author', keys: [`person:${id(first)}`] }), kind: 'note', body: { text: canary } }
      expect((await who[first].post('/api/v1/feedback', draft)).status).toBe(201)
      return draft.id
    }
    const [plain, held, late, young] = [await note('dee'), await note('dee'), await note('dee'), await note('dee')]
    const year = 365 * day
    for (const one of [plain, held, late]) await env.DB.prepare('update feedback set at = ?, expires_at = ? where org_id = ? and id = ?').bind(monthsAgo(7, night), monthsAgo(7, night) + year, org.id, one).run()
    await env.DB.prepare('update feedback set at = ?, expires_at = ? where org_id = ? and id = ?').bind(monthsAgo(5, night), monthsAgo(5, night) + year, org.id, young).run()
    for (const one of [held, late]) expect((await who.dee.put(`/api/v1/feedback/${one}/kept`, { kept: true })).status).toBe(200)
    await env.DB.prepare('update feedback set at = ? where org_id = ? and id in (?, ?)').bind(monthsAgo(30, night), org.id, held, late).run()
    expect((await who.dee.put(`/api/v1/feedback/${late}/kept`, { kept: false })).status).toBe(200)
    await who.eli.put('/api/v1/organisation/settings', { id: newId(), change: { retention: { note: 6 } } })
    await sweepNights()
    expect((await row(plain))!.words).toBeNull()
    for (const one of [held, late, young]) expect((await row(one))!.words).not.toBeNull()
  })

  test('bounded: a hundred and twenty take three steps, and none is left out', async () => {
    const first = await said(1)
    const template = (await row(first))!
    const copies = Array.from({ length: 119 }, () => newId())
    const columns = Object.keys(template)
    await env.DB.prepare(`insert into feedback (${columns.join()}) select ${columns.map((name) => (name === 'id' ? 'value' : name === 'seq' ? 'value' : `f.${name}`)).join()} from feedback f, json_each(?) where f.org_id = ? and f.id = ?`).bind(JSON.stringify(copies), org.id, first).run()
    const left = async () => (await env.DB.prepare('select count(*) as n from feedback where org_id = ? and words is not null').bind(org.id).first<{ n: number }>())!.n
    const steps: number[] = []
    for (let minute = 0; minute < 4; minute += 1) {
      await sweepRetention(env as never, night + minute * 60_000)
      steps.push(await left())
    }
    expect(steps).toEqual([70, 20, 0, 0])
  })

  test('points talked about long ago and answers given long ago lose their words; open and younger ones keep them, and a hold keeps what it names', async () => {
    const about = night - 40 * 31 * day
    const point = async (first: 'mo' | 'dee', to: string, rested: number | null) => {
      const one = newId()
      expect((await who[first].post(`/api/v1/meetings/person/${to}/points`, { id: one, text: canary, private: false, section: 'talk', artifact: null })).status).toBe(201)
      await env.DB.prepare('update meeting_points set at = ?, rested_at = ? where org_id = ? and id = ?').bind(about, rested, org.id, one).run()
      return one
    }
    const kept = async () => (await env.DB.prepare('select id from meeting_points where org_id = ? and words is not null').bind(org.id).all<{ id: string }>()).results.map((one) => one.id).sort()
    const answered = async (person: string, at: number) => {
      const one = newId()
      await env.DB.prepare(`insert into cases (org_id, id, seq, kind, person_id, contact_id, state, at, due_at, answered_at, key_version, answer) values (?, ?, ?, 'access', ?, ?, 'answered', ?, ?, ?, 1, 'sealed')`).bind(org.id, one, one, person, id('eli'), about, at, at).run()
      await env.DB.prepare('insert into case_entries (org_id, case_id, feedback_id, give) values (?, ?, ?, 1)').bind(org.id, one, newId()).run()
      return one
    }
    const answers = async () => (await env.DB.prepare(`select c.id from cases c where c.org_id = ? and c.answer is not null and exists (select 1 from case_entries e where e.org_id = c.org_id and e.case_id = c.id)`).bind(org.id).all<{ id: string }>()).results.map((one) => one.id).sort()
    const edge = monthsAgo(24, night)
    const [, open, young, held] = [await point('mo', id('ben'), edge - 1), await point('mo', id('ben'), null), await point('mo', id('ben'), edge + 10 * 60_000), await point('dee', id('mo'), edge - 1)]
    const [, recent, mine] = [await answered(id('ben'), monthsAgo(36, night) - 1), await answered(id('ben'), monthsAgo(36, night) + 10 * 60_000), await answered(id('dee'), monthsAgo(36, night) - 1)]
    await hold(about)
    await sweepNights()
    expect(await kept()).toEqual([open, young].sort())
    expect((await env.DB.prepare('select id from kept_words where org_id = ?').bind(org.id).all<{ id: string }>()).results).toEqual([{ id: held }])
    expect(await answers()).toEqual([recent, mine].sort())
  })

  test('events go after 36 months, which the database holds for itself; exports after seven days', async () => {
    const old = Date.now() - 37 * 31 * day
    await env.DB.prepare(`insert into events (org_id, seq, kind, actor_id, data, at) values (?, '0000aaaa-0000-7000-8000-000000000001', 'person.changed', null, '{}', ?), (?, ?, 'person.changed', null, '{}', ?)`).bind(org.id, old, org.id, newId(), Date.now()).run()
    await sweepNights()
    expect((await env.DB.prepare('select count(*) as n from events where org_id = ?').bind(org.id).first<{ n: number }>())!.n).toBe(1)
  })
})

describe('legal hold', () => {
  test('is nothing before its second person confirms, who is not the one who set it', async () => {
    const about = { matter: 'Case 12', people: [id('dee')], from: '2026-01-01', to: '2026-12-31' }
    expect(code(await who.eli.post('/api/v1/holds', { id: newId(), ...about, second: id('eli') }))).toBe('recipient-self')
    expect((await who.eli.post('/api/v1/holds', { id: newId(), ...about, from: '2027-01-01', second: id('lea') })).status).toBe(422)
    const held = { id: newId(), ...about, second: id('lea') }
    expect((await who.eli.post('/api/v1/holds', held)).json).toMatchObject({ state: 'asked', mayConfirm: false })
    expect((await who.lea.get('/api/v1/inbox')).json.items).toMatchObject([{ kind: 'hold.asked', subject: { kind: 'hold', id: held.id } }])
    for (const other of [who.ben, who.dee]) expect((await other.get(`/api/v1/holds/${held.id}`)).status).toBe(404)
    expect((await who.eli.post(`/api/v1/holds/${held.id}/confirm`)).status).toBe(403)
    const feedback = await said(Date.now())
    expect((await who.dee.post(`/api/v1/feedback/${feedback}/retract`)).status).toBe(204)
    expect((await row(feedback))!.words).toBeNull()
    const confirmed = await Promise.all([1, 2].map(() => who.lea.post(`/api/v1/holds/${held.id}/confirm`)))
    expect(confirmed.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1)
    expect((await env.DB.prepare(`select count(*) as n from events where org_id = ? and kind = 'hold.confirmed'`).bind(org.id).first<{ n: number }>())!.n).toBe(1)
    // What a hold is about is nobody's to read in the database.
    expect((await env.DB.prepare('select matter from legal_holds where id = ?').bind(held.id).first<{ matter: string }>())!.matter).not.toContain('Case')
  })

  test('what is taken back under it is hidden from everybody, and kept sealed; once it ends, it goes at night', async () => {
    const now = Date.now()
    const [feedback, praise] = [await said(now), await said(now, 'recognition')]
    const held = await hold(now)
    for (const one of [feedback, praise]) expect((await who.dee.post(`/api/v1/feedback/${one}/retract`)).status).toBe(204)
    for (const other of Object.values(who)) for (const one of [feedback, praise]) expect((await other.get(`/api/v1/feedback/${one}`)).status).toBe(404)
    expect([await feeds(feedback), await feeds(praise)]).toEqual([0, 0])
    await sweepTrust(env as never, now)
    for (const one of [feedback, praise]) {
      const { words, key_version: version } = (await row(one))!
      expect([typeof words, Number(version) > 0, String(words).includes('Canary')]).toEqual(['string', true, false])
    }
    await sweepNights()
    expect((await row(feedback))!.words).not.toBeNull()
    expect((await who.lea.post(`/api/v1/holds/${held}/end`)).json.state).toBe('ended')
    await sweepNights(1, night + day)
    for (const one of [feedback, praise]) expect((await row(one))!.words).toBeNull()
  })

  test('set between two steps of time: what was past and still there is kept, what is another’s or another day’s goes', async () => {
    const past = monthsAgo(30, night)
    const [inside, outside] = [await said(past), await said(past - 30 * day)]
    await hold(past)
    await sweepNights()
    expect((await row(inside))).toMatchObject({ retracted_at: night })
    expect((await row(inside))!.words).not.toBeNull()
    expect((await row(outside))!.words).toBeNull()
    expect((await who.ben.get(`/api/v1/feedback/${inside}`)).status).toBe(404)
  })

  test('set while it is taken back: it is hidden either way, and its words are there or not, never half', async () => {
    const feedback = await said(Date.now())
    const held = { id: newId(), matter: 'Case 13', people: [id('ben')], from: isoDay(Date.now()), to: isoDay(Date.now()), second: id('lea') }
    await who.eli.post('/api/v1/holds', held)
    await Promise.all([who.lea.post(`/api/v1/holds/${held.id}/confirm`), who.dee.post(`/api/v1/feedback/${feedback}/retract`)])
    const { words, key_version: version, retracted_at: at } = (await row(feedback))!
    expect([at !== null, (words === null) === (version === null), await feeds(feedback)]).toEqual([true, true, 0])
  })

  test('of another organisation holds nothing here', async () => {
    const feedback = await said(Date.now())
    const fjord = await makeOrganisation({ name: 'Fjord Works', people: [{ name: 'Fay Berg', role: 'admin' }, { name: 'Finn Aas' }] })
    const fay = api(await tokenFor(fjord, 'Fay Berg'))
    expect(code(await fay.post('/api/v1/holds', { id: newId(), matter: 'Theirs', people: [id('dee')], from: '2026-01-01', to: '2026-12-31', second: fjord.person('Finn Aas').id }))).toBe('recipient-unknown')
    await who.dee.post(`/api/v1/feedback/${feedback}/retract`)
    expect((await row(feedback))!.words).toBeNull()
  })
})

describe('disclosure', () => {
  const wish = (more: object = {}) => ({ id: newId(), matter: 'Case 12', people: [id('dee')], from: isoDay(Date.now() - day), to: isoDay(Date.now() + day), approvers: [id('lea'), id('mo')], delayDays: 0, delayWhy: null as string | null, ...more })
  const asked = async (more: object = {}) => {
    const body = wish(more)
    expect((await who.eli.post('/api/v1/disclosures', body)).status).toBe(201)
    return `/api/v1/disclosures/${body.id}`
  }
  const kinds = async (one: Client) => (await one.get('/api/v1/inbox')).json.items.map(({ kind }: { kind: string }) => kind)

  test('reads nothing before two have agreed; then the two read it for seven days; author and recipient are told at once, and by whom', async () => {
    const feedback = await said(Date.now())
    const taken = await said(Date.now())
    await hold(Date.now())
    await who.dee.post(`/api/v1/feedback/${taken}/retract`)
    const path = await asked()
    expect((await who.lea.post(`${path}/decide`, { agree: true })).json).toMatchObject({ state: 'asked', items: 0, mayDecide: false })
    expect((await env.DB.prepare('select count(*) as n from disclosed_items where org_id = ?').bind(org.id).first<{ n: number }>())!.n).toBe(0)
    expect((await who.lea.get(`${path}/export`)).status).toBe(403)
    expect((await who.mo.post(`${path}/decide`, { agree: true })).json).toMatchObject({ state: 'ready', items: 2, mayRead: true })
    const { json, text } = await who.mo.get(`${path}/export`)
    expect(json.items.map((one: { id: string; retracted: boolean; body: object }) => [one.id, one.retracted]).sort()).toEqual([[feedback, false], [taken, true]].sort())
    expect(text).toContain(canary)
    // Who asked cannot read; a stranger does not learn that there is one.
    expect((await who.eli.get(`${path}/export`)).status).toBe(403)
    expect((await who.ben.get(`${path}/export`)).status).toBe(403)
    for (const one of [who.ben, who.dee]) {
      expect(await kinds(one)).toContain('disclosure.told')
      const told = (await one.get(path)).json
      expect(told).toMatchObject({ mine: 'told', matter: null, people: [], by: { name: 'Eli Marsh' }, mayRead: false })
      expect([...told.own].sort()).toEqual([feedback, taken].sort())
    }
    const stored = await env.DB.prepare('select words from disclosed_items where org_id = ?').bind(org.id).all<{ words: string }>()
    expect(JSON.stringify(stored.results)).not.toContain('Canary')
    const { results } = await env.DB.prepare(`select kind from events where org_id = ? and kind like 'disclosure.%' order by seq`).bind(org.id).all<{ kind: string }>()
    expect(results.map(({ kind }) => kind)).toEqual(['disclosure.asked', 'disclosure.agreed', 'disclosure.agreed', 'disclosure.produced', 'disclosure.told', 'disclosure.read'])
    // A week later nobody reads it, and at night the copies go; that it was, stays.
    await env.DB.prepare('update disclosures set produced_at = produced_at - ? where org_id = ?').bind(8 * day, org.id).run()
    expect((await who.lea.get(`${path}/export`)).status).toBe(410)
    await sweepNights()
    const after = await env.DB.prepare('select count(*) as n, sum(words is not null) as words from disclosed_items where org_id = ?').bind(org.id).first<{ n: number; words: number }>()
    expect(after).toEqual({ n: 2, words: 0 })
  })

  test('both agree at the same moment: produced once, told once', async () => {
    await said(Date.now())
    const path = await asked()
    const answers = await Promise.all([who.lea, who.mo].map((one) => one.post(`${path}/decide`, { agree: true })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await who.lea.get(path)).json).toMatchObject({ state: 'ready', items: 1 })
    const { results } = await env.DB.prepare(`select kind, count(*) as n from events where org_id = ? and kind in ('disclosure.produced', 'disclosure.told') group by kind`).bind(org.id).all()
    expect(results).toEqual([{ kind: 'disclosure.produced', n: 1 }, { kind: 'disclosure.told', n: 1 }])
  })

  test('a refusal ends it; nobody agrees about themselves; the two are two', async () => {
    const path = await asked()
    expect((await who.lea.post(`${path}/decide`, { agree: false })).json.state).toBe('refused')
    expect(code(await who.mo.post(`${path}/decide`, { agree: true }))).toBe('conflict')
    const ask = (more: object) => who.eli.post('/api/v1/disclosures', wish(more))
    expect(code(await ask({ approvers: [id('dee'), id('lea')] }))).toBe('recipient-self')
    expect((await ask({ approvers: [id('lea'), id('lea')] })).status).toBe(422)
    expect((await ask({ delayDays: 10 })).status).toBe(422)
    expect((await ask({ delayDays: 91, delayWhy: 'Longer' })).status).toBe(422)
    expect((await who.ben.post('/api/v1/disclosures', wish())).status).toBe(403)
  })

  test('the organisation may require who one of the two is', async () => {
    await who.eli.put('/api/v1/organisation/settings', { id: newId(), change: { disclosureSecond: { is: 'works_council', people: [id('ben')] } } })
    expect((await who.eli.post('/api/v1/disclosures', wish())).json.errors).toEqual([{ pointer: '/approvers', code: 'needed' }])
    expect((await who.eli.post('/api/v1/disclosures', wish({ approvers: [id('lea'), id('ben')] }))).status).toBe(201)
  })

  test('with a delay and its reason they are told when it is over, at the latest after 90 days', async () => {
    await said(Date.now())
    const path = await asked({ delayDays: 90, delayWhy: 'The hearing is in January.' })
    for (const one of [who.lea, who.mo]) await one.post(`${path}/decide`, { agree: true })
    expect(await kinds(who.dee)).not.toContain('disclosure.told')
    expect((await who.dee.get(path)).status).toBe(404)
    await sweepTrust(env as never, Date.now() + 90 * day - 60_000)
    expect(await kinds(who.dee)).not.toContain('disclosure.told')
    for (const _ of [1, 2]) await sweepTrust(env as never, Date.now() + 90 * day + 60_000)
    expect((await kinds(who.dee)).filter((kind: string) => kind === 'disclosure.told')).toHaveLength(1)
    expect((await who.dee.get(path)).json.mine).toBe('told')
  })

  test('what died between agreement and reading is done by the clock', async () => {
    await said(Date.now())
    const path = await asked()
    await env.DB.prepare('update disclosures set first_at = 1, second_at = 1 where org_id = ?').bind(org.id).run()
    await sweepTrust(env as never, Date.now())
    expect((await who.lea.get(path)).json).toMatchObject({ state: 'ready', items: 1 })
  })

  test('another organisation can neither ask about ours nor see it', async () => {
    const path = await asked()
    const fjord = await makeOrganisation({ name: 'Fjord Works', people: [{ name: 'Fay Berg', role: 'admin' }, { name: 'Finn Aas' }, { name: 'Ida Moe' }] })
    const fay = api(await tokenFor(fjord, 'Fay Berg'))
    expect((await fay.get(path)).status).toBe(404)
    expect(code(await fay.post('/api/v1/disclosures', wish({ approvers: ['Finn Aas', 'Ida Moe'].map((name) => fjord.person(name).id) })))).toBe('recipient-unknown')
  })
})

describe('a change of manager', () => {
  const csv = (manager: string) => ({ csv: `email,name,manager\n${org.person(names.ben).email},Ben Ode,${manager}\n`, whole: false, commit: true })

  test('offers what the former one can read by name; nothing is passed on by itself; closed, it is not offered again', async () => {
    const draft = { ...recognition(org, names.dee, [names.ben], { visibility: 'recipients_and_managers', keys: ['ben', 'dee', 'mo'].map((one) => `person:${id(one as 'ben')}`).sort() }), kind: 'feedback', body: { situation: 'In the review', behaviour: canary, impact: 'It shipped.' } }
    expect((await who.dee.post('/api/v1/feedback', draft)).status).toBe(201)
    const alone = await said(Date.now())
    expect((await who.eli.post('/api/v1/people/import', csv(org.person(names.lea).email))).status).toBe(200)
    // The change itself is told at once, the list with the next minute.
    expect((await who.ben.get('/api/v1/inbox')).json.items.map((one: { kind: string }) => one.kind)).toContain('account.changed')
    await sweepTrust(env as never, Date.now())
    expect((await who.ben.get('/api/v1/inbox')).json.items[0]).toMatchObject({ kind: 'handover.offered', subject: { kind: 'handover', id: id('mo') } })
    expect((await who.ben.get('/api/v1/me/handovers')).json.items).toMatchObject([{ former: { name: 'Mo Reyes' }, now: { name: 'Lea Wirth' } }])
    const items = (await who.ben.get(`/api/v1/me/handovers/${id('mo')}`)).json.items.map((one: { id: string }) => one.id)
    expect(items).toEqual([draft.id])
    expect(items).not.toContain(alone)
    expect((await who.lea.get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
    expect((await who.mo.get(`/api/v1/feedback/${draft.id}`)).status).toBe(200)
    expect((await who.mo.get(`/api/v1/me/handovers/${id('mo')}`)).status).toBe(404)
    expect((await who.ben.post(`/api/v1/me/handovers/${id('mo')}/close`)).status).toBe(204)
    expect((await who.ben.get('/api/v1/me/handovers')).json.items).toEqual([])
  })

  test('where the former one can read nothing, nothing is offered', async () => {
    expect((await who.eli.post('/api/v1/people/import', csv(org.person(names.lea).email))).status).toBe(200)
    await sweepTrust(env as never, Date.now())
    expect((await who.ben.get('/api/v1/inbox')).json.items.map((one: { kind: string }) => one.kind)).not.toContain('handover.offered')
    expect((await who.ben.get('/api/v1/me/handovers')).json.items).toEqual([])
  })
})
