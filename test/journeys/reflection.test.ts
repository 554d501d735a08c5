/** A quarter looked back on: Ben writes on a core value with what cites it beside him, brings it to his 1:1 with Ada and takes it back. He proposes something to learn from, Eli lists it, and it stands on what Ben does to grow. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import type { Browser } from '../support/browser'
import { home } from './acts'
import { looksRight } from './looks'
import { browserFor, cast, stage } from './stage'
import type { Backend, Person } from './world'

const lived = 'I said in the planning that the gateway would not be ready.'
const next = 'I waited two days with the double charge. I want to say it when I suspect it.'
const praise = 'You told us on Monday that the retry would double the charge.'
const writing = newId()

let backend: Backend
let people: Record<'ada' | 'ben' | 'chi' | 'eli', Person>
const browsers: Browser[] = []

beforeAll(async () => {
  backend = await stage({ env: { BASE_URL: home } })
  people = await cast(backend, 'ada', 'ben', 'chi', 'eli')
  const { items: [value] } = await people.ben.get<{ items: { id: string }[] }>('/api/v1/values')
  await people.chi.post('/api/v1/feedback', { id: newId(), kind: 'recognition', visibility: 'organization', recipients: [people.ben.id], keys: ['org'], body: { text: praise }, values: [value!.id], artifact: null })
  await people.eli.post('/api/v1/expectations', { import: null, from: '2026-01-01', items: [{ version: 0, written: { kind: 'competency', id: writing, name: 'Writing for others', archived: false, about: '', levels: ['Asks', 'Explains', 'Teaches'] } }] })
  await people.ben.post(`/api/v1/people/${people.ben.id}/growth`, { version: (await people.ben.get(`/api/v1/people/${people.ben.id}/growth`)).version, reason: 'A new one', strengths: [], areas: [{ id: newId(), competency: writing, from: 1, to: 2, why: 'Support asked twice.', open: true }] }, 'PUT')
})

async function deskOf(name: string): Promise<Browser> {
  const browser = await browserFor(backend, name)
  browsers.push(browser)
  return browser
}
const noWider = async (page: Page) => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
const agenda = () => people.ada.get<{ list: object[] }>(`/api/v1/meetings/person/${people.ben.id}`)

it('Ben looks back on a core value, with what cites it beside him; nobody else reads it', async () => {
  const browser = await deskOf('Ben Ode')
  const page = await browser.open('desk.html#/growth')
  await page.getByRole('link', { name: 'Reflect on this quarter' }).click()
  await page.getByText('Only you read this. Not your manager, not HR, not an admin.').waitFor()
  // What he wrote a quarter ago stands below.
  const card = page.getByRole('article', { name: 'Say it early' }).first()
  await card.getByText(/^What reached you and cites it/).click()
  await card.getByText(praise).waitFor()
  await card.getByRole('button', { name: 'Reflect on it: Say it early' }).press('Enter')
  // The first question has the focus: what is typed is its answer.
  await page.keyboard.insertText(lived)
  await page.keyboard.press('Tab')
  await page.keyboard.insertText(next)
  await looksRight(browser, 'reflection-form', { ours: page, page })
  await card.getByRole('textbox', { name: 'Where I lived it' }).press('Control+Enter')
  await card.getByText(lived).waitFor()
  await card.getByText(next).waitFor()
  await looksRight(browser, 'reflection', { ours: page, page })
  await page.setViewportSize({ width: 360, height: 760 })
  await noWider(page)
  await page.setViewportSize({ width: 1280, height: 800 })
  for (const name of ['ada', 'chi', 'eli'] as const) expect((await people[name].get('/api/v1/me/reflections')).items).toEqual([])
})

it('he brings it to his 1:1 with Ada: she reads it by his name, and not any more when he takes it back', async () => {
  const [browser] = browsers
  const page = await browser!.open('desk.html#/growth/reflection')
  // What he wrote a quarter ago stands below.
  const card = page.getByRole('article', { name: 'Say it early' }).first()
  await card.getByRole('button', { name: 'Bring it to a 1:1: Say it early' }).click()
  await card.getByRole('combobox', { name: 'With whom' }).fill('Ada')
  await page.getByRole('option', { name: /Ada Okafor/ }).click()
  await card.getByText(/^Ada Okafor reads it too/).waitFor()

  const ada = await deskOf('Ada Okafor')
  const theirs = await ada.open(`desk.html#/meetings/person/${people.ben.id}`)
  const point = theirs.getByRole('listitem').filter({ hasText: lived })
  await point.getByText('Say it early').waitFor()
  await point.getByText('Where I did not, or what I want to try').waitFor()
  await point.getByText('Ben Ode').waitFor()
  await looksRight(ada, 'reflection-agenda', { ours: theirs, page: theirs })
  const between = await people.chi.get<{ list: { text: string }[] }>(`/api/v1/meetings/person/${people.ben.id}`)
  expect(JSON.stringify(between)).not.toContain(lived)

  await card.getByRole('button', { name: 'Take it back: Ada Okafor' }).click()
  await card.getByText(/^Ada Okafor reads it too/).waitFor({ state: 'detached' })
  expect(JSON.stringify(await agenda())).not.toContain(lived)
  await theirs.reload()
  await theirs.getByRole('heading', { level: 1 }).waitFor()
  await theirs.getByText(lived).waitFor({ state: 'detached' })
})

it('Ben proposes something to learn from, and Eli lists it', async () => {
  const [browser] = browsers
  const page = await browser!.open('desk.html#/growth/learning')
  await page.getByText('Nothing is listed yet.').or(page.getByRole('list').first()).first().waitFor()
  await page.getByRole('button', { name: 'Propose something' }).click()
  await page.getByRole('main').getByRole('combobox', { name: 'Competency', exact: true }).last().selectOption({ label: 'Writing for others' })
  await page.getByLabel('Title').fill('Style: lessons in clarity')
  await page.getByLabel('Address').fill('http://ben:secret@example.org/style')
  await page.getByRole('radio', { name: 'Book' }).check({ force: true })
  await page.getByLabel('Minutes that it takes').fill('600')
  await page.getByRole('button', { name: 'Propose something' }).click()
  await page.getByText('An address that begins with https://, without a name, password or port in it.').waitFor()
  await page.getByLabel('Address').fill('https://www.example.org/style')
  await page.getByRole('button', { name: 'Propose something' }).click()
  await page.getByRole('list', { name: 'What you proposed' }).getByText('waits for a decision').waitFor()

  const eli = await deskOf('Eli Marsh')
  const desk = await eli.open('desk.html#/inbox')
  await desk.getByText('proposed something to learn from').first().click()
  await desk.getByRole('button', { name: 'List it: Style: lessons in clarity' }).click()
  const link = desk.getByRole('list', { name: 'Writing for others' }).getByRole('link', { name: /^Style: lessons in clarity/ })
  await link.waitFor()
  expect([await link.getAttribute('rel'), await link.getAttribute('target'), await link.getAttribute('href')]).toEqual(['noopener noreferrer', '_blank', 'https://www.example.org/style'])
  await looksRight(eli, 'learning', { ours: desk, page: desk })
  await desk.setViewportSize({ width: 360, height: 760 })
  await noWider(desk)
  expect((await people.ben.get('/api/v1/inbox')).items.map(({ kind }: { kind: string }) => kind)).toContain('learning.decided')
})

it('it stands on what Ben does to grow, on the work on which he does it, and among what he has to do', async () => {
  const [browser] = browsers
  const page = await browser!.open('desk.html#/growth')
  const area = page.getByRole('article', { name: 'Writing for others' })
  await area.getByRole('button', { name: 'Add an action' }).click()
  await area.getByRole('radio', { name: 'Learn' }).check({ force: true })
  await area.getByRole('combobox', { name: 'From the library' }).selectOption({ label: 'Style: lessons in clarity' })
  await area.getByLabel('By', { exact: false }).last().fill(new Date().toISOString().slice(0, 10))
  await area.getByLabel('Address of the work').fill(`${home}/work/github/northwind/trail-pay/pull/482`)
  await area.getByRole('button', { name: 'Add an action' }).click()
  await area.getByText('example.org').waitFor()
  await area.getByRole('link', { name: /trail-pay.#482/ }).waitFor()
  await area.getByText('Support asked twice.').evaluate((found) => found.scrollIntoView())
  await looksRight(browser!, 'growth-learn', { ours: page, page })
  await page.setViewportSize({ width: 360, height: 760 })
  await noWider(page)
  const atHome = await browser!.open('desk.html#/')
  await atHome.getByRole('listitem').filter({ hasText: 'example.org' }).first().waitFor()
})

it('the area is put otherwise with a reason, and its versions stay', async () => {
  const [browser] = browsers
  const page = await browser!.open('desk.html#/growth')
  const area = page.getByRole('article', { name: 'Writing for others' })
  await area.getByRole('button', { name: 'Change it' }).click()
  await area.getByLabel('Why now').fill('Support asked three times.')
  await area.getByRole('button', { name: 'Save' }).click()
  await area.getByLabel('Why the plan changes').fill('It happened again')
  await area.getByRole('button', { name: 'Save' }).click()
  await area.getByText('Support asked three times.').waitFor()
  await page.getByRole('list', { name: 'Versions of the plan' }).getByText('It happened again').waitFor()
})
