/** Journey 2: in by OpenID, by e-mail or as one of the cast; out again at once, with a message that says what to do and the words kept. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { accessibility, type Browser, screenshot } from '../support/browser'
import { home, once, openPanel, pull482, send, soon, standing, write } from './acts'
import { looksRight, looksRightOnTheWeb } from './looks'
import { ask, type Backend, backendOf, browserOf, type Person, person, signIn } from './world'

const token = 'the-set-up-token-of-this-journey'
let backend: Backend
let browser: Browser
let provider: Server
let issuer: string
let eli: Person

beforeAll(async () => {
  backend = await backendOf({ env: { BASE_URL: home, ALLOW_LOOPBACK_ISSUERS: 'true', SETUP_TOKEN: token } })
  browser = await browserOf({ backend: backend.port })
  eli = await person(backend, 'eli')
  await ask(browser, 'settings.set', { server: home })
  provider = createServer((asked, answer) => void openId.callback()(asked, answer))
  await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done))
  issuer = `http://localhost:${(provider.address() as AddressInfo).port}`
  const openId = new Provider(issuer, {
    clients: [{ client_id: 'cairn', client_secret: 'the-secret-of-cairn', redirect_uris: [`${home}/auth/oidc/callback`], response_types: ['code'], grant_types: ['authorization_code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@demo.cairn.test`, email_verified: true }) }),
    pkce: { required: () => true },
    cookies: { keys: ['only-for-tests'] },
  })
})
afterEach(async () => {
  if ((await ask(browser, 'session.state')).state === 'signed-in') await ask(browser, 'session.signOut')
  await browser.context.clearCookies()
  for (const page of browser.context.pages().slice(1)) await page.close()
})
afterAll(async () => {
  await browser?.close()
  await backend?.stop()
  provider?.close()
})

/** Presses "Sign in" on the welcome page; answers it and the page that the browser opened. */
async function begin(): Promise<{ welcome: Page; server: Page }> {
  const welcome = await browser.open('welcome.html')
  const opened = browser.context.waitForEvent('page')
  await welcome.getByRole('button', { name: 'Sign in' }).click()
  const server = await opened
  await server.waitForLoadState()
  return { welcome, server }
}

/** As one of the cast, in a browser that remembers nobody. */
async function enter(name: string): Promise<void> {
  await browser.context.clearCookies()
  await signIn(browser, { ...backend, url: home }, name)
}

async function address(server: Page, email: string): Promise<void> {
  await server.getByLabel('Work e-mail').fill(email)
  await server.getByRole('button', { name: 'Continue' }).click()
}

const connect = (server: Page, name: string) => server.getByRole('button', { name: `Connect this browser as ${name}` }).click()
const isIn = (welcome: Page, name: string) => welcome.getByText(`Signed in as ${name} at Northwind Trails`).waitFor()
const mailTo = (email: string, subject: RegExp) => soon(() => backend.mail.list().find((mail) => mail.to === email && subject.test(mail.subject)), Boolean)
const linkIn = (text: string): string => /https?:\/\/\S+/.exec(text)![0]

/** axe and pictures of a page of the server, looked at beside the one in use. */
async function looks(name: string, inUse: Page): Promise<void> {
  const url = inUse.url()
  const page = await browser.context.newPage()
  await page.goto(url)
  await looksRightOnTheWeb(name, page)
  const arabic = new URL(url)
  arabic.searchParams.set('lang', 'ar')
  await page.goto(arabic.href)
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
  await screenshot(page, `${name}-arabic`)
  expect(await accessibility(page)).toEqual([])
  await page.close()
}

