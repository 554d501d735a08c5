/** Journey: what a pull request serves: a chip from the device alone for whose goal it is, the goal and its way up in the panel for whoever may see it, and a recognition that carries it. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect, it } from 'vitest'
import type { Browser } from '../support/browser'
import { teamId } from '../../worker/dev/cast'
import { home, openPanel, pull482, send, soon, write } from './acts'
import { type Aim, aKeyResult, chipsIn, reach, setGoal } from './aims'
import { looksRight } from './looks'
import { browserFor, cast, closeBrowsers, stage, wireTo } from './stage'
import type { Wire } from './wire'
import { ask, type Backend, type Person } from './world'

let backend: Backend
let wire: Wire
let people: Record<'ben' | 'ada' | 'gus' | 'dee' | 'eli' | 'hal', Person>
let above: Aim
let team: Aim
let goal: Aim
let own: Aim

beforeAll(async () => {
  backend = await stage({ weeks: false, env: { BASE_URL: home } })
  wire = await wireTo(backend)
  people = await cast(backend, 'ben', 'ada', 'gus', 'dee', 'eli', 'hal')
  const { ben, ada, gus, eli } = people
  const priority = randomUUID()
  const today = new Date().toISOString().slice(0, 10)
  await eli.post('/api/v1/priorities', { id: priority, title: 'Hikers trust the shop', why: '', team: null, from: today, to: '2099-12-31' })
  const [product, payments] = [teamId('Northwind Trails / Product'), teamId('Northwind Trails / Product / Payments')]
  await eli.post(`/api/v1/teams/${product}`, { lead: gus.id }, 'PATCH')
  await eli.post(`/api/v1/teams/${payments}`, { lead: ada.id }, 'PATCH')
  above = await setGoal(gus, 'Raise the round', [], { scope: 'department', team: product })
  team = await setGoal(ada, 'No payment is lost', [], { scope: 'team', team: payments, parent: above.id, priority })
  goal = await setGoal(ben, 'Checkout under 300 ms', [aKeyResult('Slow calls removed')], { parent: team.id })
  await reach(ben, goal, 3)
  // Ben's own, which his manager alone sees beside him.
  own = await setGoal(ben, 'Speak up in reviews', [aKeyResult('Reviews with a question')], { visibility: 'private', keys: [`person:${ada.id}`, `person:${ben.id}`].sort() })
  // Gus keeps what stands above to himself.
  const { version } = await gus.get(`/api/v1/goals/${above.id}`)
  await gus.post(`/api/v1/goals/${above.id}`, { visibility: 'private', keys: [`person:${gus.id}`], version }, 'PATCH')
  const artifact = { ref: { site: 'github', instance: 'localhost:8787/work/github', type: 'pull_request', key: 'northwind/trail-pay#482', url: pull482 }, title: 'Retry payments after a timeout', state: 'open', visibility: 'private', showTitle: false }
  for (const one of [goal, own]) await ben.post(`/api/v1/goals/${one.id}/links`, { artifact, keyResult: one.keyResults[0] })
})
afterEach(closeBrowsers)

/** A browser of somebody's, on the wire, once what the device asks by itself after a sign-in has come. */
async function deviceOf(name: string): Promise<Browser> {
  const browser = await browserFor(backend, name, wire)
  await soon(() => ask(browser, 'goals.cached'), (held) => held !== null)
  await soon(() => ask(browser, 'waiting.cached'), (held) => held !== null)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  return browser
}

it('Ben’s chip says how far the key result is, from the device alone; a press opens the panel with the way up', async () => {
  const browser = await deviceOf('Ben Ode')
  const page = await browser.context.newPage()
  const before = wire.calls.length
  await page.goto(pull482)
  const chips = await soon(() => chipsIn(page, 'ask goal'), (all) => all.length === 2)
  expect(chips.map(({ text }) => text).sort()).toEqual(['0 of 12 of Reviews with a question', '3 of 12 of Slow calls removed'])
  expect(Math.min(...chips.map(({ height }) => height))).toBeGreaterThanOrEqual(28)
  await page.waitForTimeout(500)
  expect(wire.calls.slice(before)).toEqual([])

  const chip = chips.find(({ text }) => text.includes('Slow calls'))!
  await page.mouse.click(chip.x, chip.y)
  const frame = await soon(() => page.frames().find((one) => /\/panel\.html/.test(one.url())), (one) => one !== undefined)
  const served = frame!.getByRole('region', { name: 'What this work serves' })
  const link = served.getByRole('link', { name: /3 of 12 of Slow calls removed/ })
  await link.waitFor()
  // The nearest first, the private one without its name, the priority of the company at the end; in the tip and for whoever cannot see it.
  const way = 'Serves Checkout under 300 ms › No payment is lost › a private goal › Hikers trust the shop'
  expect([await link.getAttribute('title'), (await link.textContent())!.includes(way)]).toEqual([way, true])
  expect(await served.getByRole('link').count()).toBe(2)
  expect(await frame!.locator('body').innerText()).not.toContain('Raise the round')
  await looksRight(browser, 'panel-serves', { ours: frame!, page })
})

