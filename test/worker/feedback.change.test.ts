import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { artifactId } from '../../shared/artifacts'
import { personKey, teamKey } from '../../shared/audience.keys'
import { newId } from '../../shared/ids'
import { type Answered, api, citation, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

const cast = () => makeOrganisation({ people: [{ name: 'Ada', teams: ['Payments'] }, { name: 'Ben', teams: ['Payments'] }, { name: 'Chi', teams: ['Payments'] }, { name: 'Dee', teams: ['Maps'] }] })
const everybody = async (org: Organisation) => Object.fromEntries(await Promise.all(['Ada', 'Ben', 'Chi', 'Dee'].map(async (name) => [name, api(await tokenFor(org, name))] as const))) as Record<string, ReturnType<typeof api>>
const own = (org: Organisation, ...names: string[]) => names.map((name) => personKey(org.person(name).id))
const age = (org: Organisation, id: string, minutes: number) => env.DB.prepare('update feedback set at = at - ? where org_id = ? and id = ?').bind(minutes * 60_000, org.id, id).run()
const feed = (org: Organisation) => env.DB.prepare('select subject, key from feed where org_id = ?').bind(org.id).all<{ subject: string; key: string }>().then(({ results }) => results)
const problem = ({ status, json }: Answered) => [status, json?.type]
const names = (people: { name: string }[]) => people.map(({ name }) => name).sort()

describe('retracting', () => {
  it('removes words, citation and feed rows, keeps ids and times, and is never revived', async () => {
    const org = await cast()
    const { Ada, Ben, Dee } = await everybody(org)
    const draft = recognition(org, 'Ada', ['Ben'], { artifact: citation() })
    await Ada!.post('/api/v1/feedback', draft)
    await Ben!.put(`/api/v1/feedback/${draft.id}/reactions/thanks`)
    expect(problem(await Ben!.post(`/api/v1/feedback/${draft.id}/retract`))).toEqual([403, '/problems/not-allowed'])
    expect(problem(await Dee!.post(`/api/v1/feedback/${newId()}/retract`))).toEqual([404, '/problems/not-found'])
    expect((await Ada!.post(`/api/v1/feedback/${draft.id}/retract`)).status).toBe(204)
    expect(await feed(org)).toEqual([])
    for (const one of [Ada, Ben, Dee]) expect((await one!.get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
    expect((await Ben!.get('/api/v1/inbox')).json.items).toMatchObject([{ kind: 'feedback.received', card: null, actor: { name: 'Ada' } }])
    expect(await env.DB.prepare('select artifact_id, retracted_at > 0 as gone, at > 0 as at, words, key_version from feedback where org_id = ?1').bind(org.id).first()).toEqual({ artifact_id: null, gone: 1, at: 1, words: null, key_version: null })
    expect(problem(await Ada!.post('/api/v1/feedback', draft))).toEqual([410, '/problems/gone'])
    expect(problem(await Dee!.post('/api/v1/feedback', draft))).toEqual([409, '/problems/id-taken'])
    expect((await Ada!.post(`/api/v1/feedback/${draft.id}/retract`)).status).toBe(404)
  })

  it('ends after a day for recognition, after a quarter of an hour for feedback', async () => {
    const org = await cast()
    const { Ada } = await everybody(org)
    const praise = recognition(org, 'Ada', ['Ben'])
    const told = { ...recognition(org, 'Ada', ['Ben']), kind: 'feedback', visibility: 'recipients', keys: own(org, 'Ada', 'Ben'), body: { situation: '', behaviour: 'You asked first.', impact: 'Nobody guessed.' } }
    for (const [draft, minutes] of [[praise, 24 * 60], [told, 15]] as const) {
      const { json } = await Ada!.post('/api/v1/feedback', draft)
      expect(Date.parse(json.retractUntil) - Date.parse(json.at)).toBe(minutes * 60_000)
      await age(org, draft.id, minutes + 1)
      expect((await Ada!.get(`/api/v1/feedback/${draft.id}`)).json.retractUntil).toBeNull()
      expect(problem(await Ada!.post(`/api/v1/feedback/${draft.id}/retract`))).toEqual([409, '/problems/retract-too-late'])
    }
  })
})

describe('stepping back', () => {
  it('takes one name off for others, keeps it for author and recipients, and narrows with the last', async () => {
    const org = await cast()
    const { Ada, Ben, Chi, Dee } = await everybody(org)
    const draft = recognition(org, 'Ada', ['Ben', 'Chi'], { artifact: citation() })
    await Ada!.post('/api/v1/feedback', draft)
    expect(problem(await Dee!.post(`/api/v1/feedback/${draft.id}/step-back`))).toEqual([403, '/problems/not-allowed'])
    const stepped = await Ben!.post(`/api/v1/feedback/${draft.id}/step-back`)
    expect([stepped.status, stepped.d1.calls, stepped.json.mine, names(stepped.json.recipients)]).toEqual([200, 2, 'recipient', ['Chi']])
    const seen = await Dee!.get(`/api/v1/feedback/${draft.id}`)
    expect(seen.text).not.toContain('Ben')
    expect(seen.text).not.toContain(org.person('Ben').id)
    expect(names(seen.json.recipients)).toEqual(['Chi'])
    expect((await Dee!.get(`/api/v1/people/${org.person('Ben').id}/received`)).json.items).toEqual([])
    expect((await Ben!.get('/api/v1/me/received')).json.items).toHaveLength(1)
    expect((await Ada!.get(`/api/v1/feedback/${draft.id}`)).json.changes).toMatchObject([{ kind: 'stepped_back', by: { name: 'Ben' } }])
    expect((await Ben!.post(`/api/v1/feedback/${draft.id}/step-back`)).d1.written).toBe(0)
    expect((await Ada!.get('/api/v1/inbox')).json.items).toMatchObject([{ kind: 'feedback.steppedBack', actor: { name: 'Ben' } }])

    await Chi!.post(`/api/v1/feedback/${draft.id}/step-back`)
    expect((await Dee!.get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
    for (const one of [Ada, Ben, Chi]) {
      const card = (await one!.get(`/api/v1/feedback/${draft.id}`)).json
      expect([card.audience.visibility, names(card.audience.people), card.body]).toEqual(['recipients', ['Ada', 'Ben', 'Chi'], draft.body])
      expect(card.changes.map(({ kind }: { kind: string }) => kind)).toEqual(['stepped_back', 'stepped_back', 'narrowed'])
    }
    expect(new Set((await feed(org)).map(({ key }) => key))).toEqual(new Set(own(org, 'Ada', 'Ben', 'Chi')))
    expect(await env.DB.prepare('select key_version, words like ? as plain from feedback where org_id = ?').bind('%race%', org.id).first()).toEqual({ key_version: 1, plain: 0 })
    expect((await Ada!.post(`/api/v1/feedback/${draft.id}/retract`)).status).toBe(204)
    expect(await feed(org)).toEqual([])
  })

  it('is for public recognition, and leaves no feed row behind when it is retracted afterwards', async () => {
    const org = await cast()
    const { Ada, Ben } = await everybody(org)
    const quiet = recognition(org, 'Ada', ['Ben'], { visibility: 'recipients', keys: own(org, 'Ada', 'Ben') })
    await Ada!.post('/api/v1/feedback', quiet)
    expect(problem(await Ben!.post(`/api/v1/feedback/${quiet.id}/step-back`))).toEqual([403, '/problems/not-allowed'])
    await Ada!.post(`/api/v1/feedback/${quiet.id}/retract`)
    const team = recognition(org, 'Ada', ['Ben', 'Chi'], { visibility: 'team', keys: [teamKey(org.team('Payments')), ...own(org, 'Ada', 'Ben', 'Chi')] })
    await Ada!.post('/api/v1/feedback', team)
    expect((await Ben!.post(`/api/v1/feedback/${team.id}/step-back`)).status).toBe(200)
    expect((await Ada!.post(`/api/v1/feedback/${team.id}/retract`)).status).toBe(204)
    expect(await feed(org)).toEqual([])
  })

  it('at once by everybody narrows it once', async () => {
    const org = await cast()
    const { Ada, Ben, Chi } = await everybody(org)
    const draft = recognition(org, 'Ada', ['Ben', 'Chi'])
    await Ada!.post('/api/v1/feedback', draft)
    for (let tries = 0; tries < 5; tries += 1) await Promise.all([Ben!.post(`/api/v1/feedback/${draft.id}/step-back`), Chi!.post(`/api/v1/feedback/${draft.id}/step-back`)])
    const card = (await Ada!.get(`/api/v1/feedback/${draft.id}`)).json
    expect(card.audience.visibility).toBe('recipients')
    expect(card.changes.map(({ kind }: { kind: string }) => kind)).toEqual(['stepped_back', 'stepped_back', 'narrowed'])
  })
})

describe('reactions', () => {
  it('are counted exactly, whoever reacts at once and however often', async () => {
    const people = Array.from({ length: 12 }, (_, index) => ({ name: `Colleague ${index}` }))
    const org = await makeOrganisation({ people: [{ name: 'Ada' }, { name: 'Ben' }, ...people] })
    const ada = api(await tokenFor(org, 'Ada'))
    const draft = recognition(org, 'Ada', ['Ben'])
    await ada.post('/api/v1/feedback', draft)
    const path = `/api/v1/feedback/${draft.id}/reactions`
    const tokens = await Promise.all(people.map(({ name }) => tokenFor(org, name)))
    const answers = await Promise.all(tokens.flatMap((token) => [0, 1, 2].map(() => api(token).put(`${path}/helpful`))))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    await Promise.all(tokens.slice(0, 5).flatMap((token) => [api(token).delete(`${path}/helpful`), api(token).delete(`${path}/helpful`)]))
    expect((await ada.get(`/api/v1/feedback/${draft.id}`)).json.reactions).toEqual({ thanks: 0, helpful: 7, seen_it_too: 0, mine: [] })
    expect((await api(tokens[11]!).get(`/api/v1/feedback/${draft.id}`)).json.reactions.mine).toEqual(['helpful'])
    expect((await ada.get('/api/v1/inbox')).json).toMatchObject({ items: [], unread: 0 })
  })

  it('tell the author of a recipient’s thanks, once', async () => {
    const org = await cast()
    const { Ada, Ben, Dee } = await everybody(org)
    const draft = recognition(org, 'Ada', ['Ben'])
    await Ada!.post('/api/v1/feedback', draft)
    const path = `/api/v1/feedback/${draft.id}/reactions/thanks`
    const thanked = await Ben!.put(path)
    expect([thanked.status, thanked.d1.calls, thanked.json.reactions]).toEqual([200, 2, { thanks: 1, helpful: 0, seen_it_too: 0, mine: ['thanks'] }])
    expect((await Ben!.put(path)).d1.written).toBe(0)
    await Dee!.put(path)
    const inbox = (await Ada!.get('/api/v1/inbox')).json
    expect(inbox).toMatchObject({ unread: 1, items: [{ kind: 'feedback.thanked', actor: { name: 'Ben' }, card: { reactions: { thanks: 2 }, mine: 'author' } }] })
    expect((await Ada!.post('/api/v1/inbox/read', { ids: [inbox.items[0].id, newId()] })).json).toEqual({ unread: 0 })
    expect((await Ada!.post('/api/v1/inbox/read', { ids: [inbox.items[0].id] })).json).toEqual({ unread: 0 })
    expect((await Ada!.get('/api/v1/inbox')).json).toMatchObject({ unread: 0, items: [{ read: true }] })
  })

  it('tell the author of the first thanks alone, however often they are taken back and said again', async () => {
    const org = await cast()
    const { Ada, Ben, Chi } = await everybody(org)
    const draft = recognition(org, 'Ada', ['Ben', 'Chi'])
    await Ada!.post('/api/v1/feedback', draft)
    const path = `/api/v1/feedback/${draft.id}/reactions/thanks`
    const told = async () => (await Ada!.get('/api/v1/inbox')).json
    await Ben!.put(path)
    const back = await Ben!.delete(path)
    expect([back.d1.calls, back.json.reactions]).toEqual([2, { thanks: 0, helpful: 0, seen_it_too: 0, mine: [] }])
    expect((await Ben!.delete(path)).d1.written).toBe(0)
    const again = await Ben!.put(path)
    expect([again.d1.calls, again.json.reactions]).toEqual([2, { thanks: 1, helpful: 0, seen_it_too: 0, mine: ['thanks'] }])
    expect(await told()).toMatchObject({ unread: 1, items: [{ kind: 'feedback.thanked', actor: { name: 'Ben' } }] })
    // Another reaction, and another person's thanks, are their own.
    await Ben!.put(path.replace('thanks', 'helpful'))
    await Chi!.put(path)
    expect((await told()).items.map((line: any) => line.actor.name)).toEqual(['Chi', 'Ben'])
    expect((await Ben!.get(`/api/v1/feedback/${draft.id}`)).json.reactions).toEqual({ thanks: 2, helpful: 1, seen_it_too: 0, mine: ['helpful', 'thanks'] })
  })

  it('stay exact, and tell once, when thanks and their taking back arrive all at once', async () => {
    const org = await cast()
    const { Ada, Ben, Chi } = await everybody(org)
    const draft = recognition(org, 'Ada', ['Ben', 'Chi'])
    await Ada!.post('/api/v1/feedback', draft)
    const path = `/api/v1/feedback/${draft.id}/reactions/thanks`
    const answers = await Promise.all(Array.from({ length: 24 }, (_, index) => [Ben!, Chi!][index % 2]![index % 3 === 2 ? 'delete' : 'put'](path)))
    // Who was overtaken again and again is told so; nobody's answer is an error.
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
    for (const who of [Ben!, Chi!]) expect((await who.put(path)).status).toBe(200)
    expect((await Ben!.get(`/api/v1/feedback/${draft.id}`)).json.reactions).toMatchObject({ thanks: 2, mine: ['thanks'] })
    const inbox = (await Ada!.get('/api/v1/inbox')).json
    expect([inbox.unread, inbox.items.map((line: any) => line.actor.name).sort()]).toEqual([2, ['Ben', 'Chi']])
    for (const who of [Ben!, Chi!]) expect((await who.delete(path)).status).toBe(200)
    expect((await Ada!.get(`/api/v1/feedback/${draft.id}`)).json.reactions.thanks).toBe(0)
  })
})

describe('marking as read', () => {
  it('keeps the counter exact while lines arrive', async () => {
    const org = await cast()
    const { Ada, Ben } = await everybody(org)
    const send = () => Ada!.post('/api/v1/feedback', recognition(org, 'Ada', ['Ben']))
    for (let i = 0; i < 5; i += 1) await send()
    const ids = (await Ben!.get('/api/v1/inbox')).json.items.map(({ id }: { id: string }) => id)
    await Promise.all([send(), ...Array.from({ length: 6 }, () => Ben!.post('/api/v1/inbox/read', { ids })), send()])
    expect((await Ben!.get('/api/v1/inbox')).json.unread).toBe(2)
  })
})

describe('the private work guard', () => {
  const secret = { title: 'Acquisition of Fjord Works', visibility: 'private', showTitle: false }

  it('shows title, key and address to author and recipients only, until the author shows them', async () => {
    const org = await cast()
    const { Ada, Ben, Dee } = await everybody(org)
    const draft = recognition(org, 'Ada', ['Ben'], { artifact: citation('secret/plan#1', secret) })
    const given = await Ada!.post('/api/v1/feedback', draft)
    const artifact = await artifactId(citation('secret/plan#1').ref as never)
    expect(given.json.artifact).toMatchObject({ guarded: false, hiddenFromOthers: true, private: true, title: secret.title })
    expect((await Ben!.get(`/api/v1/feedback/${draft.id}`)).json.artifact).toMatchObject({ key: 'secret/plan#1', title: secret.title })
    for (const path of [`/api/v1/feedback/${draft.id}`, `/api/v1/artifacts/${artifact}/feedback`, `/api/v1/people/${org.person('Ben').id}/received`]) {
      const { status, text } = await Dee!.get(path)
      expect(status).toBe(200)
      expect(text).toContain('{"guarded":true,"site":"github","type":"pull_request"}')
      expect(text).not.toMatch(/secret|Acquisition|github\.com/)
      expect(text).not.toContain(artifact)
    }
    expect(problem(await Dee!.put(`/api/v1/feedback/${draft.id}/title`, { shown: true }))).toEqual([403, '/problems/not-allowed'])
    expect(problem(await Ben!.put(`/api/v1/feedback/${draft.id}/title`, { shown: true }))).toEqual([403, '/problems/not-allowed'])
    expect((await Ada!.put(`/api/v1/feedback/${draft.id}/title`, { shown: true })).json.artifact).toMatchObject({ hiddenFromOthers: false })
    expect((await Dee!.get(`/api/v1/feedback/${draft.id}`)).json).toMatchObject({ artifact: { title: secret.title }, changes: [] })
    const hidden = await Ben!.put(`/api/v1/feedback/${draft.id}/title`, { shown: false })
    expect([hidden.status, hidden.json.changes.map(({ kind }: { kind: string }) => kind)]).toEqual([200, ['title_shown', 'title_hidden']])
    expect((await Dee!.get(`/api/v1/feedback/${draft.id}`)).json.artifact).toEqual({ guarded: true, site: 'github', type: 'pull_request' })
    expect((await Ada!.get('/api/v1/inbox')).json.items).toMatchObject([{ kind: 'feedback.titleChanged', actor: { name: 'Ben' } }])
  })
})

describe('sealing', () => {
  const canary = 'canary-8f1d'
  const said = (text: string) => ({ text: `You said ${text} and it changed the release.` })

  it('leaves no private word and no hidden title in any table', async () => {
    const org = await cast()
    const { Ada, Ben } = await everybody(org)
    const drafts = [
      recognition(org, 'Ada', ['Ben'], { visibility: 'recipients', keys: own(org, 'Ada', 'Ben'), body: said(canary), artifact: citation('a/b#1', { title: canary }) }),
      recognition(org, 'Ada', ['Ben'], { visibility: 'team', keys: [teamKey(org.team('Payments')), ...own(org, 'Ada', 'Ben')], body: said(canary) }),
      recognition(org, 'Ada', ['Ben'], { body: said(canary), artifact: citation('a/b#2', { title: canary, visibility: 'private', showTitle: false }) }),
      { ...recognition(org, 'Ada', ['Ben']), kind: 'feedback', visibility: 'recipients', keys: own(org, 'Ada', 'Ben'), body: { situation: canary, behaviour: canary, impact: canary, next: canary } },
    ]
    for (const draft of drafts) expect((await Ada!.post('/api/v1/feedback', draft)).status).toBe(201)
    expect((await Ben!.get('/api/v1/me/received')).text.split(canary).length).toBeGreaterThan(6)
    const open = recognition(org, 'Ada', ['Ben'], { body: said('plain-words') })
    await Ada!.post('/api/v1/feedback', open)
    const { results } = await env.DB.prepare(`select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\'`).all<{ name: string }>()
    const dump = JSON.stringify(await Promise.all(results.map(({ name }) => env.DB.prepare(`select * from "${name}"`).all().then((table) => table.results))))
    expect(dump).toContain('plain-words')
    expect(dump).not.toContain(canary)
  })

  it('fails for a sealed text that was moved to another row', async () => {
    const org = await cast()
    const { Ada, Ben } = await everybody(org)
    const [first, second] = [0, 1].map((index) => recognition(org, 'Ada', ['Ben'], { visibility: 'recipients', keys: own(org, 'Ada', 'Ben'), body: said(`thing ${index}`) }))
    await Ada!.post('/api/v1/feedback', first)
    await Ada!.post('/api/v1/feedback', second)
    await env.DB.prepare('update feedback set words = (select words from feedback where org_id = ?1 and id = ?2) where org_id = ?1 and id = ?3').bind(org.id, first!.id, second!.id).run()
    expect((await Ben!.get(`/api/v1/feedback/${first!.id}`)).status).toBe(200)
    const moved = await Ben!.get(`/api/v1/feedback/${second!.id}`)
    expect(moved.status).toBe(500)
    expect(moved.text).not.toContain('thing')
  })
})

describe('organisations', () => {
  it('know nothing of each other: the answer is that of a random id, byte for byte', async () => {
    const org = await cast()
    const other = await makeOrganisation({ name: 'Fjord Works', people: [{ name: 'Fay', role: 'admin' }] })
    const { Ada } = await everybody(org)
    const fay = api(await tokenFor(other, 'Fay'))
    const draft = recognition(org, 'Ada', ['Ben'], { artifact: citation() })
    await Ada!.post('/api/v1/feedback', draft)
    for (const path of [(id: string) => `/api/v1/feedback/${id}`, () => `/api/v1/people/${org.person('Ben').id}`, () => `/api/v1/people/${org.person('Ben').id}/received`]) {
      const [theirs, random] = [await fay.get(path(draft.id)), await fay.get(path(newId()).replace(org.person('Ben').id, newId()))]
      expect([theirs.status, theirs.text]).toEqual([404, random.text])
    }
    expect((await fay.get(`/api/v1/artifacts/${await artifactId(citation().ref as never)}/feedback`)).json.items).toEqual([])
    expect((await fay.get('/api/v1/people?q=ben')).json.items).toEqual([])
    expect((await fay.post('/api/v1/feedback', { ...draft, id: newId() })).json.type).toBe('/problems/recipient-unknown')
    for (const [method, path] of [['put', 'reactions/thanks'], ['post', 'step-back'], ['post', 'retract']] as const) expect((await fay[method](`/api/v1/feedback/${draft.id}/${path}`)).status).toBe(404)
    // The same id in another organisation is another thing.
    expect((await fay.post('/api/v1/feedback', { ...draft, recipients: [newId()] })).json.type).toBe('/problems/recipient-unknown')
  })
})
