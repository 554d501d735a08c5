/** Journey 11: how people hear of things: a channel with words, a signed webhook, a dead letter, the morning's digest, one click out. */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accessibility, screenshot } from '../support/browser'
import { soon } from './acts'
import { looksRightOnTheWeb } from './looks'
import { stage, webDesk } from './stage'
import { recognise, trailPay } from './telling'
import { type Backend, type Person, person } from './world'

/** A stand-in for somebody else's server: keeps what it is sent, answers as told. */
interface Host { url: string; got: { headers: IncomingHttpHeaders; body: string }[]; status: number; server: Server }
async function host(): Promise<Host> {
  const one: Host = { url: '', got: [], status: 200, server: createServer() }
  one.server.on('request', (request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      one.got.push({ headers: request.headers, body })
      response.writeHead(one.status).end('ok')
    })
  })
  await new Promise<void>((resolve) => one.server.listen(0, '127.0.0.1', resolve))
  one.url = `http://127.0.0.1:${(one.server.address() as AddressInfo).port}/services/T/B/x`
  return one
}

const words = 'Saw that a late answer from the gateway would charge a hiker twice.'
const secret = 'The tangerine matter stays between us.'
let backend: Backend
let desk: Awaited<ReturnType<typeof webDesk>>
let page: Page
let [slack, hook]: Host[] = []
let [ada, ben, dee]: Person[] = []
let signing = ''

beforeAll(async () => {
  backend = await stage({ weeks: false, env: { ALLOW_LOOPBACK_ISSUERS: 'true' } })
  ;[slack, hook] = await Promise.all([host(), host()])
  ;[ada, ben, dee] = await Promise.all(['ada', 'ben', 'dee'].map((first) => person(backend, first)))
  desk = await webDesk(backend)
  page = desk.page
})
afterAll(() => {
  for (const one of [slack, hook]) one?.server.close()
})

it('Eli adds a channel that may carry words, and a webhook whose secret is shown once; a test arrives', async () => {
  await desk.signIn('Eli Marsh', '/administration/channels')
  await page.getByText('No channel yet.').waitFor()
  await looksRightOnTheWeb('channels-empty', page)
  await page.getByLabel('Name').fill('Thanks')
  await page.getByLabel('Address of its incoming webhook').fill('https://10.0.0.1/x')
  await page.getByRole('button', { name: 'Add a channel' }).click()
  await page.locator('.field-error').waitFor()
  await page.getByLabel('Address of its incoming webhook').fill(slack!.url)
  await page.getByLabel(/Words of recognition/).check()
  await page.getByRole('button', { name: 'Add a channel' }).click()
  await page.getByRole('button', { name: 'Send a test to Thanks' }).click()
  await page.locator('.row-detail', { hasText: 'The test has arrived.' }).waitFor()
  expect(JSON.parse(slack!.got[0]!.body).text).toContain('A test by Eli Marsh')

  await page.getByRole('radio', { name: 'Webhook' }).check()
  await page.getByLabel('Name').fill('Wall screen')
  await page.getByLabel('Address of its incoming webhook').fill(hook!.url)
  await page.getByRole('button', { name: 'Add a channel' }).click()
  signing = await page.getByLabel('Its signing secret').inputValue()
  expect(signing).toMatch(/^whsec_/)
  await page.getByRole('button', { name: 'Send a test to Wall screen' }).waitFor()
  await looksRightOnTheWeb('channels', page)
  await page.reload()
  await page.getByRole('button', { name: 'Send a test to Wall screen' }).waitFor()
  expect(await page.getByText(signing).count()).toBe(0)
})

it('recognition of public work is posted with its words; what is private is not; the webhook hears ids, signed', async () => {
  const card = await recognise(ben!, { to: dee!, text: words })
  await soon(() => slack!.got.length, (count) => count === 2)
  await soon(() => hook!.got.length, (count) => count === 1)
  const said = slack!.got[1]!.body
  for (const part of ['Ben Ode recognised Dee Alvarez', words, 'Retry payments after a timeout', card.id]) expect(said).toContain(part)

  const { headers, body } = hook!.got[0]!
  expect(JSON.parse(body)).toMatchObject({ type: 'recognition', data: { feedback: card.id, author: ben!.id, recipients: [dee!.id] } })
  expect(body).not.toContain(words)
  // As a receiver checks it, with nothing of ours.
  const mac = createHmac('sha256', Buffer.from(signing.replace('whsec_', ''), 'base64')).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')
  expect(headers['webhook-signature']).toBe(`v1,${mac}`)
  expect(Math.abs(Number(headers['webhook-timestamp']) * 1_000 - Date.now())).toBeLessThan(60_000)

  await recognise(ben!, { to: dee!, text: secret, visibility: 'recipients' })
  await recognise(ben!, { to: dee!, text: `${secret} Too.`, isPublic: false, title: 'A private title', on: trailPay() })
  await soon(() => slack!.got.length, (count) => count === 3)
  await backend.runScheduled(new Date(Date.now() + 180_000))
  expect(slack!.got.map((one) => one.body).join()).not.toMatch(/tangerine|A private title/)
  expect(slack!.got).toHaveLength(3)
})

