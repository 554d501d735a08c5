import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { newId } from '../../../shared/ids'
import type { HandleListed } from '../../../shared/people'
import { api, citation, makeOrganisation, recognition, tokenFor } from '../support'

async function cast() {
  const org = await makeOrganisation({ people: [{ name: 'Eli Marsh', role: 'admin' }, { name: 'Ada Okafor' }, { name: 'Ben Ode' }, { name: 'Chi Tran' }, { name: 'Kai Moss', status: 'deactivated' }] })
  const [eli, ada, ben, chi] = await Promise.all(['Eli Marsh', 'Ada Okafor', 'Ben Ode', 'Chi Tran'].map(async (name) => api(await tokenFor(org, name))))
  const body = (handle: string, name: string, more: object = {}) => ({ id: newId(), site: 'github', instance: 'github.com', handle, person: org.person(name).id, ...more })
  const found = async (who: typeof ada, handle: string) => (await who!.post('/api/v1/artifacts/open', { artifact: citation().ref, people: [{ handle, role: 'author' }] })).json.people[0].person?.name ?? null
  const lines = async (who: typeof ada) => (await who!.get('/api/v1/inbox')).json.items.map((one: any) => [one.kind, one.actor.name, one.handle?.handle ?? null])
  return { org, eli: eli!, ada: ada!, ben: ben!, chi: chi!, body, found, lines }
}

describe('the list of handles', () => {
  it('shows an admin all of them with whose they are and who said so, by site and by words; nobody else', async () => {
    const { eli, ada, ben, body } = await cast()
    await ben.post('/api/v1/handles', body('ben-ode', 'Ben Ode'))
    await ada.post('/api/v1/handles', body('octocat', 'Chi Tran'))
    await ben.post('/api/v1/handles', body('712020:ab12', 'Ben Ode', { site: 'confluence', instance: 'acme.atlassian.net' }))
    await ben.post('/api/v1/handles', body('ben@gmail.example', 'Ben Ode', { site: 'google-docs', instance: 'docs.google.com' }))
    const list = async (query = '') => (await eli.get(`/api/v1/handles${query}`)).json.items.map((one: HandleListed) => `${one.site} ${one.handle} ${one.person.name} ${one.status} ${one.proposedBy?.name ?? '-'}`)
    expect(await list()).toEqual(['github ben-ode Ben Ode confirmed -', 'github octocat Chi Tran proposed Ada Okafor', 'google-docs ben@gmail.example Ben Ode confirmed -', 'jira 712020:ab12 Ben Ode confirmed -'])
    expect(await list('?site=jira')).toEqual(['jira 712020:ab12 Ben Ode confirmed -'])
    expect(await list('?q=OCTO')).toEqual(['github octocat Chi Tran proposed Ada Okafor'])
    expect(await list('?q=chi')).toEqual(['github octocat Chi Tran proposed Ada Okafor'])
    expect(await list('?q=ben%40gmail.example&site=google-docs')).toHaveLength(1)
    expect(await list('?q=100%25_')).toEqual([])
    expect((await ada.get('/api/v1/handles')).status).toBe(403)
  })

  it('comes in pages, with no gap and nothing twice', async () => {
    const { org, eli } = await cast()
    const names = Array.from({ length: 130 }, (_, index) => `name-${String(index).padStart(3, '0')}`)
    await env.DB.batch(names.map((name, index) => env.DB.prepare(`insert into handles (org_id, site, instance, handle_key, proposer_id, id, handle, person_id, created_at) values (?, ?, 'github.com', ?, ?, ?, ?, ?, 1)`)
      .bind(org.id, index % 2 ? 'github' : 'gitlab', name, index % 3 ? '' : org.person('Ada Okafor').id, newId(), name, org.person('Ben Ode').id)))
    const seen: string[] = []
    let after: string | null = ''
    for (let pages = 0; after !== null && pages < 20; pages += 1) {
      const { json, d1 }: Awaited<ReturnType<typeof eli.get>> = await eli.get(`/api/v1/handles${after ? `?after=${after}` : ''}`)
      expect(d1.calls).toBe(1)
      seen.push(...json.items.map((one: HandleListed) => one.handle))
      after = json.after
    }
    expect(seen.toSorted()).toEqual(names)
  })
})

