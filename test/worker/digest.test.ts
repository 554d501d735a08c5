/** The morning's digest with a moved clock, over summer time: at most one a local day, never before nine, nothing lost. */
import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { addDays, dayOf, isWorkday, localOf, momentOf } from '../../shared/days'
import { idAt, newId } from '../../shared/ids'
import { dbFor } from '../../worker/db'
import { keepForMorning, sweepDigests } from '../../worker/notifications/digest'
import type { Told } from '../../worker/notifications/told'
import worker from '../../worker/index'
import { api, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

let org: Organisation
beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Ben Ode' }, { name: 'Dee Alvarez' }, { name: 'Chi Tran' }] })
})

interface Mail { id: string; to: string; subject: string; text: string; html: string; headers: Record<string, string> }
const mailsTo = async (email: string): Promise<Mail[]> => (await (await env.MAILBOX.fetch('http://mailbox/')).json<Mail[]>()).filter((mail) => mail.to === email)
const set = (name: string, columns: Record<string, unknown>) =>
  env.DB.prepare(`update people set ${Object.keys(columns).map((column) => `${column} = ?`).join(', ')} where org_id = ? and id = ?`).bind(...Object.values(columns), org.id, org.person(name).id).run()
const clock = async (at: number) => {
  const context = createExecutionContext()
  await worker.scheduled(createScheduledController({ scheduledTime: new Date(at), cron: '* * * * *' }), env as never, context)
  await waitOnExecutionContext(context)
}
const hour = 3_600_000

/** A line of somebody's inbox, and that it waits for their morning, as the reaction to an event would have left it. */
async function lineFor(name: string, at: number, kind = 'feedback.thanked'): Promise<string> {
  const { id } = org.person(name)
  const seq = idAt(at)
  await env.DB.prepare('insert into notifications (org_id, person_id, seq, kind, actor_id, badge, at) values (?, ?, ?, ?, ?, 1, ?)').bind(org.id, id, seq, kind, org.person('Ben Ode').id, at).run()
  const row = await env.DB.prepare(`select p.time_zone, p.working_days, (select json_group_array(json_object('from', from_day, 'to', to_day)) from away_periods w where w.org_id = p.org_id and w.person_id = p.id) as away from people p where org_id = ? and id = ?`).bind(org.id, id).first<object>()
  await keepForMorning(dbFor(env as never, org.id), { ...row, seq, person_id: id } as Told, at)
  return seq
}

