/** Talk under what is reported: who takes back what, who still reads it, and what is left when it is decided. */
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { newId } from '../../../shared/ids'
import { api, makeOrganisation, type Organisation, recognition, tokenFor } from '../support'

const canary = 'Lerchenkanari'
let org: Organisation
let who: Record<'Ben' | 'Chi' | 'Dee' | 'Ivy' | 'Jun', ReturnType<typeof api>>
const keys = () => ['Ben', 'Chi'].map((name) => `person:${org.person(name).id}`).sort()
const words = async (reply: string) => (await env.DB.prepare('select words from replies where org_id = ? and id = ?').bind(org.id, reply).first<{ words: string | null }>())!.words

beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Ben' }, { name: 'Chi' }, { name: 'Dee' }, { name: 'Ivy' }, { name: 'Jun' }], settings: {} })
  await env.DB.prepare(`update organisations set settings = json_set(settings, '$.handlers', json(?)) where id = ?`).bind(JSON.stringify(['Ivy', 'Jun'].map((name) => org.person(name).id)), org.id).run()
  who = Object.fromEntries(await Promise.all(['Ben', 'Chi', 'Dee', 'Ivy', 'Jun'].map(async (name) => [name, api(await tokenFor(org, name))]))) as typeof who
})

async function hurt() {
  const draft = recognition(org, 'Ben', ['Chi'], { visibility: 'recipients', keys: keys() })
  expect((await who.Ben.post('/api/v1/feedback', draft)).status).toBe(201)
  const at = `/api/v1/feedback/${draft.id}`
  const reply = { id: newId(), text: canary, keys: keys() }
  expect((await who.Ben.post(`${at}/replies`, reply)).status).toBe(201)
  const { json } = await who.Chi.post(`${at}/report`, { id: newId(), why: 'It hurts', handlers: ['Ivy', 'Jun'].map((name) => org.person(name).id) })
  return { at, reply, report: `/api/v1/reports/${json.id}` }
}

it.each([[true, 'upheld'], [false, 'dismissed']] as const)('what is taken back while two look at it is hidden from all others, stays for the two, and goes with their decision (%s)', async (upheld, state) => {
  const { at, reply, report } = await hurt()
  expect((await who.Ben.post(`${at}/replies/${reply.id}/retract`)).status).toBe(204)
  for (const name of ['Ben', 'Chi'] as const) expect((await who[name].get(`${at}/replies`)).json.items, name).toEqual([])
  // Sent again it is not there again.
  expect((await who.Ben.post(`${at}/replies`, reply)).json.type).toBe('/problems/gone')
  for (const name of ['Ivy', 'Jun'] as const) expect((await who[name].get(report)).json.thread.map(({ text }: { text: string }) => text), name).toEqual([canary])
  for (const name of ['Chi', 'Dee'] as const) expect((await who[name].get(report)).text, name).not.toContain(canary)
  await who.Ivy.post(`${report}/decide`, { upheld })
  expect((await who.Jun.post(`${report}/decide`, { upheld })).json.state).toBe(state)
  expect(await words(reply.id)).toBeNull()
  expect((await who.Jun.get(report)).text).not.toContain(canary)
})

it('what is taken back under nobody’s eyes is gone at once', async () => {
  const draft = recognition(org, 'Ben', ['Chi'], { visibility: 'recipients', keys: keys() })
  await who.Ben.post('/api/v1/feedback', draft)
  const reply = { id: newId(), text: canary, keys: keys() }
  await who.Chi.post(`/api/v1/feedback/${draft.id}/replies`, reply)
  for (const name of ['Ben', 'Dee', 'Ivy'] as const) expect((await who[name].post(`/api/v1/feedback/${draft.id}/replies/${reply.id}/retract`)).status, name).toBe(name === 'Ben' ? 403 : 404)
  expect((await who.Chi.post(`/api/v1/feedback/${draft.id}/replies/${reply.id}/retract`)).status).toBe(204)
  expect(await words(reply.id)).toBeNull()
})

it('keys that were made up add nobody, and take nobody away', async () => {
  const draft = recognition(org, 'Ben', ['Chi'], { visibility: 'recipients', keys: keys() })
  await who.Ben.post('/api/v1/feedback', draft)
  for (const forged of [[...keys(), 'org'], keys().slice(0, 1), [], [...keys(), `person:${org.person('Dee').id}`]]) {
    expect((await who.Chi.post(`/api/v1/feedback/${draft.id}/replies`, { id: newId(), text: 'x', keys: forged })).json.type).toBe('/problems/audience-changed')
    expect((await who.Chi.put(`/api/v1/feedback/${draft.id}/view`, { text: 'x', keys: forged })).json.type).toBe('/problems/audience-changed')
  }
  expect((await who.Dee.get(`/api/v1/feedback/${draft.id}/replies`)).status).toBe(404)
})
