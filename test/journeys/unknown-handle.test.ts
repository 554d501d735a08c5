/** Journey 6: @octocat is on the page and in no directory. Somebody says who it is, or invites them. */
import type { Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Card } from '../../shared/cards'
import { newId } from '../../shared/ids'
import type { Match } from '../../shared/people'
import { demoPage } from '../../worker/dev/pages'
import type { Browser } from '../support/browser'
import { soon } from './acts'
import { looksRight, looksRightOnTheWeb } from './looks'
import { badgeBecomes, readAll, trailPay } from './telling'
import { type Backend, backendOf, browserOf, openWork, panelOf, type Person, person, pressShortcut, signIn } from './world'

const address = 'https://github.com/northwind/trail-pay/pull/482'
const html = demoPage('/work/github/northwind/trail-pay/pull/482')!
/** Another pull request, by somebody who has no account yet. */
const another = 'https://github.com/northwind/trail-pay/pull/483'
const anotherHtml = html.replaceAll('octocat', 'noa-weiss').replaceAll('482', '483')
const words = 'Showed us how the gateway signs its answers, on a Sunday.'

let backend: Backend
let his: Browser
let her: Browser
let ben: Person
let chi: Person
let ivy: Person
let card: Card

beforeAll(async () => {
  backend = await backendOf()
  ;[ben, chi, ivy] = await Promise.all([person(backend, 'ben'), person(backend, 'chi'), person(backend, 'ivy')])
  await Promise.all([readAll(ben), readAll(ivy)])
  ;[his, her] = await Promise.all([browserOf(), browserOf()])
  await signIn(his, backend, 'Ben Ode')
  await signIn(her, backend, 'Ivy Stone')
})
afterEach(async () => {
  for (const page of [...his.context.pages().slice(1), ...her.context.pages().slice(1)]) await page.close()
})
afterAll(async () => {
  await Promise.all([his?.close(), her?.close()])
  await backend?.stop()
})

async function openPanel(url = address, work = html): Promise<{ page: Page; panel: Frame }> {
  const page = await openWork(his, url, work)
  await pressShortcut(his, page)
  return { page, panel: await panelOf(page) }
}

const who = (panel: Frame) => panel.getByRole('group', { name: 'Who', exact: true })
/** Whom the server finds behind the handle for somebody who opens that pull request. */
async function octocatFor(viewer: Person): Promise<Pick<Match, 'by'> & { name: string | null }> {
  const { people } = await viewer.post<{ people: Match[] }>('/api/v1/artifacts/open', { artifact: trailPay(), people: [{ handle: 'octocat', role: 'assignee' }] })
  return { by: people[0]!.by, name: people[0]!.person?.name ?? null }
}
/** Writes and sends. */
async function say(panel: Frame, text: string): Promise<void> {
  await panel.locator('textarea').first().pressSequentially(text)
  await panel.locator('textarea').first().press('Control+Enter')
  await panel.getByRole('button', { name: 'Undo' }).waitFor()
}
const given = (): Promise<Card | undefined> => soon(async () => (await ben.get<{ items: Card[] }>('/api/v1/me/given')).items.find(({ body }) => 'text' in body && body.text === words), (found) => found !== undefined)
const seesIt = (viewer: Person): Promise<boolean> => viewer.get(`/api/v1/feedback/${card.id}`).then(() => true, (error: Error) => {
  if (!/: 404 /.test(error.message)) throw error
  return false
})

it('Ben is asked once who it is, and says Ivy', async () => {
  const { page, panel } = await openPanel()
  await who(panel).getByRole('button', { name: 'Who is @octocat here?' }).click()
  const question = panel.getByRole('group', { name: 'Who is @octocat here?' })
  await question.getByText('Only you are helped by your answer until they confirm it.').waitFor()
  await looksRight(his, 'unknown-question', { ours: panel, page })
  await question.getByRole('combobox').pressSequentially('ivy')
  await question.getByRole('option', { name: /Ivy Stone/ }).waitFor()
  await page.keyboard.press('Enter')
  await who(panel).getByRole('button', { name: /^Remove Ivy Stone/ }).waitFor()
  expect(await who(panel).getByText('@octocat').count()).toBe(0)
})

it('from then on the page offers Ivy to Ben, who is not asked again; to nobody else', async () => {
  expect([await octocatFor(ben), await octocatFor(chi)]).toEqual([{ by: 'proposed', name: 'Ivy Stone' }, { by: null, name: null }])
  const { page, panel } = await openPanel()
  await who(panel).getByRole('button', { name: /^Ivy Stone/ }).waitFor()
  expect(await who(panel).getByText('@octocat').count()).toBe(0)
  await looksRight(his, 'unknown-offered', { ours: panel, page })
  await who(panel).getByRole('button', { name: /^Ivy Stone/ }).click()
  await who(panel).getByRole('button', { name: /^Remove Ivy Stone/ }).waitFor()
})

