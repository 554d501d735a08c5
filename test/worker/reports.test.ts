import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { personKey } from '../../shared/audience.keys'
import { newId } from '../../shared/ids'
import { sweepReports } from '../../worker/reports/actions.sweep'
import { type Answered, api, citation, makeOrganisation, type Organisation, type PersonWish, recognition, tokenFor } from './support'

const names = ['Ada', 'Ben', 'Chi', 'Dee', 'Jun', 'Hal', 'Ivy', 'Eli']
const wishes: PersonWish[] = [
  { name: 'Ada', manager: 'Hal' }, { name: 'Ben', manager: 'Ada' }, { name: 'Chi' }, { name: 'Dee' }, { name: 'Jun' }, { name: 'Hal', role: 'hr' }, { name: 'Ivy', role: 'hr' }, { name: 'Eli', role: 'admin' },
]
const cast = (people = wishes) => makeOrganisation({ people })
const everybody = async (org: Organisation) => Object.fromEntries(await Promise.all(names.map(async (name) => [name, api(await tokenFor(org, name))] as const))) as Record<string, ReturnType<typeof api>>
const problem = ({ status, json }: Answered) => [status, json?.type]
const rows = <T>(sql: string, ...bound: unknown[]) => env.DB.prepare(sql).bind(...bound).all<T>().then(({ results }) => results)
const kindsOf = async (who: ReturnType<typeof api>) => (await who.get('/api/v1/inbox')).json.items.map(({ kind }: { kind: string }) => kind)
const name = (people: string[]) => (org: Organisation) => people.map((one) => org.person(one).id)
const setHandlers = (org: Organisation, people: string[]) => env.DB.prepare(`update organisations set settings = json_set(settings, '$.handlers', json(?)) where id = ?`).bind(JSON.stringify(name(people)(org)), org.id).run()
const twoOf = async (who: ReturnType<typeof api>, feedback: string) => (await who.get(`/api/v1/feedback/${feedback}/report`)).json as { handlers: { id: string; name: string }[]; hides: boolean }
const report = async (who: ReturnType<typeof api>, feedback: string, why = 'xylophone: it laughs at Chi', id = newId()) => who.post(`/api/v1/feedback/${feedback}/report`, { id, why, handlers: (await twoOf(who, feedback)).handlers.map((one) => one.id) })

/** A public word of Ben's for Chi, reported by Dee to Ivy and Jun. */
async function reported() {
  const org = await cast()
  await setHandlers(org, ['Ivy', 'Jun'])
  const all = await everybody(org)
  const draft = recognition(org, 'Ben', ['Chi'], { artifact: citation() })
  await all.Ben!.post('/api/v1/feedback', draft)
  await all.Chi!.post(`/api/v1/feedback/${draft.id}/replies`, { id: newId(), text: 'I did not like that.', keys: ['org'] })
  const { json } = await report(all.Dee!, draft.id)
  const decide = (who: string, upheld: boolean) => all[who]!.post(`/api/v1/reports/${json.id}/decide`, { upheld })
  return { org, all, draft, report: json.id as string, decide, item: (who: string) => all[who]!.get(`/api/v1/feedback/${draft.id}`), page: (who: string) => all[who]!.get(`/api/v1/reports/${json.id}`) }
}