it('whose goal it is not sees no chip; at the click the panel shows the goal to whoever may see it, and that alone', async () => {
  const browser = await deviceOf('Dee Alvarez')
  const { page, panel } = await openPanel(browser, pull482)
  const served = panel.getByRole('region', { name: 'What this work serves' })
  await served.getByRole('link', { name: /Slow calls removed/ }).waitFor()
  expect(await served.getByRole('link').count()).toBe(1)
  expect(await chipsIn(page, 'ask goal')).toEqual([])
  const { items } = await people.dee.get(`/api/v1/artifacts/${await idOfPull()}/goals`)
  expect(JSON.stringify(items)).not.toMatch(/Raise the round|Speak up/)
  // A goal that all of the organisation's own people see is none of a contractor's.
  expect((await people.hal.get(`/api/v1/artifacts/${await idOfPull()}/goals`)).items).toEqual([])
})

it('Dee recognises a colleague on it, the goal is suggested from the work, and it stands on the goal’s page', async () => {
  const browser = await deviceOf('Dee Alvarez')
  const { page, panel } = await openPanel(browser, pull482)
  await panel.getByRole('button', { name: /^Remove / }).first().waitFor()
  const suggested = panel.getByRole('group', { name: 'Goal it helped' }).getByRole('button', { name: 'Checkout under 300 ms' })
  await suggested.click()
  expect(await suggested.getAttribute('aria-pressed')).toBe('true')
  await write(panel, 'The retry now ends before the till gives up.')
  await suggested.scrollIntoViewIfNeeded()
  await looksRight(browser, 'panel-goal-cited', { ours: panel, page })
  await send(panel)
  const said = await soon(async () => (await people.dee.get('/api/v1/me/given')).items, (items) => items.some((card: { body: { text?: string } }) => card.body.text?.startsWith('The retry now')))
  expect(said.find((card: { body: { text?: string } }) => card.body.text?.startsWith('The retry now')).goals).toMatchObject([{ id: goal.id, title: 'Checkout under 300 ms' }])

  const desk = await browser.open(`desk.html#/goals/${goal.id}`)
  await desk.getByRole('heading', { name: 'Checkout under 300 ms', level: 1 }).waitFor()
  await desk.getByText('The retry now ends before the till gives up.').waitFor()
  await looksRight(browser, 'desk-goal-said', { ours: desk, page: desk })
})

it('linked while it was open, merged since: whoever opens the panel on it moves the key result that waits for it, as seen by them; of work that serves nothing, nothing is told', async () => {
  const [pull476, pull468] = [476, 468].map((number) => pull482.replace('482', String(number))) as [string, string]
  const rule = { site: 'github', instance: 'localhost:8787/work/github', of: 'linked', name: '', within: null, state: 'merged' }
  const waits = await setGoal(people.ben, 'Rates from one place', [aKeyResult('Merged changes', { rule })])
  const artifact = { ref: { site: 'github', instance: rule.instance, type: 'pull_request', key: 'northwind/trail-pay#476', url: pull476 }, title: 'Cache exchange rates for a minute', state: 'open', visibility: 'public', showTitle: true }
  await people.ben.post(`/api/v1/goals/${waits.id}/links`, { artifact, keyResult: waits.keyResults[0] })
  const browser = await deviceOf('Dee Alvarez')
  for (const one of [pull476, pull468]) {
    const body = await fetch(one.replace(home, backend.url)).then((page) => page.text())
    await browser.context.route(one, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  }
  const before = wire.calls.length
  const { panel: other } = await openPanel(browser, pull468)
  await other.locator('textarea').first().waitFor()
  await other.page().waitForTimeout(1_000)
  expect(wire.calls.slice(before).filter((call) => call.includes('/goals/seen'))).toEqual([])

  const { panel } = await openPanel(browser, pull476)
  await panel.getByRole('region', { name: 'What this work serves' }).getByRole('link', { name: /1 of 12 of Merged changes/ }).waitFor()
  expect(wire.calls.slice(before).filter((call) => call.includes('/goals/seen'))).toEqual(['POST /api/v1/goals/seen 200'])
  const [last] = (await people.ben.get(`/api/v1/goals/${waits.id}/key-results/${waits.keyResults[0]}/check-ins`)).items
  expect(last).toMatchObject({ reading: 1, source: 'seen', by: { name: 'Dee Alvarez' } })
})

/** As the panel would name it, by the link that stands on the goal. */
const idOfPull = async (): Promise<string> => (await people.ben.get(`/api/v1/goals/${goal.id}`)).links[0].artifact.id