describe('the digest', () => {
  test('says what waits in one e-mail at nine, by kind and from whom, without words, and can be stopped by one press', async () => {
    const monday = Date.UTC(2026, 10, 16, 12)
    for (const offset of [0, 1, 2]) await lineFor('Dee Alvarez', monday + offset * hour)
    await lineFor('Dee Alvarez', monday + 5 * hour, 'handle.proposed')
    await clock(Date.UTC(2026, 10, 17, 8, 59))
    expect(await mailsTo(org.person('Dee Alvarez').email)).toEqual([])
    await clock(Date.UTC(2026, 10, 17, 9))
    await clock(Date.UTC(2026, 10, 17, 9, 1))
    const [mail, ...more] = await mailsTo(org.person('Dee Alvarez').email)
    expect(more).toEqual([])
    expect(mail!.subject).toBe('4 things since yesterday')
    expect(mail!.text).toContain('Ben Ode thanks you for what you said. (3 times)')
    expect(mail!.text).toContain('Ben Ode says that a name on a site is yours.')
    expect(mail!.headers['List-Unsubscribe']).toMatch(/^<http:\/\/localhost:8787\/unsubscribe\/.*\/digest\/[0-9a-f]{64}\?lang=en>$/)
    expect(mail!.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  })

  test('leaves out what was read meanwhile, and says nothing where nothing is left', async () => {
    const seq = await lineFor('Dee Alvarez', Date.UTC(2026, 10, 16, 12))
    const dee = api(await tokenFor(org, 'Dee Alvarez'))
    await dee.post('/api/v1/inbox/read', { ids: [seq] })
    await clock(Date.UTC(2026, 10, 17, 9))
    expect(await mailsTo(org.person('Dee Alvarez').email)).toEqual([])
    expect(await env.DB.prepare('select next_at, lines, sending from digests where org_id = ?').bind(org.id).first()).toEqual({ next_at: null, lines: '[]', sending: '[]' })
  })

  test('waits while somebody is away, and over their weekend', async () => {
    await set('Dee Alvarez', { away_from: '2026-11-17', away_to: '2026-11-20' })
    await lineFor('Dee Alvarez', Date.UTC(2026, 10, 16, 12))
    for (let day = 17; day < 23; day += 1) await clock(Date.UTC(2026, 10, day, 9))
    expect(await mailsTo(org.person('Dee Alvarez').email)).toEqual([])
    await clock(Date.UTC(2026, 10, 23, 9))
    expect(await mailsTo(org.person('Dee Alvarez').email)).toHaveLength(1)
  })

  test('a repeat after a death in between is the same mail, and what came meanwhile is in the next', async () => {
    const { id, email } = org.person('Dee Alvarez')
    await lineFor('Dee Alvarez', Date.UTC(2026, 10, 16, 12))
    const nine = Date.UTC(2026, 10, 17, 9)
    await sweepDigests(env as never, nine)
    // As if it had died after sending, before it could say so.
    const sent = (await mailsTo(email))[0]!.id.split('.').at(-1)!
    await env.DB.prepare('update digests set sending = json_array(?), last_day = null, next_at = ?, leased_until = 0 where org_id = ? and person_id = ?').bind(sent, nine, org.id, id).run()
    const late = await lineFor('Dee Alvarez', nine + 1_000)
    await sweepDigests(env as never, nine + 60_000)
    expect(await mailsTo(email)).toHaveLength(1)
    await sweepDigests(env as never, nine + 24 * hour)
    expect((await mailsTo(email)).map((mail) => mail.id)).toEqual(expect.arrayContaining([`${org.id}.digest.${id}.${late}`]))
  })

  test('many who sweep at once send one', async () => {
    await lineFor('Dee Alvarez', Date.UTC(2026, 10, 16, 12))
    await lineFor('Chi Tran', Date.UTC(2026, 10, 16, 12))
    await Promise.all(Array.from({ length: 8 }, () => sweepDigests(env as never, Date.UTC(2026, 10, 17, 9))))
    expect([(await mailsTo(org.person('Dee Alvarez').email)).length, (await mailsTo(org.person('Chi Tran').email)).length]).toEqual([1, 1])
  })

  test('looking for mornings does not read those that have not come', async () => {
    for (const name of ['Ben Ode', 'Dee Alvarez', 'Chi Tran']) await lineFor(name, Date.UTC(2026, 10, 16, 12))
    const { results } = await env.DB.prepare('explain query plan select org_id, person_id from digests where next_at <= 1 and leased_until <= 1 order by next_at limit 500').all<{ detail: string }>()
    expect(results.map(({ detail }) => detail)).toEqual(['SEARCH digests USING INDEX digests_next (next_at<?)'])
  })
})

describe('across zones and summer time', () => {
  // Each starts shortly before a change of the clock there: Berlin and São Paulo's neighbours in spring and autumn, Auckland in September and April; Kolkata never.
  const starts = [
    ['Europe/Berlin', '2026-03-26'], ['Europe/Berlin', '2026-10-22'], ['America/Sao_Paulo', '2026-10-15'], ['Asia/Kolkata', '2026-10-22'],
    ['Pacific/Auckland', '2026-09-24'], ['Pacific/Auckland', '2026-04-02'],
  ] as const
  test.each(starts)('%s from %s: at most one a local day, never before nine, nothing lost', async (timeZone, start) => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 6 * 24 * 60 }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 5, max: 240 }), async (minutes, every) => {
      org = await makeOrganisation({ people: [{ name: 'Ben Ode' }, { name: 'Dee Alvarez' }] })
      await set('Dee Alvarez', { time_zone: timeZone, working_days: '12345' })
      const { id, email } = org.person('Dee Alvarez')
      const from = momentOf(start, 0, timeZone)
      const lines = [...minutes].sort((a, b) => a - b).map((minute) => from + minute * 60_000)
      const told: string[] = []
      const sentAt = new Map<string, number>()
      let sent = 0
      for (let now = from; now < from + 11 * 24 * hour; now += every * 60_000) {
        while (lines.length > 0 && lines[0]! <= now) told.push(await lineFor('Dee Alvarez', lines.shift()!))
        // Only where a morning could come: the sweep of every other minute is one empty read.
        const { due } = (await env.DB.prepare('select count(*) as due from digests where org_id = ? and next_at <= ?').bind(org.id, now).first<{ due: number }>())!
        if (due === 0) continue
        await sweepDigests(env as never, now)
        const mails = await mailsTo(email)
        for (const mail of mails) if (!sentAt.has(mail.id)) sentAt.set(mail.id, now)
        sent = mails.length
      }
      const days = [...sentAt.values()].map((ms) => dayOf(ms, timeZone))
      expect(new Set(days).size).toBe(days.length)
      for (const ms of sentAt.values()) {
        expect(localOf(ms, timeZone).hour).toBeGreaterThanOrEqual(9)
        expect(isWorkday(dayOf(ms, timeZone), { timeZone, days: '12345', away: [] })).toBe(true)
      }
      const counted = (await mailsTo(email)).map((mail) => (mail.subject.startsWith('One') ? 1 : Number(/^\d+/.exec(mail.subject)![0])))
      expect(counted.reduce((sum, n) => sum + n, 0)).toBe(told.length)
      expect(sent).toBeGreaterThan(0)
      expect(await env.DB.prepare('select lines, sending, next_at from digests where org_id = ? and person_id = ?').bind(org.id, id).first()).toEqual({ lines: '[]', sending: '[]', next_at: null })
    }), { numRuns: 6 })
  }, 60_000)
})

