/** Journeys 3 and 9 of goals, on the desk: Ada sets one with Ben, they talk, he takes it up and says how it goes; the map from the priority to the person; a sentence at the end, and the goal goes on. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { addDays } from '../../shared/days'
import type { Goal, GoalListed } from '../../shared/goals'
import { newId } from '../../shared/ids'
import { quarterOf } from '../../shared/progress'
import type { Browser } from '../support/browser'
import { home } from './acts'
import { looksRight } from './looks'
import { browserFor, cast, stage } from './stage'
import type { Backend, Person } from './world'

let backend: Backend
let hers: Browser
let his: Browser
let people: Record<'ada' | 'ben' | 'chi' | 'dee' | 'gus' | 'eli', Person>
const today = new Date().toISOString().slice(0, 10)
const quarter = quarterOf(today)
const priority = newId()
const retries = 'Retries that are safe twice'
const needed = 'Two days of somebody who knows the queue'
const closing = 'The retry is safe. The gateway in Oslo is not.'

const goalOf = (title: string, part: object = {}) => ({
  id: newId(), title, why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent: null, priority: null, start: quarter.from, end: quarter.to, visibility: 'organization', keys: ['org'], draft: false,
  keyResults: [{ id: newId(), title: `${title}, counted`, measure: 'number', baseline: 0, target: 10, stretch: null, unit: null, rubric: [], weight: 1, owner: null, rule: null }], ...part,
})

beforeAll(async () => {
  backend = await stage({ weeks: false, env: { BASE_URL: home } })
  people = await cast(backend, 'ada', 'ben', 'chi', 'dee', 'gus', 'eli')
  const { gus, chi, dee, eli } = people
  await eli.post('/api/v1/priorities', { id: priority, title: 'Trust at checkout', why: '', team: null, from: addDays(today, -30), to: addDays(today, 300) })
  const booking = await gus.post<Goal>('/api/v1/goals', goalOf('Booking never lies', { priority }))
  // Only Gus, and whom he reports to, know of the one that the other serves.
  const { manager } = await gus.get<{ manager: { id: string } | null }>(`/api/v1/people/${gus.id}`)
  const quiet = await gus.post<Goal>('/api/v1/goals', goalOf('Talk to a partner', { visibility: 'private', keys: [gus.id, ...(manager ? [manager.id] : [])].map((id) => `person:${id}`).sort(), priority }))
  await gus.post('/api/v1/goals', goalOf('Partners can read our books', { parent: quiet.id, priority }))
  const stale = await chi.post<Goal>('/api/v1/goals', goalOf('Refund page without a call', { parent: booking.id }))
  await dee.post('/api/v1/goals', goalOf('One icon set for all apps'))
  // Three weeks pass for Chi.
  await backend.db.prepare('update key_results set stale_from = ?1, last_at = ?2 where goal_id = ?3').bind(addDays(today, -6), Date.now() - 21 * 86_400_000, stale.id).run()
  await backend.db.prepare('update goals set stale_from = ?1 where id = ?2').bind(addDays(today, -6), stale.id).run()
  ;[hers, his] = [await browserFor(backend, 'Ada Okafor'), await browserFor(backend, 'Ben Ode')]
})

const desk = async (browser: Browser, path: string): Promise<Page> => {
  const page = await browser.open(`desk.html#${path}`)
  await page.setViewportSize({ width: 1440, height: 1000 })
  return page
}
const mine = async (who: Person): Promise<GoalListed[]> => (await who.get('/api/v1/me/goals')).items
const bens = async (): Promise<GoalListed> => (await mine(people.ben)).find(({ title }) => title === retries)!

it('Ada sets a goal with Ben as a draft, under Gus’s, and puts it on their agenda', async () => {
  const page = await desk(hers, '/goals')
  await page.getByRole('radio', { name: 'Of my people' }).check()
  await page.getByRole('link', { name: 'Set a goal with Ben Ode' }).click()
  await page.getByRole('heading', { level: 1, name: 'A goal with Ben Ode' }).waitFor()
  await page.getByRole('textbox', { name: 'What do you want to reach?' }).fill(retries)
  await page.getByRole('textbox', { name: 'Key result 1' }).fill('Retries that charged twice')
  await page.getByRole('textbox', { name: 'From' }).fill('10')
  await page.getByRole('textbox', { name: 'To', exact: true }).fill('0')
  const parent = page.getByRole('combobox', { name: 'Which goal does it serve?' })
  await parent.locator('option', { hasText: 'Booking never lies' }).waitFor({ state: 'attached' })
  expect(await parent.locator('option', { hasText: 'Talk to a partner' }).count()).toBe(0)
  await parent.selectOption({ label: 'Booking never lies – Gus Lind' })
  await page.getByText(/^Everyone at Northwind Trails, now and later/).waitFor()
  await page.getByRole('button', { name: /^Set it as a draft/ }).click()
  await page.getByText('A draft. Ben Ode takes it up when you have talked about it.').waitFor()
  await page.getByRole('button', { name: 'Talk with Ben Ode' }).click()
  await page.getByRole('link', { name: 'On the agenda with Ben Ode' }).click()
  await page.getByRole('list', { name: 'To talk about' }).getByText(`Goal: ${retries}`).waitFor()
  expect(await bens()).toMatchObject({ state: 'draft', parent: { hidden: false, title: 'Booking never lies' }, owner: { name: 'Ben Ode' } })
  await page.close()
})

it('Ben takes it up and says how it goes, with what he needs', async () => {
  const page = await desk(his, '/goals')
  await page.getByRole('list', { name: 'Drafts that wait' }).getByRole('link', { name: retries }).click()
  await page.getByRole('button', { name: 'Take it up' }).click()
  await page.getByRole('button', { name: 'Check in' }).waitFor()
  await page.keyboard.press('c')
  const form = page.getByRole('form', { name: 'Check in: Retries that charged twice' })
  await form.getByRole('textbox', { name: 'Reading' }).fill('4')
  expect(await form.getByText('last time').count(), 'there was none').toBe(0)
  await form.getByRole('radio', { name: 'At risk' }).check({ force: true })
  await form.getByRole('radio', { name: '0 of 10', exact: true }).focus()
  await page.keyboard.press('6')
  await form.getByRole('button', { name: 'I need something' }).click()
  await form.getByRole('radio', { name: 'Time' }).check({ force: true })
  await form.getByRole('combobox', { name: 'From whom?' }).fill('Ada')
  await page.getByRole('option', { name: /Ada Okafor/ }).click()
  await form.getByRole('textbox', { name: 'In a few words' }).fill(needed)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('list', { name: 'Check-ins' }).getByText('Need: time, from Ada Okafor.').waitFor()
  await page.getByRole('img', { name: /from 10 on .* to 4 on .*; target 0 by/ }).waitFor()
  expect(await bens()).toMatchObject({ state: 'active', progress: 0.6, openNeeds: 1, keyResults: [{ current: 4, confidence: 6, status: 'at_risk' }] })
  await looksRight(his, 'goal', { ours: page, page })
  await page.close()
})

it('the map goes from the priority to the person; what stands out is shown as such', async () => {
  const page = await desk(hers, '/goals/map')
  const node = (title: string) => page.getByRole('list', { name: 'How the work adds up' }).getByRole('listitem').filter({ hasText: title })
  await node('Trust at checkout').waitFor()
  await page.getByRole('button', { name: 'Show what serves “Booking never lies”' }).click()
  await node(retries).getByText('1 open need').waitFor()
  await node('Refund page without a call').getByText('No check-in for 3 weeks').waitFor()
  await node('One icon set for all apps').getByText('Serves no goal yet').waitFor()
  await node('a private goal').waitFor()
  expect(await page.getByText('Talk to a partner').count(), 'its name is Gus’s').toBe(0)
  await node('Trust at checkout').locator('.map-face').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await looksRight(hers, 'goal-map', { ours: page, page })
  await page.getByRole('button', { name: 'As a list' }).click()
  const top = page.getByRole('listitem').filter({ hasText: 'Trust at checkout' }).first()
  await top.getByRole('listitem').filter({ hasText: 'Booking never lies' }).getByRole('listitem').filter({ hasText: retries }).waitFor()
  await page.close()
})

it('Ada answers the need; Ben closes with a sentence, and the goal goes on in the next quarter', async () => {
  const { id } = await bens()
  const see = await desk(hers, `/goals/${id}`)
  await see.getByRole('list', { name: 'Open needs' }).getByRole('button', { name: 'Answered' }).click()
  await see.getByRole('list', { name: 'Check-ins' }).getByText(/Answered \d/).waitFor()
  await see.close()

  const page = await desk(his, `/goals/${id}`)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('radio', { name: 'Partly achieved' }).check({ force: true })
  await page.getByRole('textbox', { name: /What is there to say/ }).fill(closing)
  await page.getByRole('checkbox', { name: /^Carry over into/ }).check()
  await page.getByRole('button', { name: /^Close and carry over/ }).click()
  await page.getByText('Closed: Partly achieved').waitFor()
  await page.getByRole('link', { name: 'The goal that goes on' }).click()
  await page.getByText(/no check-in yet|No check-in yet/i).first().waitFor()
  await page.close()
  const next = quarterOf(addDays(quarter.to, 1))
  expect(await people.ben.get(`/api/v1/goals/${id}`)).toMatchObject({ state: 'closed', outcome: 'partially_achieved', closing })
  expect(await bens()).toMatchObject({ state: 'active', start: next.from, end: next.to })
  expect((await bens()).id).not.toBe(id)
})
