/** Journey 3: Ben opens a pull request and recognises whoever reviewed it. */
import { randomUUID } from 'node:crypto'
import type { Frame, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { demoPage } from '../../worker/dev/pages'
import type { Browser } from '../support/browser'
import { once, soon, standing } from './acts'
import { launcherIn, looksRight } from './looks'
import { type Backend, backendOf, browserOf, openWork, panelOf, type Person, person, pressShortcut, saved, signIn } from './world'

const real = saved('github/pr-2025-02-opened.html')
const address = 'https://github.com/Mergifyio/docs/pull/7215'
const demo = demoPage('/work/github/northwind/trail-pay/pull/482')!

let backend: Backend
let browser: Browser
let ben: Person
let dee: Person

beforeAll(async () => {
  backend = await backendOf()
  browser = await browserOf()
  ;[ben, dee] = [await person(backend, 'ben'), await person(backend, 'dee')]
  await signIn(browser, backend, 'Ben Ode')
})
afterEach(async () => {
  for (const page of browser.context.pages().slice(1)) await page.close()
})
afterAll(async () => {
  await browser?.close()
  await backend?.stop()
})

/** Somebody of the demo says which name on GitHub is theirs. */
const isOnGitHub = (who: Person, handle: string) => who.post('/api/v1/handles', { id: randomUUID(), site: 'github', instance: 'github.com', handle, person: who.id })

const textarea = (panel: Frame) => panel.locator('textarea').first()
const ready = (panel: Frame) => panel.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
const said = async (who: Person, words: string) => (await who.get('/api/v1/me/given')).items.filter(({ body }: { body: { text?: string } }) => body.text === words)

async function middle(what: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = (await what.boundingBox())!
  return { x: x + width / 2, y: y + height / 2 }
}

/** What the hand does, counted. */
function hand(page: Page) {
  const did = { keys: 0, clicks: 0 }
  return {
    did,
    shortcut: () => (did.keys += 1, pressShortcut(browser, page)),
    press: (key: string) => (did.keys += 1, page.keyboard.press(key)),
    click: (at: { x: number; y: number }) => (did.clicks += 1, page.mouse.click(at.x, at.y)),
  }
}

/** The names that are offered, in their order. */
const offered = async (panel: Frame): Promise<string[]> => (await panel.getByRole('group', { name: 'Who' }).innerText()).match(/[A-Z][a-z]+ [A-Z][a-z]+(?=\s+(?:reviewer|author|assignee))/g) ?? []

it.skipIf(!real)('by keys on a real pull request (needs the saved pages): reviewers first, who will see it by name, two keystrokes and less than 4 seconds', async () => {
  await isOnGitHub(dee, 'jd')
  await isOnGitHub(await person(backend, 'chi'), 'Syffe')
  await isOnGitHub(await person(backend, 'jun'), 'JulianMaurin')
  const page = await openWork(browser, address, real!)
  await launcherIn(page)
  const words = 'Asked what happens to those who never read the changelog. Now the page says it first.'
  const { did, ...by } = hand(page)

  const opened = Date.now()
  await by.shortcut()
  const panel = await panelOf(page)
  await ready(panel)
  const opening = Date.now() - opened

  await page.keyboard.type(words)
  await panel.getByRole('button', { name: /^Remove Dee Alvarez/ }).waitFor()
  // Reviewers as the page names them, then its author.
  expect(await offered(panel)).toEqual(['Dee Alvarez', 'Jun Park', 'Chi Tran'])
  expect(await panel.getByRole('region', { name: 'On this work' }).innerText()).toMatch(/add deprecation workarounds documentation[\s\S]*Mergifyio\/docs #7215 · draft/)
  expect(await panel.locator('footer').innerText()).toContain('Everyone at Northwind Trails, now and later (10 today).')
  await looksRight(browser, 'recognise-writing', { ours: panel, page })
  await textarea(panel).focus() // The pictures took it.

  const sending = Date.now()
  await by.press('Control+Enter')
  await panel.getByRole('article', { name: 'Sending' }).getByRole('button', { name: 'Undo' }).waitFor()
  expect(did).toEqual({ keys: 2, clicks: 0 })
  expect(opening + Date.now() - sending).toBeLessThan(4_000)
  expect(await said(ben, words)).toEqual([])
  await looksRight(browser, 'recognise-sending', { ours: panel, page })

  const cards = await soon(() => said(ben, words), (now) => now.length > 0)
  expect(cards).toMatchObject([{ recipients: [{ id: dee.id }], artifact: { key: 'Mergifyio/docs#7215', url: address }, audience: { visibility: 'organization' } }])
  await panel.getByRole('article', { name: 'You recognised Dee Alvarez' }).getByText(words).waitFor()
  await looksRight(browser, 'recognise-sent', { ours: panel, page })
})

it('by keys with a core value: four keystrokes and less than 4 seconds', async () => {
  const page = await openWork(browser, 'https://github.com/northwind/trail-pay/pull/482', demo)
  await launcherIn(page)
  const words = 'Said on Monday that the timeout would not hold, while there was still time.'
  const { did, ...by } = hand(page)

  const opened = Date.now()
  await by.shortcut()
  const panel = await panelOf(page)
  await ready(panel)
  const opening = Date.now() - opened

  await page.keyboard.type(words)
  await panel.getByRole('button', { name: /^Remove Dee Alvarez/ }).waitFor()
  const sending = Date.now()
  await by.press('Tab')
  await by.press('Space')
  await by.press('Control+Enter')
  await panel.getByRole('article', { name: 'Sending' }).getByText('Say it early').waitFor()
  expect(did).toEqual({ keys: 4, clicks: 0 })
  expect(opening + Date.now() - sending).toBeLessThan(4_000)
  expect(await soon(() => standing(backend, ben, dee, words), (now) => now.mails > 0 && now.lines > 0)).toEqual(once)
  expect(await said(ben, words)).toMatchObject([{ values: [{ name: 'Say it early' }] }])
})

it('by mouse: two clicks and the typing, and it is sent exactly once', async () => {
  const page = await openWork(browser, 'https://github.com/northwind/trail-pay/pull/482', demo)
  const { did, ...by } = hand(page)
  const words = 'Wrote the failing test before anyone had to be convinced.'

  await by.click(await launcherIn(page))
  const panel = await panelOf(page)
  await ready(panel)
  await page.keyboard.type(words)
  await panel.getByRole('group', { name: 'Who' }).getByRole('button', { name: /^Remove Dee Alvarez/ }).waitFor()
  // Ben wrote this pull request himself: nobody is asked to recognise themselves.
  expect(await panel.getByRole('group', { name: 'Who' }).innerText()).not.toContain('Ben Ode')
  await by.click(await middle(panel.getByRole('button', { name: 'Send' })))
  await panel.getByRole('article', { name: 'Sending' }).getByRole('button', { name: 'Undo' }).waitFor()
  expect(did).toEqual({ keys: 0, clicks: 2 })

  expect(await soon(() => standing(backend, ben, dee, words), (now) => now.mails > 0 && now.lines > 0)).toEqual(once)
  await panel.getByRole('article', { name: 'You recognised Dee Alvarez' }).getByText(words).waitFor()
})
