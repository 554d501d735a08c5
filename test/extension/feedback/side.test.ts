import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPanels, type Panels } from '../../gallery/feedback/open'
import type { Scene, TabShows } from '../../gallery/feedback/world'
import { accessibility } from '../../support/browser'

let panels: Panels
beforeAll(async () => { panels = await openPanels() })
afterAll(() => panels.close())

const words = 'You found the double charge before release.'
const side = (scene: Scene = {}, width = 400): Promise<Page> => panels.open({ scene: { side: 'pull', ...scene }, nonce: null, width })
const show = (page: Page, shows: TabShows) => page.evaluate((next) => window.show(next), shows)
const on = (page: Page, title: string) => page.locator('.artifact', { hasText: title }).waitFor()
const pull = 'Retry payments after a timeout'
const other = 'Cache map tiles'
const asked = (page: Page, name: string) => page.evaluate((wanted) => window.asked.filter(([one]) => one === wanted).map(([, body]) => body), name)
const write = async (page: Page) => {
  await page.getByRole('button', { name: 'Remove Dee Alvarez' }).waitFor()
  await page.getByRole('textbox', { name: /^What did/ }).fill(words)
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft')).length)).toBe(1)
}
const band = (page: Page) => page.locator('.panel-away')

describe('the side panel', () => {
  it('follows the tab in front of its own window', async () => {
    const page = await side()
    await on(page, pull)
    expect(await asked(page, 'tab.opening')).toEqual([{ window: 4 }])
    await show(page, 'other')
    await on(page, other)
    expect(await band(page).count()).toBe(0)
    await show(page, 'pull')
    await on(page, pull)
    await page.context().close()
  })

  it('stays with what is written, says so, and goes when told; the words are there on the way back', async () => {
    const page = await side()
    await write(page)
    await show(page, 'other')
    await band(page).getByText(`You are writing about ${pull}. This tab shows ${other}.`).waitFor()
    expect(await page.getByRole('textbox', { name: /^What did/ }).inputValue()).toBe(words)
    expect(await accessibility(page)).toEqual([])
    await band(page).getByRole('button', { name: 'Go there' }).click()
    await on(page, other)
    expect(await page.getByRole('textbox', { name: /^What did/ }).inputValue()).toBe('')
    await show(page, 'pull')
    await on(page, pull)
    await expect.poll(() => page.getByRole('textbox', { name: /^What did/ }).inputValue()).toBe(words)
    // Nothing was written since: an older draft does not hold it.
    await show(page, 'other')
    await on(page, other)
    await page.context().close()
  })

  it('back on its own tab it says nothing any more', async () => {
    const page = await side()
    await write(page)
    await show(page, 'other')
    await band(page).waitFor()
    await show(page, 'pull')
    await band(page).waitFor({ state: 'detached' })
    expect(await page.getByRole('textbox', { name: /^What did/ }).inputValue()).toBe(words)
    await page.context().close()
  })

  it('stays while a send can still be undone, then follows', async () => {
    const page = await side({ held: 2_500 })
    await write(page)
    await page.keyboard.press('Control+Enter')
    await page.locator('.card', { hasText: 'Sending' }).waitFor()
    await show(page, 'other')
    await band(page).getByText(`This is about ${pull}.`).waitFor()
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(1)
    await on(page, other)
    await page.context().close()
  })

  it('over a tab that the browser does not show it says what to do, also while something is written', async () => {
    const page = await side({ side: 'unseen' })
    await page.getByText('Cairn does not see this tab.').waitFor()
    expect(await page.getByRole('link', { name: 'Choose sites' }).getAttribute('href')).toBe('/options.html')
    expect(await accessibility(page)).toEqual([])
    await show(page, 'pull')
    await write(page)
    await show(page, 'unseen')
    await band(page).getByText('This tab shows something else.').waitFor()
    await band(page).getByRole('button', { name: 'Go there' }).click()
    await page.getByText('Cairn does not see this tab.').waitFor()
    await page.context().close()
  })

  it('closes itself, and moves back beside the work', async () => {
    const page = await side()
    await on(page, pull)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await expect.poll(() => page.evaluate(() => window.left)).toBe(1)
    expect(await asked(page, 'panel.close')).toEqual([])
    await page.getByRole('button', { name: 'More about this work' }).click()
    await page.getByRole('menuitem', { name: 'Open beside the work' }).click()
    await expect.poll(() => page.evaluate(() => window.left)).toBe(2)
    expect(await asked(page, 'panel.aside')).toEqual([{ nonce: expect.stringMatching(/^side/), aside: false }])
    await page.context().close()
  })

  it.each([['dark', { theme: 'dark' }, 400], ['arabic', { language: 'ar' }, 400], ['360 px', {}, 360]] as [string, Scene, number][])('axe finds nothing in %s', async (_, look, width) => {
    const page = await side(look, width)
    await page.locator('.artifact').waitFor()
    await page.locator('textarea').first().fill(words)
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft')).length)).toBe(1)
    await show(page, 'other')
    await band(page).waitFor()
    expect(await accessibility(page)).toEqual([])
    await page.locator('.panel-head [aria-haspopup="menu"]').click()
    expect(await accessibility(page)).toEqual([])
    await page.context().close()
  })
})

describe('the frame', () => {
  it('moves into the browser\'s side panel', async () => {
    const { page, panel } = await panels.framed({ scene: {} })
    await panel.getByRole('button', { name: 'More about this work' }).click()
    await panel.getByRole('menuitem', { name: 'Open in the side panel' }).click()
    await expect.poll(() => panel.evaluate(() => window.asked.filter(([name]) => name === 'panel.aside' || name === 'panel.close'))).toEqual([['panel.aside', { nonce: 'good', aside: true }], ['panel.close', { nonce: 'good' }]])
    await page.context().close()
  })

  it('stays where the browser opens none from here, and says how it does', async () => {
    const { page, panel } = await panels.framed({ scene: { opensSide: false } })
    await panel.getByRole('button', { name: 'More about this work' }).click()
    await panel.getByRole('menuitem', { name: 'Open in the side panel' }).click()
    await panel.getByText('Your browser opens its side panel only by the key').waitFor()
    expect(await panel.evaluate(() => window.asked.some(([name]) => name === 'panel.close'))).toBe(false)
    await page.context().close()
  })

  it('shows nothing of a tab to a stranger', async () => {
    const { page, panel } = await panels.framed({ scene: { side: 'pull' }, nonce: null })
    await page.waitForTimeout(500)
    expect(await panel.evaluate(() => window.asked.map(([name]) => name))).not.toContain('tab.opening')
    expect((await panel.locator('body').innerText()).trim()).toBe('')
    await page.context().close()
  })
})
