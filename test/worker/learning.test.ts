/** The library of what one can learn from: proposed by anybody, decided by who keeps the expectations; carried by a growth action. */
import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { api, citation, makeOrganisation, type Organisation, tokenFor } from './support'

type Client = ReturnType<typeof api>
const names = { ada: 'Ada Okafor', ben: 'Ben Ode', chi: 'Chi Tran', dee: 'Dee Alvarez', eli: 'Eli Marsh', mo: 'Mo Reyes' } as const
let org: Organisation
let as: Record<keyof typeof names, Client>
const id = (name: keyof typeof names) => org.person(names[name]).id
const writing = newId()
const drawing = newId()
const competency = (one: string, name: string) => ({ version: 0, written: { kind: 'competency', id: one, name, archived: false, about: '', levels: ['Asks', 'Explains', 'Teaches'] } })

beforeEach(async () => {
  org = await makeOrganisation({ people: [
    { name: names.ada }, { name: names.ben, manager: names.ada }, { name: names.chi, manager: names.ada }, { name: names.dee }, { name: names.eli, role: 'admin' }, { name: names.mo, role: 'hr' },
  ] })
  as = Object.fromEntries(await Promise.all(Object.entries(names).map(async ([short, name]) => [short, api(await tokenFor(org, name))]))) as typeof as
  expect((await as.eli.post('/api/v1/expectations', { import: null, from: '2026-01-01', items: [competency(writing, 'Writing'), competency(drawing, 'Drawing')] })).status).toBe(201)
})

const resource = (more: object = {}) => ({ id: newId(), competency: writing, title: 'Style: lessons in clarity', link: 'https://www.example.org/style', kind: 'book', minutes: 600, language: 'en', ...more })
const propose = (who: Client, body: object) => who.post('/api/v1/learning', body)
const decide = (who: Client, one: string, listed: boolean, why = '') => who.post(`/api/v1/learning/${one}/decision`, { listed, why })
const titles = async (who: Client, query = '') => (await who.get(`/api/v1/learning${query}`)).json.items.map(({ title }: { title: string }) => title)
const kindsOf = async (who: Client) => (await who.get('/api/v1/inbox')).json.items.map((item: { kind: string }) => item.kind)