describe('who looks at it', () => {
  it.each<[string, string[], string, string[]]>([
    ['those who are named, in their order', ['Jun', 'Dee', 'Ivy'], 'Chi', ['Jun', 'Dee']],
    ['never who reports it', ['Dee', 'Jun', 'Ivy'], 'Dee', ['Jun', 'Ivy']],
    ['never its author or whom it is for', ['Ben', 'Chi', 'Jun', 'Ivy'], 'Dee', ['Jun', 'Ivy']],
    ['never the author’s chain, however high', ['Ada', 'Hal', 'Jun', 'Ivy'], 'Dee', ['Jun', 'Ivy']],
    ['then HR, by the same exclusion', ['Jun'], 'Dee', ['Jun', 'Ivy']],
    ['then admins', [], 'Dee', ['Ivy', 'Eli']],
  ])('%s', async (_, handlers, reporter, expected) => {
    const org = await cast()
    await setHandlers(org, handlers)
    const all = await everybody(org)
    const draft = recognition(org, 'Ben', ['Chi'])
    await all.Ben!.post('/api/v1/feedback', draft)
    const said = await twoOf(all[reporter]!, draft.id)
    expect([said.handlers.map((one) => one.name), said.hides]).toEqual([expected, true])
  })

  it('says what to do where there are not two', async () => {
    const org = await cast(wishes.map((one) => ({ ...one, role: one.name === 'Eli' ? 'admin' : 'member' })))
    const { Ben, Dee } = await everybody(org)
    const draft = recognition(org, 'Ben', ['Chi'])
    await Ben!.post('/api/v1/feedback', draft)
    expect(await twoOf(Dee!, draft.id)).toEqual({ handlers: [], hides: true })
    expect(problem(await report(Dee!, draft.id))).toEqual([503, '/problems/unavailable'])
    expect((await Dee!.get(`/api/v1/feedback/${draft.id}`)).status).toBe(200)
  })

  it('is decided by an admin, who names at least two who are there', async () => {
    const org = await cast()
    const { Eli, Dee } = await everybody(org)
    const put = (people: string[]) => Eli!.put('/api/v1/organisation/handlers', { people })
    expect(problem(await Dee!.put('/api/v1/organisation/handlers', { people: [] }))).toEqual([403, '/problems/not-allowed'])
    expect(problem(await put([org.person('Jun').id]))).toEqual([422, '/problems/invalid'])
    expect(problem(await put([org.person('Jun').id, newId()]))).toEqual([422, '/problems/invalid'])
    expect((await put(name(['Jun', 'Ivy'])(org))).json.people.map((one: { name: string }) => one.name)).toEqual(['Jun', 'Ivy'])
    expect((await put(name(['Jun', 'Ivy'])(org))).d1.written).toBe(0)
    expect((await Eli!.get('/api/v1/organisation/handlers')).json.people.map((one: { name: string }) => one.name)).toEqual(['Jun', 'Ivy'])
  })
})

