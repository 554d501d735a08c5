/** What is expected, and how somebody grows: an admin takes the starter ladder, Ben reads and rates himself, Ada rates him, the gap is drawn, an area with an action opens; nobody else reads it. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { Browser } from '../support/browser'
import { home, soon } from './acts'
import { looksRight } from './looks'
import { browserFor, cast, stage } from './stage'
import type { Backend, Person } from './world'

const why = 'Support asked twice what the retry means for a hut that is offline.'

let backend: Backend
let people: Record<'ada' | 'ben' | 'chi' | 'eli' | 'mo' | 'gus', Person>
const browsers: Browser[] = []

beforeAll(async () => {
  backend = await stage({ weeks: false, env: { BASE_URL: home } })
  people = await cast(backend, 'ada', 'ben', 'chi', 'eli', 'mo', 'gus')
})

async function deskOf(name: string): Promise<Browser> {
  const browser = await browserFor(backend, name)
  browsers.push(browser)
  return browser
}
const growthPath = () => `/api/v1/people/${people.ben.id}/growth`
const noWider = async (page: Page) => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)

it('Eli takes the starter ladder, looks at what it brings, and sets Ben’s level', async () => {
  const browser = await deskOf('Eli Marsh')
  const page = await browser.open('desk.html#/administration/expectations')
  await page.getByRole('button', { name: 'Look at it: Engineering ladder, 5 levels' }).click()
  await page.getByText('7 roles and competencies are new or changed:').waitFor()
  await page.getByRole('button', { name: 'Write all of it' }).click()
  await page.getByRole('list', { name: 'Job roles' }).getByText('Engineering').waitFor()
  await page.getByRole('button', { name: /^Undo the last import \(7 entries/ }).waitFor()
  const who = page.getByRole('group', { name: 'Who' })
  await who.getByRole('button').click()
  await who.getByRole('combobox').fill('Ben')
  await page.getByRole('option', { name: /Ben Ode/ }).click()
  await page.getByRole('combobox', { name: 'Job role', exact: true }).selectOption({ label: 'Engineering' })
  await page.getByRole('combobox', { name: 'Level', exact: true }).selectOption({ label: 'Engineer II' })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Ben Ode was told.').first().waitFor()
  await looksRight(browser, 'expectations', { ours: page, page })
  expect((await people.ben.get('/api/v1/inbox')).items[0].kind).toBe('role.set')
})

it('Ben reads what is expected of him, says where he sees himself, and opens a growth area with an action', async () => {
  const browser = await deskOf('Ben Ode')
  const page = await browser.open('desk.html#/growth')
  await page.getByText('Engineering, Engineer II').waitFor()
  await page.getByText('Answers a review request within a working day.').last().waitFor()
  await page.getByRole('button', { name: 'I have read this' }).click()
  await page.getByText(/^Read on /).waitFor()
  await page.getByText('You and Ada Okafor see this. HR and admins will not.').waitFor()

  await page.getByRole('button', { name: 'Say where you see each' }).click()
  await page.getByRole('combobox', { name: 'Writes so others can act', exact: true }).selectOption('1')
  await page.getByRole('combobox', { name: 'Makes change safe', exact: true }).selectOption('3')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('img', { name: /^Levels 1 to 4 of 6 competencies/ }).waitFor()

  await page.getByRole('button', { name: 'Open a growth area' }).click()
  await page.getByRole('combobox', { name: 'Competency', exact: true }).selectOption({ label: 'Writes so others can act' })
  await page.getByLabel('Why now').fill(why)
  await page.getByRole('button', { name: 'Open a growth area' }).click()
  const area = page.getByRole('article', { name: 'Writes so others can act' })
  await area.getByText(why).waitFor()
  await area.getByRole('button', { name: 'Add an action' }).click()
  await area.getByLabel('What to do').fill('Write the next decision down before the meeting')
  await area.getByRole('button', { name: 'Add an action' }).click()
  await area.getByText('Write the next decision down before the meeting').waitFor()
  const { actions } = await people.ada.get(growthPath())
  expect(actions[0]).toMatchObject({ kind: 'practice', item: { owner: { name: 'Ben Ode' }, other: { name: 'Ada Okafor' }, source: { kind: 'growth' } } })
})

it('Ada finds it from Ben’s page and says where she sees him: the gap is drawn, and stands in a table', async () => {
  const browser = await deskOf('Ada Okafor')
  const page = await browser.open(`desk.html#/people/${people.ben.id}`)
  await page.getByRole('main').getByRole('link', { name: 'Growth', exact: true }).click()
  await page.getByText('Ben Ode and you see this. HR and admins will not.').waitFor()
  await page.getByText(why).waitFor()
  await page.getByRole('button', { name: 'Say where you see Ben Ode in each' }).click()
  await page.getByRole('combobox', { name: 'Writes so others can act', exact: true }).selectOption('2')
  await page.getByRole('combobox', { name: 'Makes change safe', exact: true }).selectOption('3')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Say where you see Ben Ode in each' }).waitFor()
  await page.getByRole('heading', { name: 'Skills gap' }).evaluate((heading) => heading.scrollIntoView())
  await looksRight(browser, 'growth', { ours: page, page })
  await page.setViewportSize({ width: 360, height: 760 })
  await noWider(page)
  await page.getByRole('button', { name: 'As a table' }).click()
  const row = page.getByRole('row', { name: /Writes so others can act/ })
  expect(await row.getByRole('cell').allInnerTexts()).toEqual(['2', '1', '2'])
  await noWider(page)
})

it('nobody else reads it: not the team, not above Ada, not HR, not an admin', async () => {
  for (const name of ['chi', 'gus', 'mo', 'eli'] as const) expect(await people[name].get(growthPath()).catch((error: Error) => error.message)).toMatch(/: 404 /)
  await people.ben.post('/api/v1/me/growth/shared', { people: [people.chi.id] }, 'PUT')
  expect((await soon(() => people.chi.get(growthPath()), () => true)).mine).toBe('shared')
})

it('Eli adds an indicator to a team from a template, and its members see the curve', async () => {
  const { items } = await people.ben.get<{ items: { id: string; name: string }[] }>('/api/v1/teams')
  const team = items.find(({ name }) => name === 'Payments')!
  const [eli] = browsers
  const page = await eli!.open(`desk.html#/teams/${team.id}`)
  await page.getByRole('button', { name: 'Add an indicator' }).click()
  await page.getByRole('combobox', { name: 'Start from', exact: true }).selectOption({ label: 'Review waiting time' })
  await page.getByRole('button', { name: 'Save' }).click()
  const one = page.getByRole('article', { name: 'Review waiting time' })
  await one.getByText('no reading yet').waitFor()
  await one.getByRole('button', { name: 'Review waiting time', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Import readings' }).click()
  await one.getByRole('textbox').fill('2026-11-02;14\n2026-11-09;9,5\n2026-11-16;6')
  await one.getByRole('button', { name: 'Import 3 readings' }).click()
  await one.getByText(/^6 h on .* · in the healthy range · healthy up to 8 h$/).waitFor()
  await one.getByRole('button', { name: 'Add a reading: Review waiting time' }).click()
  await one.getByRole('textbox', { name: /^Reading/ }).fill('5')
  await one.getByRole('textbox', { name: /^Reading/ }).press('Enter')
  await one.getByText(/^5 h on .* · in the healthy range · healthy up to 8 h$/).waitFor()
  await looksRight(eli!, 'indicators', { ours: page, page })
  const [, ben] = browsers
  const seen = await ben!.open(`desk.html#/teams/${team.id}`)
  await seen.getByRole('img', { name: /^Review waiting time: 4 readings, the last 5 h/ }).waitFor()
  expect(await seen.getByRole('button', { name: 'Add an indicator' }).count()).toBe(0)
})
