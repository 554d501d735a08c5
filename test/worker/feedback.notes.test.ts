/** Private notes: the author's alone, about their own work or a report; kept, announced, gone after their time. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../shared/ids'
import { codeOf } from '../../shared/problem'
import { sweepNotes } from '../../worker/feedback/actions.notes'
import { api, citation, makeOrganisation, type Organisation, tokenFor } from './support'

const canary = 'walnut-ferry-sparrow'
const day = 86_400_000
let org: Organisation
let ada: ReturnType<typeof api>
let chi: ReturnType<typeof api>

beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Gus Lind' }, { name: 'Ada Okafor', manager: 'Gus Lind' }, { name: 'Chi Tran', manager: 'Ada Okafor' }, { name: 'Dee Alvarez' }, { name: 'Eli Marsh', role: 'admin' }] })
  ada = api(await tokenFor(org, 'Ada Okafor'))
  chi = api(await tokenFor(org, 'Chi Tran'))
})

const note = (more: Record<string, unknown> = {}) => ({
  id: newId(), kind: 'note', visibility: 'author', recipients: [], keys: [`person:${org.person('Ada Okafor').id}`], body: { text: `Ask Chi about the timeout, ${canary}` }, values: [], artifact: citation(), ...more,
})
const about = (name: string) => ({ about: org.person(name).id })
async function kept(more: Record<string, unknown> = {}) {
  const draft = note(more)
  expect((await ada.post('/api/v1/feedback', draft)).status).toBe(201)
  return draft.id
}
const sweep = (now: number) => sweepNotes(env as never, now)
const events = async () => (await env.DB.prepare("select kind from events where org_id = ? and kind like 'feedback.%' order by seq").bind(org.id).all<{ kind: string }>()).results.map(({ kind }) => kind.replace('feedback.', ''))

describe('a note', () => {
  test('is for oneself, or about somebody who reports to one; not about a colleague or one’s manager, and to nobody', async () => {
    expect((await ada.post('/api/v1/feedback', note())).status).toBe(201)
    expect((await ada.post('/api/v1/feedback', note(about('Chi Tran')))).json.about).toEqual({ id: org.person('Chi Tran').id, name: 'Chi Tran' })
    for (const name of ['Dee Alvarez', 'Gus Lind', 'Ada Okafor']) expect(codeOf((await ada.post('/api/v1/feedback', note(about(name)))).json), name).toBe('not-allowed')
    expect((await ada.post('/api/v1/feedback', note({ recipients: [org.person('Chi Tran').id] }))).status).toBe(422)
    expect(codeOf((await ada.post('/api/v1/feedback', note({ visibility: 'recipients' }))).json)).toBe('visibility-not-allowed')
  })

  test('is seen by its author alone, names nobody in events, and is sealed', async () => {
    const id = await kept(about('Chi Tran'))
    expect((await ada.get(`/api/v1/feedback/${id}`)).json).toMatchObject({ mine: 'author', recipients: [], audience: { visibility: 'author' } })
    for (const name of ['Chi Tran', 'Gus Lind', 'Eli Marsh']) {
      const reader = api(await tokenFor(org, name))
      expect((await reader.get(`/api/v1/feedback/${id}`)).status, name).toBe(404)
      for (const path of ['/api/v1/inbox', '/api/v1/me/received', `/api/v1/people/${org.person('Chi Tran').id}/received`]) expect((await reader.get(path)).json.items, `${name} ${path}`).toEqual([])
    }
    const { results } = await env.DB.prepare('select data from events where org_id = ?').bind(org.id).all()
    expect(JSON.stringify(results)).not.toContain(org.person('Chi Tran').id)
    expect(JSON.stringify((await env.DB.prepare('select words from feedback').all()).results)).not.toContain(canary)
  })

  test('is taken back at any time', async () => {
    const id = await kept()
    await env.DB.prepare('update feedback set at = ? where id = ?').bind(Date.now() - 300 * day, id).run()
    expect((await ada.post(`/api/v1/feedback/${id}/retract`)).status).toBe(204)
    expect((await ada.get('/api/v1/me/given')).json.items).toEqual([])
  })
})

describe('its time', () => {
  test('is twelve months: told two weeks before, once, then its words go', async () => {
    const id = await kept(about('Chi Tran'))
    const until = Date.parse((await ada.get(`/api/v1/feedback/${id}`)).json.expiresAt)
    expect(until - Date.now()).toBeGreaterThan(364 * day)
    await sweep(until - 15 * day)
    expect((await ada.get('/api/v1/inbox')).json.items).toEqual([])
    for (const before of [14, 13, 1]) await sweep(until - before * day)
    expect((await ada.get('/api/v1/inbox')).json.items).toMatchObject([{ kind: 'note.expiring', card: { id } }])
    expect((await env.DB.prepare("select count(*) as n from due where org_id = ? and reaction = 'email'").bind(org.id).first<{ n: number }>())!.n).toBe(0)
    expect((await chi.get('/api/v1/inbox')).json.items).toEqual([])
    await sweep(until)
    expect((await ada.get(`/api/v1/feedback/${id}`)).status).toBe(404)
    expect((await ada.get('/api/v1/me/given')).json.items).toEqual([])
    expect(await env.DB.prepare('select words, about_id, expires_at from feedback where id = ?').bind(id).first()).toEqual({ words: null, about_id: null, expires_at: null })
    expect((await env.DB.prepare('select count(*) as n from feed where feedback_id = ?').bind(id).first<{ n: number }>())!.n).toBe(0)
    expect(await events()).toEqual(['given', 'expiring', 'expired'])
  })

  test('ends not while it is kept; let go of late, it stays for as long as a notice takes', async () => {
    const id = await kept()
    const path = `/api/v1/feedback/${id}/kept`
    expect((await ada.put(path, { kept: true })).json.expiresAt).toBeUndefined()
    await sweep(Date.now() + 400 * day)
    expect((await ada.get(`/api/v1/feedback/${id}`)).status).toBe(200)
    await env.DB.prepare('update feedback set at = ? where id = ?').bind(Date.now() - 380 * day, id).run()
    const again = Date.parse((await ada.put(path, { kept: false })).json.expiresAt)
    expect(Math.abs(again - Date.now() - 14 * day)).toBeLessThan(60_000)
    await sweep(Date.now())
    expect((await ada.get('/api/v1/inbox')).json.items).toMatchObject([{ kind: 'note.expiring' }])
    await sweep(again)
    expect(await events()).toEqual(['given', 'kept', 'letGo', 'expiring', 'expired'])
  })

  test('is its author’s to say, and no other kind has one', async () => {
    const id = await kept(about('Chi Tran'))
    expect((await chi.put(`/api/v1/feedback/${id}/kept`, { kept: true })).status).toBe(404)
    const said = { id: newId(), kind: 'feedback', visibility: 'recipients', recipients: [org.person('Chi Tran').id], keys: ['Ada Okafor', 'Chi Tran'].map((name) => `person:${org.person(name).id}`), body: { situation: '', behaviour: 'You waited for staging.', impact: 'Nothing broke.' }, values: [], artifact: null }
    await ada.post('/api/v1/feedback', said)
    expect(codeOf((await ada.put(`/api/v1/feedback/${said.id}/kept`, { kept: true })).json)).toBe('not-allowed')
  })
})
