/** Signing in cannot be begun, or turned elsewhere, by a stranger. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { randomId } from '../../../shared/ids'
import { api, makeOrganisation, type Organisation, tokenFor } from '../support'

const provider = (org: Organisation) => env.DB.prepare('insert into identity_providers (org_id, issuer, client_id, changed_at) values (?, ?, ?, 1)').bind(org.id, 'https://issuer.example', 'cairn').run()
const begun = async (org: Organisation) => (await env.DB.prepare('select count(*) as n from provider_sign_ins where org_id = ?').bind(org.id).first<{ n: number }>())!.n

describe('a provider’s sign-in', () => {
  it.each(['cross-site', 'same-site'])('is not begun by a page elsewhere (%s): that would sign its visitor in as somebody else', async (site) => {
    const org = await makeOrganisation({ people: [{ name: 'Ada Okafor' }] })
    await provider(org)
    const answer = await api().get(`/auth/oidc/start?org=${org.id}&next=%2Fpeople`, { 'sec-fetch-site': site })
    expect([answer.status, answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([303, '/sign-in?next=%2Fpeople', null])
    expect(await begun(org)).toBe(0)
  })

  it('is begun from our own page', async () => {
    const org = await makeOrganisation({ people: [{ name: 'Ada Okafor' }] })
    await provider(org)
    // Nothing answers for the issuer in here: that it is asked is what shows.
    expect((await api().get(`/auth/oidc/start?org=${org.id}`, { 'sec-fetch-site': 'same-origin' })).status).toBe(503)
  })
})

describe('a domain of addresses', () => {
  it('that another organisation has cannot be taken: its people would be led to a stranger’s provider', async () => {
    const domain = `d${randomId().slice(0, 8)}.test`
    const ours = await makeOrganisation({ people: [{ name: 'Eli Marsh', role: 'admin' }] })
    const theirs = await makeOrganisation({ people: [{ name: 'Fay Berg', role: 'admin' }] })
    const set = async (org: Organisation, name: string, domains: string[]) =>
      api(await tokenFor(org, name)).put('/api/v1/organisation/sign-in', { issuer: null, clientId: null, domains, email: true })
    expect((await set(ours, 'Eli Marsh', [domain])).status).toBe(200)
    const answer = await set(theirs, 'Fay Berg', [`own.${domain}`, domain])
    expect([answer.status, answer.json.errors]).toEqual([422, [{ pointer: '/domains/1', code: 'invalid' }]])
    expect((await set(ours, 'Eli Marsh', [domain, `more.${domain}`])).status).toBe(200)
    expect((await set(theirs, 'Fay Berg', [`own.${domain}`])).status).toBe(200)
  })
})
