import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { base, company, fresh, problemOf, signedIn, tokenOf } from './browser'

const ask = (token: string, path = '/api/v1/me', method = 'GET') => exports.default.fetch(new Request(base + path, { method, headers: { authorization: `Bearer ${token}` } }))
const northwind = async () => {
  const [eli, ada] = [fresh('eli'), fresh('ada')]
  const organisation = await company([{ email: eli, name: 'Eli Marsh', role: 'admin' }, { email: ada, name: 'Ada Okafor' }])
  return { organisation, eli: await tokenOf(eli), ada: await tokenOf(ada), adaId: organisation.of(ada), adaEmail: ada }
}
interface Sessions { items: { id: string; kind: string; current: boolean }[] }

describe('sessions', () => {
  it('are listed and ended one by one, by their person alone', async () => {
    const { ada, eli, adaEmail } = await northwind()
    const desk = await signedIn(adaEmail)
    const { items } = (await (await ask(ada, '/api/v1/me/sessions')).json()) as Sessions
    expect(items.map((one) => [one.kind, one.current]).sort()).toEqual([['desk', false], ['script', true]])
    const other = items.find((one) => one.kind === 'desk')!
    expect(await problemOf(await ask(eli, `/api/v1/me/sessions/${other.id}`, 'DELETE'))).toBe('not-found')
    expect(await desk.signedInAs()).toBe('Ada Okafor')
    expect((await ask(ada, `/api/v1/me/sessions/${other.id}`, 'DELETE')).status).toBe(204)
    expect(await desk.signedInAs()).toBeNull()
    expect(((await (await ask(ada, '/api/v1/me/sessions')).json()) as Sessions).items).toHaveLength(1)
    expect((await ask(ada, '/api/v1/me/sign-out', 'POST')).status).toBe(204)
    expect(await problemOf(await ask(ada))).toBe('session-ended')
  })

  it('end with their time', async () => {
    const { ada, organisation } = await northwind()
    await env.DB.prepare('update sessions set expires_at = ? where org_id = ?').bind(Date.now() - 1, organisation.id).run()
    expect(await problemOf(await ask(ada))).toBe('session-ended')
  })

  it('end at once when somebody leaves, and do not come back with them', async () => {
    const { ada, eli, adaId, adaEmail } = await northwind()
    expect((await ask(eli, `/api/v1/people/${adaId}/deactivate`, 'POST')).status).toBe(200)
    expect(await problemOf(await ask(ada))).toBe('account-closed')
    expect((await ask(eli, `/api/v1/people/${adaId}/deactivate`, 'POST')).status).toBe(200)
    expect((await ask(eli, `/api/v1/people/${adaId}/reactivate`, 'POST')).status).toBe(200)
    expect(await problemOf(await ask(ada))).toBe('session-ended')
    expect((await ask(await tokenOf(adaEmail))).status).toBe(200)
  })

  it.each([['nothing', ''], ['nonsense', 'abc'], ['a token of nobody', 'cairn_00000000-0000-7000-8000-000000000000_aaaaaaaaaaaaaaaaaaaaaaaaaa']])('are not made of %s', async (_, token) => {
    expect(await problemOf(await ask(token))).toBe('sign-in-needed')
  })

  it('of members change nobody', async () => {
    const { ada, eli, adaId } = await northwind()
    const other = await northwind()
    expect(await problemOf(await ask(ada, `/api/v1/people/${adaId}/deactivate`, 'POST'))).toBe('not-allowed')
    expect(await problemOf(await ask(eli, `/api/v1/people/${other.adaId}/deactivate`, 'POST'))).toBe('not-found')
    const me = (await (await ask(eli)).json()) as { person: { id: string } }
    expect(await problemOf(await ask(eli, `/api/v1/people/${me.person.id}/deactivate`, 'POST'))).toBe('conflict')
  })
})
