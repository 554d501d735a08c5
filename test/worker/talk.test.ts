import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { artifactId } from '../../shared/artifacts'
import { personKey } from '../../shared/audience.keys'
import { newId } from '../../shared/ids'
import { type Answered, api, citation, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

const people = ['Ada', 'Ben', 'Chi', 'Dee', 'Jun']
const cast = (more: Record<string, unknown>[] = []) => makeOrganisation({
  people: [{ name: 'Ada', teams: ['Payments'] }, { name: 'Ben', teams: ['Payments'], manager: 'Ada' }, { name: 'Chi', teams: ['Payments'] }, { name: 'Dee', teams: ['Maps'] }, { name: 'Jun', teams: ['Maps'] }, ...(more as { name: string }[])],
})
const everybody = async (org: Organisation, names = people) => Object.fromEntries(await Promise.all(names.map(async (name) => [name, api(await tokenFor(org, name))] as const))) as Record<string, ReturnType<typeof api>>
const own = (org: Organisation, ...names: string[]) => names.map((name) => personKey(org.person(name).id)).sort()
const problem = ({ status, json }: Answered) => [status, json?.type]
const told = (org: Organisation, author: string, to: string, more: Record<string, unknown> = {}) => ({
  ...recognition(org, author, [to]), kind: 'feedback', visibility: 'recipients', keys: own(org, author, to),
  body: { situation: '', behaviour: 'You asked before you merged.', impact: 'Nobody had to guess.' }, artifact: citation(), ...more,
})
const kindsOf = async (who: ReturnType<typeof api>) => (await who.get('/api/v1/inbox')).json.items.map(({ kind }: { kind: string }) => kind)
const rows = <T>(sql: string, ...bound: unknown[]) => env.DB.prepare(sql).bind(...bound).all<T>().then(({ results }) => results)
const say = (who: ReturnType<typeof api>, feedback: string, text: string, keys: string[], id = newId()) => who.post(`/api/v1/feedback/${feedback}/replies`, { id, text, keys })
const texts = async (who: ReturnType<typeof api>, feedback: string) => {
  const { status, json } = await who.get(`/api/v1/feedback/${feedback}/replies`)
  return status === 200 ? json.items.map(({ text }: { text: string }) => text) : status
}

describe('a thread', () => {
  it('is for those who see the item, told without words, in two calls', async () => {
    const org = await cast()
    const { Ada, Ben, Dee } = await everybody(org)
    const draft = told(org, 'Ada', 'Ben')
    await Ada!.post('/api/v1/feedback', draft)
    const shown = (await Ben!.get(`/api/v1/feedback/${draft.id}/replies`)).json.audience
    expect(shown.keys).toEqual(own(org, 'Ada', 'Ben'))
    const id = newId()
    const said = await say(Ben!, draft.id, 'xylophone: what would you do first?', shown.keys, id)
    expect([said.status, said.d1.calls, said.json.kind, said.json.mine, said.json.staysBehind]).toEqual([201, 2, 'reply', true, false])
    expect((await say(Ben!, draft.id, 'xylophone: what would you do first?', shown.keys, id)).text).toBe(said.text)
    expect(problem(await say(Ben!, draft.id, 'Other words', shown.keys, id))).toEqual([409, '/problems/id-taken'])
    expect(problem(await say(Ben!, draft.id, '', shown.keys))).toEqual([422, '/problems/invalid'])
    const asked = await Ada!.get(`/api/v1/feedback/${draft.id}/replies`)
    expect([asked.d1.calls, asked.json.items.map(({ text }: { text: string }) => text)]).toEqual([1, ['xylophone: what would you do first?']])
    for (const answer of [await Dee!.get(`/api/v1/feedback/${draft.id}/replies`), await say(Dee!, draft.id, 'Hello', shown.keys)]) {
      expect([answer.status, answer.text]).toEqual([404, (await Dee!.get(`/api/v1/feedback/${newId()}/replies`)).text])
    }
    expect(await kindsOf(Ada!)).toEqual(['reply.received'])
    expect(await kindsOf(Ben!)).toEqual(['feedback.received'])
    expect((await Ada!.get(`/api/v1/feedback/${draft.id}`)).json.replies).toBe(1)
    expect(await rows('select key_version from replies where org_id = ?', org.id)).toEqual([{ key_version: 1 }])
  })

  it('under a public word is public, and sealed all the same: the word may be narrowed', async () => {
    const org = await cast()
    const { Ada, Chi, Dee } = await everybody(org)
    const draft = recognition(org, 'Ada', ['Ben'])
    await Ada!.post('/api/v1/feedback', draft)
    expect((await say(Chi!, draft.id, 'It saved my Friday.', ['org'])).status).toBe(201)
    expect(await texts(Dee!, draft.id)).toEqual(['It saved my Friday.'])
    expect((await say(Dee!, draft.id, 'Mine too.', ['org'])).status).toBe(201)
    expect(await kindsOf(Chi!)).toEqual(['reply.received'])
    expect(await rows('select key_version from replies where org_id = ?', org.id)).toEqual([{ key_version: 1 }, { key_version: 1 }])
  })

  it('refuses a reply whose writer was shown others than will see it', async () => {
    const org = await cast()
    const { Ada, Ben, Jun } = await everybody(org)
    const draft = told(org, 'Ada', 'Ben')
    await Ada!.post('/api/v1/feedback', draft)
    const before = own(org, 'Ada', 'Ben')
    await Ben!.post(`/api/v1/feedback/${draft.id}/pass-on`, { people: [org.person('Jun').id] })
    const refused = await say(Ada!, draft.id, 'Between us', before)
    expect(problem(refused)).toEqual([409, '/problems/audience-changed'])
    expect(refused.json.audience.keys).toEqual(own(org, 'Ada', 'Ben', 'Jun'))
    expect(refused.json.audience.people.map(({ name }: { name: string }) => name).sort()).toEqual(['Ada', 'Ben', 'Jun'])
    expect(await texts(Jun!, draft.id)).toEqual([])
    expect((await say(Ada!, draft.id, 'For all three', refused.json.audience.keys)).status).toBe(201)
    expect(await texts(Jun!, draft.id)).toEqual(['For all three'])
  })

  it('names nobody who stepped back to those who may not know', async () => {
    const org = await cast()
    const { Ada, Ben, Dee } = await everybody(org)
    const draft = recognition(org, 'Ada', ['Ben', 'Chi'])
    await Ada!.post('/api/v1/feedback', draft)
    await Ben!.post(`/api/v1/feedback/${draft.id}/step-back`)
    const thread = await Dee!.get(`/api/v1/feedback/${draft.id}/replies`)
    expect(thread.text).not.toContain(org.person('Ben').id)
    expect((await say(Dee!, draft.id, 'Well said.', thread.json.audience.keys)).status).toBe(201)
    expect(await texts(Ben!, draft.id)).toEqual(['Well said.'])
  })

  it('says an addendum once it can no longer be taken back, and lets a reply go for a quarter of an hour', async () => {
    const org = await cast()
    const { Ada, Ben } = await everybody(org)
    const draft = told(org, 'Ada', 'Ben')
    await Ada!.post('/api/v1/feedback', draft)
    const keys = own(org, 'Ada', 'Ben')
    expect((await say(Ada!, draft.id, 'One more thing', keys)).json.kind).toBe('reply')
    await env.DB.prepare('update feedback set at = at - 1000000 where org_id = ?').bind(org.id).run()
    const late = (await say(Ada!, draft.id, 'Said later', keys)).json
    expect(late.kind).toBe('addendum')
    expect(problem(await Ben!.post(`/api/v1/feedback/${draft.id}/replies/${late.id}/retract`))).toEqual([403, '/problems/not-allowed'])
    expect((await Ada!.post(`/api/v1/feedback/${draft.id}/replies/${late.id}/retract`)).status).toBe(204)
    expect((await Ada!.post(`/api/v1/feedback/${draft.id}/replies/${late.id}/retract`)).status).toBe(404)
    expect(await rows('select words from replies where org_id = ? and id = ?', org.id, late.id)).toEqual([{ words: null }])
    expect(await texts(Ben!, draft.id)).toEqual(['One more thing'])
    expect((await Ben!.get(`/api/v1/feedback/${draft.id}`)).json.replies).toBe(1)
    await env.DB.prepare('update replies set at = at - 1000000 where org_id = ?').bind(org.id).run()
    const [first] = (await Ada!.get(`/api/v1/feedback/${draft.id}/replies`)).json.items
    expect(first.retractUntil).toBeNull()
    expect(problem(await Ada!.post(`/api/v1/feedback/${draft.id}/replies/${first.id}/retract`))).toEqual([409, '/problems/retract-too-late'])
  })

  it('goes with the words that it is about', async () => {
    const org = await cast()
    const { Ada, Ben } = await everybody(org)
    const draft = told(org, 'Ada', 'Ben')
    await Ada!.post('/api/v1/feedback', draft)
    await say(Ben!, draft.id, 'Why?', own(org, 'Ada', 'Ben'))
    await Ben!.put(`/api/v1/feedback/${draft.id}/view`, { text: 'I had asked.', keys: own(org, 'Ada', 'Ben') })
    expect((await Ada!.post(`/api/v1/feedback/${draft.id}/retract`)).status).toBe(204)
    expect(await rows('select words, key_version from replies where org_id = ?', org.id)).toEqual([{ words: null, key_version: null }])
    expect(await rows('select views, replies from feedback where org_id = ?', org.id)).toEqual([{ views: null, replies: 0 }])
    expect(await texts(Ben!, draft.id)).toBe(404)
  })

  it('counts fifty replies at once, each once, in one order', async () => {
    const crowd = Array.from({ length: 10 }, (_, index) => ({ name: `Colleague ${index}` }))
    const org = await cast(crowd)
    const all = await everybody(org, ['Ada', ...crowd.map(({ name }) => name)])
    const draft = recognition(org, 'Ada', ['Ben'])
    await all.Ada!.post('/api/v1/feedback', draft)
    const sent = crowd.flatMap(({ name }) => Array.from({ length: 5 }, (_, index) => ({ who: all[name]!, text: `${name} says ${index}`, id: newId() })))
    const answers = await Promise.all(sent.flatMap(({ who, text, id }) => [say(who, draft.id, text, ['org'], id), say(who, draft.id, text, ['org'], id)]))
    expect(answers.filter(({ status }) => status !== 201).map(problem)).toEqual([])
    expect((await texts(all.Ada!, draft.id)).sort()).toEqual(sent.map(({ text }) => text).sort())
    expect((await all.Ada!.get(`/api/v1/feedback/${draft.id}`)).json.replies).toBe(50)
  })
})

describe('my view', () => {
  it('stands on the card wherever it is, sealed; its author hears of the first', async () => {
    const org = await cast()
    const { Ada, Ben, Dee } = await everybody(org)
    const draft = told(org, 'Ada', 'Ben')
    await Ada!.post('/api/v1/feedback', draft)
    const path = `/api/v1/feedback/${draft.id}/view`
    const keys = own(org, 'Ada', 'Ben')
    expect(problem(await Ada!.put(path, { text: 'Mine', keys }))).toEqual([403, '/problems/not-allowed'])
    expect((await Dee!.put(path, { text: 'Mine', keys })).status).toBe(404)
    expect(problem(await Ben!.put(path, { text: 'xylophone', keys: ['org'] }))).toEqual([409, '/problems/audience-changed'])
    const put = await Ben!.put(path, { text: 'xylophone: I had asked.', keys })
    expect([put.status, put.d1.calls, put.json.views]).toMatchObject([200, 2, [{ by: { name: 'Ben' }, text: 'xylophone: I had asked.' }]])
    expect((await Ben!.put(path, { text: 'xylophone: I had asked.', keys })).d1.written).toBe(0)
    await Ben!.put(path, { text: 'xylophone, said better', keys })
    const onWork = (await Ada!.get(`/api/v1/artifacts/${await artifactId(citation().ref as never)}/feedback`)).json
    expect(onWork.items[0].views).toMatchObject([{ text: 'xylophone, said better' }])
    expect(await kindsOf(Ada!)).toEqual(['view.added'])
    expect((await rows<{ views: string }>('select views from feedback where org_id = ?', org.id))[0]!.views).not.toContain('xylophone')
    expect((await Ben!.put(path, { text: '', keys })).json.views).toBeUndefined()
  })

  it('opens again after its words were sealed anew', async () => {
    const org = await cast()
    const { Ada, Ben } = await everybody(org)
    const draft = recognition(org, 'Ada', ['Ben'])
    await Ada!.post('/api/v1/feedback', draft)
    await Ben!.put(`/api/v1/feedback/${draft.id}/view`, { text: 'It was the whole team.', keys: ['org'] })
    expect((await Ben!.post(`/api/v1/feedback/${draft.id}/step-back`)).json.views).toMatchObject([{ text: 'It was the whole team.' }])
    expect(await rows('select key_version, views like ? as plain from feedback where org_id = ?', '%whole%', org.id)).toEqual([{ key_version: 1, plain: 0 }])
    expect((await Ben!.post(`/api/v1/feedback/${draft.id}/widen`, { visibility: 'organization' })).json.views).toMatchObject([{ text: 'It was the whole team.' }])
  })
})

describe('passing on', () => {
  it('lets named people in, leaves replies behind, and lets them along when their author says so', async () => {
    const org = await cast()
    const { Ada, Ben, Chi, Dee, Jun } = await everybody(org)
    const draft = told(org, 'Ada', 'Ben')
    await Ada!.post('/api/v1/feedback', draft)
    const reply = (await say(Ada!, draft.id, 'Between us', own(org, 'Ada', 'Ben'))).json
    const mine = (await say(Ben!, draft.id, 'My answer', own(org, 'Ada', 'Ben'))).json
    const path = `/api/v1/feedback/${draft.id}/pass-on`
    expect(problem(await Ada!.post(path, { people: [org.person('Jun').id] }))).toEqual([403, '/problems/not-allowed'])
    expect((await Dee!.post(path, { people: [org.person('Dee').id] })).status).toBe(404)
    const passed = await Ben!.post(path, { people: [org.person('Jun').id] })
    expect([passed.status, passed.d1.calls, passed.json.changes]).toMatchObject([200, 2, [{ kind: 'passed_on', by: { name: 'Ben' }, to: [{ name: 'Jun' }] }]])
    expect((await Ben!.post(path, { people: [org.person('Jun').id] })).d1.written).toBe(0)
    const card = (await Jun!.get(`/api/v1/feedback/${draft.id}`)).json
    expect([card.mine, card.replies, card.body.behaviour]).toEqual(['none', null, draft.body.behaviour])
    expect(await texts(Jun!, draft.id)).toEqual([])
    expect((await Jun!.get(`/api/v1/artifacts/${await artifactId(citation().ref as never)}/feedback`)).json.items).toHaveLength(1)
    expect(await texts(Chi!, draft.id)).toBe(404)
    expect([await kindsOf(Jun!), (await kindsOf(Ada!))[0], await kindsOf(Ben!)]).toEqual([['feedback.passedOn'], 'feedback.passedAlong', ['reply.received', 'feedback.received']])

    const heard = (await Ada!.get('/api/v1/inbox')).json.items[0]
    expect(heard.card.changes.find((change: { at: string }) => change.at === heard.at)).toMatchObject({ kind: 'passed_on', by: { name: 'Ben' }, to: [{ name: 'Jun' }] })

    const along = (id: string) => `/api/v1/feedback/${draft.id}/replies/${id}/let-along`
    expect((await Ada!.get(`/api/v1/feedback/${draft.id}/replies`)).json.items.map(({ staysBehind }: { staysBehind: boolean }) => staysBehind)).toEqual([true, true])
    expect(problem(await Ben!.post(along(reply.id)))).toEqual([403, '/problems/not-allowed'])
    expect((await Jun!.post(along(reply.id))).status).toBe(404)
    expect((await Ben!.post(along(mine.id))).json.staysBehind).toBe(false)
    expect((await Ben!.post(along(mine.id))).d1.written).toBe(0)
    expect(await texts(Jun!, draft.id)).toEqual(['My answer'])
    expect((await Ada!.post(`/api/v1/feedback/${draft.id}/retract`)).status).toBe(204)
    expect(await rows('select subject from feed where org_id = ?', org.id)).toEqual([])
    expect(await texts(Jun!, draft.id)).toBe(404)
  })

  it('reaches five people in all, never who left, and nothing but feedback and coaching', async () => {
    const crowd = Array.from({ length: 6 }, (_, index) => ({ name: `Colleague ${index}` }))
    const org = await cast([...crowd, { name: 'Gone', status: 'deactivated' }])
    const { Ada, Ben } = await everybody(org)
    const draft = told(org, 'Ada', 'Ben')
    await Ada!.post('/api/v1/feedback', draft)
    const path = `/api/v1/feedback/${draft.id}/pass-on`
    const id = (name: string) => org.person(name).id
    expect(problem(await Ben!.post(path, { people: [newId()] }))).toEqual([422, '/problems/recipient-unknown'])
    expect(problem(await Ben!.post(path, { people: [id('Gone')] }))).toEqual([422, '/problems/recipient-left'])
    const pass = (...indexes: number[]) => Ben!.post(path, { people: indexes.map((index) => id(`Colleague ${index}`)) })
    expect((await Promise.all([pass(0), pass(1), pass(2)])).map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await pass(3, 4, 5)).json.errors).toEqual([{ pointer: '/people', code: 'too-many', params: { max: 2 } }])
    expect([await pass(3, 4), await pass(5)].map(({ status }) => status)).toEqual([200, 422])
    expect((await Ben!.get(`/api/v1/feedback/${draft.id}`)).json.changes.flatMap(({ to }: { to: unknown[] }) => to)).toHaveLength(5)
    const praise = recognition(org, 'Ada', ['Ben'], { visibility: 'recipients', keys: own(org, 'Ada', 'Ben') })
    await Ada!.post('/api/v1/feedback', praise)
    expect(problem(await Ben!.post(`/api/v1/feedback/${praise.id}/pass-on`, { people: [id('Jun')] }))).toEqual([403, '/problems/not-allowed'])
  })
})

