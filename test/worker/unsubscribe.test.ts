/** One click, without signing in (RFC 8058): looking changes nothing, a press from anywhere does, twice is once, other kinds go on. */
import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { api, ask, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

let org: Organisation
let ben: ReturnType<typeof api>
let dee: ReturnType<typeof api>
beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Ben Ode' }, { name: 'Dee Alvarez' }] })
  ben = api(await tokenFor(org, 'Ben Ode'))
  dee = api(await tokenFor(org, 'Dee Alvarez'))
})

interface Mail { to: string; subject: string; text: string; html: string; headers: Record<string, string> }
const mails = async (): Promise<Mail[]> => (await (await env.MAILBOX.fetch('http://mailbox/')).json<Mail[]>()).filter((mail) => mail.to === org.person('Dee Alvarez').email)
const told = () => ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Dee Alvarez']))
const linkOf = async (): Promise<string> => /^<(.*)>$/.exec((await mails())[0]!.headers['List-Unsubscribe']!)![1]!
const ways = async () => Object.fromEntries(((await dee.get('/api/v1/me/notifications')).json.kinds as { kind: string; email: string }[]).map(({ kind, email }) => [kind, email]))
/** As a mail provider does it: no cookie, no page of ours, a body of its own. */
const press = (link: string) => ask(new Request(link, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' }))

test('the link is in the header and in both texts; looking changes nothing, pressing does, and no other kind', async () => {
  await told()
  const [mail] = await mails()
  const link = await linkOf()
  expect(mail!.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  expect(mail!.text).toContain(link)
  const before = await ways()
  const looked = await ask(new Request(link))
  expect([looked.status, (await looked.text()).includes('<form method="post"')]).toEqual([200, true])
  expect(await ways()).toEqual(before)
  const pressed = await press(link)
  expect([pressed.status, pressed.headers.get('location')]).toEqual([200, null])
  expect(await ways()).toEqual({ ...before, 'feedback.received': 'off' })
  await told()
  expect(await mails()).toHaveLength(1)
})

test('twice is once: one event', async () => {
  await told()
  const link = await linkOf()
  for (let times = 0; times < 3; times += 1) expect((await press(link)).status).toBe(200)
  const { n } = (await env.DB.prepare(`select count(*) as n from events where org_id = ? and kind = 'person.changed'`).bind(org.id).first<{ n: number }>())!
  expect(n).toBe(1)
})

test('a link that we did not sign, or for what nobody may leave, is not found and changes nothing', async () => {
  await told()
  const link = await linkOf()
  const before = await ways()
  const forged = [
    link.replace(/[0-9a-f]{64}/, '0'.repeat(64)), link.replace('feedback.received', 'feedback.thanked'), link.replace('feedback.received', 'account.changed'),
    link.replace(org.person('Dee Alvarez').id, org.person('Ben Ode').id), link.replace('feedback.received', '%ff'),
  ]
  for (const one of forged) expect((await press(one)).status).toBe(404)
  expect(await ways()).toEqual(before)
})

test('what is about one’s own account says so instead, and offers no way out', async () => {
  const seq = '01a00000-0000-7000-8000-000000000001'
  await env.DB.batch([
    env.DB.prepare(`insert into notifications (org_id, person_id, seq, kind, actor_id, badge, at) values (?, ?, ?, 'account.changed', ?, 0, 1)`).bind(org.id, org.person('Dee Alvarez').id, seq, org.person('Ben Ode').id),
    env.DB.prepare(`insert into due (org_id, seq, reaction, person_id) values (?, ?, 'email', ?)`).bind(org.id, seq, org.person('Dee Alvarez').id),
  ])
  await told()
  const account = (await mails()).find((mail) => /account/.test(mail.subject))!
  expect(account.headers['List-Unsubscribe']).toBeUndefined()
  expect(account.text).toContain('whatever you chose')
  expect(account.html).not.toContain('/unsubscribe/')
})