describe('the library', () => {
  it('takes a proposal, which its proposer and who decides see; listed, everybody does, and the proposer hears of it', async () => {
    const one = resource()
    const proposed = await propose(as.ben, one)
    expect([proposed.status, proposed.d1.calls, proposed.json]).toMatchObject([201, 2, { mayDecide: false, items: [{ id: one.id, state: 'proposed', mine: true }] }])
    expect((await propose(as.ben, one)).json.items).toHaveLength(1)
    expect((await propose(as.ben, { ...one, title: 'Other' })).status).toBe(409)
    expect((await propose(as.chi, one)).status).toBe(409)
    expect([await titles(as.chi), await titles(as.eli), await titles(as.mo)]).toEqual([[], [one.title], [one.title]])
    for (const who of [as.eli, as.mo]) expect(await kindsOf(who)).toContain('learning.proposed')
    expect((await decide(as.ben, one.id, true)).status).toBe(403)
    expect((await decide(as.chi, one.id, true)).status).toBe(404)
    expect((await decide(as.mo, one.id, true)).json).toMatchObject({ mayDecide: true, items: [{ state: 'listed' }] })
    expect((await decide(as.eli, one.id, true)).status).toBe(200)
    expect((await decide(as.eli, one.id, false)).status).toBe(409)
    expect([await titles(as.chi), await titles(as.chi, `?competency=${drawing}`)]).toEqual([[one.title], []])
    expect(await kindsOf(as.ben)).toContain('learning.decided')
  })

  it('declines with a word that its proposer alone reads', async () => {
    const one = resource()
    await propose(as.ben, one)
    await decide(as.eli, one.id, false, 'It is behind a wall that we do not pay for.')
    expect((await as.ben.get('/api/v1/learning')).json.items).toMatchObject([{ state: 'declined', why: 'It is behind a wall that we do not pay for.' }])
    expect([await titles(as.eli), await titles(as.chi)]).toEqual([[], []])
  })

  it('is decided once of two who decide at once', async () => {
    const one = resource()
    await propose(as.ben, one)
    const answers = await Promise.all([decide(as.eli, one.id, true), decide(as.mo, one.id, false)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('lists at once what admin or HR add; either takes out, and the proposer their own', async () => {
    const [one, two] = [resource(), resource({ title: 'Second' })]
    expect((await propose(as.mo, one)).json.items).toMatchObject([{ state: 'listed' }])
    await propose(as.ben, two)
    expect((await as.chi.delete(`/api/v1/learning/${one.id}`)).status).toBe(403)
    expect((await as.chi.delete(`/api/v1/learning/${two.id}`)).status).toBe(404)
    expect((await as.ben.delete(`/api/v1/learning/${two.id}`)).json.items).toMatchObject([{ id: one.id }])
    expect((await as.eli.delete(`/api/v1/learning/${one.id}`)).json.items).toEqual([])
    expect((await propose(as.mo, one)).status).toBe(409)
  })

  it('holds twenty waiting proposals of one person at the most', async () => {
    for (let n = 0; n < 20; n += 1) expect((await propose(as.ben, resource({ title: `No ${n}` }))).status).toBe(201)
    expect((await propose(as.ben, resource())).status).toBe(409)
    expect((await propose(as.chi, resource())).status).toBe(201)
  })

  it.each(['http://example.org/x', 'https://ben:secret@example.org/', 'https://example.org:8443/', 'https://localhost/x', 'https://10.0.0.1/', 'https://[::1]/', 'javascript:alert(1)', 'example.org'])('refuses %s', async (link) => {
    expect((await propose(as.ben, resource({ link }))).json.errors).toMatchObject([{ pointer: '/link' }])
  })

  it('refuses a competency that there is not', async () => {
    expect((await propose(as.ben, resource({ competency: newId() }))).json.errors).toMatchObject([{ pointer: '/competency' }])
  })
})

describe('a growth action', () => {
  const path = () => `/api/v1/people/${id('ben')}/growth`
  const area = { id: newId(), competency: writing, from: 1, to: 2, why: 'Support asks twice', open: true }
  const act = (body: object) => as.ben.post(`${path()}/actions`, { id: newId(), area: area.id, kind: 'learn', text: 'Read the first three lessons', due: null, ...body })
  beforeEach(async () => void (await as.ben.put(path(), { version: 0, reason: '', strengths: [], areas: [area] })))

  it('carries what to learn from, shown wherever the action is, until it is taken out', async () => {
    const [one, other, waiting] = [resource(), resource({ competency: drawing }), resource({ title: 'Waits' })]
    for (const [who, body] of [[as.eli, one], [as.eli, other], [as.ben, waiting]] as const) await propose(who, body)
    for (const wrong of [other.id, waiting.id, newId()]) expect((await act({ resource: wrong })).status).toBe(404)
    expect((await act({ resource: one.id, kind: 'practice' })).status).toBe(422)
    const done = await act({ resource: one.id })
    expect([done.d1.calls, done.json.actions]).toMatchObject([2, [{ kind: 'learn', item: { resource: { title: one.title, link: one.link, kind: 'book', minutes: 600 } } }]])
    expect((await as.ben.get('/api/v1/me/action-items')).json.items).toMatchObject([{ resource: { title: one.title } }])
    await as.eli.delete(`/api/v1/learning/${one.id}`)
    expect((await as.ben.get('/api/v1/me/action-items')).json.items[0]).not.toHaveProperty('resource')
  })

  it('hangs on a piece of work, which those with whom growth is shared do not learn', async () => {
    await as.ben.put('/api/v1/me/growth/shared', { people: [id('dee')] })
    const { ref } = citation('northwind/secret#1')
    expect((await act({ kind: 'practice', work: ref })).json.actions).toMatchObject([{ item: { work: { key: ref.key, url: ref.url } } }])
    expect((await as.ada.get(path())).json.actions).toMatchObject([{ item: { work: { key: ref.key } } }])
    expect((await as.dee.get(path())).text).not.toContain(ref.key)
  })
})
