/** E-mails after the answer: who and where, never the words; none for what was taken back; once, however often it is settled. */
import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { settle } from '../../worker/events/outbox'
import worker from '../../worker/index'
import { api, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

let org: Organisation
let ben: ReturnType<typeof api>
let dee: ReturnType<typeof api>

beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Ben Ode' }, { name: 'Dee Alvarez' }, { name: 'Chi Tran' }] })
  ben = api(await tokenFor(org, 'Ben Ode'))
  dee = api(await tokenFor(org, 'Dee Alvarez'))
})

interface Mail { id: string; to: string; subject: string; text: string; html: string }
const mailsTo = async (name: string): Promise<Mail[]> => (await (await env.MAILBOX.fetch('http://mailbox/')).json<Mail[]>()).filter((mail) => mail.to === org.person(name).email)
const dueRows = async () => (await env.DB.prepare('select * from due where org_id = ?').bind(org.id).all()).results
const clock = async (at = Date.now()) => {
  const context = createExecutionContext()
  await worker.scheduled(createScheduledController({ scheduledTime: new Date(at), cron: '* * * * *' }), env as never, context)
  await waitOnExecutionContext(context)
}

const canary = 'zinnober-canary'
const work = (visibility: 'public' | 'private') => ({
  ref: { site: 'github', instance: 'github.com', type: 'pull_request', key: 'northwind/trail-pay#482', url: 'https://github.com/northwind/trail-pay/pull/482' },
  title: `Retry ${canary}-title`, state: 'open', visibility, showTitle: false,
})

describe('an e-mail', () => {
  test.each(['public', 'private'] as const)('says who and where for a %s place, and links; the words and the title stay', async (visibility) => {
    const draft = recognition(org, 'Ben Ode', ['Dee Alvarez'], { body: { text: `You did it: ${canary}` }, artifact: work(visibility) })
    expect((await ben.post('/api/v1/feedback', draft)).status).toBe(201)
    await clock(Date.now() + 120_000)
    const [mail, ...more] = await mailsTo('Dee Alvarez')
    expect(more).toEqual([])
    expect(mail!.subject).toBe('Ben Ode recognised you')
    for (const text of [mail!.text, mail!.html]) {
      expect(text).toContain('GitHub')
      expect(text).toContain(`/feedback/${draft.id}`)
      expect(text).not.toContain(canary)
      expect(text).not.toContain('trail-pay')
    }
    expect(await dueRows()).toEqual([])
  })

  test('goes to nobody who switched them off', async () => {
    await dee.patch('/api/v1/me/settings', { emails: false })
    await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Dee Alvarez']))
    await clock(Date.now() + 120_000)
    expect(await mailsTo('Dee Alvarez')).toEqual([])
    expect(await dueRows()).toEqual([])
  })

  test('about one’s own account goes out all the same', async () => {
    const person = org.person('Dee Alvarez').id
    await dee.patch('/api/v1/me/settings', { emails: false })
    const seq = '01a00000-0000-7000-8000-000000000001'
    await env.DB.batch([
      env.DB.prepare(`insert into notifications (org_id, person_id, seq, kind, actor_id, badge, at) values (?, ?, ?, 'account.changed', ?, 0, 1)`).bind(org.id, person, seq, org.person('Ben Ode').id),
      env.DB.prepare(`insert into due (org_id, seq, reaction, person_id) values (?, ?, 'email', ?)`).bind(org.id, seq, person),
    ])
    await clock()
    expect((await mailsTo('Dee Alvarez')).map((mail) => mail.subject)).toEqual(['Your account at Northwind Trails was changed'])
  })

  test('is written in the language of who reads it', async () => {
    await dee.patch('/api/v1/me/settings', { language: 'de' })
    await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Dee Alvarez']))
    await clock(Date.now() + 120_000)
    expect((await mailsTo('Dee Alvarez')).map((mail) => mail.subject)).toEqual(['Ben Ode hat dich anerkannt'])
  })
})

describe('what is still due', () => {
  /** Puts a row back, as if the Worker had died before it could say that it was done. */
  const owe = async () => {
    const draft = recognition(org, 'Ben Ode', ['Dee Alvarez'])
    await ben.post('/api/v1/feedback', draft)
    await clock(Date.now() + 120_000)
    const { seq } = (await env.DB.prepare('select seq from feedback where org_id = ? and id = ?').bind(org.id, draft.id).first<{ seq: string }>())!
    const put = (leasedUntil: number, tries: number) => env.DB.prepare(`insert into due (org_id, seq, reaction, person_id, leased_until, tries) values (?, ?, 'email', ?, ?, ?)`).bind(org.id, seq, org.person('Dee Alvarez').id, leasedUntil, tries).run()
    return { draft, put }
  }

  test('is done by the clock, and a repeat is the same message', async () => {
    const { put } = await owe()
    await put(0, 0)
    await clock()
    expect(await dueRows()).toEqual([])
    expect(await mailsTo('Dee Alvarez')).toHaveLength(1)
  })

  test('is left alone under somebody’s lease, and taken when that ran out', async () => {
    const { put } = await owe()
    await put(Date.now() + 60_000, 1)
    await settle(env as never, org.id, Date.now())
    expect(await dueRows()).toHaveLength(1)
    await settle(env as never, org.id, Date.now() + 61_000)
    expect(await dueRows()).toEqual([])
  })

  test('is dead after eight tries, and stays to be seen', async () => {
    const { put } = await owe()
    await put(0, 8)
    await clock()
    expect(await dueRows()).toMatchObject([{ tries: 8 }])
  })

  test('is dropped for what was taken back meanwhile', async () => {
    const { draft, put } = await owe()
    expect((await ben.post(`/api/v1/feedback/${draft.id}/retract`)).status).toBe(204)
    await put(0, 0)
    const before = (await mailsTo('Dee Alvarez')).length
    await clock()
    expect(await dueRows()).toEqual([])
    expect(await mailsTo('Dee Alvarez')).toHaveLength(before)
  })

  test('is done once when many settle at once', async () => {
    const drafts = Array.from({ length: 30 }, () => recognition(org, 'Ben Ode', ['Dee Alvarez', 'Chi Tran']))
    for (const draft of drafts) await ben.post('/api/v1/feedback', draft)
    await Promise.all(Array.from({ length: 10 }, (_, index) => settle(env as never, org.id, Date.now() + 200_000 + index)))
    await clock(Date.now() + 600_000)
    expect(await dueRows()).toEqual([])
    expect([(await mailsTo('Dee Alvarez')).length, (await mailsTo('Chi Tran')).length]).toEqual([30, 30])
  })
})
