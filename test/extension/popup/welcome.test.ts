import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSurfaces, refusedIn, type Surfaces, type View } from '../../gallery/surfaces/open'
import type { World } from '../../gallery/surfaces/way'
import { originOf } from '../../../extension/organisation/ServerAddress'
import { accessibility } from '../../support/browser'

let surfaces: Surfaces
beforeAll(async () => { surfaces = await openSurfaces() })
afterAll(() => surfaces?.close())

const welcome = (view: Partial<View> = {}): Promise<Page> => surfaces.open({ surface: 'welcome', ...view })
const asked = (page: Page, name: string) => page.evaluate((wanted) => (globalThis as unknown as { world: World }).world.asked.filter((one) => one.name === wanted).map((one) => one.input), name)

describe.for([['light', {}], ['dark', { theme: 'dark' }], ['arabic', { language: 'ar' }], ['360 px', { width: 360, height: 780 }]] as [string, Partial<View>][])('%s', ([, look]) => {
  test.for(['normal', 'never', 'signed-out', 'closed'])('axe finds nothing in %s', async (scene) => {
    const page = await welcome({ ...look, scene })
    await page.locator('.segmented').first().waitFor()
    expect(await accessibility(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    expect(refusedIn(page)).toEqual([])
    await page.context().close()
  })
})

test('an address is looked at before it is trusted', async () => {
  const page = await welcome({ scene: 'never' })
  const field = page.getByRole('textbox', { name: 'Address of its server' })
  await field.fill('not an address')
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('Write a whole address').waitFor()
  expect(await asked(page, 'settings.set')).toEqual([])
  await field.fill('cairn.northwind.example/desk')
  await field.press('Enter')
  await page.locator('main').getByText('https://cairn.northwind.example answers.').first().waitFor()
  expect(await asked(page, 'settings.set')).toEqual([{ server: 'https://cairn.northwind.example' }])
  expect(await asked(page, 'health.check')).toHaveLength(1)
  await page.context().close()
})

test('a server that is silent is said to be', async () => {
  const page = await welcome({ scene: 'silent' })
  await page.getByRole('textbox', { name: 'Address of its server' }).fill('https://nobody.example.com')
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('Nothing answers at https://nobody.example.com').waitFor()
  await page.context().close()
})

test.for([
  ['https://cairn.example.com/x?y', 'https://cairn.example.com'], ['cairn.example.com', 'https://cairn.example.com'], ['http://localhost:8787/', 'http://localhost:8787'],
  ['http://cairn.example.com', null], ['javascript:alert(1)', null], ['intranet', null], ['', null], ['https://', null],
] as [string, string | null][])('the address %s', ([typed, origin]) => {
  expect(originOf(typed)).toBe(origin)
})

test('a site is turned on by one switch, and shown again where it was hidden', async () => {
  const page = await welcome()
  const github = page.getByRole('checkbox', { name: 'Show Cairn on GitHub' })
  await github.check()
  await expect.poll(() => asked(page, 'sites.changed')).toEqual([{ site: 'github' }])
  expect(await github.isChecked()).toBe(true)
  await page.getByRole('button', { name: /show again/ }).click()
  await page.getByRole('button', { name: /show again/ }).waitFor({ state: 'detached' })
  await page.context().close()
})

test('a site that the browser did not allow stays off, and the page says so', async () => {
  const page = await welcome({ scene: 'refused' })
  const github = page.getByRole('checkbox', { name: 'Show Cairn on GitHub' })
  await github.click()
  await page.getByText('Your browser did not allow GitHub.').waitFor({ state: 'attached' })
  expect(await github.isChecked()).toBe(false)
  await page.context().close()
})

test('language changes the page at once, with its direction', async () => {
  const page = await welcome()
  await page.getByRole('radio', { name: 'العربية' }).check()
  await page.getByRole('heading', { level: 1, name: 'إعداد Cairn' }).waitFor()
  expect(await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang])).toEqual(['rtl', 'ar'])
  await page.context().close()
})
