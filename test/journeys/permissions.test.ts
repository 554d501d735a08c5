/** Journey: permission by the person. The real build, which was granted nothing: turned on, turned off, taken away in the browser, self-hosted. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { extensionId } from '../../scripts/lib/identity.mjs'
import { accessibility, type Browser, launch, serve } from '../support/browser'

const extension = inRoot('dist/extension/chrome')
const pull = 'https://github.com/northwind/maps/pull/12'
const ticket = 'https://acme.atlassian.net/browse/TRAIL-7'
const wiki = 'https://acme.atlassian.net/wiki/spaces/TRAIL/pages/4711/Winter'
const own = 'https://git.acme.example/ghe/northwind/maps/pull/3'

let profile: string
let browser: Browser

/**
 * A browser never asks twice for what the person has allowed once, so no prompt stands in an automated browser's way: this profile is one
 * in which they said yes before, and turned everything off again. Every grant below is a real one, by a real press.
 */
beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'cairn-allowed-'))
  const first = await launch({ extension, profile })
  await first.open('welcome.html')
  await first.close()
  const path = join(profile, 'Default', 'Preferences')
  const preferences = JSON.parse(readFileSync(path, 'utf8')) as { extensions: { settings: Record<string, Record<string, unknown>> } }
  preferences.extensions.settings[extensionId]!['runtime_granted_permissions'] = {
    api: [], manifest_permissions: [], scriptable_host: [], explicit_host: ['https://github.com/*', 'https://*.atlassian.net/*', 'https://git.acme.example/*'],
  }
  writeFileSync(path, JSON.stringify(preferences))
  browser = await launch({ extension, profile })
  for (const url of [pull, ticket, wiki, own]) await serve(browser.context, `${url}*`, '<!doctype html><html lang="en"><title>Work</title><h1>Work</h1>')
})
afterEach(async () => {
  for (const page of browser.context.pages().slice(1)) await page.close()
})
afterAll(async () => {
  await browser?.close()
  rmSync(profile, { recursive: true, force: true })
})

async function open(url: string): Promise<Page> {
  const page = await browser.context.newPage()
  await page.goto(url)
  return page
}

/** Whether our button stands on a page: in a closed shadow root, which only a debugger sees into. */
async function stands(page: Page): Promise<boolean> {
  const session = await page.context().newCDPSession(page)
  try {
    await session.send('DOM.enable')
    const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true })
    return nodes.some(({ attributes = [] }) => attributes.includes('go') && attributes.includes('aria-haspopup'))
  } finally {
    await session.detach()
  }
}
const comes = (page: Page, there = true) => expect.poll(() => stands(page), { timeout: 10_000 }).toBe(there)

/** The sites that the browser grants, but for the demo's that the development build brings. */
const granted = (page: Page): Promise<string[]> => page.evaluate(async () => {
  const { origins } = await (globalThis as any).chrome.permissions.getAll()
  return origins.filter((one: string) => !one.includes('localhost'))
})
const scripts = (page: Page): Promise<string[]> => page.evaluate(async () => (await (globalThis as any).chrome.scripting.getRegisteredContentScripts()).map((one: { id: string }) => one.id).filter((id: string) => id !== 'site-demo').sort())
const site = (page: Page, name: string) => page.getByRole('checkbox', { name: `Show Cairn on ${name}`, exact: true })

it('stands nowhere before it is turned on; then at once, in tabs that are open, and nowhere else', async () => {
  const work = await open(pull)
  const welcome = await browser.open('welcome.html')
  expect([await granted(welcome), await scripts(welcome), await stands(work)]).toEqual([[], [], false])
  await site(welcome, 'GitHub').click()
  await comes(work)
  await expect.poll(() => site(welcome, 'GitHub').isChecked()).toBe(true)
  await expect.poll(async () => [await granted(welcome), await scripts(welcome)]).toEqual([['https://github.com/*'], ['site-github']])
  await site(welcome, 'GitHub').click()
  await comes(work, false)
  await expect.poll(() => granted(welcome)).toEqual([])
  await expect.poll(() => scripts(welcome)).toEqual([])
  expect(await site(welcome, 'GitHub').isChecked()).toBe(false)
})

it('two sites on one host are turned on and off one by one', async () => {
  const [jira, confluence] = [await open(ticket), await open(wiki)]
  const welcome = await browser.open('welcome.html')
  await site(welcome, 'Jira').click()
  await comes(jira)
  await comes(confluence, false)
  await expect.poll(async () => [await site(welcome, 'Confluence').isChecked(), await scripts(welcome)]).toEqual([false, ['site-jira']])
  await site(welcome, 'Confluence').click()
  await comes(confluence)
  await site(welcome, 'Jira').click()
  await comes(jira, false)
  expect(await granted(welcome), 'the other needs it').toEqual(['https://*.atlassian.net/*'])
  await expect.poll(async () => [await stands(confluence), await site(welcome, 'Confluence').isChecked(), await site(welcome, 'Jira').isChecked()]).toEqual([true, true, false])
  await site(welcome, 'Confluence').click()
  await comes(confluence, false)
  await expect.poll(() => granted(welcome)).toEqual([])
})

it('taken away in the browser, it goes at once, and the switch says so', async () => {
  const work = await open(pull)
  const welcome = await browser.open('welcome.html')
  await site(welcome, 'GitHub').click()
  await comes(work)
  // Another page of ours: what the browser's own settings do, without their page.
  const elsewhere = await browser.open('options.html')
  expect(await elsewhere.evaluate(() => (globalThis as any).chrome.permissions.remove({ origins: ['https://github.com/*'] }))).toBe(true)
  await comes(work, false)
  await expect.poll(() => site(welcome, 'GitHub').isChecked()).toBe(false)
  await expect.poll(() => scripts(welcome)).toEqual([])
})

it('a self-hosted site is added by any address on it, and removed with its permission', async () => {
  const work = await open(own)
  const welcome = await browser.open('welcome.html')
  await welcome.getByRole('button', { name: 'Add one' }).click()
  await welcome.getByRole('textbox', { name: 'Any address on it' }).fill(own)
  await welcome.getByRole('radio', { name: 'https://git.acme.example/ghe', exact: true }).check()
  expect(await accessibility(welcome)).toEqual([])
  await welcome.getByRole('button', { name: 'Add and turn on' }).click()
  await comes(work)
  await expect.poll(() => site(welcome, 'git.acme.example/ghe').isChecked()).toBe(true)
  expect(await granted(welcome)).toEqual(['https://git.acme.example/*'])
  await welcome.getByRole('button', { name: 'Remove git.acme.example/ghe' }).click()
  await comes(work, false)
  await expect.poll(() => granted(welcome)).toEqual([])
})
