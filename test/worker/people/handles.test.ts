import { describe, expect, it } from 'vitest'
import { newId } from '../../../shared/ids'
import { company, fresh, tokenOf } from '../auth/browser'
import { api } from '../support'

async function cast() {
  const [ada, ben, dee] = [fresh('ada'), fresh('ben'), fresh('dee')]
  const organisation = await company([{ email: ada, name: 'Ada Okafor' }, { email: ben, name: 'Ben Ode' }, { email: dee, name: 'Dee Alvarez' }])
  const as = async (email: string) => ({ id: organisation.of(email), ...api(await tokenOf(email)) })
  return { ada: await as(ada), ben: await as(ben), dee: await as(dee) }
}
const handle = (person: string, more: object = {}) => ({ id: newId(), site: 'github', instance: 'github.com', handle: 'Octocat', person, ...more })
const types = (answer: { json: { type?: string } }) => answer.json.type?.replace('/problems/', '')

describe('a handle', () => {
  it('of a colleague is a proposal, until that person confirms it', async () => {
    const { ada, ben, dee } = await cast()
    const body = handle(dee.id)
    const proposed = await ben.post('/api/v1/handles', body)
    expect([proposed.status, proposed.json]).toEqual([201, { id: body.id, site: 'github', instance: 'github.com', handle: 'Octocat', status: 'proposed', proposedBy: { id: ben.id, name: 'Ben Ode' } }])
    expect((await ben.post('/api/v1/handles', body)).json).toEqual(proposed.json)
    expect((await dee.get('/api/v1/me/handles')).json.items).toEqual([proposed.json])
    expect((await dee.get('/api/v1/inbox')).json.items.map((one: { kind: string }) => one.kind)).toEqual(['handle.proposed'])
    expect((await ada.post(`/api/v1/handles/${body.id}/confirm`)).status).toBe(404)
    const confirmed = await dee.post(`/api/v1/handles/${body.id}/confirm`)
    expect(confirmed.json).toMatchObject({ status: 'confirmed', proposedBy: null })
    expect((await dee.post(`/api/v1/handles/${body.id}/confirm`)).json).toEqual(confirmed.json)
    expect((await ben.get('/api/v1/inbox')).json.items.map((one: { kind: string }) => one.kind)).toEqual(['handle.confirmed'])
    expect(types(await ben.post('/api/v1/handles', handle(ada.id, { handle: 'OCTOCAT' })))).toBe('conflict')
    expect((await ada.post('/api/v1/handles', handle(dee.id, { handle: 'octocat' }))).json).toMatchObject({ id: body.id, status: 'confirmed' })
  })

  it('of oneself is confirmed at once, and ends what others thought', async () => {
    const { ada, ben, dee } = await cast()
    await ben.post('/api/v1/handles', handle(ada.id))
    const own = await dee.post('/api/v1/handles', handle(dee.id))
    expect(own.json).toMatchObject({ status: 'confirmed' })
    expect((await ada.get('/api/v1/me/handles')).json.items).toEqual([])
    expect(types(await ada.post('/api/v1/handles', handle(ada.id)))).toBe('conflict')
  })

  it('is refused by whom it is said to be, or taken back by who said so', async () => {
    const { ada, ben, dee } = await cast()
    const [one, two] = [handle(dee.id), handle(dee.id, { handle: 'other' })]
    await ben.post('/api/v1/handles', one)
    await ben.post('/api/v1/handles', two)
    expect((await ada.post(`/api/v1/handles/${one.id}/refuse`)).status).toBe(404)
    expect((await dee.post(`/api/v1/handles/${one.id}/refuse`)).status).toBe(204)
    expect((await ben.post(`/api/v1/handles/${two.id}/refuse`)).status).toBe(204)
    expect((await dee.get('/api/v1/me/handles')).json.items).toEqual([])
    expect((await dee.post(`/api/v1/handles/${one.id}/confirm`)).status).toBe(404)
  })

  it('names people of this organisation, and an id once', async () => {
    const { ben, dee } = await cast()
    const other = await cast()
    expect(types(await ben.post('/api/v1/handles', handle(other.dee.id)))).toBe('recipient-unknown')
    const body = handle(dee.id)
    await ben.post('/api/v1/handles', body)
    expect(types(await ben.post('/api/v1/handles', { ...body, handle: 'another' }))).toBe('conflict')
    expect(types(await dee.post('/api/v1/handles', { ...body, person: ben.id }))).toBe('conflict')
  })
})

describe('own settings', () => {
  it('change what is named, and nothing else', async () => {
    const { ada } = await cast()
    const before = (await ada.get('/api/v1/me')).json
    const answer = await ada.patch('/api/v1/me/settings', { ceiling: 'team', language: 'ar', emails: false })
    expect(answer.json.settings).toMatchObject({ language: 'ar', theme: 'system', ceiling: 'team', emails: false })
    expect(answer.json.organisation).toEqual(before.organisation)
    expect((await ada.patch('/api/v1/me/settings', {})).json).toEqual(answer.json)
    expect((await ada.patch('/api/v1/me/settings', { language: null })).json.settings.language).toBeNull()
    expect((await ada.patch('/api/v1/me/settings', { role: 'admin' })).status).toBe(422)
    expect((await ada.patch('/api/v1/me/settings', { ceiling: 'author' })).status).toBe(422)
    expect((await ada.get('/api/v1/inbox')).json.items).toEqual([])
  })

  it('refuses what can be no name on GitHub, with the pointer to the field', async () => {
    const { ben } = await cast()
    for (const [name, status] of [['ben-ode', 201], ['ben-ode_acme', 201], ['not a handle!!', 422], ['-ben', 422], ['x'.repeat(40), 422]] as const) {
      const answer = await ben.post('/api/v1/handles', handle(ben.id, { handle: name }))
      expect([name, answer.status]).toEqual([name, status])
      if (status === 422) expect(answer.json.errors).toMatchObject([{ pointer: '/handle', code: 'invalid' }])
    }
    expect((await ben.post('/api/v1/handles', handle(ben.id, { site: 'jira', instance: 'acme.atlassian.net', handle: 'any.name_at+all' }))).status).toBe(201)
  })
})