describe('hours', () => {
  test('what would arrive at once waits for the morning outside of them; what concerns one’s account does not', async () => {
    await set('Dee Alvarez', { notify: '{}', time_zone: 'Europe/Berlin' })
    const { id, email } = org.person('Dee Alvarez')
    const seq = newId()
    await env.DB.batch([
      env.DB.prepare(`insert into notifications (org_id, person_id, seq, kind, actor_id, badge, at) values (?, ?, ?, 'invitation.expired', ?, 0, 1)`).bind(org.id, id, seq, org.person('Ben Ode').id),
      env.DB.prepare(`insert into due (org_id, seq, reaction, person_id) values (?, ?, 'email', ?)`).bind(org.id, seq, id),
    ])
    const night = momentOf('2027-01-13', 22, 'Europe/Berlin')
    await clock(night)
    expect(await mailsTo(email)).toEqual([])
    const own = newId()
    await env.DB.batch([
      env.DB.prepare(`insert into notifications (org_id, person_id, seq, kind, actor_id, badge, at) values (?, ?, ?, 'account.changed', ?, 0, 1)`).bind(org.id, id, own, org.person('Ben Ode').id),
      env.DB.prepare(`insert into due (org_id, seq, reaction, person_id) values (?, ?, 'email', ?)`).bind(org.id, own, id),
    ])
    await clock(night + 60_000)
    expect((await mailsTo(email)).map((mail) => mail.subject)).toContain('Your account at Northwind Trails was changed')
    await clock(momentOf(addDays('2027-01-13', 1), 9, 'Europe/Berlin'))
    expect((await mailsTo(email)).some((mail) => /since yesterday/.test(mail.subject) && mail.text.includes('Nobody accepted your invitation'))).toBe(true)
  })
})

describe('what one chose', () => {
  test('is kept as what differs from the rules, and decides what is due', async () => {
    const dee = api(await tokenFor(org, 'Dee Alvarez'))
    const ben = api(await tokenFor(org, 'Ben Ode'))
    const first = (await dee.get('/api/v1/me/notifications')).json
    expect(first.kinds.find((one: { kind: string }) => one.kind === 'feedback.received')).toEqual({ kind: 'feedback.received', email: 'now', always: false, chat: true })
    expect((await dee.patch('/api/v1/me/notifications', { email: { 'feedback.received': 'off', 'feedback.thanked': 'digest', 'account.changed': 'off' }, hours: { from: 8, to: 18 } })).status).toBe(200)
    expect(JSON.parse((await env.DB.prepare('select notify from people where org_id = ? and id = ?').bind(org.id, org.person('Dee Alvarez').id).first<{ notify: string }>())!.notify)).toEqual({ email: { 'feedback.received': 'off' } })
    await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Dee Alvarez']))
    expect(await mailsTo(org.person('Dee Alvarez').email)).toEqual([])
    expect((await env.DB.prepare('select count(*) as n from due where org_id = ?').bind(org.id).first<{ n: number }>())!.n).toBe(0)
    expect((await dee.patch('/api/v1/me/notifications', { hours: { from: 18, to: 8 } })).status).toBe(422)
  })
})