it('a host that is down is tried eight times; then the letter stands in administration, is tried again, and arrives', async () => {
  slack!.status = 500
  const before = slack!.got.length
  await recognise(ben!, { to: dee!, text: 'Wrote the failing test first, so that nobody had to guess.' })
  await soon(() => slack!.got.length, (count) => count > before)
  for (let hours = 3; hours < 40; hours += 3) await backend.runScheduled(new Date(Date.now() + hours * 3_600_000))
  await soon(() => slack!.got.length, (count) => count === before + 8)
  await page.goto(`${backend.url}/administration/channels`)
  await page.getByText('The other side has a fault.').waitFor()
  await looksRightOnTheWeb('channels-dead', page)
  slack!.status = 200
  await page.getByRole('button', { name: 'Try again' }).click()
  await soon(() => slack!.got.length, (count) => count === before + 9)
  await page.getByText('The other side has a fault.').waitFor({ state: 'detached' })
})

it('what can wait comes in one summary at nine where they are, and one click ends it', async () => {
  const card = await recognise(ada!, { to: ben!, text: 'Found the race in the retry and wrote the test for it.' })
  await ben!.post(`/api/v1/feedback/${card.id}/reactions/thanks`, undefined, 'PUT')
  const digests = () => backend.mail.list().filter((mail) => mail.to === 'ada@demo.cairn.test' && /since yesterday/.test(mail.subject))
  await soon(async () => (await backend.db.prepare('select count(*) as n from digests where next_at is not null').first())?.n as number, (n) => n > 0)
  const { at } = (await backend.db.prepare('select next_at as at from digests where person_id = ?').bind(ada!.id).first()) as { at: number }
  await backend.runScheduled(new Date(at - 60_000))
  expect(digests()).toEqual([])
  await backend.runScheduled(new Date(at))
  await backend.runScheduled(new Date(at + 60_000))
  await soon(() => digests().length, (count) => count === 1)
  const [mail] = digests()
  expect(mail!.text).toContain('Ben Ode thanks you for what you said.')
  expect(mail!.text + mail!.html).not.toContain('race in the retry')

  // As a mail program shows it: under no policy of ours.
  await page.goto('about:blank')
  await page.setContent(mail!.html!)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await screenshot(page, `letter-${colorScheme}`)
    // A letter stands in a mail program's page, which has the landmarks and the heading.
    expect((await accessibility(page)).filter(({ rule }) => !['landmark-one-main', 'page-has-heading-one', 'region'].includes(rule)), colorScheme).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })

  await page.goto(`${backend.url}/dev/mailbox/${encodeURIComponent(mail!.id)}`)
  const link = /^<(.*)>$/.exec(mail!.headers!['List-Unsubscribe']!)![1]!
  await page.context().clearCookies()
  await page.goto(link)
  await looksRightOnTheWeb('unsubscribe', page)
  const wants = async () => ((await ada!.get('/api/v1/me/notifications')) as { digest: boolean }).digest
  expect(await wants()).toBe(true)
  await page.getByRole('button', { name: 'Stop these e-mails' }).click()
  await page.getByRole('heading', { name: 'They have stopped' }).waitFor()
  expect(await wants()).toBe(false)
  // Her mail provider presses it too: twice is once.
  const pressed = await fetch(link, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' })
  expect([pressed.status, await wants()]).toEqual([200, false])
})

it('Dee says how she hears of things, also on her phone', async () => {
  await desk.signIn('Dee Alvarez', '/settings/hearing')
  const received = page.getByLabel('Somebody recognised you or gave you feedback', { exact: true })
  await received.selectOption('off')
  await soon(async () => ((await dee!.get('/api/v1/me/notifications')).kinds as { kind: string; email: string }[]).find(({ kind }) => kind === 'feedback.received')!.email, (way) => way === 'off')
  await page.getByText('How you hear of things').scrollIntoViewIfNeeded()
  await looksRightOnTheWeb('preferences', page)
  await page.setViewportSize({ width: 360, height: 760 })
  await page.getByText('How you hear of things').scrollIntoViewIfNeeded()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await screenshot(page, 'preferences-phone')
  const mails = () => backend.mail.list().filter((mail) => mail.to === 'dee@demo.cairn.test').length
  const before = mails()
  await recognise(ada!, { to: dee!, text: 'Brought a failing test to the meeting, which settled it.' })
  await backend.runScheduled(new Date(Date.now() + 180_000))
  expect(mails()).toBe(before)
})
