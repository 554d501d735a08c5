import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSurfaces, refusedIn, type Surfaces, type View } from '../../gallery/surfaces/open'
import type { World } from '../../gallery/surfaces/way'
import { accessibility } from '../../support/browser'

let surfaces: Surfaces
beforeAll(async () => { surfaces = await openSurfaces() })
afterAll(() => surfaces?.close())

const desk = (view: Partial<View> = {}): Promise<Page> => surfaces.open({ surface: 'desk', ...view })
const asked = (page: Page, name: string) => page.evaluate((wanted) => (globalThis as unknown as { world: World }).world.asked.filter((one) => one.name === wanted).map((one) => one.input as { body?: Record<string, unknown> }), name)
const id = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`
const places = ['/meetings', `/meetings/person/${id(2)}`, `/meetings/person/${id(8)}`, `/meetings/team/${id(90)}`]
const list = (page: Page, name: string) => page.getByRole('list', { name })

describe.for([
  ['light', {}], ['dark', { theme: 'dark' }], ['arabic', { language: 'ar' }], ['360 px, german', { width: 360, height: 780, language: 'de' }], ['360 px, arabic, dark', { width: 360, height: 780, language: 'ar', theme: 'dark' }],
] as [string, Partial<View>][])('%s', ([, look]) => {
  test.for(places)('axe finds nothing at %s, also with all of it open, and nothing runs out', async (path) => {
    const page = await desk({ ...look, path })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.locator('.loading').count()).toBe(0)
    await page.evaluate(() => document.querySelectorAll<HTMLElement>('main button[aria-expanded="false"]:not([aria-haspopup])').forEach((button) => button.click()))
    await expect.poll(() => page.locator('.loading').count()).toBe(0)
    expect(await accessibility(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    expect(refusedIn(page), 'the strict policy holds').toEqual([])
    await page.context().close()
  })
})

describe('an agenda', () => {
  test('takes a point by Enter, private when it is ticked, and keeps the focus in the field', async () => {
    const page = await desk({ path: `/meetings/person/${id(2)}` })
    const field = page.getByRole('textbox', { name: 'What do you want to talk about?' })
    await field.press('Enter')
    await field.fill('The retry')
    await page.getByRole('checkbox', { name: 'Only I see it' }).check()
    await field.press('Enter')
    await list(page, 'To talk about').getByText('The retry').waitFor()
    const said = (await asked(page, 'meetings.addPoint')).map(({ body }) => body)
    expect(said).toMatchObject([{ text: 'The retry', private: true, section: 'talk', artifact: null }])
    expect([await field.inputValue(), await page.getByRole('checkbox', { name: 'Only I see it' }).isChecked(), await field.evaluate((one) => one === document.activeElement)]).toEqual(['', false, true])
    await page.context().close()
  })

  test('offers what is one’s own alone: others’ points are ticked off, not taken off', async () => {
    const page = await desk({ path: `/meetings/person/${id(2)}` })
    const points = list(page, 'To talk about').getByRole('listitem')
    await points.first().waitFor()
    expect(await points.filter({ hasText: 'Who reviews' }).getByRole('button').count()).toBe(0)
    await points.filter({ hasText: 'His pay' }).getByRole('button', { name: 'More about “His pay”' }).click()
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Change the words', 'Show to all of us', 'Take off the agenda'])
    await page.context().close()
  })

  test('with somebody who has left is read, and nothing is added', async () => {
    const page = await desk({ path: `/meetings/person/${id(8)}` })
    await page.getByText('Kai Moss has left. You can read this agenda; nothing is added any more.').waitFor()
    expect(await page.getByRole('textbox').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'We met' }).count()).toBe(0)
    await page.context().close()
  })

  test.for([`/meetings/person/${id(1)}`, `/meetings/team/${id(91)}`, `/meetings/nobody/${id(2)}`])('that is not there is the page for that: %s', async (path) => {
    const page = await desk({ path })
    await page.getByRole('heading', { level: 1, name: 'Nothing here' }).waitFor()
    await page.context().close()
  })
})

describe('an action item', () => {
  test('says since when in words, is ticked off at once, and opened again', async () => {
    const page = await desk({ path: '/meetings' })
    const row = list(page, 'To do').getByRole('listitem').filter({ hasText: 'Share the on-call rota' })
    expect(await row.innerText()).toMatch(/With Gus Lind · since \w+day/)
    await row.getByRole('checkbox').check()
    await row.getByText('Done.').waitFor()
    await row.getByRole('button', { name: 'Undo' }).click()
    await row.getByText(/since \w+day/).waitFor()
    await page.context().close()
  })

  test('is let go with a sentence, and not without one', async () => {
    const page = await desk({ path: '/meetings' })
    await page.getByRole('button', { name: 'More about “Book the room”' }).click()
    await page.getByRole('menuitem', { name: 'Let it go' }).click()
    const why = page.getByRole('textbox', { name: 'Why? One sentence is enough.' })
    await why.press('Enter')
    await page.getByText('This is needed.').waitFor()
    await why.fill('We meet on the roof')
    await why.press('Enter')
    await page.getByText('Let go: We meet on the roof').waitFor()
    expect(await asked(page, 'actionItems.drop')).toHaveLength(1)
    await page.context().close()
  })

  test('that the other side changed meanwhile says so, and what was typed stays', async () => {
    const page = await desk({ path: '/meetings' })
    await page.getByRole('button', { name: 'More about “Book the room”' }).click()
    await page.getByRole('menuitem', { name: 'Change' }).click()
    const field = page.getByRole('textbox', { name: 'Something to do' })
    await field.fill('Book the roof')
    await field.press('Enter')
    await page.getByText('This changed meanwhile. Look at it again.').waitFor()
    expect(await field.inputValue()).toBe('Book the roof')
    await page.context().close()
  })
})

test('in the popup: done by one press, and it stays with its Undo', async () => {
  const page = await surfaces.open({ surface: 'popup' })
  await page.getByRole('button', { name: 'Done: Share the on-call rota with Dee' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Done: Share the on-call rota with Dee' }).waitFor()
  expect(await page.getByRole('listitem').filter({ hasText: '1:1 with Ben Ode' }).getByRole('link', { name: 'Open' }).getAttribute('href')).toContain(`/meetings/person/${id(2)}`)
  await page.context().close()
})
