/** Journey 5: whoever opens the pull request finds there what was said on it and they may see. Who may not, finds no trace. */
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Card } from '../../shared/cards'
import { demoPage } from '../../worker/dev/pages'
import type { Browser } from '../support/browser'
import { soon } from './acts'
import { looksRight } from './looks'
import { recognise, saidOn, trailPay } from './telling'
import { ask, type Backend, backendOf, browserOf, openWork, panelOf, type Person, person, pressShortcut, signIn } from './world'

const open = 'Tried it against the staging gateway with the cable pulled: three attempts, one charge.'
const quiet = 'Told me in private that my test proved nothing, and sat down with me to write one that does.'
const address = 'https://github.com/northwind/trail-pay/pull/482'
const html = demoPage('/work/github/northwind/trail-pay/pull/482')!
const ref = trailPay()

let backend: Backend
let ben: Person
let dee: Person
let chi: Person
let fay: Person
let forAll: Card
let forDee: Card

beforeAll(async () => {
  backend = await backendOf()
  ;[ben, dee, chi, fay] = await Promise.all([person(backend, 'ben'), person(backend, 'dee'), person(backend, 'chi'), person(backend, 'fay', 'fjord.cairn.test')])
  forAll = await recognise(ben, { to: dee, text: open, values: [1] })
})
afterAll(() => backend?.stop())

/** The panel on that pull request in the browser of somebody, and every answer that the server gave them for it. */
async function panelFor(name: string, look: (panel: Frame, page: Page, browser: Browser) => Promise<void>): Promise<void> {
  const browser = await browserOf()
  try {
    await signIn(browser, backend, name)
    const page = await openWork(browser, address, html)
    await pressShortcut(browser, page)
    const panel = await panelOf(page)
    // What the panel asked for has come: it knows the people of this page.
    await panel.getByRole('group', { name: 'Who' }).getByRole('button').first().waitFor()
    await look(panel, page, browser)
  } finally {
    await browser.close()
  }
}

it('Ben says the other to Dee alone, and is told so before and after', () => panelFor('Ben Ode', async (panel, page, browser) => {
  await panel.getByRole('button', { name: /^Remove Dee Alvarez/ }).waitFor()
  await panel.getByRole('button', { name: 'Change who sees it' }).click()
  await panel.getByRole('radio', { name: 'Only those named' }).check()
  await panel.locator('footer').getByText('Only Dee Alvarez and you. HR and admins will not.').waitFor()
  await looksRight(browser, 'on-the-work-alone', { ours: panel, page })
  await panel.locator('textarea').first().pressSequentially(quiet)
  await panel.locator('textarea').first().press('Control+Enter')
  await panel.getByRole('article', { name: 'Sending' }).getByText('Only Dee Alvarez and you. HR and admins will not.').waitFor()
  forDee = (await soon(async () => (await saidOn(dee, ref)).find(({ body }) => 'text' in body && body.text === quiet), (card) => card !== undefined))!
  await panel.getByRole('article', { name: 'You recognised Dee Alvarez' }).getByText('Only Dee Alvarez and you. HR and admins will not.').waitFor()
  expect(forDee.audience.people.map(({ name }) => name).sort()).toEqual(['Ben Ode', 'Dee Alvarez'])
}))

it('Dee finds both, and by name who sees each', () => panelFor('Dee Alvarez', async (panel, page, browser) => {
  const said = panel.getByRole('list', { name: 'Said on this pull request' })
  const entries = said.getByRole('listitem')
  await entries.nth(1).waitFor()
  expect(await entries.count()).toBe(2)
  // The newest first.
  expect(await entries.nth(0).innerText()).toContain(quiet)
  expect(await entries.nth(0).innerText()).toContain('Only Ben Ode and you. HR and admins will not.')
  expect(await entries.nth(1).innerText()).toContain(open)
  expect(await entries.nth(1).innerText()).toContain('Everyone at Northwind Trails')
  expect([await traces(browser, forAll), await traces(browser, forDee)]).not.toContainEqual([])
  await entries.nth(0).scrollIntoViewIfNeeded()
  await looksRight(browser, 'on-the-work-dee', { ours: panel, page })
}))

it('Chi finds what everybody may see, and nothing of the other', () => panelFor('Chi Tran', async (panel, page, browser) => {
  const said = panel.getByRole('list', { name: 'Said on this pull request' })
  await said.getByText(open).waitFor()
  expect(await said.getByRole('listitem').count()).toBe(1)
  expect(await panel.content()).not.toContain(quiet)
  expect(await traces(browser, forDee)).toEqual([])
  await said.scrollIntoViewIfNeeded()
  await looksRight(browser, 'on-the-work-chi', { ours: panel, page })
}))

it('Fay of the other organisation finds nothing at all', () => panelFor('Fay Berg', async (panel, page, browser) => {
  // The names of the page are nobody whom she knows; they come with what was said.
  await panel.getByRole('button', { name: 'Who is @dee-alvarez here?' }).waitFor()
  // Not even a heading of an empty list.
  expect(await panel.getByText('Said on this pull request').count()).toBe(0)
  const whole = await panel.content()
  for (const trace of [open, quiet, 'Dee Alvarez', 'Ben Ode', 'Northwind Trails']) expect(whole).not.toContain(trace)
  expect(await traces(browser, forAll)).toEqual([])
  await looksRight(browser, 'on-the-work-fay', { ours: panel, page })
}))

it('scripts find no more than that: the same as for work on which nothing was ever said', async () => {
  const never = { ...ref, key: 'northwind/trail-pay#9999' }
  const texts = async (who: Person) => (await saidOn(who, ref)).map(({ body }) => 'text' in body && body.text)
  expect([await texts(dee), await texts(chi), await texts(fay)]).toEqual([[quiet, open], [open], []])
  const asked = (who: Person, id: string) => who.get(`/api/v1/feedback/${id}`).catch((error: Error) => error.message.replace(/[0-9a-f-]{36}/g, 'ID'))
  const nobody = await asked(fay, '0190d3f0-ffff-7000-8000-000000000000')
  expect(nobody).toMatch(/: 404 /)
  expect([await asked(fay, forAll.id), await asked(fay, forDee.id), await asked(chi, forDee.id)]).toEqual([nobody, nobody, nobody])
  expect(await fay.post('/api/v1/artifacts/open', { artifact: ref, people: [] })).toEqual(await fay.post('/api/v1/artifacts/open', { artifact: never, people: [] }))
})

/** Where in what the device keeps (caches, drafts, settings) the words of a card stand. */
async function traces(browser: Browser, card: Card): Promise<string[]> {
  await ask(browser, 'inbox.refresh')
  const page = await browser.open('welcome.html')
  const kept = await page.evaluate(async () => {
    const stores: Record<string, string> = { local: JSON.stringify(await (globalThis as any).chrome.storage.local.get()), session: JSON.stringify(await (globalThis as any).chrome.storage.session.get()) }
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done) => { const opened = indexedDB.open(name!); opened.onsuccess = () => done(opened.result) })
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<unknown[]>((done) => { const all = db.transaction(store).objectStore(store).getAll(); all.onsuccess = () => done(all.result) })
        stores[`${name}.${store}`] = JSON.stringify(rows.filter((row) => !(row instanceof CryptoKey)))
      }
      db.close()
    }
    return stores
  })
  await page.close()
  expect(Object.keys(kept).length).toBeGreaterThan(2)
  const words = 'text' in card.body ? card.body.text : ''
  return Object.entries(kept).flatMap(([store, text]) => (text.includes(words) || text.includes(card.id) ? [store] : []))
}
