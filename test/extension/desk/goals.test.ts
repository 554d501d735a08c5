import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSurfaces, refusedIn, type Surfaces, type View } from '../../gallery/surfaces/open'
import type { World } from '../../gallery/surfaces/way'
import { accessibility } from '../../support/browser'

let surfaces: Surfaces
beforeAll(async () => { surfaces = await openSurfaces() })
afterAll(() => surfaces?.close())

const desk = (path: string, view: Partial<View> = {}): Promise<Page> => surfaces.open({ surface: 'desk', path, ...view })
const asked = (page: Page, name: string) => page.evaluate((wanted) => (globalThis as unknown as { world: World }).world.asked.filter((one) => one.name === wanted).map((one) => (one.input as { body?: Record<string, unknown> }).body ?? {}), name)
const id = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`
const rows = (page: Page, name: string) => page.getByRole('list', { name }).getByRole('listitem')

describe.for([
  ['light', {}], ['dark', { theme: 'dark' }], ['arabic', { language: 'ar' }], ['360 px, german', { width: 360, height: 780, language: 'de' }], ['360 px, arabic, dark', { width: 360, height: 780, language: 'ar', theme: 'dark' }],
] as [string, Partial<View>][])('%s', ([, look]) => {
  test.for(['/goals', `/goals/${id(711)}`, `/goals/${id(718)}`, '/goals/map', '/goals/new', `/goals/${id(711)}/edit`])('axe finds nothing at %s, also with all of it open, and nothing runs out', async (path) => {
    const page = await desk(path, look)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.locator('.loading').count()).toBe(0)
    await page.evaluate(() => document.querySelectorAll<HTMLElement>('.goal-action button, main button[aria-expanded="false"]:not([aria-haspopup]), .map-more').forEach((button) => button.click()))
    await expect.poll(() => page.locator('.loading').count()).toBe(0)
    expect(await accessibility(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    expect(refusedIn(page), 'the strict policy holds').toEqual([])
    await page.context().close()
  })
})

describe('a key result', () => {
  test('names its stretch once beside its plot, and says it where the plot is a table', async () => {
    const page = await desk(`/goals/${id(711)}`)
    const plot = page.getByRole('region', { name: 'Payments lost per 10,000' })
    await plot.getByRole('img').waitFor()
    const drawn = () => plot.getByText('Stretch 4').evaluateAll((all) => all.filter((one) => !one.closest('.hidden-visually')).length)
    expect(await drawn()).toBe(1)
    await plot.getByRole('button', { name: 'As a table' }).click()
    await plot.getByRole('table').waitFor()
    expect(await drawn()).toBe(1)
    await page.context().close()
  })
})

describe('a check-in', () => {
  test('opens with the last values, the reading selected; digits say how sure, 0 is ten, Ctrl+Enter sends it', async () => {
    const page = await desk('/goals')
    await page.getByRole('button', { name: 'Check in: Trips load in two seconds' }).click()
    const form = page.getByRole('form', { name: 'Check in: Pages under two seconds' })
    const reading = form.getByRole('textbox', { name: 'Reading' })
    expect(await reading.evaluate((one: HTMLInputElement) => [one === document.activeElement, one.value.slice(one.selectionStart ?? 0, one.selectionEnd ?? 0)])).toEqual([true, '41'])
    expect(await form.getByRole('radio', { name: 'At risk' }).isChecked()).toBe(true)
    await reading.fill('48,5')
    await form.getByText('7.5% more than last time').waitFor()
    await form.getByRole('radio', { name: '4 of 10' }).press('0')
    expect(await form.getByRole('radio', { name: '10 of 10' }).isChecked()).toBe(true)
    await page.keyboard.press('7')
    await form.getByRole('textbox', { name: 'What changed since then?' }).fill('The pictures come late now.')
    await page.keyboard.press('Control+Enter')
    await form.waitFor({ state: 'detached' })
    expect(await asked(page, 'goals.checkIn')).toMatchObject([{ reading: 48.5, confidence: 7, status: 'at_risk', line: 'The pictures come late now.', need: null }])
    await rows(page, 'My goals').filter({ hasText: 'Trips load' }).getByText('At risk, sure 7').waitFor()
    await page.context().close()
  })

  test('says what is missing, and of whom something is needed', async () => {
    const page = await desk(`/goals/${id(711)}`)
    await page.getByRole('button', { name: 'Check in' }).waitFor()
    await page.keyboard.press('c')
    const form = page.getByRole('form')
    await form.getByRole('textbox', { name: 'Reading' }).fill('many')
    await form.getByRole('button', { name: 'I need something' }).click()
    await page.keyboard.press('Control+Enter')
    await form.getByText('A number is needed here.').waitFor()
    await form.getByText('Say from whom.').waitFor()
    expect(await asked(page, 'goals.checkIn')).toEqual([])
    await form.getByRole('textbox', { name: 'Reading' }).fill('14')
    await form.getByRole('radio', { name: 'Time' }).check()
    await form.getByRole('combobox', { name: 'From whom?' }).fill('gus')
    await page.getByRole('option', { name: /Gus Lind/ }).click()
    await form.getByRole('textbox', { name: 'In a few words' }).fill('Two days of Jun')
    await page.keyboard.press('Control+Enter')
    await rows(page, 'Check-ins').filter({ hasText: 'Need: time, from Gus Lind.' }).getByText('Not answered yet.').waitFor()
    expect(await asked(page, 'goals.checkIn')).toMatchObject([{ reading: 14, need: { kind: 'time', to: id(5), text: 'Two days of Jun' } }])
    await page.context().close()
  })

  test('that is the first compares itself to none before', async () => {
    const page = await desk(`/goals/${id(718)}`)
    await page.getByRole('button', { name: 'Take it up' }).click()
    await page.getByRole('button', { name: 'Check in' }).click()
    const form = page.getByRole('form')
    await form.getByText('no check-in yet').waitFor()
    await form.getByRole('textbox', { name: 'Reading' }).fill('50')
    await form.getByRole('radio', { name: 'On track' }).check()
    expect(await form.getByText('last time').count()).toBe(0)
    await page.context().close()
  })

  test('of the work is corrected by a person, and both stand on the path', async () => {
    const page = await desk(`/goals/${id(711)}`)
    const path = rows(page, 'Check-ins')
    await path.filter({ hasText: 'Moved by the work' }).getByRole('button', { name: 'Correct this' }).click()
    const form = page.getByRole('form')
    expect(await form.getByRole('textbox', { name: 'Reading' }).inputValue()).toBe('19')
    await form.getByRole('textbox', { name: 'Reading' }).fill('21')
    await form.getByRole('button', { name: 'Correct' }).click()
    await path.filter({ hasText: 'Corrected since' }).waitFor()
    expect(await asked(page, 'goals.checkIn')).toMatchObject([{ reading: 21, corrects: id(911) }])
    await page.context().close()
  })
})

describe('a goal', () => {
  test('shows the chosen key result over time, in a sentence, as a table, and what stands beside it', async () => {
    const page = await desk(`/goals/${id(711)}`)
    await page.getByRole('img', { name: /^Payments lost per 10,000: from 42 on .* to 17 on .*; target 8 by/ }).waitFor()
    await page.getByRole('button', { name: 'As a table' }).click()
    expect(await page.getByRole('table').getByRole('row').count()).toBe(7)
    await page.getByRole('button', { name: 'Checkout survives a gateway outage' }).click()
    await page.getByRole('heading', { name: 'Checkout survives a gateway outage' }).waitFor()
    await page.getByText('2. It was tried once').waitFor()
    const beside = page.getByRole('complementary', { name: 'Details' })
    expect(await beside.getByRole('heading').allInnerTexts()).toEqual(['Serves', 'Served by', 'Linked work', 'Said along the way', 'What changed'])
    await beside.getByText('Private work on Jira').waitFor()
    await page.context().close()
  })

  test('shows no name of a private parent', async () => {
    const page = await desk(`/goals/${id(716)}`)
    await page.getByRole('complementary', { name: 'Details' }).getByText('a private goal').waitFor()
    await page.context().close()
  })

  test('as a draft is talked about, then taken up', async () => {
    const page = await desk(`/goals/${id(718)}`)
    await page.getByRole('button', { name: 'Talk with Gus Lind' }).click()
    await page.getByRole('link', { name: 'On the agenda with Gus Lind' }).waitFor()
    expect(await asked(page, 'meetings.addPoint')).toMatchObject([{ text: 'Goal: Alarms that mean something', section: 'talk' }])
    await page.getByRole('button', { name: 'Take it up' }).click()
    await page.getByRole('button', { name: 'Check in' }).waitFor()
    expect(await asked(page, 'goals.change')).toMatchObject([{ activate: true, version: 1 }])
    await page.context().close()
  })

  test('is closed with a sentence and not without one, carried over in one step, and opened again', async () => {
    const page = await desk(`/goals/${id(714)}`)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('radio', { name: 'Partly achieved' }).check()
    await page.getByRole('checkbox', { name: /^Carry over into/ }).check()
    await page.getByRole('button', { name: 'Close and carry over' }).click()
    await page.locator('.field-error').getByText('This is needed.').waitFor()
    await page.getByRole('textbox', { name: /What is there to say/ }).fill('The pictures are next.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('link', { name: 'The goal that goes on' }).waitFor()
    const [said] = await asked(page, 'goals.close')
    expect(said).toMatchObject({ outcome: 'partially_achieved', closing: 'The pictures are next.' })
    expect(said!['carry']).toMatch(/^[0-9a-f-]{36}$/)
    await page.getByRole('button', { name: 'Open again' }).click()
    await page.getByRole('button', { name: 'Check in' }).waitFor()
    await page.context().close()
  })
})

describe('setting one', () => {
  test('says who will see it by name, and asks again where that changed meanwhile', async () => {
    const page = await desk('/goals/new')
    await page.getByRole('button', { name: /^Set it/ }).click()
    await page.getByText('This is needed.').waitFor()
    await page.getByRole('textbox', { name: 'What do you want to reach?' }).fill('Fewer alarms')
    await page.getByRole('textbox', { name: 'Key result 1' }).fill('Alarms a week')
    await page.getByRole('textbox', { name: 'From' }).fill('60')
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('12.5')
    await page.getByRole('radio', { name: 'Managers above' }).check()
    await page.getByText(/Only Gus Lind and you/).waitFor()
    await page.getByRole('button', { name: /^Set it/ }).click()
    await page.getByText(/Others would see it than you were shown/).waitFor()
    await page.getByText(/Gus Lind, Dee Alvarez(,)? and Chi Tran/).waitFor()
    await page.getByRole('button', { name: /^Save for these people/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Fewer alarms' }).waitFor()
    const said = await asked(page, 'goals.set')
    expect(said.map((body) => (body['keys'] as string[]).length)).toEqual([2, 4])
    expect(said[1]).toMatchObject({ title: 'Fewer alarms', owner: null, draft: false, visibility: 'chain', keyResults: [{ title: 'Alarms a week', baseline: 60, target: 12.5, measure: 'number' }] })
    expect(said[0]!['id']).toBe(said[1]!['id'])
    await page.context().close()
  })

  test('with a report is a draft, under a goal of the same or a higher scope', async () => {
    const page = await desk(`/goals/new/${id(2)}`)
    await page.getByRole('heading', { level: 1, name: 'A goal with Ben Ode' }).waitFor()
    await page.getByRole('textbox', { name: 'What do you want to reach?' }).fill('Retries people trust')
    const parent = page.getByRole('combobox', { name: 'Which goal does it serve?' })
    await parent.locator('option', { hasText: 'No payment is lost' }).waitFor({ state: 'attached' })
    expect(await parent.locator('option', { hasText: 'Review without rushing' }).count(), 'what Ben may not see is not offered').toBe(0)
    await parent.selectOption({ label: 'No payment is lost between booking and trail – Payments' })
    await page.getByRole('button', { name: /^Set it as a draft/ }).click()
    await page.getByText('A draft. Ben Ode takes it up when you have talked about it.').waitFor()
    expect(await page.getByRole('button', { name: 'Take it up' }).count()).toBe(0)
    expect(await asked(page, 'goals.set')).toMatchObject([{ owner: id(2), parent: id(711), keyResults: [] }])
    await page.context().close()
  })
})

describe('the map', () => {
  const node = (page: Page, title: string) => page.getByRole('list', { name: 'How the work adds up' }).getByRole('listitem').filter({ hasText: title })
  test('goes from the priority to the person, and shows orphans, what is stale, needs and private parents as such', async () => {
    const page = await desk('/goals/map', { width: 1440 })
    await page.getByRole('button', { name: /Show what serves “Booking/ }).click()
    await page.getByRole('button', { name: /Show what serves “No payment/ }).click()
    await node(page, 'Retries that are safe twice').waitFor()
    const kinds = async (title: string) => (await node(page, title).getAttribute('class'))!.split(' ').filter((name) => name !== 'map-node' && name !== 'map-chosen')
    expect(await kinds('One icon set')).toEqual(['map-orphan'])
    expect(await kinds('Trips load')).toEqual(['map-stale'])
    expect(await kinds('a private goal')).toEqual(['map-private'])
    expect(await kinds('Trust at checkout')).toEqual(['map-priority'])
    await node(page, 'Trips load').getByText('No check-in for 3 weeks').waitFor()
    await node(page, 'One icon set').getByText('Serves no goal yet').waitFor()
    await node(page, 'Refund page').getByText('1 open need').waitFor()
    await node(page, 'Refund page').getByRole('img', { name: 'At risk' }).waitFor()
    expect(await node(page, 'Alarms that mean something').count(), 'a draft is on no map').toBe(0)
    await page.context().close()
  })

  test('is walked along its wires by arrow keys, mirrored in right-to-left', async () => {
    for (const [language, on, back] of [['en', 'ArrowRight', 'ArrowLeft'], ['ar', 'ArrowLeft', 'ArrowRight']] as const) {
      const page = await desk('/goals/map', { width: 1440, language })
      await page.locator('[data-node] .map-face').first().focus()
      const here = () => page.evaluate(() => document.activeElement?.textContent ?? '')
      await page.keyboard.press(on)
      expect(await here()).toContain('Booking never lies')
      await page.keyboard.press('ArrowDown')
      expect(await page.evaluate(() => document.activeElement?.closest('li')?.className)).toContain('map-private')
      await page.keyboard.press(on)
      expect(await here()).toContain('Partners can read our books')
      await page.keyboard.press(back)
      await page.keyboard.press(back)
      expect(await here()).toContain('Trust at checkout')
      await page.context().close()
    }
  })

  test('opens two goals at once, and whoever opened one by a key stands on it', async () => {
    for (const width of [1440, 360]) {
      const page = await desk('/goals/map', { width })
      await page.getByRole('button', { name: /Show what serves “Booking/ }).press('Enter')
      await page.getByRole('button', { name: /Show what serves “No payment/ }).waitFor()
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Booking never lies')
      await page.context().close()
    }
    const page = await desk('/goals/map', { width: 1440 })
    const more = page.locator('.map-more')
    expect(await more.count()).toBeGreaterThan(1)
    await page.evaluate(() => document.querySelectorAll<HTMLElement>('.map-more').forEach((button) => button.click()))
    await expect.poll(() => more.count()).toBe(0)
    await page.context().close()
  })

  test('is a list on a phone, each goal below what it serves; the picture is one press away elsewhere', async () => {
    const page = await desk('/goals/map', { width: 360, height: 780 })
    const item = page.getByRole('listitem').filter({ hasText: 'Trust at checkout' }).first()
    await item.getByRole('listitem').filter({ hasText: 'Booking never lies' }).first().waitFor()
    expect(await page.locator('.map-wires').count()).toBe(0)
    await page.context().close()
  })

  test('lets those who may put a priority first', async () => {
    const page = await desk('/goals/map')
    await page.getByRole('button', { name: 'Priorities' }).click()
    await page.getByRole('button', { name: 'Add a priority' }).click()
    await page.getByRole('textbox', { name: 'What matters most?' }).fill('Quiet nights')
    await page.getByRole('button', { name: 'Save' }).click()
    await rows(page, 'Priorities').filter({ hasText: 'Quiet nights' }).waitFor()
    expect(await asked(page, 'goals.addPriority')).toMatchObject([{ title: 'Quiet nights', team: null }])
    await page.context().close()
  })
})
