import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { masked } from '../../worker/cases/actions'
import { api, makeOrganisation, recognition, tokenFor } from './support'

const canary = 'Zwieselkanari'
const people = [{ name: 'Gus Lind' }, { name: 'Ada Okafor', manager: 'Gus Lind' }, { name: 'Ben Ode', manager: 'Ada Okafor' }, { name: 'Chi Tran', manager: 'Ada Okafor' }, { name: 'Eli Marsh', role: 'admin' as const }, { name: 'Mo Reyes', role: 'hr' as const }, { name: 'Lea Wirth' }]

async function standing() {
  const org = await makeOrganisation({ people })
  const as = async (name: string) => api(await tokenFor(org, name))
  const id = (name: string) => org.person(name).id
  const said = (author: string, kind: string, text: string, more: Record<string, unknown> = {}) => ({
    ...recognition(org, author, [], { visibility: 'author', keys: [`person:${id(author)}`] }), kind, body: { text }, ...more,
  })
  const [ada, ben, eli, mo] = await Promise.all(['Ada Okafor', 'Ben Ode', 'Eli Marsh', 'Mo Reyes'].map(as))
  const note = said('Ada Okafor', 'note', `Ask Ben how Chi Tran fared, ${canary}`, { about: id('Ben Ode') })
  const coaching = said('Ada Okafor', 'coaching', 'Only for me: he rushes before holidays.', { recipients: [id('Ben Ode')] })
  const own = said('Ben Ode', 'note', 'My own thought')
  for (const [who, draft] of [[ada!, note], [ada!, coaching], [ben!, own]] as const) expect((await who.post('/api/v1/feedback', draft)).status).toBe(201)
  expect((await ben!.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Chi Tran'], { visibility: 'recipients', keys: [id('Ben Ode'), id('Chi Tran')].map((one) => `person:${one}`).sort() }))).status).toBe(201)
  return { org, as, id, ada: ada!, ben: ben!, eli: eli!, mo: mo!, note, coaching, own }
}
type Standing = Awaited<ReturnType<typeof standing>>

async function asked({ eli, ben, id }: Standing, kind: 'access' | 'erasure' = 'access') {
  expect((await eli.put('/api/v1/organisation/data-protection', { people: [id('Ben Ode'), id('Mo Reyes')] })).status).toBe(200)
  const answer = await ben.post('/api/v1/me/cases', { id: newId(), kind })
  expect(answer.status, answer.text).toBe(201)
  return answer.json
}

describe('cases of data protection', () => {
  it('need a contact who is somebody else', async () => {
    const { eli, ben, id } = await standing()
    expect((await ben.post('/api/v1/me/cases', { id: newId(), kind: 'access' })).json.type).toBe('/problems/no-contact')
    await eli.put('/api/v1/organisation/data-protection', { people: [id('Ben Ode')] })
    expect((await ben.post('/api/v1/me/cases', { id: newId(), kind: 'access' })).json.type).toBe('/problems/no-contact')
    expect((await ben.put('/api/v1/organisation/data-protection', { people: [id('Ben Ode')] })).status).toBe(403)
    expect((await eli.put('/api/v1/organisation/data-protection', { people: [newId()] })).status).toBe(422)
  })

  it('find what the person cannot see, give it with names masked, and tell its author', async () => {
    const all = await standing()
    const { ada, ben, mo, eli, id, note, coaching } = all
    const { id: own, contact, dueBy, at } = await asked(all)
    expect(contact.id).toBe(id('Mo Reyes'))
    expect(Math.round((Date.parse(dueBy) - Date.parse(at)) / 86_400_000)).toBe(28)
    // Asked twice: the same case.
    expect((await ben.post('/api/v1/me/cases', { id: newId(), kind: 'access' })).json.id).toBe(own)
    const gathered = await mo.post(`/api/v1/cases/${own}/gather`)
    expect(gathered.json.entries.map((entry: { id: string }) => entry.id)).toEqual([note.id, coaching.id])
    expect(gathered.json.state).toBe('gathering')
    expect((await mo.post(`/api/v1/cases/${own}/answer`, { letter: '' })).json.type).toBe('/problems/case-undecided')
    const decide = (entry: string, body: object) => mo.put(`/api/v1/cases/${own}/entries/${entry}`, { maskAuthor: false, mask: [], reason: null, ...body })
    expect((await decide(note.id, { give: false })).status).toBe(422)
    expect((await decide(note.id, { give: true, mask: ['chi tran'] })).json.state).toBe('gathering')
    expect((await decide(coaching.id, { give: false, reason: 'others_rights' })).json.state).toBe('decided')
    const answered = await mo.post(`/api/v1/cases/${own}/answer`, { letter: 'Here is what we keep.' })
    expect([answered.status, answered.json.state]).toEqual([200, 'answered'])
    expect((await mo.post(`/api/v1/cases/${own}/answer`, { letter: 'Again.' })).json.answeredAt).toBe(answered.json.answeredAt)
    expect((await ben.get(`/api/v1/me/cases/${own}/answer`)).json).toEqual({
      letter: 'Here is what we keep.', given: [{ what: 'note', author: 'Ada Okafor', at: expect.any(String), text: `Ask Ben how ▇▇▇ fared, ${canary}` }], withheld: [{ reason: 'others_rights', count: 1 }],
    })
    const kinds = async (who: typeof ada) => (await who.get('/api/v1/inbox')).json.items.map((item: { kind: string }) => item.kind)
    expect(await kinds(ada)).toContain('case.told')
    expect(await kinds(ben)).toContain('case.answered')
    expect(await kinds(mo)).toContain('case.asked')
    // The contact reads no more once it is answered, and nobody else ever did.
    expect((await mo.get(`/api/v1/cases/${own}`)).json.entries).toEqual([])
    for (const who of [ada, eli, ben]) expect((await who.get(`/api/v1/cases/${own}`)).status).toBe(404)
    for (const who of [ada, eli, mo]) expect((await who.get(`/api/v1/me/cases/${own}/answer`)).status).toBe(404)
  })

  it('leave no word in the clear: not in tables, not in events', async () => {
    const all = await standing()
    const { id: own } = await asked(all)
    await all.mo.post(`/api/v1/cases/${own}/gather`)
    await all.mo.put(`/api/v1/cases/${own}/entries/${all.note.id}`, { give: true, reason: null, maskAuthor: true, mask: ['Chi Tran'] })
    for (const table of ['cases', 'case_entries', 'events', 'notifications', 'feedback']) {
      const { results } = await env.DB.prepare(`select * from ${table} where org_id = ?`).bind(all.org.id).all()
      expect(JSON.stringify(results)).not.toContain(canary)
      expect(table === 'events' || !JSON.stringify(results).includes('Chi Tran')).toBe(true)
    }
  })

  it('forget who has left: a former colleague, whose words stay with those they were said to', async () => {
    const all = await standing()
    const { ada, mo, eli, org, id, as } = all
    const { id: own } = await asked(all, 'erasure')
    const chi = await as('Chi Tran')
    expect((await mo.post(`/api/v1/cases/${own}/answer`, { letter: 'Done.' })).json.type).toBe('/problems/still-here')
    await eli.post(`/api/v1/people/${id('Ben Ode')}/deactivate`)
    const answered = await mo.post(`/api/v1/cases/${own}/answer`, { letter: 'Done.' })
    expect([answered.status, answered.json.person.name]).toEqual([200, null])
    const { items } = (await chi.get('/api/v1/me/received')).json
    expect(items.map((card: { author: { name: string | null } }) => card.author.name)).toEqual([null])
    expect(items[0].audience.people.map(({ name }: { name: string }) => name)).toEqual(['Chi Tran'])
    // What was kept about them, and what they kept for themselves, is gone.
    expect((await ada.get('/api/v1/me/given')).json.items).toEqual([])
    const { results } = await env.DB.prepare('select name, email, email_hash, title from people where org_id = ? and id = ?').bind(org.id, id('Ben Ode')).all()
    expect(results).toEqual([{ name: '', email: '', email_hash: `erased:${id('Ben Ode')}`, title: null }])
    for (const table of ['directory_people', 'handles', 'people_terms', 'sessions', 'identities']) {
      expect((await env.DB.prepare(`select count(*) as n from ${table} where org_id = ? and person_id = ?`).bind(org.id, id('Ben Ode')).first<{ n: number }>())?.n, table).toBe(0)
    }
    expect((await eli.get(`/api/v1/people/${id('Ben Ode')}`)).json.name ?? '').toBe('')
    expect((await eli.post(`/api/v1/people/${id('Ben Ode')}/reactivate`)).status).not.toBe(200)
  })

  it.each([
    ['Ask Chi and CHI', ['chi'], 'Ask ▇▇▇ and ▇▇▇'], ['Chi Tran, Chi', ['Chi', 'Chi Tran'], '▇▇▇, ▇▇▇'], ['a.b axb', ['a.b'], '▇▇▇ axb'], ['İpek', [], 'İpek'], ['كلم شي', ['شي'], 'كلم ▇▇▇'],
  ])('masks %j by %j', (text, mask, expected) => expect(masked(text, mask)).toBe(expected))

  it('gather any number: a file shows those that are not decided first, and the answer waits for the last of them', async () => {
    const all = await standing()
    const { mo, ben, org, note } = all
    const { id: own } = await asked(all)
    const template = (await env.DB.prepare('select * from feedback where org_id = ? and id = ?').bind(org.id, note.id).first<Record<string, unknown>>())!
    // In the open, so that a copy can be read under another id.
    const columns = Object.keys(template).map((name) => (name === 'id' || name === 'seq' ? 'e.value' : name === 'key_version' ? '0' : name === 'words' ? `'{"body":{"text":"One of many"},"title":null,"state":null}'` : `f.${name}`))
    await env.DB.prepare(`insert into feedback (${Object.keys(template).join()}) select ${columns.join()} from feedback f, json_each(?) e where f.org_id = ? and f.id = ?`).bind(JSON.stringify(Array.from({ length: 620 }, () => newId())), org.id, note.id).run()
    const { json } = await mo.post(`/api/v1/cases/${own}/gather`)
    expect([json.entries.length, json.more, json.state]).toEqual([200, 422, 'gathering'])
    const first = json.entries[0].id
    const decided = (await mo.put(`/api/v1/cases/${own}/entries/${first}`, { give: true, maskAuthor: false, mask: [], reason: null })).json
    expect([decided.entries.length, decided.more, decided.entries.some((one: { id: string }) => one.id === first)]).toEqual([200, 422, false])
    // One of those that are not shown can be decided all the same; of another case nothing can.
    const last = (await env.DB.prepare('select feedback_id as id from case_entries where org_id = ? and case_id = ? order by feedback_id desc').bind(org.id, own).first<{ id: string }>())!.id
    expect((await mo.put(`/api/v1/cases/${own}/entries/${last}`, { give: true, maskAuthor: false, mask: [], reason: null })).status).toBe(200)
    expect((await mo.put(`/api/v1/cases/${own}/entries/${newId()}`, { give: true, maskAuthor: false, mask: [], reason: null })).status).toBe(404)
    await env.DB.prepare('update case_entries set give = 1 where org_id = ? and case_id = ? and feedback_id <> ?').bind(org.id, own, note.id).run()
    expect((await mo.post(`/api/v1/cases/${own}/answer`, { letter: '' })).json.type).toBe('/problems/case-undecided')
    const end = (await mo.put(`/api/v1/cases/${own}/entries/${note.id}`, { give: false, maskAuthor: false, mask: [], reason: 'others_rights' })).json
    expect([end.state, end.entries.length, end.more]).toEqual(['decided', 200, 422])
    expect((await mo.post(`/api/v1/cases/${own}/answer`, { letter: '' })).status).toBe(200)
    const answer = (await ben.get(`/api/v1/me/cases/${own}/answer`)).json
    expect([answer.given.length, answer.withheld]).toEqual([621, [{ reason: 'others_rights', count: 1 }]])
  })

  it('do not find what only a legal hold keeps', async () => {
    const all = await standing()
    const { mo, ada, eli, id, note, coaching } = all
    const { id: own } = await asked(all)
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
    const held = { id: newId(), matter: 'Case 12', people: [id('Ben Ode')], from: day(-1), to: day(1), second: id('Mo Reyes') }
    await eli.post('/api/v1/holds', held)
    await mo.post(`/api/v1/holds/${held.id}/confirm`)
    const before = await mo.post(`/api/v1/cases/${own}/gather`)
    expect(before.json.entries).toHaveLength(2)
    expect((await ada.post(`/api/v1/feedback/${note.id}/retract`)).status).toBe(204)
    expect((await mo.post(`/api/v1/cases/${own}/gather`)).json.entries.map((one: { id: string }) => one.id)).toEqual([coaching.id])
    expect((await mo.get(`/api/v1/cases/${own}`)).text).not.toContain(canary)
  })
})
