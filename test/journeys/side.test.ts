/** Journey: the browser's own side panel, really opened, follows the tab in front and keeps what is written. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Browser, serve } from '../support/browser'
import { type SidePanel, sidePanel, sidePanels } from '../support/side'
import { home } from './acts'
import { launcherIn } from './looks'
import { type Backend, backendOf, browserOf, panelOf, signIn } from './world'

const [first, second] = ['https://github.com/northwind/maps/pull/12', 'https://github.com/northwind/maps/pull/13']
const pageOf = (number: number, title: string) => `<!doctype html><html lang="en"><title>${title} by ben-ode · Pull Request #${number} · northwind/maps · GitHub</title><body>
  <div class="gh-header-title"><span class="js-issue-title">${title}</span></div>`

let backend: Backend
let browser: Browser

beforeAll(async () => {
  backend = await backendOf({ env: { BASE_URL: home } })
  browser = await browserOf({ backend: backend.port })
  await serve(browser.context, `${first}*`, pageOf(12, 'Cache map tiles'))
  await serve(browser.context, `${second}*`, pageOf(13, 'Draw contour lines'))
  await signIn(browser, { ...backend, url: home }, 'Ben Ode')
})
afterEach(async () => {
  // It belongs to the window, not to a tab.
  if ((await sidePanels(browser)).length > 0) await (await sidePanel(browser)).press('Close').catch(() => undefined)
  await gone()
  for (const page of browser.context.pages().slice(1)) await page.close().catch(() => undefined)
})
afterAll(async () => {
  await browser?.close()
  await backend?.stop()
})

async function open(url: string): Promise<Page> {
  const page = await browser.context.newPage()
  await page.goto(url)
  return page
}
async function press(page: Page): Promise<void> {
  await page.bringToFront()
  const { x, y } = await launcherIn(page)
  await page.mouse.click(x, y)
}
/** Chosen as people do it. */
async function choose(place: string): Promise<void> {
  const options = await browser.open('options.html')
  await options.getByRole('radio', { name: place }).check()
  await options.waitForTimeout(200)
  await options.close()
}
const shows = (panel: SidePanel, text: string) => expect.poll(() => panel.text(), { timeout: 10_000 }).toContain(text)
const words = (panel: SidePanel) => expect.poll(() => panel.evaluate<string>("document.querySelector('textarea')?.value ?? ''"), { timeout: 10_000 })
const gone = () => expect.poll(() => sidePanels(browser), { timeout: 10_000 }).toEqual([])

it('opens by a press on the work where it was chosen, and follows the tab in front', async () => {
  await choose('In the browser’s side panel')
  const one = await open(first)
  await press(one)
  const panel = await sidePanel(browser)
  expect(one.frames().some((frame) => /panel\.html/.test(frame.url())), 'no frame beside the work').toBe(false)
  await shows(panel, 'Cache map tiles')
  const two = await open(second)
  await shows(panel, 'Draw contour lines')
  await one.bringToFront()
  await shows(panel, 'Cache map tiles')
  // A step inside the tab counts, too.
  await one.goto(second)
  await shows(panel, 'Draw contour lines')
  await one.goto('about:blank')
  await shows(panel, 'Cairn does not see this tab.')
  await two.bringToFront()
  await shows(panel, 'Draw contour lines')
})

it('stays with what is written, and says where the tab is', async () => {
  const one = await open(first)
  await press(one)
  const panel = await sidePanel(browser)
  await shows(panel, 'Cache map tiles')
  await panel.write('Measured it before and after, so that we knew.')
  await words(panel).toContain('Measured it')
  await open(second)
  await shows(panel, 'You are writing about Cache map tiles. This tab shows Draw contour lines.')
  await words(panel).toContain('Measured it')
  await panel.screenshot('side-panel-away')
  await panel.press('Go there')
  await shows(panel, 'Draw contour lines')
  await words(panel).toBe('')
  await one.bringToFront()
  await shows(panel, 'Cache map tiles')
  await words(panel).toContain('Measured it')
})

it('closes, and goes back beside the work', async () => {
  const one = await open(first)
  await press(one)
  const panel = await sidePanel(browser)
  await shows(panel, 'Cache map tiles')
  await panel.press('More about this work')
  await panel.press('Open beside the work')
  const frame = await panelOf(one)
  await frame.locator('.artifact', { hasText: 'Cache map tiles' }).waitFor()
  await gone()
  // And the other way round, from the frame.
  await frame.getByRole('button', { name: 'More about this work' }).click()
  await frame.getByRole('menuitem', { name: 'Open in the side panel' }).click()
  const again = await sidePanel(browser)
  await shows(again, 'Cache map tiles')
  await expect.poll(() => one.frames().some((one) => /panel\.html/.test(one.url()))).toBe(false)
  await again.press('Close')
  await gone()
})

it('not chosen, it does not open', async () => {
  await choose('Beside the work')
  const one = await open(first)
  await press(one)
  await panelOf(one)
  expect(await sidePanels(browser)).toEqual([])
})
