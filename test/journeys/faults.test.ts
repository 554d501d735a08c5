/** Journey 8: whatever breaks, a recognition arrives exactly once or stands in "not sent" with words and choices; and the words are never lost. */
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Browser, accessibility } from '../support/browser'
import { home, never, once, openAgain, openPanel, pull482, send, soon, standing, write } from './acts'
import { type Wire, layWire } from './wire'
import { ask, type Backend, backendOf, browserOf, type Person, person, signIn } from './world'

let dir: string
let profile: string
let backend: Backend
let wire: Wire
let browser: Browser
let ben: Person
let dee: Person

const give = /^POST \/api\/v1\/feedback$/
const begin = () => backendOf({ dir: join(dir, 'server'), env: { BASE_URL: home } })
const open = () => browserOf({ profile, backend: wire.port })
const stands = (words: string) => standing(backend, ben, dee, words)
const arrives = (words: string) => soon(() => stands(words), (now) => now.mails > 0 && now.lines > 0)

/** The states of the outbox's items with these words. */
const items = async (words: string): Promise<string[]> => (await ask<{ state: string; draft: { body: { text: string } } }[]>(browser, 'outbox.list')).filter(({ draft }) => draft.body.text === words).map(({ state }) => state)
/** What became of each send since the last look; 0 = cut. */
const sends = (from: number): string[] => wire.calls.slice(from).filter((call) => call.startsWith('POST /api/v1/feedback ')).map((call) => call.split(' ')[2]!)

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'cairn-faults-'))
  profile = join(dir, 'profile')
  backend = await begin()
  wire = await layWire(backend.port)
  ;[ben, dee] = [await person(backend, 'ben'), await person(backend, 'dee')]
  browser = await open()
  await signIn(browser, { ...backend, url: home }, 'Ben Ode')
})
afterEach(async () => {
  for (const page of browser.context.pages().slice(1)) await page.close()
})
afterAll(async () => {
  await browser?.close()
  await wire?.close()
  await backend?.stop()
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
})

it('held: the worker is killed, and it is sent once, after the undo window', async () => {
  const words = 'Drew the timeout on the whiteboard until all of us saw it.'
  const { panel } = await openPanel(browser, pull482)
  await write(panel, words)
  await send(panel)
  const sentAt = Date.now()
  await browser.killBackground()
  expect(await stands(words)).toEqual(never)
  await browser.background()
  expect(await arrives(words)).toEqual(once)
  expect(Date.now() - sentAt).toBeGreaterThanOrEqual(6_000)
  await panel.getByRole('article', { name: 'You recognised Dee Alvarez' }).getByText(words).waitFor()
})

it('sending, before the server had it: the worker is killed, and it is sent once', async () => {
  const words = 'Asked the question that nobody else had dared to ask.'
  const { panel } = await openPanel(browser, pull482)
  await write(panel, words)
  const held = wire.hold(give, 'there')
  await send(panel)
  await held.reached
  await browser.killBackground()
  held.cut()
  expect(await stands(words)).toEqual(never)
  await browser.background()
  expect(await arrives(words)).toEqual(once)
})

it('sending, after the server stored it: the worker is killed before it hears so, and nothing is doubled', async () => {
  const words = 'Wrote down the decision before the coffee was cold.'
  const { panel } = await openPanel(browser, pull482)
  await write(panel, words)
  const held = wire.hold(give, 'back')
  const before = wire.calls.length
  await send(panel)
  await held.reached
  expect(await arrives(words)).toEqual(once)
  await browser.killBackground()
  held.cut()
  await browser.background()
  await panel.getByRole('article', { name: 'You recognised Dee Alvarez' }).getByText(words).waitFor()
  expect(sends(before)).toEqual(['0', '201'])
  // Sent: the next life of the worker has nothing to do.
  await browser.killBackground()
  await browser.background()
  expect(await items(words)).toEqual(['sent'])
  expect([sends(before).length, await stands(words)]).toEqual([2, once])
})

it('taken back while it was on its way: the worker is killed between send and retraction, and it stands nowhere but in the draft', async () => {
  const words = 'Said no to a shortcut that we would have paid for.'
  const { page, panel } = await openPanel(browser, pull482)
  await write(panel, words)
  const sending = wire.hold(give, 'back')
  await send(panel)
  await sending.reached
  await panel.getByRole('button', { name: 'Retract' }).click()
  await panel.getByText('Taking it back').waitFor()
  const retracting = wire.hold(/^POST .*\/retract$/, 'back')
  sending.pass()
  await retracting.reached
  await browser.killBackground()
  retracting.cut()
  await browser.background()
  expect(await soon(() => items(words), (now) => now.length === 0)).toEqual([])
  expect(await stands(words)).toMatchObject({ given: 0, received: 0, lines: 0 })
  const again = await openAgain(browser, page)
  await again.locator('textarea', { hasText: '' }).first().waitFor()
  expect(await again.locator('textarea').first().inputValue()).toBe(words)
  await again.getByText(/^Draft from /).waitFor()
})
