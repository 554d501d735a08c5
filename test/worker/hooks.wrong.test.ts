/** Deliveries that are forged, changed, too large or of another instance; and whose webhooks are. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { NewHook } from '../../shared/hooks'
import { newId } from '../../shared/ids'
import { current, deliver, github, goalWith, hookOf, labelled, org, pull, sign, tokens } from './hooks.rig'
import { api, makeOrganisation } from './support'

describe('a delivery that is not right', () => {
  it('is answered alike where there is no such webhook, organisation, or signature', async () => {
    const of = await goalWith(labelled)
    const fjord = await makeOrganisation({ name: 'Fjord Works', people: [{ name: 'Fay Berg', role: 'admin' }] })
    const path = new URL(github.url).pathname
    const forged = await sign('not the secret', JSON.stringify(pull(2)))
    const answers = [
      await deliver(pull(2), { secret: 'not the secret' }),
      await deliver(pull(2), { path: path.replace(github.hook.id, crypto.randomUUID()) }),
      await deliver(pull(2), { path: path.replace(org.id, fjord.id) }),
      await deliver(pull(2), { path: path.replace(org.id, crypto.randomUUID()) }),
      await deliver(pull(2), { path: `${path}/${github.secret}` }),
      await deliver(pull(2), { headers: { 'x-github-event': 'pull_request' } }),
      await deliver(pull(2), { headers: { 'x-github-event': 'pull_request', 'x-hub-signature-256': forged.replace('sha256=', 'sha1=') } }),
      await deliver('{"half', { secret: 'not the secret' }),
      await deliver(pull(2), { path: '/api/v1/hooks/nonsense/nonsense' }),
    ]
    expect(new Set(await Promise.all(answers.map(async (one) => `${one.status} ${await one.text()}`))).size).toBe(1)
    expect(answers[0]!.status).toBe(404)
    expect(await current(of.goal)).toBeNull()
    expect(await hookOf(github.hook.id)).toMatchObject({ failedAt: expect.any(String), lastAt: null, failures: { forged: 5, unread: 0, elsewhere: 0 } })
  })

  it('is refused and counted when its bytes were changed, it is not GitHub’s, or of another instance', async () => {
    const of = await goalWith(labelled)
    const body = JSON.stringify(pull(2))
    const signature = await sign(github.secret!, body)
    expect((await deliver(`${body} `, { headers: { 'x-github-event': 'pull_request', 'x-hub-signature-256': signature } })).status).toBe(404)
    expect((await deliver('{"half')).status).toBe(400)
    expect((await deliver({ action: 'closed', pull_request: {} })).status).toBe(400)
    const elsewhere = pull(2)
    elsewhere['repository'].html_url = 'https://git.evil.test/Codertocat/Hello-World'
    expect((await deliver(elsewhere)).status).toBe(400)
    expect(await hookOf(github.hook.id)).toMatchObject({ failures: { forged: 1, unread: 2, elsewhere: 1 } })
    expect(await current(of.goal)).toBeNull()
  })

  it('is too large beyond a mebibyte, whatever it says', async () => {
    const answer = await deliver({ ...pull(2), padding: 'x'.repeat(1024 * 1024) })
    expect(answer.status).toBe(413)
    expect((await deliver({ ...pull(2), padding: 'x'.repeat(900 * 1024) })).status).toBe(202)
  })

  it('is forged once the secret was renewed, and unknown once the webhook is gone', async () => {
    const of = await goalWith(labelled)
    const renewed = (await api(tokens.eli).post(`/api/v1/organisation/hooks/${github.hook.id}/rotate`, { renewal: newId() })).json as NewHook
    expect(renewed.secret).not.toBe(github.secret)
    expect((await deliver(pull(2))).status).toBe(404)
    expect((await deliver(pull(2), { hook: renewed })).status).toBe(202)
    expect((await api(tokens.eli).delete(`/api/v1/organisation/hooks/${github.hook.id}`)).status).toBe(204)
    expect((await deliver(pull(3), { hook: renewed })).status).toBe(404)
    expect(await current(of.goal)).toBe(1)
  })
})

describe('webhooks of an organisation', () => {
  it('say their secret once, keep it sealed, and are an admin’s', async () => {
    const body = { id: newId(), site: 'github', instance: 'github.com', name: 'Again', inPath: false }
    const first = await api(tokens.eli).post('/api/v1/organisation/hooks', body)
    const again = await api(tokens.eli).post('/api/v1/organisation/hooks', body)
    expect([first.json.secret, again.json.secret]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), null])
    expect((await api(tokens.eli).post('/api/v1/organisation/hooks', { ...body, name: 'Other' })).status).toBe(409)
    const { results } = await env.DB.prepare('select * from hooks where org_id = ?').bind(org.id).all()
    expect(JSON.stringify(results)).not.toContain(first.json.secret)
    expect((await api(tokens.ben).get('/api/v1/organisation/hooks')).status).toBe(403)
    expect((await api(tokens.ben).post('/api/v1/organisation/hooks', { ...body, id: newId() })).status).toBe(403)
    expect((await api(tokens.eli).get('/api/v1/organisation/hooks')).text).not.toContain('secret')
    expect((await api(tokens.eli).post('/api/v1/organisation/hooks', { ...body, id: newId(), inPath: true })).status).toBe(422)
  })
})