it('by a code from an e-mail', async () => {
  const { welcome, server } = await begin()
  await looks('sign-in', server)
  await address(server, 'not an address')
  expect(await server.getByLabel('Work e-mail').evaluate((input: HTMLInputElement) => input.validity.valid)).toBe(false)
  await address(server, 'ben@demo.cairn.test')
  await server.getByRole('heading', { name: 'Look into your e-mail' }).waitFor()
  const mail = (await mailTo('ben@demo.cairn.test', /\d{4} \d{4}/))!
  const code = /\d{4} \d{4}/.exec(mail.subject)![0]
  await server.getByLabel('Code from the e-mail').fill(code === '000 000' ? '111 111' : '000 000')
  await server.getByRole('button', { name: 'Sign in' }).click()
  await server.getByRole('alert').waitFor()
  await looks('sign-in-code', server)
  await server.getByLabel('Code from the e-mail').fill(code)
  await server.getByRole('button', { name: 'Sign in' }).click()
  await server.getByRole('heading', { name: 'Connect this browser' }).waitFor()
  await looks('sign-in-connect', server)
  await connect(server, 'Ben Ode')
  await isIn(welcome, 'Ben Ode')
  await looksRight(browser, 'welcome-signed-in', { ours: welcome, page: welcome })
})

it('by the link in the e-mail: looking changes nothing, the press does; the window where it began goes on', async () => {
  const { welcome, server } = await begin()
  await address(server, 'chi@demo.cairn.test')
  const link = linkIn((await mailTo('chi@demo.cairn.test', /\d{4} \d{4}/))!.text)
  await fetch(link.replace(home, backend.url)) // A mail scanner.
  const tab = await browser.context.newPage()
  await tab.goto(link)
  await tab.getByText('Then go back to the window where you began.').waitFor()
  await looks('sign-in-link', tab)
  await tab.getByRole('button', { name: 'Sign in' }).click()
  await tab.getByText('Chi Tran').first().waitFor()
  expect(new URL(tab.url()).pathname).toBe('/')
  await server.getByRole('link', { name: 'I used the link in the e-mail' }).click()
  await connect(server, 'Chi Tran')
  await isIn(welcome, 'Chi Tran')
})

it('with the organisation’s OpenID provider', async () => {
  const settings = { issuer, clientId: 'cairn', clientSecret: 'the-secret-of-cairn', domains: ['demo.cairn.test'], email: true }
  await eli.post('/api/v1/organisation/sign-in', settings, 'PUT')
  const { welcome, server } = await begin()
  const through = async (login: string): Promise<void> => {
    await address(server, `${login}@demo.cairn.test`)
    await server.waitForURL(`${issuer}/**`)
    await server.locator('[name=login]').fill(login)
    await server.locator('[name=password]').fill('any')
    await server.locator('[type=submit]').click()
    await server.locator('[name=prompt][value=consent]').waitFor({ state: 'attached' })
    await server.locator('[type=submit]').click()
  }
  // Somebody whom the provider knows and the directory does not: words and a way on, in a window that stays.
  await through('nobody')
  await server.getByRole('alert').waitFor()
  await looksRightOnTheWeb('sign-in-no-account', server)
  await browser.context.clearCookies({ domain: 'localhost', name: /^_/ })
  await server.getByRole('link', { name: 'To sign-in' }).click()
  await through('ada')
  await connect(server, 'Ada Okafor')
  await isIn(welcome, 'Ada Okafor')
  await eli.post('/api/v1/organisation/sign-in', { ...settings, issuer: null, clientId: null, clientSecret: null }, 'PUT')
})

it('closing the sign-in page says so, and lets one try again', async () => {
  const { welcome, server } = await begin()
  await server.close()
  await welcome.getByRole('alert').or(welcome.locator('.state-failed')).first().waitFor()
  await looksRight(browser, 'welcome-failed', { ours: welcome, page: welcome })
  await welcome.getByRole('button', { name: 'Sign in' }).waitFor()
})

