/** A private note about a report: it says what it is, becomes feedback with an audience of its own, stays, and goes after its time. */
import type { Frame } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Card } from '../../shared/cards'
import type { Browser } from '../support/browser'
import { home, openPanel, soon } from './acts'
import { looksRight } from './looks'
import { readAll } from './telling'
import { type Backend, backendOf, browserOf, type Person, person, signIn } from './world'

const ticket = `${home}/work/jira/browse/PAY-118`
const words = 'She told support before the gateway team knew, and wrote down what she had tried.'
const day = 86_400_000

let backend: Backend
let browser: Browser
let ada: Person
let chi: Person

beforeAll(async () => {
  backend = await backendOf({ weeks: false, env: { BASE_URL: home } })
  browser = await browserOf({ backend: backend.port })
  ;[ada, chi] = [await person(backend, 'ada'), await person(backend, 'chi')]
  await Promise.all([readAll(ada), readAll(chi)])
  await signIn(browser, { ...backend, url: home }, 'Ada Okafor')
})
afterAll(async () => {
  await browser?.close()
  await backend?.stop()
})

const kind = (panel: Frame, name: string) => panel.getByRole('group', { name: 'What do you want to say?' }).getByRole('radio', { name })
const notes = async (): Promise<Card[]> => (await ada.get('/api/v1/me/given')).items.filter((card: Card) => card.kind === 'note')

it('Ada keeps a note about Chi, and is told what it is and until when', async () => {
  const { page, panel } = await openPanel(browser, ticket)
  await kind(panel, 'Note').check({ force: true })
  await panel.getByText(/^It stays until /).waitFor()
  await panel.getByRole('button', { name: 'Somebody you lead' }).click()
  await panel.getByRole('combobox').pressSequentially('Chi')
  await panel.getByRole('option', { name: /Chi Tran/ }).click()
  await panel.getByText(/^This is personal data about Chi Tran, who can request it. It stays until /).waitFor()
  await panel.getByRole('textbox', { name: 'What do you want to remember?' }).pressSequentially(words)
  await panel.locator('.composer-foot').getByText('Only you. HR and admins will not.').waitFor()
  await looksRight(browser, 'note', { ours: panel, page })
  await panel.getByRole('textbox', { name: 'What do you want to remember?' }).press('Control+Enter')
  // There is nothing to undo: nobody else has it.
  const card = panel.getByRole('article', { name: 'You kept a note' })
  await card.getByText('About Chi Tran').waitFor()
  await card.getByText(/^Kept until /).waitFor()
  expect((await notes()).map(({ about }) => about?.id)).toEqual([chi.id])
  await page.close()
})

it('Chi learns nothing of it', async () => {
  const [note] = await notes()
  expect(await chi.get(`/api/v1/feedback/${note!.id}`).catch((error: Error) => error.message)).toMatch(/: 404 /)
  expect((await chi.get('/api/v1/inbox')).unread).toBe(0)
})

it('it becomes feedback to Chi, new and with its own audience; the note stays', async () => {
  const { page, panel } = await openPanel(browser, ticket)
  const entry = panel.getByRole('list', { name: /^Said on this/ }).getByRole('listitem').filter({ hasText: words })
  await entry.getByRole('button', { name: 'What you can do with this' }).click()
  await panel.getByRole('menuitem', { name: 'Make feedback of it' }).click()
  const behaviour = panel.getByRole('textbox', { name: 'Behaviour' })
  await behaviour.waitFor()
  expect(await behaviour.inputValue()).toBe(words)
  expect(await kind(panel, 'Feedback').isChecked()).toBe(true)
  await panel.getByRole('button', { name: 'Remove Chi Tran' }).waitFor()
  await panel.locator('.composer-foot').getByText('Only Chi Tran and you. HR and admins will not.').waitFor()
  await panel.getByRole('textbox', { name: 'Impact' }).pressSequentially('Nobody was told it was fixed before it was.')
  await panel.getByRole('textbox', { name: 'Impact' }).press('Control+Enter')
  await panel.getByRole('article', { name: 'You gave feedback to Chi Tran' }).waitFor({ timeout: 30_000 })
  const [received] = (await soon(() => chi.get('/api/v1/me/received'), ({ items }) => items.some(({ kind }: Card) => kind === 'feedback'))).items as Card[]
  const [note] = await notes()
  expect(received).toMatchObject({ kind: 'feedback', body: { behaviour: words } })
  expect(note).toMatchObject({ kind: 'note', body: { text: words } })
  expect(received!.id).not.toBe(note!.id)
  expect(received!.about).toBeUndefined()
  await page.close()
})

it('it can be kept and let go; two weeks before its end Ada is told, then it is gone and the feedback is not', async () => {
  const { page, panel } = await openPanel(browser, ticket)
  const entry = panel.getByRole('list', { name: /^Said on this/ }).getByRole('listitem').filter({ hasText: 'About Chi Tran' })
  await entry.getByRole('button', { name: 'Keep it' }).click()
  await entry.getByText('Kept until you delete it.').waitFor()
  await entry.getByRole('button', { name: 'Let it expire' }).click()
  await entry.getByText(/^Kept until \d/).waitFor()
  await page.close()

  const [note] = await notes()
  const end = Date.parse(note!.expiresAt!)
  await backend.runScheduled(new Date(end - 13 * day))
  const told = await soon(async () => (await ada.get('/api/v1/inbox')).items.filter(({ kind }: { kind: string }) => kind === 'note.expiring'), (lines) => lines.length > 0)
  expect(told).toMatchObject([{ card: { id: note!.id } }])
  expect(backend.mail.list().filter(({ text }) => text.includes(note!.id))).toEqual([])
  await backend.runScheduled(new Date(end))
  await soon(notes, (left) => left.length === 0)
  expect(await notes()).toEqual([])
  expect((await chi.get('/api/v1/me/received')).items.filter(({ kind }: Card) => kind === 'feedback')).toHaveLength(1)
})
