/** Journey 4: what Ben said reaches Dee: badge, popup, thanks by one key, word back to Ben; and an e-mail that says no words. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Card } from '../../shared/cards'
import { demoPage } from '../../worker/dev/pages'
import { type Browser, serve } from '../support/browser'
import { looksRight, looksRightOnTheWeb } from './looks'
import { badge, badgeBecomes, mailAbout, readAll, recognise } from './telling'
import { type Backend, backendOf, browserOf, type Person, person, signIn } from './world'

const words = 'Saw that a late answer from the gateway would charge a hiker twice, and brought a failing test.'

let backend: Backend
let her: Browser
let his: Browser
let ben: Person
let dee: Person
let card: Card

beforeAll(async () => {
  backend = await backendOf()
  ;[ben, dee] = [await person(backend, 'ben'), await person(backend, 'dee')]
  await Promise.all([readAll(ben), readAll(dee)])
  ;[her, his] = await Promise.all([browserOf(), browserOf()])
  await signIn(her, backend, 'Dee Alvarez')
  await signIn(his, backend, 'Ben Ode')
})
afterAll(async () => {
  await Promise.all([her?.close(), his?.close()])
  await backend?.stop()
})

/** The toolbar's popup, which stands in a tab here. */
async function popupOf(browser: Browser): Promise<Page> {
  const popup = await browser.open('popup.html')
  await popup.setViewportSize({ width: 380, height: 600 })
  return popup
}

it('Dee sees that something waits: her badge says 1', async () => {
  expect([await badgeBecomes(her, ''), await badgeBecomes(his, '')]).toEqual(['', ''])
  card = await recognise(ben, { to: dee, text: words, values: [0] })
  expect(await badgeBecomes(her, '1')).toBe('1')
})

it('her popup shows the card: the words, the pull request by title and link, who else sees it', async () => {
  const popup = await popupOf(her)
  const stone = popup.getByRole('article', { name: 'Ben Ode recognised you' })
  await stone.getByText(words).waitFor()
  const link = stone.getByRole('link', { name: 'Retry payments after a timeout' })
  expect(await link.getAttribute('href')).toBe('https://github.com/northwind/trail-pay/pull/482')
  expect(await stone.innerText()).toContain('Everyone at Northwind Trails, now and later (10 today)')
  await looksRight(her, 'receive-popup', { ours: popup, page: popup })

  await serve(her.context, 'https://github.com/northwind/trail-pay/pull/482', demoPage('/work/github/northwind/trail-pay/pull/482')!)
  const [work] = await Promise.all([her.context.waitForEvent('page'), link.click()])
  await work.waitForURL('https://github.com/northwind/trail-pay/pull/482')
  await work.close()
  await popup.close()
})

it('she says thank you with one key, and her badge is empty', async () => {
  const popup = await popupOf(her)
  await popup.getByRole('button', { name: 'Thank' }).first().waitFor()
  await popup.keyboard.press('t')
  await popup.getByRole('button', { name: 'Thanked' }).waitFor()
  expect((await ben.get<Card>(`/api/v1/feedback/${card.id}`)).reactions.thanks).toBe(1)
  await looksRight(her, 'receive-thanked', { ours: popup, page: popup })
  expect(await badgeBecomes(her, '')).toBe('')
  await popup.close()
})

it('Ben learns of it at his next poll', async () => {
  expect(await badge(his)).toBe('')
  expect(await badgeBecomes(his, '1')).toBe('1')
  const popup = await popupOf(his)
  await popup.getByText('Dee Alvarez thanks you').waitFor()
  await popup.getByText('About Retry payments after a timeout').waitFor()
  await looksRight(his, 'receive-thanks', { ours: popup, page: popup })
  await popup.close()
})

it('an e-mail went out too: who and where, not what', async () => {
  const mail = (await mailAbout(backend, 'dee@demo.cairn.test', card.id))!
  expect(mail.subject).toBe('Ben Ode recognised you')
  expect(mail.text).toContain('Ben Ode wrote something to you about work on GitHub.')
  const whole = JSON.stringify(mail)
  for (const word of ['gateway', 'failing test', 'Retry payments', 'trail-pay']) expect(whole).not.toContain(word)

  // It can be read in demo mode, too.
  const box = await her.context.newPage()
  await box.goto(`${backend.url}/dev/mailbox`)
  await box.getByRole('row', { name: 'dee@demo.cairn.test Ben Ode recognised you' }).getByRole('link').click()
  await box.getByRole('heading', { name: 'Ben Ode recognised you' }).waitFor()
  await looksRightOnTheWeb('receive-mailbox', box)
  await box.close()
})

it('its link leads through sign-in to the item in the web desk, also on her phone', async () => {
  const mail = (await mailAbout(backend, 'dee@demo.cairn.test', card.id))!
  const link = new RegExp(`${backend.url}/feedback/\\S+`).exec(mail.text)![0]
  await her.context.clearCookies()
  const page = await her.context.newPage()
  await page.setViewportSize({ width: 390, height: 780 })
  await page.goto(link)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Dee Alvarez' }).click()
  await page.waitForURL(link)
  const item = page.getByRole('article', { name: 'Ben Ode recognised you' })
  await item.getByText(words).waitFor()
  await item.getByRole('link', { name: 'Retry payments after a timeout' }).waitFor()
  await looksRightOnTheWeb('receive-desk', page)
})
