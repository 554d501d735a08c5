import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSurfaces, refusedIn, type Surfaces, type View } from '../../gallery/surfaces/open'
import { accessibility } from '../../support/browser'

let surfaces: Surfaces
beforeAll(async () => { surfaces = await openSurfaces() })
afterAll(() => surfaces?.close())

const path = '/administration/sites'
const open = (view: Partial<View> = {}) => surfaces.open({ surface: 'desk', path, ...view })

describe('what still works', () => {
  test.for([{}, { theme: 'dark' }, { language: 'ar' }, { language: 'de', width: 360, height: 780 }, { language: 'ar', theme: 'dark', width: 360, height: 780 }] as Partial<View>[])('axe finds nothing, and nothing runs out: %o', async (look) => {
    const page = await open(look)
    await page.locator('.site-health').first().waitFor()
    expect(await accessibility(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    expect(refusedIn(page), 'the strict policy holds').toEqual([])
    await page.context().close()
  })

  test('is said in words, the bar only repeats it; the pack and what it switches off stand beside', async () => {
    const page = await open()
    const github = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'GitHub' }) })
    await github.getByText('40 pages in four weeks').waitFor()
    await github.getByText('Found on 95 % of pages', { exact: true }).waitFor()
    await github.getByText('Found on 40 % of pages, 90 % in the weeks before: the site may have changed').waitFor()
    expect(await github.locator('.site-bar i').evaluateAll((bars) => bars.map((bar) => (bar as HTMLElement).style.inlineSize))).toEqual(['95%', '40%'])
    await page.getByRole('listitem').filter({ hasText: 'Jira' }).getByText('Too few pages to say anything yet').first().waitFor()
    await page.getByText('Version 7 of').waitFor()
    await page.getByText('Switched off for now: Linear').waitFor()
    await page.context().close()
  })

  test('switched off, nothing is counted any more, and nothing is shown', async () => {
    const page = await open()
    const tick = page.getByRole('checkbox', { name: 'Count how reading a site went' })
    await tick.uncheck()
    await expect.poll(() => page.locator('.site-health').count()).toBe(0)
    expect(await tick.isChecked()).toBe(false)
    await tick.check()
    await page.getByText('Nothing counted yet').waitFor()
    expect(await accessibility(page)).toEqual([])
    await page.context().close()
  })
})
