/** Bodies that no client of ours sends: names that every object has, names twice, numbers as texts, levels without end. */
import { expect, it } from 'vitest'
import { newId } from '../../../shared/ids'
import { api, ask, makeOrganisation, recognition, tokenFor } from '../support'

const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

it('names that every object has are as unknown as any other', async () => {
  const org = await makeOrganisation({ values: ['Say it early'], people: [{ name: 'Ada Okafor', role: 'admin' }, { name: 'Ben Ode' }] })
  const token = await tokenFor(org, 'Ada Okafor')
  const send = async (method: string, path: string, body: string) => {
    const answer = await ask(new Request(`http://localhost:8787${path}`, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body }))
    return { status: answer.status, text: await answer.text() }
  }
  const { open: [{ from }] } = (await api(token).get('/api/v1/me/reflections')).json
  const bodies: [method: string, path: string, body: object][] = [
    ['POST', '/api/v1/feedback', recognition(org, 'Ada Okafor', ['Ben Ode'])],
    ['PUT', `/api/v1/me/reflections/${from}/${org.value('Say it early')}`, { lived: 'x', next: '', version: 0 }],
    ['POST', `/api/v1/people/${org.person('Ben Ode').id}/address`, { id: newId(), email: 'ben@northwind.test' }],
    ['POST', '/api/v1/me/address', { id: newId(), email: 'ben@northwind.test' }],
    ['POST', '/api/v1/learning', { id: newId(), competency: newId(), title: 'T', link: 'https://example.org/', kind: 'book', minutes: null, language: null }],
    ['PUT', '/api/v1/organisation/settings', { id: newId(), change: { counters: true } }],
    ['PATCH', '/api/v1/me/settings', { language: 'de' }],
  ]
  for (const [method, path, body] of bodies) {
    for (const name of inherited) {
      const { status, text } = await send(method, path, `${JSON.stringify(body).slice(0, -1)},"${name}":{"role":"admin"}}`)
      expect([status, text.includes(name)], `${path} ${name} ${text}`).toEqual([422, true])
    }
    // The last of two is what stands, and an unknown one before it is no less unknown.
    expect((await send(method, path, `{"x":1,${JSON.stringify(body).slice(1)}`)).status, path).toBe(422)
    expect((await send(method, path, `${'['.repeat(20_000)}${']'.repeat(20_000)}`)).status, path).toBeGreaterThanOrEqual(400)
    expect((await send(method, path, 'null')).status, path).toBe(422)
  }
  for (const name of inherited) {
    for (const change of [{ visibilities: { [name]: ['team'] } }, { retention: { [name]: 1 } }]) {
      const { status } = await send('PUT', '/api/v1/organisation/settings', `{"id":"${newId()}","change":${Object.keys(change)[0] === 'retention' ? `{"retention":{"${name}":1}}` : `{"visibilities":{"${name}":["team"]}}`}}`)
      expect(status, `${name} ${Object.keys(change)}`).toBe(422)
    }
    expect((await send('PATCH', '/api/v1/me/notifications', `{"email":{"${name}":"off"}}`)).status, name).toBe(name === '__proto__' ? 200 : 422)
  }
  expect(({} as Record<string, unknown>)['role']).toBeUndefined()
})
