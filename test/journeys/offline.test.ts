/** Without a network: the panel opens, knows whom the page names, keeps and sends later. Drafts and unsent words by list; two people of two organisations on one browser. */
import { afterEach, beforeAll, expect, it } from 'vitest'
import type { Browser } from '../support/browser'
import { home, never, once, openPanel, pull482, send, soon, standing, write } from './acts'
import { looksRight } from './looks'
import { browserFor, cast, closePages, stage, wireTo } from './stage'
import type { Wire } from './wire'
import { ask, type Backend, type Person, signIn } from './world'

let backend: Backend
let browser: Browser
let wire: Wire
let ben: Person
let dee: Person

beforeAll(async () => {
  backend = await stage({ env: { BASE_URL: home } })
  wire = await wireTo(backend)
  ;({ ben, dee } = await cast(backend, 'ben', 'dee'))
  browser = await browserFor(backend, 'Ben Ode', wire)
})
afterEach(() => closePages(browser))

it('the panel opens on what it has seen before, and what is written is sent when the network is back', async () => {
  const words = 'Your review of the retry loop found the case that none of us had seen.'
  // Once with a network, so that Dee is known here.
  const first = await openPanel(browser, pull482)
  await first.panel.getByRole('button', { name: 'Remove Dee Alvarez' }).waitFor()
  await first.page.close()

  wire.cut()
  const { panel } = await openPanel(browser, pull482)
  await write(panel, words)
  await panel.getByText('Everyone at Northwind Trails', { exact: false }).first().waitFor()
  await looksRight(browser, 'offline-panel', { ours: panel, page: panel.page() })
  await send(panel)
  const popup = await browser.open('popup.html')
  await popup.getByText('Not sent yet').waitFor()
  await looksRight(browser, 'offline-popup', { ours: popup, page: popup })
  await new Promise((resolve) => setTimeout(resolve, 7_000))
  expect(await standing(backend, ben, dee, words)).toEqual(never)

  wire.mend()
  await popup.reload()
  expect(await soon(() => standing(backend, ben, dee, words), (now) => now.mails > 0 && now.lines > 0)).toEqual(once)
})

it('drafts stand in the popup and on the desk, are continued with their work, thrown away and brought back', async () => {
  const words = 'A thought that is not finished yet'
  const { page, panel } = await openPanel(browser, pull482)
  await write(panel, words)
  await expect.poll(async () => (await ask(browser, 'draft.list'))[0]?.body.text).toBe(words)
  await page.close()

  const popup = await browser.open('popup.html')
  const drafts = popup.getByRole('list', { name: 'Drafts' })
  await drafts.getByText('Retry payments after a timeout').waitFor()
  await drafts.getByRole('button', { name: 'Continue' }).click()
  await expect.poll(() => popup.locator('textarea').first().inputValue()).toBe(words)
  await popup.getByText('Retry payments after a timeout').first().waitFor()
  await popup.close()

  const desk = await browser.open('desk.html#/unsent')
  await desk.getByRole('heading', { name: 'Not sent', level: 1 }).waitFor()
  await desk.getByRole('button', { name: 'Discard this draft' }).click()
  await desk.getByText('Draft discarded').first().waitFor()
  expect(await ask(browser, 'draft.list')).toEqual([])
  await desk.getByRole('button', { name: 'Undo' }).click()
  await desk.getByRole('button', { name: 'Continue' }).waitFor()
  await looksRight(browser, 'unsent', { ours: desk, page: desk })
  await desk.getByRole('button', { name: 'Continue' }).click()
  await expect.poll(() => desk.locator('textarea').first().inputValue()).toBe(words)
})

it('signing out says what becomes of unsent words; somebody of another organisation sees and sends none of them; they are there on the return', async () => {
  const words = 'Held back on this device until I am back again.'
  wire.cut()
  const { page, panel } = await openPanel(browser, pull482)
  await write(panel, words)
  await send(panel)
  await page.close()
  const welcome = await browser.open('welcome.html')
  await welcome.getByRole('button', { name: 'Sign out' }).click()
  await welcome.getByText(/not sent/).first().waitFor()
  await looksRight(browser, 'sign-out', { ours: welcome, page: welcome })
  await welcome.getByRole('button', { name: 'Keep and sign out' }).click()
  await welcome.getByRole('button', { name: /^Sign in/ }).waitFor()
  await welcome.close()
  wire.mend()

  await signIn(browser, { ...backend, url: home }, 'Fay Berg')
  expect(await ask(browser, 'outbox.list')).toEqual([])
  expect(await ask(browser, 'draft.list')).toEqual([])
  const popup = await browser.open('popup.html')
  await popup.getByRole('heading', { name: 'Cairn' }).waitFor()
  await popup.getByRole('region', { name: 'This tab' }).or(popup.getByText('Nothing yet')).or(popup.locator('.popup-empty')).first().waitFor()
  expect(await popup.getByText(words.slice(0, 20)).count()).toBe(0)
  await popup.close()
  await new Promise((resolve) => setTimeout(resolve, 7_000))
  expect(await standing(backend, ben, dee, words)).toEqual(never)
  await ask(browser, 'session.signOut')

  await signIn(browser, { ...backend, url: home }, 'Ben Ode')
  expect(await soon(() => standing(backend, ben, dee, words), (now) => now.mails > 0 && now.lines > 0)).toEqual(once)
})
