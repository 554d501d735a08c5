/** Journey 8, "change": whoever would see it is others than the author was shown. Nothing is stored until the author says so. */
import { afterEach, beforeAll, expect, it } from 'vitest'
import type { Browser } from '../support/browser'
import { home, never, once, openPanel, pull482, send, soon, standing, write } from './acts'
import { looksRight } from './looks'
import { browserFor, cast, closePages, stage } from './stage'
import { ask, type Backend, type Person, person } from './world'

let backend: Backend
let browser: Browser
let ben: Person
let dee: Person

const stands = (words: string) => standing(backend, ben, dee, words)
const arrives = (words: string) => soon(() => stands(words), (now) => now.mails > 0 && now.lines > 0)
const states = async (): Promise<string[]> => (await ask<{ state: string }[]>(browser, 'outbox.list')).map(({ state }) => state)

beforeAll(async () => {
  backend = await stage({ env: { BASE_URL: home } })
  ;({ ben, dee } = await cast(backend, 'ben', 'dee'))
  browser = await browserFor(backend, 'Ben Ode')
})
afterEach(() => closePages(browser))

it('the recipient has narrowed what may be public: nothing is stored until Ben confirms, by keys', async () => {
  const words = 'Turned the angriest ticket of the year into a test.'
  const { page, panel } = await openPanel(browser, pull482)
  await write(panel, words)
  await dee.post('/api/v1/me/settings', { ceiling: 'recipients' }, 'PATCH')
  await send(panel)
  const card = panel.getByRole('article', { name: 'Could not be sent' })
  await card.getByText('Fewer people may see it now.').waitFor()
  expect([await states(), await stands(words)]).toEqual([['parked'], never])
  await looksRight(browser, 'faults-audience-changed', { ours: panel, page })
  for (const choice of ['Send to these', 'Edit', 'More with this']) await card.getByRole('button', { name: choice }).waitFor()
  const these = card.getByRole('button', { name: 'Send to these' })
  for (let presses = 0; presses < 40 && !(await these.evaluate((button) => button === document.activeElement)); presses++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await arrives(words)).toEqual(once)
  const [stored] = (await ben.get('/api/v1/me/given')).items
  expect(stored.audience).toMatchObject({ visibility: 'recipients' })
  await dee.post('/api/v1/me/settings', { ceiling: 'organization' }, 'PATCH')
})

it('the recipient has another team: the same, and Ben takes it back to write it anew', async () => {
  const words = 'Drew the contour lines again after the new survey came.'
  const eli = await person(backend, 'eli')
  const move = (team: string) => eli.post('/api/v1/people/import', { csv: `email,name,team\ndee@demo.cairn.test,Dee Alvarez,Northwind Trails / Product / ${team}`, whole: false, commit: true })
  const { page, panel } = await openPanel(browser, pull482)
  await write(panel, words)
  await panel.getByRole('button', { name: 'Change who sees it' }).click()
  await panel.getByRole('radio', { name: 'Their team' }).check()
  await move('Payments')
  await send(panel)
  const card = panel.getByRole('article', { name: 'Could not be sent' })
  await card.getByText('The team has changed.').waitFor()
  await card.getByText(/Payments/).waitFor()
  expect(await stands(words)).toEqual(never)
  const popup = await browser.open('popup.html')
  await popup.getByText('The team has changed.').waitFor()
  await looksRight(browser, 'faults-not-sent-popup', { ours: popup, page: popup })
  await page.bringToFront()
  await card.getByRole('button', { name: 'Edit' }).press('Enter')
  await panel.getByText(/^Draft from |^Draft kept/).waitFor()
  expect([await panel.locator('textarea').first().inputValue(), await states()]).toEqual([words, ['sent']])
  await move('Maps')
})
