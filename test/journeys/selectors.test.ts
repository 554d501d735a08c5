/** A host changes, and a signed pack mends it without a new build; a site is switched off and comes back; whatever is not ours is refused. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { localSigner, signPack } from '../../scripts/lib/pack.mjs'
import type { Envelope } from '../../shared/selectors'
import { makeSigner, packOf } from '../support/signing'
import type { Browser } from '../support/browser'
import { soon } from './acts'
import { launcherIn } from './looks'
import { ask, type Backend, backendOf, browserOf, openWork, panelOf, pressShortcut, signIn } from './world'

const address = 'https://github.com/northwind/trail-pay/pull/900'
const title = 'Carry the basket over a broken connection'
/** The pull request as the host shows it after a redesign: no hook of the built extension is left. */
const redesigned = `<!doctype html><html lang="en"><title>northwind</title><main><div class="work-head-2027"><span data-era="2027-title">${title}</span> <span>#900</span></div><div class="bar-2027"></div></main>`
const mended = (version: number, selector = '[data-era="2027-title"]') => packOf(version, { github: { selectors: { title: [selector] }, anchors: ['.bar-2027'] } })
const without = (version: number) => packOf(version, { github: { off: true } })

let backend: Backend
let browser: Browser
beforeAll(async () => {
  backend = await backendOf()
  browser = await browserOf()
  await signIn(browser, backend, 'Ben Ode')
})
afterAll(async () => {
  await browser?.close()
  await backend?.stop()
})

const signed = async (pack: unknown): Promise<Envelope> => signPack(typeof pack === 'string' ? pack : JSON.stringify(pack), await localSigner())

async function publish(envelope: unknown): Promise<number> {
  const answer = await fetch(`${backend.url}/api/v1/selectors`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(envelope) })
  await answer.text()
  return answer.status
}

/** A server that hands out whatever it likes: its row, written past its own checks. */
const plant = ({ pack, signature }: Envelope) =>
  backend.db.prepare(`insert into selector_packs (id, version, pack, signature, published_at) values ('pack', 1, ?1, ?2, 1) on conflict do update set pack = ?1, signature = ?2`).bind(pack, signature).run()

/** The day's alarm, now; and what the server was asked by it. */
async function dayPasses(): Promise<void> {
  const before = asked()
  await (await browser.background()).evaluate(() => (globalThis as any).chrome.alarms.onAlarm.dispatch({ name: 'pack', scheduledTime: Date.now() }))
  await soon(asked, (now) => now > before)
  // What the answer said has been judged by then.
  await ask(browser, 'sites.list')
  await new Promise((done) => setTimeout(done, 300))
}
const lines = () => backend.printed().split('\n').filter((line) => line.includes('"route":"selectors.current"'))
const asked = (): number => lines().length

async function opened(look: (words: string, page: Page) => Promise<void> | void): Promise<void> {
  const page = await openWork(browser, address, redesigned)
  await pressShortcut(browser, page)
  const panel = await panelOf(page)
  await panel.getByText('northwind/trail-pay #900').first().waitFor()
  await look(await panel.locator('body').innerText(), page)
  await page.close()
}

const sees = (isThere: boolean) => opened((words) => isThere ? expect(words).toContain(title) : expect(words).not.toContain(title))

it('after the redesign the panel knows the work by its address alone', () => sees(false))

it('a signed pack is published, fetched without a token, and the panel shows the title again: no new build', async () => {
  expect(await publish(await signed(mended(7)))).toBe(200)
  await dayPasses()
  expect(JSON.parse(lines().at(-1)!)).toMatchObject({ org: null, actor: null, status: 200 })
  await sees(true)
})

it('the server takes no forged, older, oversized pack and none with logic', async () => {
  const theirs = await makeSigner()
  expect(await publish(await theirs.sign(mended(8)))).toBe(403)
  expect(await publish(await signed(mended(6)))).toBe(409)
  expect(await publish(await signed(' '.repeat(64 * 1024) + JSON.stringify(mended(8))))).toBe(422)
  expect(await publish(await signed(packOf(8, { github: { selectors: { title: ['a { background: url(//x) }'] } } })))).toBe(422)
  expect(await publish(await signed(packOf(8, { github: { run: 'alert(1)' } })))).toBe(422)
})

it('nor does the extension, whatever a server hands out', async () => {
  const theirs = await makeSigner()
  for (const envelope of [
    await theirs.sign(mended(99, '.bar-2027')), await signed(without(6)), await signed(' '.repeat(60 * 1024) + JSON.stringify(packOf(99, { github: { run: 'alert(1)' } }))),
    await signed(packOf(99, { github: { selectors: { title: ['a { b: c }'] } } })), { ...(await signed(mended(99, '.bar-2027'))), pack: JSON.stringify(without(99)) },
  ]) {
    await plant(envelope)
    await dayPasses()
    await sees(true)
  }
  // A server that was set up anew knows nothing: what the extension has goes on.
  await backend.db.prepare('delete from selector_packs').run()
  await dayPasses()
  await sees(true)
})

it('switched off, the launcher goes from open pages at once and nothing reads them; a newer pack brings it back', async () => {
  const page = await openWork(browser, address, redesigned)
  await launcherIn(page)
  const ours = () => page.evaluate(() => document.querySelectorAll('html > div').length)
  expect(await ours()).toBeGreaterThan(0)
  expect(await publish(await signed(without(8)))).toBe(200)
  await dayPasses()
  expect(await soon(ours, (now) => now === 0)).toBe(0)
  expect((await ask<{ site: string; off: boolean }[]>(browser, 'sites.list')).filter(({ off }) => off).map(({ site }) => site)).toEqual(['github'])
  await page.reload()
  await page.waitForTimeout(500)
  expect(await ours()).toBe(0)

  expect(await publish(await signed(mended(9)))).toBe(200)
  await dayPasses()
  expect(await soon(ours, (now) => now > 0)).toBeGreaterThan(0)
  await page.close()
  await sees(true)
})

it('what is sent is shown as it is sent, and how reading went is counted by day without a person', async () => {
  const page = await openWork(browser, address, redesigned)
  await pressShortcut(browser, page)
  const panel = await panelOf(page)
  await panel.locator('.chip-find').click()
  await panel.getByRole('combobox').first().pressSequentially('dee')
  await panel.getByRole('option', { name: /Dee Alvarez/ }).first().click()
  const words = 'Pulled the cable ten times until the basket came along every time.'
  await panel.locator('textarea').first().pressSequentially(words)
  await panel.getByRole('button', { name: 'Show what is sent' }).click()
  const shown = JSON.parse(await panel.locator('.payload pre').innerText())
  expect(shown).toMatchObject({ body: { text: words }, artifact: { title, ref: { key: 'northwind/trail-pay#900' } }, reading: { title: 'css', people: 'none' } })
  await panel.locator('textarea').first().press('Control+Enter')
  const counted = () => backend.db.prepare(`select site, outcome, count, day from reading_counts where outcome like '%title=css%'`).all().then(({ results }) => results)
  expect(await soon(counted, (rows) => rows.length > 0, 30)).toEqual([{ site: 'github', outcome: 'people=none state=none title=css visibility=none', count: 1, day: new Date().toISOString().slice(0, 10) }])
  const stored = await backend.db.prepare('select words from feedback where id = ?').bind(shown.id).first()
  expect(stored).not.toBeNull()
}, 90_000)