describe('a report', () => {
  it('hides a public word at once from all but its author and the two, and tells nobody else who made it', async () => {
    const { org, all, draft, item, page, report: id } = await reported()
    for (const who of ['Chi', 'Dee', 'Ada', 'Hal', 'Eli', 'Ivy', 'Jun']) expect((await item(who)).status, who).toBe(404)
    const own = (await item('Ben')).json
    expect([own.held, own.audience.visibility, own.body]).toEqual([true, 'author', draft.body])
    expect((await all.Ben!.get('/api/v1/me/given')).json.items).toHaveLength(1)
    expect((await all.Chi!.get('/api/v1/me/received')).json.items).toEqual([])
    expect(await rows('select subject, key from feed where org_id = ?', org.id)).toEqual([{ subject: `by:${org.person('Ben').id}`, key: personKey(org.person('Ben').id) }])
    for (const who of ['Ivy', 'Jun']) {
      const { json, d1 } = await page(who)
      expect([d1.calls, json.mine, json.state, json.said, json.card.body, json.card.audience.visibility, json.thread.map(({ text }: { text: string }) => text)])
        .toMatchObject([1, 'handler', 'open', [{ by: { name: 'Dee' }, why: 'xylophone: it laughs at Chi' }], draft.body, 'organization', ['I did not like that.']])
      expect(await kindsOf(all[who]!)).toEqual(['report.received'])
      expect((await all[who]!.get('/api/v1/inbox')).json.items[0]).toMatchObject({ actor: null, card: null, subject: { kind: 'report', id } })
    }
    const mine = (await page('Dee')).json
    expect([mine.mine, mine.card, mine.thread, mine.handlers.map((one: { name: string }) => one.name).sort(), mine.said[0].why]).toEqual(['reporter', null, null, ['Ivy', 'Jun'], 'xylophone: it laughs at Chi'])
    for (const who of ['Ben', 'Chi', 'Ada', 'Eli']) expect((await page(who)).status, who).toBe(404)
    expect((await all.Ben!.post(`/api/v1/feedback/${draft.id}/replies`, { id: newId(), text: 'What?', keys: [personKey(org.person('Ben').id)] })).status).toBe(410)
    // Held or not, the author finds out no more than that.
    expect((await all.Ben!.get('/api/v1/inbox')).text).not.toContain('report')
  })

  it('is sealed, and no event, line or error holds a word of it', async () => {
    const { org, all, decide } = await reported()
    await decide('Ivy', true)
    for (const table of ['reports', 'report_people', 'events', 'notifications', 'feedback', 'due']) expect(JSON.stringify(await rows(`select * from ${table} where org_id = ?`, org.id)), table).not.toContain('xylophone')
    const events = await rows<{ kind: string; actor_id: string | null; data: string }>(`select kind, actor_id, data from events where org_id = ? and kind like 'report%' order by seq`, org.id)
    expect(events.map(({ kind, actor_id }) => [kind, actor_id])).toEqual([['report.made', null], ['report.voted', org.person('Ivy').id]])
    expect(events[0]!.data).not.toContain(org.person('Dee').id)
    expect((await all.Dee!.get('/api/v1/me/reports')).json.items).toHaveLength(1)
  })

  it('goes to the two who were shown, once; whoever reports it too joins', async () => {
    const org = await cast()
    await setHandlers(org, ['Ivy', 'Jun'])
    const { Ada, Ben, Chi, Ivy } = await everybody(org)
    const told = { ...recognition(org, 'Ada', ['Ben']), kind: 'feedback', visibility: 'recipients', keys: ['Ada', 'Ben'].map((one) => personKey(org.person(one).id)).sort(), body: { situation: '', behaviour: 'You never listen.', impact: 'I am tired.' } }
    await Ada!.post('/api/v1/feedback', told)
    await Ben!.post(`/api/v1/feedback/${told.id}/pass-on`, { people: [org.person('Chi').id] })
    expect(problem(await report(Ada!, told.id).catch(() => Ada!.get(`/api/v1/feedback/${told.id}/report`)))).toEqual([403, '/problems/not-allowed'])
    expect(problem(await Ben!.post(`/api/v1/feedback/${told.id}/report`, { id: newId(), why: 'It hurts', handlers: name(['Ivy', 'Eli'])(org) }))).toEqual([409, '/problems/audience-changed'])
    const id = newId()
    const first = await report(Ben!, told.id, 'xylophone', id)
    expect([first.status, first.d1.calls]).toEqual([201, 2])
    expect((await report(Ben!, told.id, 'xylophone', id)).text).toBe(first.text)
    expect(problem(await report(Ben!, told.id, 'other words', id))).toEqual([409, '/problems/id-taken'])
    // Named people alone see it: it stays, and its author learns nothing.
    expect([(await Ben!.get(`/api/v1/feedback/${told.id}`)).status, (await Ada!.get(`/api/v1/feedback/${told.id}`)).json.held]).toEqual([200, undefined])
    const second = await report(Chi!, told.id, 'I think so too')
    expect([second.status, second.json.id, second.json.said.map(({ why }: { why: string }) => why)]).toEqual([201, first.json.id, ['I think so too']])
    expect((await Ivy!.get(`/api/v1/reports/${first.json.id}`)).json.said.map(({ by }: { by: { name: string } }) => by.name).sort()).toEqual(['Ben', 'Chi'])
    expect((await Ben!.get(`/api/v1/reports/${first.json.id}`)).json.said).toHaveLength(1)
    expect((await Ivy!.get(`/api/v1/feedback/${told.id}`)).status).toBe(404)
  })

  it('made by several at once is one', async () => {
    const org = await cast()
    await setHandlers(org, ['Ivy', 'Jun'])
    const all = await everybody(org)
    const draft = recognition(org, 'Ben', ['Chi'])
    await all.Ben!.post('/api/v1/feedback', draft)
    const answers = await Promise.all(['Dee', 'Chi', 'Hal'].map((who) => all[who]!.post(`/api/v1/feedback/${draft.id}/report`, { id: newId(), why: 'It hurts', handlers: name(['Ivy', 'Jun'])(org) })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.map(({ status }) => status).filter((status) => status !== 201)).toEqual([404, 404])
    expect(await rows('select count(*) as n from reports where org_id = ?', org.id)).toEqual([{ n: 1 }])
  })
})

describe('deciding', () => {
  it('takes both: upheld removes words, thread and feed; author and reporter hear that, and not of whom', async () => {
    const { org, all, draft, decide, item, page, report: id } = await reported()
    expect(problem(await decide('Dee', true))).toEqual([403, '/problems/not-allowed'])
    for (const who of ['Ben', 'Chi', 'Eli']) expect((await decide(who, true)).status, who).toBe(404)
    const first = await decide('Ivy', true)
    expect([first.status, first.d1.calls, first.json.state, first.json.votes]).toMatchObject([200, 2, 'open', [{ by: { name: 'Ivy' }, upheld: true }]])
    expect((await decide('Ivy', true)).d1.written).toBe(0)
    expect((await item('Ben')).status).toBe(200)
    const second = await decide('Jun', true)
    expect([second.json.state, second.json.card, second.json.thread]).toEqual(['upheld', null, null])
    expect((await item('Ben')).status).toBe(404)
    expect(await rows('select words, held_keys, report_id, replies from feedback where org_id = ?', org.id)).toEqual([{ words: null, held_keys: null, report_id: null, replies: 0 }])
    expect(await rows('select words from replies where org_id = ?', org.id)).toEqual([{ words: null }])
    expect(await rows('select * from feed where org_id = ?', org.id)).toEqual([])
    expect((await kindsOf(all.Ben!))[0]).toBe('report.upheld')
    expect(await kindsOf(all.Dee!)).toEqual(['report.upheld'])
    const page2 = await page('Ben')
    expect([page2.json.mine, page2.json.state, page2.json.handlers, page2.json.said]).toEqual(['author', 'upheld', [], []])
    expect(page2.text).not.toContain('Dee')
    expect(problem(await all.Ivy!.post(`/api/v1/reports/${id}/decide`, { upheld: false }))).toEqual([403, '/problems/not-allowed'])
    expect(problem(await all.Ben!.post('/api/v1/feedback', draft))).toEqual([410, '/problems/gone'])
  })

  it('dismissed puts keys and every feed row back as they were', async () => {
    const org = await cast()
    await setHandlers(org, ['Ivy', 'Jun'])
    const all = await everybody(org)
    const draft = recognition(org, 'Ben', ['Chi', 'Hal'], { artifact: citation() })
    await all.Ben!.post('/api/v1/feedback', draft)
    await all.Hal!.post(`/api/v1/feedback/${draft.id}/step-back`)
    const feed = () => rows('select * from feed where org_id = ? order by subject, key', org.id)
    const state = () => rows('select keys, words, visibility, recipients from feedback where org_id = ?', org.id)
    const before = [await feed(), await state()]
    const { json } = await report(all.Dee!, draft.id)
    await all.Ivy!.post(`/api/v1/reports/${json.id}/decide`, { upheld: false })
    expect((await all.Jun!.post(`/api/v1/reports/${json.id}/decide`, { upheld: false })).json.state).toBe('dismissed')
    expect([await feed(), await state()]).toEqual(before)
    expect((await all.Chi!.get(`/api/v1/feedback/${draft.id}`)).json.held).toBeUndefined()
    expect([(await kindsOf(all.Ben!))[0], (await kindsOf(all.Dee!))[0]]).toEqual(['report.dismissed', 'report.dismissed'])
  })

  it('stays hidden while the two differ, and either may change their mind', async () => {
    const { all, decide, item, page } = await reported()
    await decide('Ivy', true)
    expect((await decide('Jun', false)).json.state).toBe('open')
    expect((await kindsOf(all.Ivy!))[0]).toBe('report.differs')
    expect((await item('Chi')).status).toBe(404)
    expect((await page('Ivy')).json.votes).toHaveLength(2)
    expect((await decide('Ivy', false)).json.state).toBe('dismissed')
    expect((await item('Chi')).status).toBe(200)
  })
})

describe('taken back meanwhile', () => {
  it('is hidden from all, keeps its words for the two, and goes with their decision, whatever it is', async () => {
    for (const upheld of [true, false]) {
      const { org, all, draft, decide, item, page } = await reported()
      expect((await all.Ben!.post(`/api/v1/feedback/${draft.id}/retract`)).status).toBe(204)
      for (const who of ['Ben', 'Chi', 'Dee']) expect((await item(who)).status, who).toBe(404)
      expect(await rows('select * from feed where org_id = ?', org.id)).toEqual([])
      const seen = (await page('Ivy')).json
      expect([seen.card.body, seen.thread.length, seen.said.length]).toEqual([draft.body, 1, 1])
      await decide('Ivy', upheld)
      expect((await decide('Jun', upheld)).json.state).toBe(upheld ? 'upheld' : 'dismissed')
      expect(await rows('select words, report_id, retracted_at > 0 as gone from feedback where org_id = ?', org.id)).toEqual([{ words: null, report_id: null, gone: 1 }])
      expect(await rows('select words from replies where org_id = ?', org.id)).toEqual([{ words: null }])
      expect(await rows('select * from feed where org_id = ?', org.id)).toEqual([])
      expect((await item('Chi')).status).toBe(404)
    }
  })

  it('races with the report and with the decision end in one state', async () => {
    for (let round = 0; round < 6; round += 1) {
      const org = await cast()
      await setHandlers(org, ['Ivy', 'Jun'])
      const all = await everybody(org)
      const draft = recognition(org, 'Ben', ['Chi'])
      await all.Ben!.post('/api/v1/feedback', draft)
      const two = name(['Ivy', 'Jun'])(org)
      const acts = [() => all.Ben!.post(`/api/v1/feedback/${draft.id}/retract`), () => all.Dee!.post(`/api/v1/feedback/${draft.id}/report`, { id: newId(), why: 'It hurts', handlers: two })]
      const [retracted, made] = await Promise.all((round % 2 ? acts : [...acts].reverse()).map((act) => act())).then((answers) => (round % 2 ? answers : answers.reverse()))
      expect(retracted!.status).toBe(204)
      const words = (await rows<{ words: string | null }>('select words from feedback where org_id = ?', org.id))[0]!.words
      // Reported first: the two still read it. Taken back first: there is nothing to report.
      expect([made!.status, words === null]).toEqual(made!.status === 201 ? [201, false] : [404, true])
      expect(await rows('select * from feed where org_id = ?', org.id)).toEqual([])
    }
    const { org, all, draft, decide } = await reported()
    await decide('Ivy', false)
    const [gone, decided] = await Promise.all([all.Ben!.post(`/api/v1/feedback/${draft.id}/retract`), decide('Jun', false)])
    expect([gone.status, decided.status, decided.json.state]).toEqual([204, 200, 'dismissed'])
    expect(await rows('select words from feedback where org_id = ?', org.id)).toEqual([{ words: null }])
    expect(await rows('select * from feed where org_id = ?', org.id)).toEqual([])
    expect((await all.Chi!.get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
  })
})

describe('while two look at it', () => {
  it('something private stays as it is: neither passed on nor shown to more until it is decided, and its author learns nothing of it', async () => {
    const org = await cast()
    await setHandlers(org, ['Ivy', 'Jun'])
    const all = await everybody(org)
    const told = { ...recognition(org, 'Ada', ['Ben']), kind: 'feedback', visibility: 'recipients', keys: ['Ada', 'Ben'].map((one) => personKey(org.person(one).id)).sort(), body: { situation: '', behaviour: 'You never listen.', impact: 'I am tired.' } }
    const praise = recognition(org, 'Ada', ['Ben'], { visibility: 'recipients', keys: told.keys })
    for (const one of [told, praise]) await all.Ada!.post('/api/v1/feedback', one)
    expect((await all.Ben!.post(`/api/v1/feedback/${told.id}/pass-on`, { people: [org.person('Chi').id] })).status).toBe(200)
    const reports = await Promise.all([report(all.Chi!, told.id), report(all.Ben!, praise.id)])
    expect(reports.map(({ status }) => status)).toEqual([201, 201])
    const pass = () => all.Ben!.post(`/api/v1/feedback/${told.id}/pass-on`, { people: [org.person('Dee').id] })
    const widen = () => all.Ben!.post(`/api/v1/feedback/${praise.id}/widen`, { visibility: 'organization' })
    const before = await rows('select id, keys, changes from feedback where org_id = ? order by id', org.id)
    for (const act of [pass, widen]) expect(problem(await act())).toEqual([409, '/problems/reported'])
    expect(await rows('select id, keys, changes from feedback where org_id = ? order by id', org.id)).toEqual(before)
    expect(await rows('select * from widenings where org_id = ?', org.id)).toEqual([])
    // Passed on before, said again: it is done.
    expect((await all.Ben!.post(`/api/v1/feedback/${told.id}/pass-on`, { people: [org.person('Chi').id] })).status).toBe(200)
    // Who may not do it anyway is told that, reported or not.
    expect(problem(await all.Ada!.post(`/api/v1/feedback/${told.id}/pass-on`, { people: [org.person('Dee').id] }))).toEqual([403, '/problems/not-allowed'])
    expect((await all.Dee!.post(`/api/v1/feedback/${told.id}/pass-on`, { people: [org.person('Dee').id] })).status).toBe(404)
    for (const { json } of reports) for (const two of ['Ivy', 'Jun']) await all[two]!.post(`/api/v1/reports/${json.id}/decide`, { upheld: false })
    for (const act of [pass, widen]) expect((await act()).status).toBe(200)
  })

  it('made at the same moment as it is passed on: one of the two is first, and both are whole', async () => {
    const org = await cast()
    await setHandlers(org, ['Ivy', 'Jun'])
    const all = await everybody(org)
    const told = { ...recognition(org, 'Ada', ['Ben']), kind: 'feedback', visibility: 'recipients', keys: ['Ada', 'Ben'].map((one) => personKey(org.person(one).id)).sort(), body: { situation: '', behaviour: 'You never listen.', impact: 'I am tired.' } }
    await all.Ada!.post('/api/v1/feedback', told)
    const [made, passed] = await Promise.all([
      all.Ben!.post(`/api/v1/feedback/${told.id}/report`, { id: newId(), why: 'It hurts', handlers: name(['Ivy', 'Jun'])(org) }), all.Ben!.post(`/api/v1/feedback/${told.id}/pass-on`, { people: [org.person('Dee').id] }),
    ])
    expect(made.status).toBe(201)
    expect([[200, undefined], [409, '/problems/reported']]).toContainEqual([passed.status, passed.status === 409 ? passed.json.type : undefined])
    expect((await all.Dee!.get(`/api/v1/feedback/${told.id}`)).status).toBe(passed.status === 200 ? 200 : 404)
  })

  describe('when one of the two has left', () => {
    const status = (org: Organisation, who: string, to: string) => env.DB.prepare('update people set status = ? where org_id = ? and id = ?').bind(to, org.id, org.person(who).id).run()
    const two = async (org: Organisation, report: string) => (await rows<{ name: string }>(`select p.name from report_people s join people p on p.org_id = s.org_id and p.id = s.person_id where s.org_id = ? and s.report_id = ? and s.part = 'handler' order by p.name`, org.id, report)).map((one) => one.name)
    const sweep = () => sweepReports(env as never, Date.now())

    it('the next follows by the rule, sees all of it, decides afresh; the other and who reported it hear of it; who left reads nothing any more', async () => {
      const { org, all, report: id, decide, page } = await reported()
      await decide('Ivy', true)
      await status(org, 'Ivy', 'deactivated')
      await sweep()
      // Hal is of HR and in the chain of the author; Eli is the admin.
      expect(await two(org, id)).toEqual(['Eli', 'Jun'])
      const seen = (await page('Eli')).json
      expect([seen.mine, seen.card.body.text.length > 0, seen.said.length, seen.votes]).toEqual(['handler', true, 1, []])
      expect(await kindsOf(all.Eli!)).toEqual(['report.received'])
      for (const who of ['Jun', 'Dee']) expect((await kindsOf(all[who]!))[0], who).toBe('report.handed')
      expect((await all.Ben!.get('/api/v1/inbox')).text).not.toContain('report')
      expect((await page('Dee')).json.handlers.map((one: { name: string }) => one.name).sort()).toEqual(['Eli', 'Jun'])
      await sweep()
      expect(await rows(`select kind from events where org_id = ? and kind = 'report.handed'`, org.id)).toHaveLength(1)
      // Back again, the report is theirs no more.
      await status(org, 'Ivy', 'active')
      expect([(await page('Ivy')).status, (await decide('Ivy', true)).status]).toEqual([404, 404])
      expect((await decide('Jun', true)).json.state).toBe('open')
      expect((await decide('Eli', true)).json.state).toBe('upheld')
    })

    it('and nobody can follow, the administration sees that, names somebody, and the report follows; never who is part of it', async () => {
      const { org, all, report: id } = await reported()
      await env.DB.prepare(`update people set role = 'member' where org_id = ? and id <> ?`).bind(org.id, org.person('Eli').id).run()
      await status(org, 'Ivy', 'deactivated')
      await status(org, 'Jun', 'deactivated')
      await sweep()
      // One of the two is the admin by now; for the other nobody is left.
      expect(await two(org, id)).toEqual(expect.arrayContaining(['Eli']))
      expect((await all.Eli!.get('/api/v1/organisation/handlers/waiting')).json).toEqual({ waiting: 1 })
      expect((await all.Dee!.get('/api/v1/organisation/handlers/waiting')).status).toBe(403)
      const named = (people: string[]) => all.Eli!.put('/api/v1/organisation/handlers', { people: name(people)(org) })
      // The author's chain, its author, whom it is for, and who reported it.
      await named(['Ada', 'Hal', 'Ben', 'Chi', 'Dee'])
      await sweep()
      expect((await all.Eli!.get('/api/v1/organisation/handlers/waiting')).json).toEqual({ waiting: 1 })
      const free = { name: 'Mo', id: newId() }
      await env.DB.prepare(`insert into people (org_id, id, name, name_key, email, email_hash, kind, status, in_org, keys, created_at) values (?, ?, 'Mo', 'mo', 'mo@x.test', ?, 'employee', 'active', 1, '["org"]', 1)`).bind(org.id, free.id, free.id).run()
      expect((await all.Eli!.put('/api/v1/organisation/handlers', { people: [org.person('Ada').id, free.id] })).status).toBe(200)
      await sweep()
      expect(await two(org, id)).toEqual(['Eli', 'Mo'])
      expect((await all.Eli!.get('/api/v1/organisation/handlers/waiting')).json).toEqual({ waiting: 0 })
    })

    it('or has come to lead its author: they decide nothing any more, and another follows', async () => {
      const { org, report: id, decide } = await reported()
      await env.DB.prepare('update people set manager_id = ? where org_id = ? and id = ?').bind(org.person('Jun').id, org.id, org.person('Ada').id).run()
      expect(problem(await decide('Jun', false))).toEqual([403, '/problems/not-allowed'])
      await sweep()
      // Hal leads nobody of these any more.
      expect(await two(org, id)).toEqual(['Hal', 'Ivy'])
    })

    it('while the other decides, or whoever would follow reports it too: it is whole at every moment', async () => {
      const { org, all, draft, report: id, decide } = await reported()
      await decide('Ivy', true)
      await status(org, 'Ivy', 'deactivated')
      await Promise.all([sweep(), decide('Jun', true), sweep(), all.Eli!.get(`/api/v1/feedback/${draft.id}`)])
      const [{ state } = { state: '' }] = await rows<{ state: string }>('select state from reports where org_id = ? and id = ?', org.id, id)
      expect(await two(org, id)).toEqual(state === 'open' ? ['Eli', 'Jun'] : ['Ivy', 'Jun'])
    })

    it('reads little where nothing is open', async () => {
      await cast()
      let read = 0
      const DB = { prepare: (query: string) => env.DB.prepare(query), batch: async (statements: D1PreparedStatement[]) => {
        const results = await env.DB.batch(statements)
        for (const { meta } of results) read += meta.rows_read
        return results
      } }
      await env.DB.prepare(`update reports set state = 'dismissed'`).run()
      await sweepReports({ ...env, DB } as never, Date.now())
      expect(read).toBeLessThanOrEqual(1)
    })
  })
})
