/** Journey 10: undo, retract, step back. Each change is seen by both. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from '../support/browser'
import { home, never, once, openPanel, pull482, send, soon, standing, write } from './acts'
import { looksRight } from './looks'
import { ask, type Backend, backendOf, browserOf, type Person, person, signIn } from './world'

let backend: Backend
/** Ben's browser, and Dee's. */
let bens: Browser
let dees: Browser
let ben: Person
let dee: Person
let chi: Person

const stands = (words: string) => standing(backend, ben, dee, words)
const arrives = (words: string) => soon(() => stands(words), (now) => now.mails > 0 && now.lines > 0)

beforeAll(async () => {
  backend = await backendOf({ env: { BASE_URL: home } })
  ;[bens, dees] = await Promise.all([browserOf({ backend: backend.port }), browserOf({ backend: backend.port })])
  ;[ben, dee, chi] = await Promise.all(['ben', 'dee', 'chi'].map((first) => person(backend, first))) as [Person, Person, Person]
  await signIn(bens, { ...backend, url: home }, 'Ben Ode')
  await signIn(dees, { ...backend, url: home }, 'Dee Alvarez')
})
afterAll(async () => {
  await Promise.all([bens?.close(), dees?.close()])
  await backend?.stop()
})

/** One item, by its link, on somebody's desk. */
async function itemOf(browser: Browser, id: string): Promise<Page> {
  const desk = await browser.open(`desk.html#/feedback/${id}`)
  await desk.getByRole('article').first().waitFor()
  return desk
}
const idOf = async (words: string): Promise<string> => (await ben.get('/api/v1/me/given')).items.find(({ body }: { body: { text?: string } }) => body.text === words).id

it('undo: within the window it never leaves, and the words are back', async () => {
  const words = 'Made the map load before the second cup of tea.'
  const { page, panel } = await openPanel(bens, pull482)
  await write(panel, words)
  await send(panel)
  await panel.getByRole('button', { name: 'Undo' }).press('Enter')
  expect(await soon(() => panel.locator('textarea').first().inputValue(), (now) => now === words)).toBe(words)
  expect([await ask(bens, 'outbox.list'), await stands(words)]).toEqual([[], never])
  // Sent again after the undo: once, under the same id.
  await panel.locator('textarea').first().pressSequentially(' Twice.')
  await send(panel)
  await page.close()
  expect(await arrives(`${words} Twice.`)).toEqual(once)
  expect(await stands(words)).toEqual(never)
})

it('retract: it is gone for both, for whoever else saw it, and from the inbox', async () => {
  const words = 'Found the one line that made every refund late.'
  const { page, panel } = await openPanel(bens, pull482)
  await write(panel, words)
  await send(panel)
  expect(await arrives(words)).toEqual(once)
  const id = await idOf(words)
  const popup = await dees.open('popup.html')
  await popup.getByText(words).waitFor()
  await page.bringToFront()
  const card = panel.getByRole('article', { name: 'You recognised Dee Alvarez' }).filter({ hasText: words })
  await card.getByRole('button', { name: 'What you can do with this' }).press('Enter')
  await panel.getByRole('menuitem', { name: /^Retract/ }).waitFor()
  await looksRight(bens, 'take-back-menu', { ours: panel, page })
  await panel.getByRole('menuitem', { name: /^Retract/ }).press('Enter')
  await card.waitFor({ state: 'detached' })
  expect(await stands(words)).toMatchObject({ given: 0, received: 0, lines: 0 })
  for (const who of [ben, dee, chi]) await expect(who.get(`/api/v1/feedback/${id}`)).rejects.toThrow(/ 404 /)
  await popup.reload()
  await popup.getByRole('heading', { name: 'Reached you' }).waitFor()
  await popup.getByText(words).waitFor({ state: 'detached' })
  expect(await backend.db.prepare('select count(words) as n from feedback where id = ?1').bind(id).first('n')).toBe(0)
  await page.close()
})

it('step back: Dee takes herself off, others see no name, both see that she did', async () => {
  const words = 'Stayed until the last container was green again.'
  const { page, panel } = await openPanel(bens, pull482)
  await panel.getByRole('button', { name: /^Chi Tran/ }).click()
  await write(panel, words)
  await send(panel)
  await page.close()
  expect(await arrives(words)).toMatchObject({ given: 1, received: 1, lines: 1, rows: 1 })
  const id = await idOf(words)
  const named = async (who: Person): Promise<string[]> => (await who.get(`/api/v1/feedback/${id}`)).recipients.map(({ name }: { name: string }) => name)
  const ada = await person(backend, 'ada')
  expect((await named(ada)).sort()).toEqual(['Chi Tran', 'Dee Alvarez'])

  const desk = await itemOf(dees, id)
  await desk.getByRole('button', { name: 'What you can do with this' }).press('Enter')
  await desk.getByRole('menuitem', { name: 'Take myself off' }).press('Enter')
  await desk.getByRole('dialog').getByText('Ben Ode will see that you did.').waitFor()
  await looksRight(dees, 'take-back-dialog', { ours: desk, page: desk })
  await desk.getByRole('dialog').getByRole('button', { name: 'Take myself off' }).click()
  await desk.getByText(/^You took yourself off/).waitFor()
  expect(await named(ada)).toEqual(['Chi Tran'])
  expect((await ada.get(`/api/v1/feedback/${id}`)).changes).toEqual([])

  const given = await itemOf(bens, id)
  await given.getByText(/^Dee Alvarez took themselves off/).waitFor()
  await looksRight(bens, 'take-back-stepped', { ours: given, page: given })

  // The last of them: it narrows to author and recipients.
  await chi.post(`/api/v1/feedback/${id}/step-back`)
  await expect(ada.get(`/api/v1/feedback/${id}`)).rejects.toThrow(/ 404 /)
  await given.reload()
  await given.getByText(/It now stands between author and recipients/).waitFor()
  expect((await dee.get(`/api/v1/feedback/${id}`)).body.text).toBe(words)
})
