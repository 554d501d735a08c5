/** Every site with a page of ours: the button stands on its real address, one click opens the panel, and the panel shows what the page says. Each leaf enrols itself. */
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { leaves } from '../../extension/sites/index'
import { accessibility, type Browser, screenshot } from '../support/browser'
import { home } from './acts'
import { launcherIn } from './looks'
import { type Backend, backendOf, browserOf, openWork, panelOf, signIn } from './world'

let backend: Backend
let browser: Browser

beforeAll(async () => {
  backend = await backendOf({ env: { BASE_URL: home } })
  browser = await browserOf({ backend: backend.port })
  await signIn(browser, { ...backend, url: home }, 'Lea Wirth')
})
afterEach(async () => {
  for (const page of browser.context.pages().slice(1)) await page.close()
  await browser.context.unrouteAll()
})
afterAll(async () => {
  await browser?.close()
  await backend?.stop()
})

interface Told { file: string; url: string; title: string | null; state: string | null; people: string[]; instances?: string[] }
const folder = (leaf: string) => new URL(`../pages/${leaf}/`, import.meta.url)
const told = (leaf: string): Told[] => (existsSync(new URL('expected.json', folder(leaf))) ? (JSON.parse(readFileSync(new URL('expected.json', folder(leaf)), 'utf8')) as Told[]) : [])
const firstOf = (leaf: string): Told[] => told(leaf).filter(({ title, instances }) => title !== null && !instances?.length).slice(0, 1)
const names = [...leaves.keys()].filter((leaf) => leaf !== 'demo')

describe.each(names.flatMap((leaf) => firstOf(leaf).map((page) => ({ leaf, ...page }))))('$leaf', ({ leaf, file, url, title, people }) => {
  it('stands, opens and shows the work', async () => {
    const page = await openWork(browser, url, readFileSync(new URL(file, folder(leaf)), 'utf8'))
    const { x, y } = await launcherIn(page)
    await page.mouse.click(x, y)
    const panel = await panelOf(page)
    await panel.getByText(title!, { exact: false }).first().waitFor()
    await panel.locator('textarea').first().waitFor()
    // Whom the page names is chosen, offered, or asked about.
    if (people.some((one) => !/ (bot|team)$/.test(one))) await panel.locator('.chip:not(.chip-find)').first().waitFor()
    await screenshot(page, `site-${leaf}`)
    expect(await accessibility(panel)).toEqual([])
    expect(await accessibility(page).then((found) => found.filter(({ where }) => where.some((path) => path.includes('popover'))))).toEqual([])
  })
})

describe.each([...leaves].filter(([, { addressOnly }]) => addressOnly).map(([leaf]) => ({ leaf })))('$leaf, of which only the address is known', ({ leaf }) => {
  it('stands, and lets the person name the work', async () => {
    const rows = JSON.parse(readFileSync(new URL('addresses.json', folder(leaf)), 'utf8')) as [string, unknown, string[]?][]
    const [address] = rows.find(([, answer, instances]) => answer !== null && !instances)!
    const page = await openWork(browser, address, '<!doctype html><html lang="en"><title>Somebody else’s words</title><main><h1>Somebody else’s words</h1></main>')
    const { x, y } = await launcherIn(page)
    await page.mouse.click(x, y)
    const panel = await panelOf(page)
    await panel.locator('textarea').first().waitFor()
    expect(await panel.getByText('Somebody else’s words').count()).toBe(0)
    await screenshot(page, `site-${leaf}`)
    expect(await accessibility(panel)).toEqual([])
  })
})

it('Jira is asked itself, by the page’s own origin, at the click and not before', async () => {
  const asked: string[] = []
  const page = await openWork(browser, 'https://acme.atlassian.net/browse/PAY-118', '<!doctype html><html lang="en"><title>[PAY-118] The page’s own words - Jira</title><main><h1>PAY-118</h1></main>')
  await browser.context.route('https://acme.atlassian.net/rest/**', (route) => {
    asked.push(route.request().url())
    return route.fulfill({
      json: {
        key: 'PAY-118',
        fields: {
          summary: 'What Jira itself says', status: { name: 'In Review' }, security: { name: 'Staff' },
          assignee: { accountId: '5b10ac8d82e05b22cc7d4ef5', displayName: 'Dee Alvarez', accountType: 'atlassian' },
          reporter: { accountId: '557058:0', displayName: 'Automation', accountType: 'app' },
        },
      },
    })
  })
  const { x, y } = await launcherIn(page)
  expect(asked).toEqual([])
  await page.mouse.click(x, y)
  const panel = await panelOf(page)
  await panel.getByText('What Jira itself says').first().waitFor()
  expect(asked.filter((url) => url.includes('/issue/PAY-118?'))).toHaveLength(1)
  // By her name alone she is only a guess, to be said yes to.
  await panel.getByRole('button', { name: /Dee Alvarez/ }).first().waitFor()
  expect(await panel.getByText(/Automation/).count()).toBe(0)
  await screenshot(page, 'site-jira-rest')
})
