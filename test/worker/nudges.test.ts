/** Nudges: of one's own silence, to whom it is about; what is a note to self or read by its author alone is nothing said. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { dayOf } from '../../shared/days'
import { isNudgeDay } from '../../shared/nudges'
import type { Viewer } from '../../worker/http/session'
import { viewerSql } from '../../worker/http/session'
import { dbFor } from '../../worker/db'
import { nudgeOf, nudgeQuery } from '../../worker/waiting/queries.nudges'
import { sha256 } from '../../shared/artifacts'
import { api, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

let org: Organisation
let token: string
let ada: ReturnType<typeof api>
const day = 86_400_000

beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Ada Okafor' }, { name: 'Ben Ode', manager: 'Ada Okafor' }, { name: 'Chi Tran', manager: 'Ada Okafor' }, { name: 'Dee Alvarez' }] })
  token = await tokenFor(org, 'Ada Okafor')
  ada = api(token)
  await env.DB.prepare('update people set created_at = ? where org_id = ?').bind(Date.now() - 300 * day, org.id).run()
})

/** A day from now on which nudges come. */
const nudgeDay = (from: number): number => {
  for (let at = from; ; at += day) if (isNudgeDay(dayOf(at, 'UTC'), { timeZone: 'UTC', days: '12345', away: [] })) return at
}
/** What would be asked at a moment. */
async function at(now: number) {
  const db = dbFor(env as never, org.id)
  const [rows] = await db.batch(nudgeQuery(db, viewerSql(org.id, await sha256(token)), now))
  return nudgeOf({ id: org.person('Ada Okafor').id } as Viewer, rows, now)
}
const say = (to: string, more: Record<string, unknown> = {}) => ada.post('/api/v1/feedback', recognition(org, 'Ada Okafor', [to], more))

describe('the nudge', () => {
  test('names a report to whom nothing was said; what was said to one is not said to the other', async () => {
    const now = nudgeDay(Date.now())
    expect((await say('Ben Ode')).status).toBe(201)
    expect(await at(now)).toMatchObject({ kind: 'silence', person: org.person('Chi Tran').name && { id: org.person('Chi Tran').id, name: 'Chi Tran' } })
    expect((await say('Chi Tran')).status).toBe(201)
    expect(await at(now)).toBeNull()
    expect(await at(nudgeDay(Date.now() + 70 * day))).not.toBeNull()
  })

  test('a note to self, and coaching that only its author reads, are nothing said', async () => {
    const { id } = org.person('Ada Okafor')
    await say('Ben Ode')
    const own = { visibility: 'author', keys: [`person:${id}`], values: [] }
    expect((await say('Chi Tran', { ...own, kind: 'coaching', body: { text: 'She could lead the next one.' } })).status).toBe(201)
    expect((await say('Chi Tran', { ...own, kind: 'note', recipients: [], about: org.person('Chi Tran').id, body: { text: 'Ask about the next one.' } })).status).toBe(201)
    expect((await at(nudgeDay(Date.now())))?.person.id).toBe(org.person('Chi Tran').id)
  })

  test('is answered by its person alone: not now rests, never is never, and there is no event of it', async () => {
    const now = nudgeDay(Date.now())
    const shown = (await at(now))!
    const dee = api(await tokenFor(org, 'Dee Alvarez'))
    expect((await dee.post(`/api/v1/me/nudges/${shown.id}`, { answer: 'never' })).status).toBe(404)
    const { n } = (await env.DB.prepare('select count(*) as n from events where org_id = ?').bind(org.id).first<{ n: number }>())!
    expect((await ada.post(`/api/v1/me/nudges/${shown.id}`, { answer: 'not_now' })).status).toBe(204)
    const next = (await at(nudgeDay(now + day)))!
    expect(next.person.id).not.toBe(shown.person.id)
    expect((await at(nudgeDay(now + 17 * day)))?.person.id).toBe([shown, next].map(({ person }) => person.id).sort()[0])
    expect((await ada.post(`/api/v1/me/nudges/${shown.id}`, { answer: 'never' })).status).toBe(204)
    expect((await ada.post(`/api/v1/me/nudges/${next.id}`, { answer: 'never' })).status).toBe(204)
    expect(await at(nudgeDay(now + 40 * day))).toBeNull()
    expect((await env.DB.prepare('select count(*) as n from events where org_id = ?').bind(org.id).first<{ n: number }>())!.n).toBe(n)
  })

  test('travels with what waits, in the same call', async () => {
    const answered = await ada.get('/api/v1/me/waiting')
    const expected = await at(Date.now())
    expect([answered.status, answered.d1.calls, answered.json.nudge]).toEqual([200, 1, expected])
  })
})
