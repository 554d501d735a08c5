import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { api, makeOrganisation, recognition, tokenFor } from './support'

const day = 86_400_000

it('whoever leaves: what they asked is withdrawn, what they were asked ends, their notes go in a month, their words stay', async () => {
  const org = await makeOrganisation({ people: [{ name: 'Ada Okafor' }, { name: 'Ben Ode', manager: 'Ada Okafor' }, { name: 'Dee Alvarez' }, { name: 'Eli Marsh', role: 'admin' }] })
  const [ada, ben, dee, eli] = await Promise.all(['Ada Okafor', 'Ben Ode', 'Dee Alvarez', 'Eli Marsh'].map(async (name) => api(await tokenFor(org, name))))
  const id = (name: string) => org.person(name).id
  const request = (asked: string[]) => ({ id: newId(), asked: asked.map(id), subject: null, told: true, questions: ['What is one thing that I could do before the next change?'], visibility: 'recipients', artifact: null })
  const [asks, asked] = [request(['Dee Alvarez', 'Ada Okafor']), request(['Ben Ode'])]
  expect((await ben!.post('/api/v1/requests', asks)).status).toBe(201)
  expect((await dee!.post('/api/v1/requests', asked)).status).toBe(201)
  const note = { ...recognition(org, 'Ben Ode', [], { visibility: 'author', keys: [`person:${id('Ben Ode')}`] }), kind: 'note', body: { text: 'Mine alone' } }
  const said = recognition(org, 'Ben Ode', ['Dee Alvarez'])
  for (const draft of [note, said]) expect((await ben!.post('/api/v1/feedback', draft)).status).toBe(201)

  expect((await eli!.post(`/api/v1/people/${id('Ben Ode')}/deactivate`)).status).toBe(200)
  expect((await ben!.get('/api/v1/me')).status).toBe(401)
  const states = async (who: typeof dee, side: string) => (await who!.get(`/api/v1/me/requests?side=${side}`)).json.items.map((one: { id: string; state: string }) => [one.id, one.state])
  expect(await states(dee, 'asked')).toEqual([[asks.id, 'withdrawn']])
  expect(await states(ada, 'asked')).toEqual([[asks.id, 'withdrawn']])
  expect(await states(dee, 'asker')).toEqual([[asked.id, 'expired']])
  const row = await env.DB.prepare('select expires_at, words from feedback where org_id = ? and id = ?').bind(org.id, note.id).first<{ expires_at: number; words: string }>()
  expect(Math.round((row!.expires_at - Date.now()) / day)).toBe(30)
  expect(row!.words).toBeTruthy()
  expect((await dee!.get('/api/v1/me/received')).json.items.map((card: { id: string }) => card.id)).toEqual([said.id])
})