describe('mending', () => {
  it('a wrong one goes to another as a proposal, which they alone confirm; both hear of it at once, by mail whatever they chose', async () => {
    const { org, eli, ada, ben, chi, body, found, lines } = await cast()
    const wrong = body('chi-t', 'Ben Ode')
    await ben.post('/api/v1/handles', wrong)
    await ben.patch('/api/v1/me/settings', { emails: false })
    const moved = await eli.post(`/api/v1/handles/${wrong.id}/move`, { person: org.person('Chi Tran').id })
    expect([moved.status, moved.json]).toMatchObject([200, { id: wrong.id, status: 'proposed', proposedBy: { name: 'Eli Marsh' }, person: { name: 'Chi Tran' } }])
    expect(await lines(ben)).toEqual([['account.changed', 'Eli Marsh', null]])
    expect(await lines(chi)).toEqual([['handle.proposed', 'Eli Marsh', 'chi-t']])
    const { results } = await env.DB.prepare(`select kind, data from events where org_id = ? and kind like 'handle.m%'`).bind(org.id).all<{ kind: string; data: string }>()
    expect(results.map((row) => [row.kind, JSON.parse(row.data)])).toEqual([['handle.moved', { handle: wrong.id, from: org.person('Ben Ode').id, to: org.person('Chi Tran').id }]])
    // Until then it helps nobody but the admin who said so, and the admin cannot say yes in their place.
    expect([await found(ada, 'chi-t'), await found(eli, 'chi-t')]).toEqual([null, 'Chi Tran'])
    expect((await eli.post(`/api/v1/handles/${wrong.id}/confirm`)).status).toBe(404)
    expect((await eli.post(`/api/v1/handles/${wrong.id}/move`, { person: org.person('Chi Tran').id })).d1.written).toBe(0)
    expect((await chi.post(`/api/v1/handles/${wrong.id}/confirm`)).status).toBe(200)
    expect(await found(ada, 'chi-t')).toBe('Chi Tran')
  })

  it('is refused to somebody who left, to strangers, and to members', async () => {
    const { org, eli, ada, ben, body } = await cast()
    const other = await cast()
    const one = body('ben-ode', 'Ben Ode')
    await ben.post('/api/v1/handles', one)
    const refused = async (person: string, who = eli) => (await who.post(`/api/v1/handles/${one.id}/move`, { person })).json.type
    expect(await refused(org.person('Kai Moss').id)).toBe('/problems/recipient-unknown')
    expect(await refused(other.org.person('Chi Tran').id)).toBe('/problems/recipient-unknown')
    expect(await refused(org.person('Chi Tran').id, ada)).toBe('/problems/not-allowed')
    expect((await ada.post(`/api/v1/handles/${one.id}/drop`)).status).toBe(403)
    expect((await other.eli.post(`/api/v1/handles/${one.id}/drop`)).status).toBe(404)
    expect((await eli.get('/api/v1/handles')).json.items).toMatchObject([{ status: 'confirmed', person: { name: 'Ben Ode' } }])
  })

  it('one that is nobody’s is dropped, and its person hears of it', async () => {
    const { eli, ada, ben, body, found, lines } = await cast()
    const one = body('ben-ode', 'Ben Ode')
    await ben.post('/api/v1/handles', one)
    expect((await eli.post(`/api/v1/handles/${one.id}/drop`)).status).toBe(204)
    expect((await eli.post(`/api/v1/handles/${one.id}/drop`)).status).toBe(404)
    expect(await found(ada, 'ben-ode')).toBeNull()
    expect(await lines(ben)).toEqual([['account.changed', 'Eli Marsh', null]])
  })

  it('one that is added is a proposal like anybody’s', async () => {
    const { eli, ada, ben, body, found, lines } = await cast()
    const one = body('ben-ode', 'Ben Ode', { site: 'gitlab', instance: 'git.acme.example' })
    expect((await eli.post('/api/v1/handles', one)).json).toMatchObject({ status: 'proposed', proposedBy: { name: 'Eli Marsh' } })
    expect(await lines(ben)).toEqual([['handle.proposed', 'Eli Marsh', 'ben-ode']])
    expect(await found(ada, 'ben-ode')).toBeNull()
  })

  it('moved to many people at once, it ends with one of them', async () => {
    const { org, eli, ben, body } = await cast()
    const one = body('shared', 'Ben Ode')
    await ben.post('/api/v1/handles', one)
    const to = ['Chi Tran', 'Ada Okafor']
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => eli.post(`/api/v1/handles/${one.id}/move`, { person: org.person(to[index % 2]!).id })))
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
    expect((await eli.get('/api/v1/handles')).json.items).toHaveLength(1)
  })

  it('opens no words: what was said under it stays with whom it was said to', async () => {
    const { org, eli, ada, ben, chi, body } = await cast()
    const one = body('chi-t', 'Ben Ode')
    await ben.post('/api/v1/handles', one)
    const keys = ['Ada Okafor', 'Ben Ode'].map((name) => `person:${org.person(name).id}`)
    const said = recognition(org, 'Ada Okafor', ['Ben Ode'], { visibility: 'recipients', keys, artifact: citation() })
    await ada.post('/api/v1/feedback', said)
    await eli.post(`/api/v1/handles/${one.id}/move`, { person: org.person('Chi Tran').id })
    await chi.post(`/api/v1/handles/${one.id}/confirm`)
    expect([(await chi.get(`/api/v1/feedback/${said.id}`)).status, (await eli.get(`/api/v1/feedback/${said.id}`)).status, (await ben.get(`/api/v1/feedback/${said.id}`)).status]).toEqual([404, 404, 200])
  })
})