describe('letting more people see it', () => {
  it('needs every recipient, in time and order of their own, and moves words, feed and keys at once', async () => {
    const org = await cast()
    const { Ada, Ben, Chi, Dee } = await everybody(org)
    const draft = recognition(org, 'Ada', ['Ben', 'Chi'], { visibility: 'recipients', keys: own(org, 'Ada', 'Ben', 'Chi'), artifact: citation() })
    await Ada!.post('/api/v1/feedback', draft)
    await say(Ben!, draft.id, 'Between us three', own(org, 'Ada', 'Ben', 'Chi'))
    const path = `/api/v1/feedback/${draft.id}/widen`
    expect(problem(await Ada!.post(path, { visibility: 'organization' }))).toEqual([403, '/problems/not-allowed'])
    expect((await Dee!.post(path, { visibility: 'organization' })).status).toBe(404)
    expect((await Ben!.post(path, { visibility: 'organization' })).json.audience.visibility).toBe('recipients')
    expect((await Ben!.post(path, { visibility: 'organization' })).d1.written).toBe(0)
    expect((await Dee!.get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
    expect((await kindsOf(Chi!))[0]).toBe('feedback.widenAsked')
    const wide = await Chi!.post(path, { visibility: 'organization' })
    expect([wide.status, wide.d1.calls, wide.json.audience.visibility, wide.json.changes[0].kind]).toEqual([200, 2, 'organization', 'widened'])
    const card = (await Dee!.get(`/api/v1/feedback/${draft.id}`)).json
    expect([card.body, card.replies]).toEqual([draft.body, null])
    expect(await texts(Dee!, draft.id)).toEqual([])
    expect(await texts(Ada!, draft.id)).toEqual(['Between us three'])
    expect(await rows('select key_version, keys from feedback where org_id = ?', org.id)).toEqual([{ key_version: 0, keys: '["org"]' }])
    expect(new Set((await rows<{ key: string }>('select key from feed where org_id = ?', org.id)).map(({ key }) => key))).toEqual(new Set(['org']))
    expect((await Dee!.get(`/api/v1/people/${org.person('Chi').id}/received`)).json.items).toHaveLength(1)
    // Whoever steps back afterwards does so as from any public word.
    expect((await Ben!.post(`/api/v1/feedback/${draft.id}/step-back`)).status).toBe(200)
    await Chi!.post(`/api/v1/feedback/${draft.id}/step-back`)
    expect((await Dee!.get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
    expect((await Ben!.post(path, { visibility: 'organization' })).json.audience.visibility).toBe('recipients')
  })

  it('at once by all changes it once, and stays within every ceiling and the more careful wish', async () => {
    const org = await cast()
    const { Ada, Ben, Chi } = await everybody(org)
    const draft = recognition(org, 'Ada', ['Ben', 'Chi'], { visibility: 'recipients', keys: own(org, 'Ada', 'Ben', 'Chi') })
    await Ada!.post('/api/v1/feedback', draft)
    const path = `/api/v1/feedback/${draft.id}/widen`
    await env.DB.prepare(`update people set ceiling = 'recipients' where org_id = ? and id = ?`).bind(org.id, org.person('Chi').id).run()
    const refused = await Ben!.post(path, { visibility: 'organization' })
    expect([...problem(refused), refused.json.params]).toEqual([422, '/problems/visibility-not-allowed', { names: 'Chi' }])
    await env.DB.prepare(`update people set ceiling = 'organization' where org_id = ? and id = ?`).bind(org.id, org.person('Chi').id).run()
    const answers = await Promise.all([Ben!.post(path, { visibility: 'organization' }), Chi!.post(path, { visibility: 'team' })])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const card = (await Ada!.get(`/api/v1/feedback/${draft.id}`)).json
    expect([card.audience.visibility, card.changes.map(({ kind }: { kind: string }) => kind)]).toEqual(['team', ['widened']])
  })

  it('is never for what must not be public', async () => {
    const org = await cast()
    const { Ada, Ben } = await everybody(org)
    const draft = told(org, 'Ada', 'Ben')
    await Ada!.post('/api/v1/feedback', draft)
    expect(problem(await Ben!.post(`/api/v1/feedback/${draft.id}/widen`, { visibility: 'organization' }))).toEqual([403, '/problems/not-allowed'])
  })
})

describe('whatever happens', () => {
  it('no key of a reply goes beyond the item’s keys when it was written, but by its author’s word, and no word stands in a dump', async () => {
    const act = fc.record({ do: fc.constantFrom('reply', 'passOn', 'letAlong', 'view', 'retract'), who: fc.constantFrom('Ada', 'Ben', 'Jun', 'Dee'), to: fc.constantFrom('Chi', 'Dee', 'Jun') })
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 10 }), async (acts) => {
      const org = await cast()
      const all = await everybody(org)
      const draft = told(org, 'Ada', 'Ben')
      await all.Ada!.post('/api/v1/feedback', draft)
      const written = new Map<string, { at: string[]; author: string; agreed: string[] }>()
      const keysNow = async () => JSON.parse((await rows<{ keys: string }>('select keys from feedback where org_id = ?', org.id))[0]!.keys) as string[]
      for (const one of acts) {
        const who = all[one.who]!
        const keys = await keysNow()
        if (one.do === 'reply') {
          const said = await say(who, draft.id, `xylophone ${written.size}`, keys)
          if (said.status === 201) written.set(said.json.id, { at: keys, author: one.who, agreed: [] })
        }
        if (one.do === 'passOn') await who.post(`/api/v1/feedback/${draft.id}/pass-on`, { people: [org.person(one.to).id] })
        if (one.do === 'view') await who.put(`/api/v1/feedback/${draft.id}/view`, { text: `xylophone view of ${one.who}`, keys })
        for (const [id, reply] of written) {
          if (one.do === 'letAlong' && (await who.post(`/api/v1/feedback/${draft.id}/replies/${id}/let-along`)).status === 200) {
            expect(one.who).toBe(reply.author)
            reply.agreed = keys
          }
          if (one.do === 'retract' && (await who.post(`/api/v1/feedback/${draft.id}/replies/${id}/retract`)).status === 204) expect(one.who).toBe(reply.author)
        }
      }
      for (const row of await rows<{ id: string; keys: string; words: string | null }>('select id, keys, words from replies where org_id = ?', org.id)) {
        const reply = written.get(row.id)!
        expect(new Set(JSON.parse(row.keys))).toEqual(new Set([...reply.at, ...reply.agreed]))
        expect(row.words ?? '').not.toContain('xylophone')
      }
      for (const name of people) {
        const may = new Set([...written].filter(([, reply]) => [...reply.at, ...reply.agreed].includes(personKey(org.person(name).id))).map(([id]) => id))
        const { status, json } = await all[name]!.get(`/api/v1/feedback/${draft.id}/replies`)
        if (status === 200) for (const { id } of json.items) expect(may).toContain(id)
        else expect(await keysNow()).not.toContain(personKey(org.person(name).id))
      }
      const dump = JSON.stringify([await rows('select * from feedback where org_id = ?', org.id), await rows('select * from events where org_id = ?', org.id), await rows('select * from notifications where org_id = ?', org.id)])
      expect(dump).not.toContain('xylophone')
    }), { numRuns: 15 })
  })
})
