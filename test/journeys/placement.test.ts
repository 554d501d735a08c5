/** Journey: the panel stands in pages that navigate, mount anew, trap the focus, go into full screen, print, zoom; and over an update of the extension. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { launcherOf } from '../bench/browsing'
import { type Browser, serve } from '../support/browser'
import { soon } from './acts'
import { ask, type Backend, backendOf, browserOf, panelOf, pressShortcut, signIn } from './world'

const host = (name: string): string => readFileSync(new URL(`../pages/hosts/${name}.html`, import.meta.url), 'utf8')
const address = 'https://github.com/northwind/trail-pay/pull/482'

let backend: Backend
let browser: Browser
let page: Page
beforeAll(async () => {
  backend = await backendOf()
  browser = await browserOf()
  await signIn(browser, backend, 'Ben Ode')
})
afterAll(async () => {
  await browser?.close()
  await backend?.stop()
})
// No draft of one test stands in the next.
afterEach(async () => {
  for (const { key } of await ask<{ key: string }[]>(browser, 'draft.list')) await ask(browser, 'draft.drop', { key })
  await page?.close()
})

/** A page of ours at the address of some work; the latest serves all of its host. */
async function openHost(name: string, of = browser): Promise<Page> {
  await serve(of.context, 'https://github.com/**', host(name))
  page = await of.context.newPage()
  await page.goto(address)
  await soon(() => launcherOf(page), (at) => at !== null)
  return page
}
const launcher = async (): Promise<{ x: number; y: number }> => (await soon(() => launcherOf(page), (at) => at !== null))!
const words = (panel: Frame) => panel.locator('textarea').first()

/** Writes by real keys after a click into the field, until it is kept on the device. */
async function write(panel: Frame, text: string): Promise<void> {
  await words(panel).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(text)
  await panel.getByText('Draft kept').waitFor()
}
const gone = () => expect.poll(() => page.frames().some((one) => one.url().includes('/panel.html'))).toBe(false)

/** What a screen reader finds on the page, closed shadow roots included. */
async function named(): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  return nodes.map(({ name }) => String(name?.value ?? ''))
}

it('a soft navigation with a draft: the panel stays with its work, keeps the words and says so; the new work has a panel of its own', async () => {
  await openHost('history')
  await pressShortcut(browser, page)
  const panel = await panelOf(page)
  await write(panel, 'You drew the retry as a picture')
  await page.evaluate("go('/northwind/trail-pay/pull/483')")
  await panel.getByText(/^This tab shows other work now/).waitFor()
  await write(panel, ', and I understood it.')
  expect(await words(panel).inputValue()).toBe('You drew the retry as a picture, and I understood it.')
  await pressShortcut(browser, page)
  await soon(() => page.frames().filter((one) => one.url().includes('/panel.html') && one !== panel).length, (many) => many === 1)
  const other = await panelOf(page)
  await words(other).waitFor()
  expect(await words(other).inputValue()).toBe('')
  await page.goBack()
  await soon(() => page.evaluate('location.pathname'), (path) => String(path).endsWith('482'))
  await pressShortcut(browser, page)
  await expect.poll(async () => words(await panelOf(page)).inputValue().catch(() => '')).toBe('You drew the retry as a picture, and I understood it.')
})

it('a root that is mounted anew again and again: the launcher stays, and what is being written', async () => {
  await openHost('remount')
  const { x, y } = await launcher()
  await page.mouse.click(x, y)
  const panel = await panelOf(page)
  for (const part of ['Mounted', ' once,', ' twice,', ' and again']) {
    await write(panel, part)
    await page.evaluate('remount()')
  }
  expect(await words(panel).inputValue()).toBe('Mounted once, twice, and again')
  expect(await launcherOf(page)).not.toBeNull()
})

it('a dialog that traps the focus, opened first: one types in the panel, Escape closes it, the focus is back in the dialog', async () => {
  await openHost('trap')
  await page.click('#card')
  await pressShortcut(browser, page)
  const panel = await panelOf(page)
  await write(panel, 'Said from inside the card')
  expect(await words(panel).inputValue()).toBe('Said from inside the card')
  await page.keyboard.press('Escape')
  await gone()
  expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe('Comment')
})

it('a dialog that opens after the panel and goes again takes no word along', async () => {
  await openHost('trap')
  await pressShortcut(browser, page)
  await write(await panelOf(page), 'Before')
  await page.click('#card')
  await write(await panelOf(page), ', during')
  await page.waitForTimeout(1_000)
  await page.click('[aria-modal] button')
  // The host has thrown our frame out with its dialog: the panel stands again, with its draft.
  await expect.poll(async () => words(await panelOf(page)).inputValue().catch(() => ''), { timeout: 10_000 }).toBe('Before, during')
  await write(await panelOf(page), ', after')
  expect(await words(await panelOf(page)).inputValue()).toBe('Before, during, after')
})

