/** Journey 7: a pull request that does not prove to be public. Its title, key and address stay between author and recipient, until the author chooses otherwise. */
import type { Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Card } from '../../shared/cards'
import { demoPage } from '../../worker/dev/pages'
import type { Browser } from '../support/browser'
import { soon } from './acts'
import { looksRight, looksRightOnTheWeb } from './looks'
import { mailAbout } from './telling'
import { type Backend, backendOf, browserOf, openWork, panelOf, type Person, person, pressShortcut, signIn } from './world'

const address = 'https://github.com/northwind/pass-maps/pull/31'
const html = demoPage('/work/github/northwind/pass-maps/pull/31')!
const publicAddress = 'https://github.com/northwind/trail-pay/pull/482'
const publicHtml = demoPage('/work/github/northwind/trail-pay/pull/482')!
const title = 'Draw the winter closures'
const secrets = [title, 'pass-maps', '#31', 'pull/31']

let backend: Backend
let hers: Browser
let web: Browser
let chi: Person
let ben: Person
let dee: Person
let guarded: Card
let shown: Card

beforeAll(async () => {
  backend = await backendOf()
  ;[chi, ben, dee] = await Promise.all([person(backend, 'chi'), person(backend, 'ben'), person(backend, 'dee')])
  ;[hers, web] = await Promise.all([browserOf(), browserOf({ extension: false })])
  await signIn(hers, backend, 'Chi Tran')
})
afterEach(async () => {
  for (const page of [...hers.context.pages().slice(1), ...web.context.pages().slice(1)]) await page.close()
})
afterAll(async () => {
  await Promise.all([hers?.close(), web?.close()])
  await backend?.stop()
})

async function openPanel(url: string, work: string): Promise<{ page: Page; panel: Frame }> {
  const page = await openWork(hers, url, work)
  await pressShortcut(hers, page)
  const panel = await panelOf(page)
  await panel.getByRole('group', { name: 'Who', exact: true }).getByRole('button', { name: /^Remove / }).waitFor()
  return { page, panel }
}

/** Writes, sends, and answers the card once it stands. */
async function say(panel: Frame, words: string): Promise<Card> {
  await panel.locator('textarea').first().pressSequentially(words)
  await panel.locator('textarea').first().press('Control+Enter')
  await panel.getByRole('button', { name: 'Undo' }).waitFor()
  const find = async () => (await chi.get<{ items: Card[] }>('/api/v1/me/given')).items.find(({ body }) => 'text' in body && body.text === words)
  return (await soon(find, (card) => card !== undefined))!
}

/** Somebody reads a card in the web desk. */
async function readAs(name: string, card: Card): Promise<Page> {
  const path = `/feedback/${card.id}`
  await web.context.clearCookies()
  const page = await web.context.newPage()
  await page.goto(`${backend.url}/sign-in?next=${encodeURIComponent(path)}`)
  await page.getByRole('button', { name }).click()
  await page.waitForURL(backend.url + path)
  await page.getByRole('article').waitFor()
  return page
}

it('the panel says what others will read; a public one says nothing of the kind', async () => {
  const open = await openPanel(publicAddress, publicHtml)
  expect(await open.panel.getByText('Private work.').count()).toBe(0)
  await open.page.close()

  const { page, panel } = await openPanel(address, html)
  const work = panel.getByRole('region', { name: 'On this work' })
  expect(await work.innerText()).toMatch(/Draw the winter closures\s+northwind\/pass-maps #31 · merged\s+Edit title\s+Private work\. Others read “private work on GitHub”\.\s+Show title/)
  await looksRight(hers, 'private-panel', { ours: panel, page })
  guarded = await say(panel, 'Asked the rangers when each pass opens, instead of guessing from last year.')
  expect(guarded.artifact).toMatchObject({ title, private: true, hiddenFromOthers: true })
})

it('Ben, for whom it is, reads the title; his e-mail does not', async () => {
  const page = await readAs('Ben Ode', guarded)
  const link = page.getByRole('article').getByRole('link', { name: title })
  expect(await link.getAttribute('href')).toBe(address)
  const mail = (await mailAbout(backend, 'ben@demo.cairn.test', guarded.id))!
  expect(mail.text).toContain('Chi Tran wrote something to you about private work on GitHub.')
  for (const secret of secrets) expect(JSON.stringify(mail)).not.toContain(secret)
})

it('Dee reads the words and "private work on GitHub", and nothing of the place reaches her', async () => {
  const page = await readAs('Dee Alvarez', guarded)
  const item = page.getByRole('article')
  await item.getByText('Asked the rangers when each pass opens').waitFor()
  await item.getByText('private work on GitHub').waitFor()
  await looksRightOnTheWeb('private-desk', page)
  const reached = [await page.content(), JSON.stringify(await dee.get(`/api/v1/feedback/${guarded.id}`)), JSON.stringify(await dee.get(`/api/v1/people/${ben.id}/received`))]
  for (const secret of secrets) expect(reached.filter((text) => text.includes(secret)), secret).toEqual([])
})

it('Chi may choose to show the title, and says so before sending', async () => {
  const { page, panel } = await openPanel(address, html)
  await panel.getByRole('button', { name: 'Show title' }).click()
  await panel.getByText('Private work. Everyone who sees this reads the title too.').waitFor()
  await looksRight(hers, 'private-shown', { ours: panel, page })
  shown = await say(panel, 'Made the legend readable in grey, for those who print it.')
  const read = await readAs('Dee Alvarez', shown)
  expect(await read.getByRole('article').getByRole('link', { name: title }).getAttribute('href')).toBe(address)
})

it('Ben hides it later: gone for others, kept for both of them, and Chi sees that he did', async () => {
  const his = await readAs('Ben Ode', shown)
  await his.getByRole('article').getByRole('button', { name: 'What you can do with this' }).click()
  await his.getByRole('menuitem', { name: 'Hide the title from others' }).click()
  await his.getByText(/^You hid the title/).waitFor()
  await his.getByRole('article').getByRole('link', { name: title }).waitFor()
  await looksRightOnTheWeb('private-hidden', his)
  await his.close()

  const dees = await readAs('Dee Alvarez', shown)
  await dees.getByRole('article').getByText('private work on GitHub').waitFor()
  for (const secret of secrets) expect(await dees.content()).not.toContain(secret)
  expect(await chi.get<Card>(`/api/v1/feedback/${shown.id}`)).toMatchObject({ artifact: { title }, changes: [{ kind: 'title_hidden', by: { name: 'Ben Ode' } }] })
  const { items } = await chi.get<{ items: { kind: string; actor: { name: string } }[] }>('/api/v1/inbox')
  expect(items[0]).toMatchObject({ kind: 'feedback.titleChanged', actor: { name: 'Ben Ode' } })
})
