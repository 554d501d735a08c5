/** Journey: Ben tries what Dee said; at the next work of the same place that names him, she is asked once whether it helped. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { demoPage } from '../../worker/dev/pages'
import type { Browser } from '../support/browser'
import { soon } from './acts'
import { looksRight } from './looks'
import { type Backend, backendOf, browserOf, openWork, panelOf, type Person, person, pressShortcut, signIn } from './world'

const urlOf = (number: number) => `https://github.com/northwind/trail-pay/pull/${number}`
/** The demo's pull request under another number, by another author. */
const pageOf = (number: number, author: string): string => demoPage('/work/github/northwind/trail-pay/pull/482')!.replaceAll('482', String(number)).replaceAll('ben-ode', author)

let backend: Backend
let dee: Person
let ben: Person
const browsers: Browser[] = []

beforeAll(async () => {
  backend = await backendOf()
  ;[dee, ben] = [await person(backend, 'dee'), await person(backend, 'ben')]
  for (const [who, handle] of [[ben, 'ben-ode'], [await person(backend, 'jun'), 'jun-park']] as const) await who.post('/api/v1/handles', { id: newId(), site: 'github', instance: 'github.com', handle, person: who.id })
})
afterEach(async () => {
  for (const browser of browsers.splice(0)) await browser.close()
})
afterAll(() => backend?.stop())

/** Dee gives Ben feedback on a pull request, and he makes something to do of it. */
async function tried(number: number): Promise<string> {
  const id = newId()
  const artifact = { ref: { site: 'github', instance: 'github.com', type: 'pull_request', key: `northwind/trail-pay#${number}`, url: urlOf(number) }, title: `Work ${number}`, state: 'open', visibility: 'private', showTitle: false }
  await dee.post('/api/v1/feedback', {
    id, kind: 'feedback', visibility: 'recipients', recipients: [ben.id], keys: [`person:${ben.id}`, `person:${dee.id}`], values: [], artifact,
    body: { situation: `Work ${number}`, behaviour: 'The test came after the fix.', impact: 'I could not see what broke.' },
  })
  await ben.post('/api/v1/action-items', { id: newId(), text: 'A failing test first', due: null, feedback: id })
  return id
}

/** Dee's browser, which knows what waits for her. */
async function deesBrowser(): Promise<Browser> {
  const browser = await browserOf()
  browsers.push(browser)
  await signIn(browser, backend, 'Dee Alvarez')
  return browser
}
async function panelOn(browser: Browser, number: number, author = 'ben-ode') {
  const page = await openWork(browser, urlOf(number), pageOf(number, author))
  await pressShortcut(browser, page)
  const panel = await panelOf(page)
  await panel.getByRole('group', { name: 'Who' }).getByRole('button').first().waitFor()
  return { page, panel }
}

const card = 'Did what you said to Ben Ode help?'

it('is asked once at the next work of the same place, of the giver alone; the answer goes to Ben', async () => {
  const id = await tried(501)
  const browser = await deesBrowser()
  // Not on the work itself, and not where the page names somebody else.
  for (const [number, author] of [[501, 'ben-ode'], [502, 'jun-park']] as const) {
    const { page, panel } = await panelOn(browser, number, author)
    expect(await panel.getByRole('article', { name: card }).count()).toBe(0)
    await page.close()
  }
  const { page, panel } = await panelOn(browser, 503)
  const asked = panel.getByRole('article', { name: card })
  await asked.getByText('Ben alone hears your answer. You are asked once.').waitFor()
  await looksRight(browser, 'did-it-help', { ours: panel, page })
  await asked.getByRole('button', { name: 'Not yet' }).click()
  await asked.waitFor({ state: 'detached' })
  expect((await soon(() => ben.get(`/api/v1/feedback/${id}`), (one) => one.helped !== undefined)).helped).toBe('not_yet')
  expect((await ben.get('/api/v1/inbox')).items.map((item: { kind: string }) => item.kind)).toContain('feedback.helped')
  await page.close()
  const next = await panelOn(browser, 504)
  expect(await next.panel.getByRole('article', { name: card }).count()).toBe(0)
})

it('rather not say: never asked again, and Ben hears nothing', async () => {
  const id = await tried(505)
  const browser = await deesBrowser()
  const { page, panel } = await panelOn(browser, 506)
  await panel.getByRole('article', { name: card }).getByRole('button', { name: 'Rather not say' }).click()
  await panel.getByRole('article', { name: card }).waitFor({ state: 'detached' })
  await page.close()
  expect((await dee.get('/api/v1/me/waiting')).loops).toEqual([])
  expect((await ben.get(`/api/v1/feedback/${id}`)).helped).toBeUndefined()
  const { panel: again } = await panelOn(browser, 507)
  expect(await again.getByRole('article', { name: card }).count()).toBe(0)
})
