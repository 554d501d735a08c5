/** What the clock does every minute costs what there is to do, not what there is; what can let nobody in any more goes at night. */
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { sha256 } from '../../shared/artifacts'
import { randomId } from '../../shared/ids'
import { sweepSessions } from '../../worker/auth/sessions'
import { dropExpiredInvitations } from '../../worker/feedback/actions.waiting'
import { api, makeOrganisation, recognition, tokenFor } from './support'

/** The environment with its rows counted. */
function counted() {
  const meter = { read: 0 }
  const DB = {
    prepare: (query: string) => env.DB.prepare(query),
    async batch(statements: D1PreparedStatement[]) {
      const results = await env.DB.batch(statements)
      for (const { meta } of results) meter.read += meta.rows_read
      return results
    },
  }
  return { meter, env: { ...env, DB } as never }
}

test('looking for words that wait does not read the words that do not', async () => {
  const org = await makeOrganisation({ people: [{ name: 'Ben Ode' }, { name: 'Dee Alvarez' }], settings: { domains: ['northwind.test'] } })
  const ben = api(await tokenFor(org, 'Ben Ode'))
  for (let n = 0; n < 30; n += 1) expect((await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Dee Alvarez']))).status).toBe(201)
  const invited = recognition(org, 'Ben Ode', [], { invite: { email: 'noa@northwind.test', name: 'Noa Weiss' }, keys: [`person:${org.person('Ben Ode').id}`] })
  expect((await ben.post('/api/v1/feedback', invited)).status).toBe(201)
  const { meter, env: asked } = counted()
  await dropExpiredInvitations(asked, Date.now())
  expect(meter.read).toBeLessThanOrEqual(6)
})

test('sessions and what renews them go a month after their end, at night', async () => {
  const org = await makeOrganisation({ people: [{ name: 'Ben Ode' }] })
  const night = Date.UTC(2026, 10, 21, 3, 0, 30)
  const month = 30 * 86_400_000
  const session = (name: string, expires: number, ended: number | null) => sha256(`${org.id}${name}`).then((hash) =>
    env.DB.prepare(`insert into sessions (org_id, token_hash, id, person_id, kind, opened_at, seen_at, expires_at, ended_at) values (?, ?, ?, ?, 'desk', 1, 1, ?, ?)`).bind(org.id, hash, randomId(), org.person('Ben Ode').id, expires, ended).run())
  await session('running', night + 1, null)
  await session('just over', night - month + 1, null)
  await session('long over', night - month - 1, null)
  await session('long ended', night + month, night - month - 1)
  const left = async () => (await env.DB.prepare('select count(*) as n from sessions where org_id = ?').bind(org.id).first<{ n: number }>())!.n
  await sweepSessions(env as never, night + 3_600_000)
  expect(await left()).toBe(4)
  await sweepSessions(env as never, night)
  expect(await left()).toBe(2)
})
