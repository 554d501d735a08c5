/** The limit by address cannot be walked around by naming another token with every request. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { randomId } from '../../../shared/ids'
import { networkOf } from '../../../worker/http/guards'
import worker from '../../../worker/index'
import { makeOrganisation, tokenFor } from '../support'

/** A limiter of `most` requests a key. */
const limiter = (most: number) => {
  const counts = new Map<string, number>()
  return {
    counts,
    limit: async ({ key }: { key: string }) => {
      counts.set(key, (counts.get(key) ?? 0) + 1)
      return { success: counts.get(key)! <= most }
    },
  }
}

async function send(limit: ReturnType<typeof limiter>, path: string, init: RequestInit = {}): Promise<number> {
  const context = createExecutionContext()
  const request = new Request(`http://localhost:8787${path}`, { redirect: 'manual', ...init, headers: { 'cf-connecting-ip': '192.0.2.7', ...(init.headers as Record<string, string>) } })
  const response = await worker.fetch(request, { ...env, LIMITER: limit } as never, context)
  await waitOnExecutionContext(context)
  return response.status
}

const madeUp = () => `cairn_${randomId()}_${randomId().replaceAll('-', '')}`
const form = { origin: 'http://localhost:8787', 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }

const doors: Record<string, () => [string, RequestInit]> = {
  'the token endpoint': () => ['/oauth/token', { method: 'POST', headers: { authorization: `Bearer ${madeUp()}`, 'content-type': 'application/json' }, body: JSON.stringify({ grant_type: 'refresh_token', client_id: 'cairn-extension', refresh_token: madeUp() }) }],
  'the code of an e-mail': () => ['/auth/email/code', { method: 'POST', headers: { ...form, authorization: `Bearer ${madeUp()}` }, body: 'code=123456' }],
  'the set-up token': () => ['/setup', { method: 'POST', headers: { ...form, cookie: `cairn=${madeUp()}` }, body: 'token=guess' }],
  'the cookie of a session': () => ['/api/v1/me', { headers: { cookie: `cairn=${madeUp()}` } }],
  'sessions': () => ['/api/v1/me', { headers: { authorization: `Bearer ${madeUp()}` } }],
}

describe('guesses', () => {
  it.each(Object.entries(doors))('at %s are counted by address, whatever token they carry', async (_, door) => {
    const limit = limiter(3)
    const answers: number[] = []
    for (let tries = 0; tries < 5; tries += 1) answers.push(await send(limit, ...door()))
    expect(answers.slice(0, 3)).not.toContain(429)
    expect(answers.slice(3)).toEqual([429, 429])
  })

  it('of one do not lock out a colleague behind the same address who is signed in', async () => {
    const org = await makeOrganisation({ people: [{ name: 'Ada Okafor' }] })
    const token = await tokenFor(org, 'Ada Okafor')
    const limit = limiter(3)
    for (let tries = 0; tries < 5; tries += 1) await send(limit, '/api/v1/me', { headers: { authorization: `Bearer ${madeUp()}` } })
    expect(await send(limit, '/api/v1/me', { headers: { authorization: `Bearer ${token}` } })).toBe(200)
  })
})

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'], ['2001:0db8:0001:0002::9', '2001:db8:1:2'], ['2001:db8::1', '2001:db8:0:0'], ['2001:db8::ffff:2', '2001:db8:0:0'],
    ['2001:db8:0:1::', '2001:db8:0:1'], ['::1', '0:0:0:0'], ['2001:DB8::5', '2001:db8:0:0'], ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network))
})