it('as one of the cast; signing out ends the session here and there, and keeps what was written', async () => {
  const words = 'Half of what I wanted to say about Dee'
  await enter('Ben Ode')
  const { page, panel } = await openPanel(browser, pull482)
  await write(panel, words)
  const access = await (await browser.background()).evaluate(async () => (await (globalThis as any).chrome.storage.session.get('access')).access.token as string)
  const status = async (): Promise<number> => (await fetch(`${backend.url}/api/v1/me`, { headers: { authorization: `Bearer ${access}` } })).status
  expect(await status()).toBe(200)
  const welcome = await browser.open('welcome.html')
  await welcome.getByRole('button', { name: 'Sign out' }).click()
  await welcome.getByRole('button', { name: 'Keep and sign out' }).click()
  await welcome.getByText('You are signed out.').waitFor()
  expect(await soon(status, (now) => now === 401)).toBe(401)
  await page.bringToFront()
  await panel.getByText('You are signed out.').waitFor()
  await panel.getByText('1 thing you wrote is not sent yet. It is kept here for you.').waitFor()
  await looksRight(browser, 'panel-signed-out', { ours: panel, page })
  const popup = await browser.open('popup.html')
  await popup.getByText('You are signed out.').waitFor()
  await looksRight(browser, 'popup-signed-out', { ours: popup, page: popup })
  await enter('Ben Ode')
  await page.bringToFront()
  await panel.getByText(/^Draft from /).waitFor()
  expect(await panel.locator('textarea').first().inputValue()).toBe(words)
  await panel.locator('textarea').first().fill('')
})

it('a revoked session ends at once, and what was on its way goes when Ben is back', async () => {
  const words = 'Said what the outage cost, in hours and in trust.'
  await enter('Ben Ode')
  const [ben, dee] = [await person(backend, 'ben'), await person(backend, 'dee')]
  const { panel } = await openPanel(browser, pull482)
  await write(panel, words)
  await send(panel)
  const { items } = await ben.get<{ items: { id: string; kind: string }[] }>('/api/v1/me/sessions')
  for (const { id, kind } of items) if (kind === 'extension') await ben.post(`/api/v1/me/sessions/${id}`, undefined, 'DELETE')
  await panel.getByText('Your session has ended.').waitFor()
  await panel.getByRole('button', { name: 'Sign in' }).waitFor()
  const popup = await browser.open('popup.html')
  await popup.getByText('1 thing you wrote is not sent yet. It is kept here for you.').waitFor()
  await enter('Ben Ode')
  const stands = () => standing(backend, ben, dee, words)
  expect(await soon(stands, (now) => now.mails > 0 && now.lines > 0)).toEqual(once)
})

it('somebody who was deactivated is out at once, and hears whom to ask', async () => {
  await enter('Chi Tran')
  const chi = await person(backend, 'chi')
  const { page, panel } = await openPanel(browser, pull482)
  await write(panel, 'A sentence of Chi’s that nobody will read today.')
  await eli.post(`/api/v1/people/${chi.id}/deactivate`)
  await send(panel)
  await panel.getByText('Your account is closed.').waitFor()
  await panel.getByText(/ask your People team or an admin/).waitFor()
  await looksRight(browser, 'panel-account-closed', { ours: panel, page })
  await browser.context.clearCookies()
  const { server } = await begin()
  await server.getByText('Ben Ode').waitFor()
  expect(await server.getByRole('button', { name: 'Chi Tran' }).count()).toBe(0)
  await server.close()
  await eli.post(`/api/v1/people/${chi.id}/reactivate`)
})

it('a fresh organisation is set up with the deployer’s token, once, and whoever is invited comes in', async () => {
  const page = await browser.context.newPage()
  await page.goto(`${home}/setup`)
  await looks('setup', page)
  const fill = async (fields: Record<string, string>): Promise<void> => {
    for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: false }).fill(text)
    await page.getByRole('button', { name: 'Set up' }).click()
  }
  await fill({ 'Set-up token': 'a guess', 'Name of the organisation': 'Lakeside Mills', 'Your name': 'Oda Lund', 'Your work e-mail': 'oda@lakeside.test', 'Domains of your': 'lakeside.test' })
  await page.getByText('This is not the set-up token.').waitFor()
  await fill({ 'Set-up token': token })
  await page.getByText('Oda Lund').first().waitFor()
  const answer = await page.evaluate(() => fetch('/api/v1/invitations', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id: crypto.randomUUID(), email: 'pia@lakeside.test', name: 'Pia Holm' }) }).then((one) => one.status))
  expect(answer).toBe(201)
  const link = linkIn((await mailTo('pia@lakeside.test', /./))!.text)
  await browser.context.clearCookies()
  await page.goto(link)
  await page.getByText('Oda Lund invited you, Pia Holm.').waitFor()
  await looks('join', page)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await page.getByText('Pia Holm').first().waitFor()
})
