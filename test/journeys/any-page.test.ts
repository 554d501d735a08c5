/** Journey 9: on a page of no known site, the popup recognises somebody for that page's address and title. */
import { afterEach, beforeAll, expect, it } from 'vitest'
import { type Browser, serve } from '../support/browser'
import { home, once, soon, standing, write } from './acts'
import { looksRight } from './looks'
import { browserFor, cast, closePages, stage } from './stage'
import { type Backend, type Person, person } from './world'

// A host that the tested build is granted and no leaf knows (extension/flags.config.ts).
const address = 'https://intranet.northwind.example/notes/how-we-plan-a-winter'
const title = 'How we plan a winter'

let backend: Backend
let browser: Browser
let ben: Person
let dee: Person

beforeAll(async () => {
  backend = await stage({ env: { BASE_URL: home } })
  ;({ ben, dee } = await cast(backend, 'ben', 'dee'))
  browser = await browserFor(backend, 'Ben Ode')
})
afterEach(() => closePages(browser))

async function pageOfNoSite(markup: string, query = '') {
  await serve(browser.context, `${address}*`, `<!doctype html><html lang="en">${markup}`)
  const page = await browser.context.newPage()
  await page.goto(address + query)
  return page
}

it('recognises by the popup, and the server hears nothing of the page before Send', async () => {
  const words = 'Wrote down what winter costs us, so that nobody guesses again.'
  await pageOfNoSite(`<title>${title}</title><body><h1>Another heading</h1>`, '?session=secret-of-the-page')
  const popup = await browser.open('popup.html')
  const strip = popup.getByRole('region', { name: 'This tab' })
  await strip.getByText(title).waitFor()
  await strip.getByText(/intranet\.northwind\.example\/notes/).waitFor()
  await looksRight(browser, 'any-page-popup', { ours: popup, page: popup })
  await strip.getByRole('button', { name: 'Recognise' }).click()
  await popup.getByRole('button', { name: 'Find somebody' }).or(popup.locator('.chip-find')).first().click()
  await popup.getByRole('combobox').fill('dee')
  await soon(() => popup.getByRole('option').count(), (count) => count === 1)
  await popup.getByRole('option', { name: /Dee Alvarez/ }).click()
  await popup.getByRole('button', { name: 'Remove Dee Alvarez' }).waitFor()
  await write(popup, words)
  await popup.getByText('Private work. Others read “a private page”.').waitFor()
  await looksRight(browser, 'any-page-writing', { ours: popup, page: popup })
  expect(await backend.db.prepare("select count(*) as n from artifacts where url like '%intranet.northwind%'").first('n')).toBe(0)
  await popup.locator('textarea').first().press('Control+Enter')
  await popup.getByRole('button', { name: 'Undo' }).waitFor()
  expect(await soon(() => standing(backend, ben, dee, words), (now) => now.mails > 0 && now.lines > 0)).toEqual(once)
  const [card] = (await dee.get('/api/v1/me/received')).items
  expect(card.artifact).toMatchObject({ site: 'page', type: 'page', title, private: true })
  expect(new URL(card.artifact.url).pathname).toBe(new URL(address).pathname)
  const [seen] = (await (await person(backend, 'chi')).get(`/api/v1/people/${dee.id}/received`)).items
  expect(seen.artifact).toEqual({ guarded: true, site: 'page', type: 'page' })
})

it('takes a lying title as text, cut to a size that one can read', async () => {
  await pageOfNoSite(`<title>\u202e&lt;img src=x onerror="document.title='owned'"&gt; ${'long '.repeat(400)}</title>`)
  const popup = await browser.open('popup.html')
  const strip = popup.getByRole('region', { name: 'This tab' })
  await strip.getByText(/<img src=x/).waitFor()
  expect(await popup.locator('img').count()).toBe(0)
  const [shown, wide] = [await strip.textContent(), await popup.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)]
  expect(shown!.length).toBeLessThan(400)
  expect(wide).toBe(false)
  expect(shown).not.toContain('\u202e')
})

it('has nothing to offer where there is no web page, and says so by leaving it out', async () => {
  const popup = await browser.open('popup.html')
  await popup.getByRole('button', { name: 'Desk' }).waitFor()
  await popup.getByRole('heading', { name: 'Reached you' }).waitFor()
  expect(await popup.getByRole('region', { name: 'This tab' }).count()).toBe(0)
})
