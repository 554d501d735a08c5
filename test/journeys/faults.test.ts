/** Journey 8: whatever breaks, a recognition arrives exactly once or stands in "not sent" with words and choices; and the words are never lost. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Browser } from '../support/browser'
import { home, never, once, openAgain, openPanel, pull482, send, soon, standing, write } from './acts'
import { looksRight } from './looks'
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
  const wakes = await panel.evaluate(async () => (await (globalThis as any).chrome.alarms.get('outbox')).scheduledTime as number)
  expect(wakes - sentAt).toBeLessThan(31_000)
  // Nobody but the alarm wakes it: moved to where the window ends, so that the test need not wait half a minute.
  await panel.evaluate((when) => (globalThis as any).chrome.alarms.create('outbox', { when }), sentAt + 6_200)
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
  expect(await stands(words)).toEqual(never)
  await browser.killBackground()
  held.cut()
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
  await again.getByText(/^Draft from /).waitFor()
  expect(await again.locator('textarea').first().inputValue()).toBe(words)
})

it('no network: the card says so, waits, and goes by itself once it is back', async () => {
  const words = 'Kept the on-call phone over the holiday so that the others could sleep.'
  const { page, panel } = await openPanel(browser, pull482)
  await write(panel, words)
  wire.cut()
  await send(panel)
  await panel.getByText('You are offline. It will be sent.').waitFor()
  await looksRight(browser, 'faults-offline-panel', { ours: panel, page })
  const popup = await browser.open('popup.html')
  await popup.getByText('You are offline. 1 will be sent.').waitFor()
  await looksRight(browser, 'faults-offline-popup', { ours: popup, page: popup })
  expect(await stands(words)).toEqual(never)
  wire.mend()
  expect(await arrives(words)).toEqual(once)
  await panel.getByRole('article', { name: 'You recognised Dee Alvarez' }).getByText(words).waitFor()
})

it('the backend is stopped in mid-write, and starts again on the same folder', async () => {
  const words = 'Took the migration apart until each step could be undone.'
  const { panel } = await openPanel(browser, pull482)
  await write(panel, words)
  const held = wire.hold(give, 'there')
  await send(panel)
  await held.reached
  const { draft } = (await ask(browser, 'outbox.list')).at(-1)
  const many = Array.from({ length: 12 }, (_, index) => ({ ...draft, id: randomUUID(), artifact: null, body: { text: `${words} ${index}` } }))
  const answered = many.map((one) => ben.post('/api/v1/feedback', one).then(() => true, () => false))
  held.pass()
  await Promise.any(answered)
  await backend.stop()
  expect(await Promise.all(answered)).toContain(true)
  backend = await begin()
  wire.leadTo(backend.port)
  ;[ben, dee] = [await person(backend, 'ben'), await person(backend, 'dee')]
  // Whoever heard no answer asks again, whatever had been written.
  for (const one of many) await ben.post('/api/v1/feedback', one)
  const { results } = await backend.db.prepare('select id from feedback where author_id = ?1 and id in (select value from json_each(?2))').bind(ben.id, JSON.stringify(many.map(({ id }) => id))).all()
  expect(results).toHaveLength(many.length)
  await browser.background()
  expect(await arrives(words)).toEqual(once)
})

it('the browser is killed and started again: what was held arrives once, what was being written is there', async () => {
  const words = 'Read the whole specification, and told us what is not in it.'
  const half = 'Half a sentence about the map'
  const { page, panel } = await openPanel(browser, pull482)
  await write(panel, words)
  await send(panel)
  await panel.getByRole('button', { name: 'Recognise someone else' }).click()
  await write(panel, half)
  expect(await stands(words)).toEqual(never)
  const gone = new Promise((done) => browser.context.once('close', done))
  process.kill(Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))![1]), 'SIGKILL')
  await gone
  expect(page.isClosed()).toBe(true)
  // Without its access token, and with a renewal whose answer is lost.
  const renewal = wire.hold(/^POST \/oauth\/token/, 'back')
  browser = await open()
  await renewal.reached
  await browser.killBackground()
  renewal.cut()
  await browser.background()
  expect(await arrives(words)).toEqual(once)
  const { panel: later } = await openPanel(browser, pull482)
  await later.getByText(/^Draft from /).waitFor()
  expect(await later.locator('textarea').first().inputValue()).toBe(half)
  await later.locator('textarea').first().fill('')
})

it('the same message fifty times at once is one message', async () => {
  const words = 'Answered the hard customer, kindly, and with the logs at hand.'
  const { panel } = await openPanel(browser, pull482)
  await write(panel, words)
  const before = wire.calls.length
  await send(panel)
  const item = (await ask<{ draft: object; preview: object; kept: object; id: string }[]>(browser, 'outbox.list')).at(-1)!
  const { draft, preview, kept } = item
  const fifty = <T>(act: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 50 }, act))
  const page = await browser.open('popup.html')
  const held = await page.evaluate(([body]) => Promise.all(Array.from({ length: 50 }, () => (globalThis as any).chrome.runtime.sendMessage({ ask: 'outbox.hold', body }))), [{ draft, preview, kept }])
  expect(held.map(({ ok, value }) => [ok, value?.id])).toEqual(held.map(() => [true, item.id]))
  const cards = await fifty(() => ben.post('/api/v1/feedback', draft))
  expect(new Set(cards.map((card) => JSON.stringify([card.id, card.seq, card.at])))).toHaveProperty('size', 1)
  await soon(() => items(words), ([state]) => state === 'sent')
  expect([sends(before), await arrives(words)]).toEqual([['201'], once])
  expect(await fifty(() => ben.post('/api/v1/feedback', { ...draft, body: { text: `${words} Or not.` } }).catch(({ message }: Error) => / (\d{3}) /.exec(message)![1]))).toEqual(Array(50).fill('409'))
})
