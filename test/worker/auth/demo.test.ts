import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { exports } from 'cloudflare:workers'
import { newId } from '../../../shared/ids'
import { makeOrganisation } from '../../../worker/people/directory'

const org = newId()
beforeAll(() => makeOrganisation(env, { id: org, name: 'Northwind', people: [{ email: 'ada@demo.test', name: 'Ada Okafor' }, { email: 'kai@demo.test', name: 'Kai Moss', status: 'deactivated' }] }).then(() => undefined))

const demo = (body: unknown, headers: Record<string, string> = {}, url = 'http://localhost:8787/auth/demo') =>
  exports.default.fetch(new Request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) }))
const codeOf = async (response: Response) => ((await response.json()) as { type: string }).type.replace('/problems/', '')

describe('demo sign-in', () => {
  it('gives a token for one of the cast', async () => {
    const answer = await demo({ email: 'Ada@demo.test ' })
    expect(answer.status).toBe(200)
    const tokens = await answer.json<{ access_token: string; organisation: object }>()
    expect(tokens).toMatchObject({ token_type: 'Bearer', organisation: { id: org, name: 'Northwind' }, person: { name: 'Ada Okafor' } })
    const sessions = await exports.default.fetch(new Request('http://localhost:8787/api/v1/me/sessions', { headers: { authorization: `Bearer ${tokens.access_token}` } }))
    expect(await sessions.json()).toMatchObject({ items: [{ kind: 'script', current: true }] })
  })

  it.each([
    ['off loopback', { email: 'ada@demo.test' }, {}, 'https://cairn.example.com/auth/demo', 'not-found'],
    ['behind a loopback address with another Host', { email: 'ada@demo.test' }, { host: 'cairn.example.com' }, undefined, 'not-found'],
    ['from a page elsewhere', { email: 'ada@demo.test' }, { origin: 'https://evil.example' }, undefined, 'bad-origin'],
    ['from a page elsewhere that hides its origin', { email: 'ada@demo.test' }, { 'sec-fetch-site': 'cross-site' }, undefined, 'bad-origin'],
    ['from another port of this machine', { email: 'ada@demo.test' }, { origin: 'http://localhost:3000' }, undefined, 'bad-origin'],
    ['with a form', 'email=ada%40demo.test', { 'content-type': 'application/x-www-form-urlencoded' }, undefined, 'not-json'],
    ['with text that a form could send', '{"email":"ada@demo.test"}', { 'content-type': 'text/plain' }, undefined, 'not-json'],
    ['for nobody', { email: 'nobody@demo.test' }, {}, undefined, 'sign-in-failed'],
    ['for somebody who left', { email: 'kai@demo.test' }, {}, undefined, 'account-closed'],
    ['without an address', { email: 'ada' }, {}, undefined, 'invalid'],
  ])('is refused %s', async (_, body, headers, url, code) => {
    expect(await codeOf(await demo(body, headers as Record<string, string>, url))).toBe(code)
  })
})
