/** Every page of the desk, as the demo company finds it: axe has nothing to say in light, dark and Arabic, on a phone in German, and nothing runs out of the window. And the first day of a new organisation. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { demoId, personId, teamId } from '../../worker/dev/cast'
import { enterDesk, setLanguage } from '../screenshots/desks'
import { accessibility, type Browser, screenshot } from '../support/browser'
import { home } from './acts'
import { type Backend, backendOf, browserOf } from './world'

const token = 'the-token-that-makes-one-organisation-once'
const goal = `/goals/${demoId(61, 3)}`

/** Who looks, and where: a line here for every route of the desk and every part of its administration. */
const places: Record<string, string[]> = {
  'Ada Okafor': [
    '/', '/inbox', '/feedback', '/given', '/feed', `/feedback/${demoId(41, 5)}`, '/goals', goal, `${goal}/edit`, '/goals/map', '/goals/new', `/goals/new/${personId('ben')}`, '/goals/import',
    '/meetings', `/meetings/person/${personId('ben')}`, '/requests', `/requests/${demoId(50, 4)}`, '/timeline', `/people/${personId('ben')}/timeline`, '/growth', '/growth/reflection', '/growth/learning', `/growth/${personId('ben')}`, '/people', `/people/${personId('ben')}`,
    '/teams', `/teams/${teamId('Northwind Trails / Product / Payments')}`, '/search', '/search/retry', '/settings', '/settings/hearing', '/settings/data', '/happened', '/agreement', '/cases', '/handover', '/reports', '/unsent', '/nothing-here',
  ],
  'Eli Marsh': [
    '/administration', ...['people', 'teams', 'import', 'handles', 'sign-in', 'values', 'expectations', 'organisation', 'channels', 'webhooks', 'reports', 'sites', 'data-protection', 'matters'].map((part) => `/administration/${part}`),
    `/administration/people/${personId('ben')}`, `/administration/teams/${teamId('Northwind Trails / Product / Payments')}`,
  ],
}
/** Of these the demo has none, or nobody to look: their own journeys do. */
const elsewhere = ['/received', '/reports/:id', '/holds/:id', '/disclosures/:id', '/handover/:id', '/administration/audit']

let backend: Backend
let browser: Browser
beforeAll(async () => {
  backend = await backendOf({ env: { BASE_URL: home, SETUP_TOKEN: token } })
  browser = await browserOf({ backend: backend.port, extension: false })
})
afterAll(async () => {
  await browser?.close()
  await backend?.stop()
})

/** What is wrong with the page that stands there. */
async function wrongWith(page: Page): Promise<unknown[]> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await expect.poll(() => page.locator('.loading').count(), { timeout: 15_000 }).toBe(0)
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  return [...(await accessibility(page)), ...(over > 0 ? [`runs out by ${over} px`] : [])]
}

describe.for([
  ['light', 'en', 1280, 'light'], ['dark, in Arabic', 'ar', 1280, 'dark'], ['a phone, in German', 'de', 360, 'light'],
] as const)('%s', ([, language, width, colorScheme]) => {
  it.for(Object.keys(places))('%s', { timeout: 180_000 }, async (who) => {
    const page = await enterDesk(browser, who, '/')
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    await setLanguage(page, language)
    const wrong: unknown[] = []
    for (const path of places[who]!) {
      await page.goto(home + path)
      const found = await wrongWith(page)
      if (found.length > 0) wrong.push({ path, found, picture: await screenshot(page, `every${path.replaceAll('/', '-')}-${width}-${language}`) })
    }
    await setLanguage(page, 'en')
    await page.close()
    expect(wrong).toEqual([])
  })
})

it('no route and no part of administration is left out', () => {
  const table = (file: string) => readFileSync(inRoot('extension/entrypoints/desk', file), 'utf8')
  const routes = [...table('places.tsx').matchAll(/(?:to\(|path: )'(\/[^']*)'/g)].map(([, path]) => path!)
  const parts = [...table('parts.tsx').matchAll(/part\('\w+', '([\w-]+)'/g)].map(([, name]) => `/administration/${name}`)
  expect([routes.length, parts.length].every((count) => count > 10)).toBe(true)
  const seen = Object.values(places).flat()
  const shown = (route: string) => seen.some((path) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`).test(path))
  expect([...routes, ...parts].filter((route) => !shown(route) && !elsewhere.includes(route))).toEqual([])
})

it('the first admin of a new organisation finds on each empty page what it is for and what to do', { timeout: 120_000 }, async () => {
  await browser.context.clearCookies()
  const page = await browser.context.newPage()
  await page.goto(`${home}/setup`)
  for (const [label, text] of [['Set-up token', token], ['Name of the organisation', 'Fell Lines'], ['Your name', 'Una Reid'], ['Your work e-mail', 'una@fell.example'], ['Domains of your e-mail', 'fell.example']] as const) await page.getByLabel(label, { exact: false }).fill(text)
  await page.getByRole('button').click()
  await page.getByRole('heading', { name: /Una/ }).waitFor()
  await page.getByRole('heading', { name: 'Where to begin' }).waitFor()
  for (const step of ['Bring your people in', 'Write your core values', 'Set up how people sign in', 'Set a goal']) await page.getByRole('link', { name: step }).waitFor()
  expect(await wrongWith(page)).toEqual([])
  const empty: [path: string, says: string, action: string][] = [
    ['/inbox', 'Nothing waits for you.', 'Recognise somebody'],
    ['/feedback', 'Nothing has reached you yet.', 'Recognise somebody'],
    ['/goals', 'No goal in this quarter yet.', 'Set a goal'],
    ['/goals/map', 'No goal and no priority yet.', 'Set a goal'],
    ['/timeline', 'Nothing has reached you yet.', 'Recognise somebody'],
    ['/requests', 'Nobody waits for your answer.', 'Ask for feedback'],
    ['/growth', 'No role is set yet.', 'Write what is expected'],
  ]
  for (const [path, says, action] of empty) {
    await page.goto(home + path)
    await page.getByText(says).waitFor()
    expect(await page.getByRole('main').getByRole(path === '/requests' ? 'button' : 'link', { name: action }).count(), `${path}: ${action}`).toBeGreaterThan(0)
    expect(await wrongWith(page), path).toEqual([])
  }
  await page.close()
})