it('Ivy confirms it in her popup; then it is hers for everybody, and Ben hears of it', async () => {
  expect(await badgeBecomes(her, '1')).toBe('1')
  const popup = await her.open('popup.html')
  await popup.setViewportSize({ width: 380, height: 600 })
  await popup.getByText('Ben Ode says @octocat is you').waitFor()
  await looksRight(her, 'unknown-confirm', { ours: popup, page: popup })
  await popup.getByRole('button', { name: 'That is me' }).click()
  await popup.getByRole('button', { name: 'That is me' }).waitFor({ state: 'detached' })
  expect(await octocatFor(chi)).toEqual({ by: 'confirmed', name: 'Ivy Stone' })
  expect(await badgeBecomes(her, '')).toBe('')
  const { items } = await ben.get<{ items: { kind: string; actor: { name: string } }[] }>('/api/v1/inbox')
  expect(items).toContainEqual(expect.objectContaining({ kind: 'handle.confirmed', actor: expect.objectContaining({ name: 'Ivy Stone' }) }))
})

it('somebody whom it is not says so, and it is nobody again', async () => {
  const handle = 'hubot'
  const hubot = async () => (await ben.post<{ people: Match[] }>('/api/v1/artifacts/open', { artifact: trailPay(), people: [{ handle, role: 'participant' }] })).people[0]!.person?.name ?? null
  await ben.post('/api/v1/handles', { id: newId(), site: 'github', instance: 'github.com', handle, person: ivy.id })
  expect(await hubot()).toBe('Ivy Stone')
  const popup = await her.open('popup.html')
  await popup.getByText('Ben Ode says @hubot is you').waitFor()
  await popup.getByRole('button', { name: 'Not me' }).click()
  await popup.getByRole('button', { name: 'Not me' }).waitFor({ state: 'detached' })
  expect(await hubot()).toBe(null)
})

it('whoever is not here yet is invited by work e-mail; until they accept, Ben alone sees what he said', async () => {
  const { page, panel } = await openPanel(another, anotherHtml)
  await who(panel).getByRole('button', { name: /^Remove Dee Alvarez/ }).waitFor()
  await who(panel).getByRole('button', { name: 'Who is @noa-weiss here?' }).click()
  await panel.getByRole('button', { name: 'Invite by work e-mail' }).click()
  const form = panel.getByRole('group', { name: 'Invite by work e-mail' })
  await form.getByLabel('Name').fill('Noa Weiss')
  // An address elsewhere is refused beside its field, and nothing is sent.
  await form.getByLabel('Work e-mail').fill('noa@elsewhere.example')
  await form.getByRole('button', { name: 'Add' }).click()
  expect(await form.getByLabel('Work e-mail').getAttribute('aria-invalid')).toBe('true')
  await looksRight(his, 'unknown-invite', { ours: panel, page })
  await form.getByLabel('Work e-mail').fill('noa@demo.cairn.test')
  await page.keyboard.press('Enter')
  await who(panel).getByRole('button', { name: /^Remove Noa Weiss/ }).waitFor()
  expect(await who(panel).getByRole('button', { name: /^Remove / }).count()).toBe(1)
  await panel.getByText('Until Noa Weiss accepts, only you.').waitFor()

  await say(panel, words)
  card = (await given())!
  expect(card).toMatchObject({ waitsFor: { name: 'Noa Weiss' } })
  await panel.getByText(/Waits for Noa Weiss to accept, until/).waitFor()
  await looksRight(his, 'unknown-waits', { ours: panel, page })
  expect([await seesIt(ben), await seesIt(chi), await seesIt(ivy)]).toEqual([true, false, false])
})

it('the mail says who thanks, and none of the words; its link lets Noa in, and what was said arrives', async () => {
  const mail = (await soon(() => backend.mail.list().find(({ to }) => to.includes('noa@demo.cairn.test')), (found) => found !== undefined))!
  expect(mail.subject).toBe('Ben Ode recognised you at Northwind Trails')
  expect(JSON.stringify(mail)).not.toMatch(/gateway|Sunday|trail-pay|Retry/)

  const noas = await browserOf({ extension: false })
  try {
    const page = await noas.context.newPage()
    await page.goto(new RegExp(`${backend.url}/join/\\S+`).exec(mail.text)![0])
    await page.getByRole('heading', { name: 'Northwind Trails' }).waitFor()
    await looksRightOnTheWeb('unknown-join', page)
    await page.getByRole('button', { name: 'Accept the invitation' }).click()
    await page.getByRole('article', { name: 'Ben Ode recognised you' }).getByText(words).waitFor()
    await looksRightOnTheWeb('unknown-joined', page)
  } finally {
    await noas.close()
  }
  expect([await seesIt(ben), await seesIt(chi), await seesIt(ivy)]).toEqual([true, true, true])
  expect(await ben.get<Card>(`/api/v1/feedback/${card.id}`)).toMatchObject({ waitsFor: null, recipients: [{ name: 'Noa Weiss' }] })
  expect(await badgeBecomes(his, '1')).toBe('1')
  const popup = await his.open('popup.html')
  await popup.getByText('Noa Weiss has joined and reads what you said').waitFor()
})
