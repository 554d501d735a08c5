import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSurfaces, type Surfaces, type View } from '../../gallery/surfaces/open'
import type { World } from '../../gallery/surfaces/way'
import { accessibility } from '../../support/browser'

let surfaces: Surfaces
beforeAll(async () => { surfaces = await openSurfaces() })
afterAll(() => surfaces?.close())

const desk = (path: string, view: Partial<View> = {}): Promise<Page> => surfaces.open({ surface: 'desk', path, ...view })
const asked = (page: Page, name: string) => page.evaluate((wanted) => (globalThis as unknown as { world: World }).world.asked.filter((one) => one.name === wanted).map((one) => (one.input as { body?: Record<string, unknown> }).body ?? {}), name)
const id = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`
const narrow = { width: 360, height: 780 }

describe('a goal of somebody who left', () => {
  test('is handed on by keys alone: to whom, then who sees it, then it is done', async () => {
    const page = await desk(`/goals/${id(720)}`)
    await page.getByText('Kai Moss has left. Nobody looks after this goal.').waitFor()
    await page.getByRole('button', { name: 'To whom?' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: 'To whom?' }).waitFor()
    await page.keyboard.type('Chi')
    await expect.poll(() => page.getByRole('option').count()).toBe(1)
    await page.keyboard.press('Enter')
    const send = page.getByRole('button', { name: 'Hand it to Chi Tran' })
    await send.waitFor()
    await page.getByText(/Everyone at Northwind Trails/).first().waitFor()
    expect(await asked(page, 'goals.handOn')).toMatchObject([{ keys: [] }])
    await send.focus()
    await page.keyboard.press('Enter')
    await page.getByText('Kai Moss has left.').waitFor({ state: 'detached' })
    expect(await asked(page, 'goals.handOn')).toMatchObject([{ keys: [] }, { keys: ['org'] }])
    await page.context().close()
  })

  test('stands on their page, without a name where the reader may not see it', async () => {
    const page = await desk(`/people/${id(8)}`)
    const list = page.getByRole('list', { name: 'Goals that nobody looks after' })
    await list.getByRole('link', { name: 'Invoices that explain themselves' }).waitFor()
    const hidden = list.getByRole('listitem').filter({ hasText: 'a private goal' })
    await hidden.getByRole('button', { name: 'Hand on' }).click()
    await hidden.getByRole('button', { name: 'To whom?' }).click()
    await hidden.getByRole('combobox').fill('Chi')
    await page.getByRole('option', { name: /Chi Tran/ }).click()
    await hidden.getByText('Only somebody who sees it already can get it from you.').waitFor()
    expect(await page.getByText(id(721)).count()).toBe(0)
    await page.context().close()
  })

  test('stands before the goals of the reader’s reports, with whose it was', async () => {
    const page = await desk('/goals')
    await page.getByRole('radio', { name: 'Of my people' }).check({ force: true })
    await page.getByRole('list', { name: 'Goals that nobody looks after' }).getByRole('listitem').filter({ hasText: 'Invoices that explain themselves' }).getByText(/Kai Moss/).waitFor()
    await page.context().close()
  })

  test.for([['en', {}], ['ar', { ...narrow, theme: 'dark' }], ['de', narrow]] as const)('can be read and runs nowhere out: %s', async ([language, look]) => {
    for (const path of [`/goals/${id(720)}`, `/people/${id(8)}`]) {
      const page = await desk(path, { language, ...look } as Partial<View>)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.locator('.goal-left, .row-action button').first().waitFor()
      await page.evaluate(() => document.querySelectorAll<HTMLElement>('.row-action button, .goal-left .chip-add').forEach((one) => one.click()))
      expect(await accessibility(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
      await page.context().close()
    }
  })
})

test('an import that is taken back says what stays, and names nothing that the reader may not see', async () => {
  const page = await desk('/goals/import')
  await page.locator('textarea').fill('objective\nNo payment is lost\n')
  await page.getByRole('button', { name: 'Look what would change' }).click()
  await page.getByRole('button', { name: 'Set them' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  const status = page.getByRole('status').filter({ hasText: '1 goal is taken back.' })
  await status.getByRole('link', { name: 'No payment is lost' }).waitFor()
  await status.getByText('a private goal').waitFor()
  await page.context().close()
})

test('what a goal serves stands beside it: the priority at the top of the way, and the goals between', async () => {
  const page = await desk(`/goals/${id(712)}`)
  const serves = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Serves', exact: true }) })
  await serves.getByText('Trust at checkout').waitFor()
  expect(await serves.getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining('Trust at checkout'), 'Booking never lies', 'No payment is lost between booking and trail'])
  await page.context().close()
})

test.for([
  ['en', { width: 1280 }, 'from €0, more is better', 'now €4,500.50, target €12,000', 'counts 3 times'],
  ['de', { ...narrow }, 'ab 0 €, mehr ist besser', 'jetzt 4.500,50 €, Ziel 12.000 €', 'zählt 3-fach'],
] as const)('money stands as in the language, with where it began and how much it counts: %s', async ([language, look, from, now, weight]) => {
  const page = await desk(`/goals/${id(720)}`, { language, ...look })
  await page.getByRole('heading', { level: 1 }).waitFor()
  const text = async () => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')
  await expect.poll(text).toContain(now)
  expect(await text()).toContain(from)
  expect(await text()).toContain(weight)
  await page.context().close()
})