it('in full screen nothing of ours shows until it is asked for', async () => {
  await openHost('screen')
  await page.click('#present')
  await soon(() => page.evaluate('document.fullscreenElement !== null'), Boolean)
  const { x, y } = await launcher()
  expect(await page.evaluate(([x, y]) => document.elementFromPoint(x!, y!)?.matches('[popover]') ?? false, [x, y])).toBe(false)
  await pressShortcut(browser, page)
  const panel = await panelOf(page)
  await write(panel, 'Seen in your talk')
  await page.keyboard.press('Escape')
  await gone()
  await page.evaluate('document.exitFullscreen()')
  const after = await launcher()
  await expect.poll(() => page.evaluate(([x, y]) => document.elementFromPoint(x!, y!)?.matches('[popover]') ?? false, [after.x, after.y])).toBe(true)
})

it('prints nothing of ours, with launcher and panel open', async () => {
  await openHost('light')
  await page.emulateMedia({ media: 'print' })
  const plain = await page.screenshot()
  await page.emulateMedia({ media: 'screen' })
  await pressShortcut(browser, page)
  await words(await panelOf(page)).waitFor()
  expect((await page.screenshot()).equals(plain)).toBe(false)
  await page.emulateMedia({ media: 'print' })
  const bare = await page.context().newPage()
  await bare.setViewportSize(page.viewportSize()!)
  await bare.emulateMedia({ media: 'print' })
  await bare.goto('https://github.com/northwind/trail-pay/')
  expect((await page.screenshot()).equals(await bare.screenshot())).toBe(true)
  expect(plain.equals(await bare.screenshot())).toBe(true)
  await bare.close()
})

it('at 400 % the panel takes the window, and one writes and closes', async () => {
  await openHost('light')
  await page.setViewportSize({ width: 320, height: 256 })
  const { x, y } = await launcher()
  expect([x > 270 && x < 320, y > 200 && y < 256]).toEqual([true, true])
  await page.mouse.click(x, y)
  const panel = await panelOf(page)
  await words(panel).waitFor()
  expect(await panel.evaluate('[innerWidth, innerHeight]')).toEqual([320, 256])
  await write(panel, 'Small window, large letters')
  await page.keyboard.press('Escape')
  await gone()
})

it('another language, chosen in the options, reaches the launcher of an open tab', async () => {
  await openHost('light')
  expect(await soon(named, (names) => names.includes('Recognise or give feedback'))).toContain('Recognise or give feedback')
  await ask(browser, 'settings.set', { language: 'de' })
  expect(await soon(named, (names) => names.includes('Anerkennen oder Feedback geben'))).toContain('Anerkennen oder Feedback geben')
  await ask(browser, 'settings.set', { language: null })
  await soon(named, (names) => names.includes('Recognise or give feedback'))
})

it('hidden on a site in one choice, with the site named and the way back; a slip is undone', async () => {
  await openHost('light')
  const hide = async () => {
    const { x, y } = await launcher()
    await page.mouse.click(x, y, { button: 'right' })
    await soon(named, (names) => names.includes('Hide on GitHub'))
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    return soon(named, (names) => names.some((name) => name.startsWith('Hidden on GitHub.')))
  }
  expect((await hide()).find((name) => name.startsWith('Hidden'))).toMatch(/^Hidden on GitHub\. (Alt\+K still opens Cairn; show the button again in its options|Show it again in Cairn’s options)\.$/)
  await page.keyboard.press('Enter')
  expect(await soon(() => launcherOf(page), (at) => at !== null)).not.toBeNull()
  expect((await ask<{ site: string; hidden: boolean }[]>(browser, 'sites.list')).find(({ site }) => site === 'github')?.hidden).toBe(false)
  await page.bringToFront()
  await hide()
  await page.keyboard.press('Escape')
  expect(await soon(named, (names) => !names.some((name) => name.startsWith('Hidden')))).not.toContain('Recognise or give feedback')
  await pressShortcut(browser, page)
  await words(await panelOf(page)).waitFor()
  await ask(browser, 'sites.show', { site: 'github' })
  await page.bringToFront()
  expect(await soon(() => launcherOf(page), (at) => at !== null)).not.toBeNull()
})

it('an update of the extension under an open page: the old script offers to reload, and the draft is there afterwards', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'cairn-update-'))
  let own = await browserOf({ profile })
  try {
    await signIn(own, backend, 'Ben Ode')
    await openHost('light', own)
    await pressShortcut(own, page)
    await write(await panelOf(page), 'Kept over the update')
    await (await own.background()).evaluate(() => { setTimeout(() => (globalThis as any).chrome.runtime.reload(), 50) })
    await soon(() => own.context.serviceWorkers().length, (many) => many === 0)
    const { x, y } = await launcher()
    await page.mouse.click(x, y)
    expect(await soon(named, (names) => names.includes('Cairn was updated. Reload this page'))).toContain('Cairn was updated. Reload this page')
    const reloaded = page.waitForEvent('load')
    for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key)
    await reloaded
    // The browser of the tests does not start an extension again that has reloaded itself: the next start of the browser does.
    await own.close()
    own = await browserOf({ profile })
    await openHost('light', own)
    await pressShortcut(own, page)
    await expect.poll(async () => words(await panelOf(page)).inputValue()).toBe('Kept over the update')
  } finally {
    await own.close()
    rmSync(profile, { recursive: true, force: true })
  }
})
