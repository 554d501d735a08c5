/** Trust: what is agreed on changes by two, and everyone reads it; private words are opened by two, and whose words they were is told. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { settingNames } from '../../shared/agreement'
import type { Browser } from '../support/browser'
import { soon } from './acts'
import { looksRight } from './looks'
import { ask, type Backend, backendOf, browserOf, type Person, person, signIn } from './world'

const canary = 'You answered before the question was finished, three times.'

let backend: Backend
let his: Browser
let hers: Browser
let dees: Browser
let ben: Person
let dee: Person
let gus: Person
let feedback: string

beforeAll(async () => {
  backend = await backendOf({ weeks: false })
  ;[ben, dee, gus] = [await person(backend, 'ben'), await person(backend, 'dee'), await person(backend, 'gus')]
  ;[his, hers, dees] = await Promise.all([browserOf(), browserOf(), browserOf()])
  await signIn(his, backend, 'Eli Marsh')
  await signIn(hers, backend, 'Lea Wirth')
  await signIn(dees, backend, 'Dee Alvarez')
  feedback = crypto.randomUUID()
  await ben.post('/api/v1/feedback', {
    id: feedback, kind: 'feedback', visibility: 'recipients', recipients: [dee.id], keys: [`person:${ben.id}`, `person:${dee.id}`].sort(), values: [], artifact: null,
    body: { situation: 'In the review on Monday', behaviour: canary, impact: 'Chi stopped talking.' },
  })
  await dee.post(`/api/v1/feedback/${feedback}/replies`, { id: crypto.randomUUID(), text: 'I did not notice. Next time I wait.', keys: [`person:${ben.id}`, `person:${dee.id}`].sort() })
})
afterAll(async () => {
  await Promise.all([his?.close(), hers?.close(), dees?.close()])
  await backend?.stop()
})

/** A page of the desk. */
async function desk(browser: Browser, path: string): Promise<Page> {
  const page = await browser.open(`desk.html#${path}`)
  await page.setViewportSize({ width: 1_200, height: 900 })
  return page
}

/** Finds somebody in a picker by name. */
async function pick(page: Page, label: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(name)
  await page.getByRole('option', { name: new RegExp(name) }).first().click()
}

it('Eli makes an agreement with Lea as its delegate: everyone reads what each setting is for', async () => {
  const page = await desk(his, '/agreement')
  await page.getByText('No agreement. Admins change these settings at once').waitFor()
  await page.getByRole('button', { name: 'Change: The agreement itself' }).click()
  await page.getByLabel('What it is called').fill('Works agreement 7')
  await pick(page, 'Delegates', 'Lea Wirth')
  await page.getByRole('button', { name: 'Change it' }).click()
  await page.getByText('Works agreement 7. A change of what it covers is a proposal that Lea Wirth approves or refuses.').waitFor()
  expect(await page.getByText('Under the agreement').count()).toBe(settingNames.length)
  await looksRight(his, 'trust-agreement', { ours: page, page })
  await page.close()
})

it('now his change is a proposal, and nothing has changed yet', async () => {
  const page = await desk(his, '/agreement')
  await page.getByRole('button', { name: 'Change: How long words are kept' }).click()
  await page.getByLabel('Recognition, months (at most 36)').fill('24')
  await page.getByLabel(/^Why/).fill('Two years are enough to look back on.')
  await page.getByRole('button', { name: 'Propose it' }).click()
  await page.getByRole('heading', { name: 'Proposed' }).waitFor()
  await looksRight(his, 'trust-proposal', { ours: page, page })
  expect((await ben.get('/api/v1/organisation/settings')).values.retention).toEqual({})
  await page.close()
})

it('Lea finds it in her inbox, says a sentence and approves; Dee reads all of it', async () => {
  const inbox = await desk(hers, '/inbox')
  await inbox.getByRole('link', { name: /Eli Marsh proposes a change of a setting/ }).click()
  await inbox.getByRole('button', { name: 'Approve' }).click()
  await inbox.getByText('This is needed').or(inbox.locator('.field-error')).first().waitFor()
  await inbox.getByLabel('Your sentence').fill('Discussed on Tuesday: two years.')
  await looksRight(hers, 'trust-decide', { ours: inbox, page: inbox })
  await inbox.getByRole('button', { name: 'Approve' }).click()
  await inbox.getByText(/Approved by Lea Wirth/).waitFor()
  await inbox.close()
  const page = await desk(dees, '/agreement')
  await page.getByText('Discussed on Tuesday: two years.').waitFor()
  await page.getByText('Two years are enough to look back on.').waitFor()
  expect(await page.getByText(/Recognition: 24 months/).count()).toBeGreaterThan(0)
  expect(await page.getByRole('button', { name: /^Change/ }).count()).toBe(0)
  await page.setViewportSize({ width: 360, height: 780 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await looksRight(dees, 'trust-history-phone', { ours: page, page })
  await page.close()
})

it('for a matter Eli asks for what Dee was told: two must agree, and he is not one who reads', async () => {
  const page = await desk(his, '/administration/matters')
  await page.getByRole('button', { name: 'Ask for the disclosure' }).click()
  const form = page.getByRole('form', { name: 'Ask for the disclosure' })
  await form.getByLabel('Matter').fill('Case 12')
  await pick(page, 'Whom it is about', 'Dee Alvarez')
  const day = (ms: number) => new Date(Date.now() + ms).toISOString().slice(0, 10)
  await form.getByLabel('From').fill(day(-86_400_000))
  await form.getByLabel('To', { exact: true }).fill(day(86_400_000))
  await pick(page, 'The two who must agree', 'Lea Wirth')
  await pick(page, 'Name the other of the two', 'Gus Lind')
  await looksRight(his, 'trust-ask', { ours: page, page })
  await form.getByRole('button', { name: 'Ask for the disclosure' }).click()
  await page.getByRole('link', { name: 'Case 12' }).click()
  await page.getByText('Waits for agreement').waitFor()
  expect(await page.getByRole('button', { name: 'Agree' }).count()).toBe(0)
  await page.close()
})

it('Lea and Gus agree; she reads it; Dee is told by whom, and which of hers it was', async () => {
  const page = await desk(hers, '/inbox')
  await page.getByRole('link', { name: /Eli Marsh asks for your agreement to a disclosure/ }).click()
  await page.getByRole('button', { name: 'Agree' }).click()
  await page.getByText(/Lea Wirth agreed on/).waitFor()
  expect(await page.getByText(canary).count()).toBe(0)
  const { items: [asked] } = await gus.get<{ items: { id: string }[] }>('/api/v1/disclosures')
  await gus.post(`/api/v1/disclosures/${asked!.id}/decide`, { agree: true })
  await page.reload()
  await page.getByRole('button', { name: 'Read it' }).click()
  await page.getByText(canary).waitFor()
  // What was answered stands as an item of its own, and says what it is.
  await page.getByText('I did not notice. Next time I wait.').waitFor()
  expect(await page.getByText('Reply', { exact: true }).count()).toBe(1)
  await looksRight(hers, 'trust-disclosed', { ours: page, page })
  await page.close()

  const inbox = await desk(dees, '/inbox')
  await inbox.getByRole('link', { name: /Two named people read something/ }).click()
  await inbox.getByText('Eli Marsh asked for it.').waitFor()
  await inbox.getByRole('listitem').filter({ hasText: 'Reply' }).filter({ hasText: '1 item' }).waitFor()
  await looksRight(dees, 'trust-told', { ours: inbox, page: inbox })
  expect(await inbox.getByText('Case 12').count()).toBe(0)
  const mails = await soon(() => backend.mail.list().filter(({ subject, to }) => /disclosed/.test(subject) && JSON.stringify(to).includes('dee@')), (found) => found.length > 0)
  expect(mails).toHaveLength(1)
  expect(JSON.stringify(mails)).not.toMatch(/three times|Case 12/)
  await inbox.close()
})

it('what happened stands in her settings, without a word of it', async () => {
  await ask(dees, 'settings.set', { theme: 'light' })
  const page = await desk(dees, '/settings/data')
  await page.getByRole('link', { name: 'See what happened' }).click()
  await page.getByText('Those whose words it held were told').waitFor()
  await page.getByText('Signed in').first().waitFor()
  expect(await page.getByText(canary).count()).toBe(0)
  await looksRight(dees, 'trust-happened', { ours: page, page })
  await page.close()
})

it('Lea, as auditor, sees that things happened, by kind, and no word of them', async () => {
  await backend.db.prepare(`update people set role = 'auditor' where email = 'lea@demo.cairn.test'`).run()
  const page = await desk(hers, '/administration/audit')
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'A disclosure was read' })
  await page.getByRole('listitem').filter({ hasText: 'A disclosure was read' }).filter({ hasText: 'By Lea Wirth' }).waitFor()
  expect(await page.getByText('Something was said').count()).toBe(1)
  await looksRight(hers, 'trust-audit', { ours: page, page })
  await page.close()
})

it('Dee has a new manager, who inherits nothing: she passes on one of two things, and its author sees that', async () => {
  const eli = await person(backend, 'eli')
  const ada = await person(backend, 'ada')
  const give = async (words: string) => {
    const id = crypto.randomUUID()
    await ben.post('/api/v1/feedback', {
      id, kind: 'feedback', visibility: 'recipients_and_managers', recipients: [dee.id], keys: [ben.id, dee.id, gus.id].map((one) => `person:${one}`).sort(), values: [], artifact: null,
      body: { situation: 'In the planning', behaviour: words, impact: 'We chose with our eyes open.' },
    })
    return id
  }
  const [kept, passed] = [await give('You waited with the estimate.'), await give('You named the risk before anybody asked.')]
  await eli.post('/api/v1/people/import', { csv: 'email,name,manager\ndee@demo.cairn.test,Dee Alvarez,ada@demo.cairn.test\n', whole: false, commit: true })
  await backend.runScheduled()
  const page = await desk(dees, '/inbox')
  await page.getByRole('link', { name: /Your manager changed/ }).click()
  await page.getByText('Ada Okafor is your manager now, Gus Lind was before.').waitFor()
  const boxes = page.getByRole('checkbox')
  await boxes.first().waitFor()
  expect(await boxes.evaluateAll((all) => all.filter((one) => (one as HTMLInputElement).checked).length)).toBe(0)
  await page.locator('.tick').filter({ hasText: 'You named the risk' }).getByRole('checkbox').check()
  await looksRight(dees, 'trust-handover', { ours: page, page })
  await page.getByRole('button', { name: 'Pass 1 item on' }).click()
  await page.getByText('Passed on to Ada Okafor').first().waitFor()
  expect((await ada.get(`/api/v1/feedback/${passed}`)).id).toBe(passed)
  await expect(ada.get(`/api/v1/feedback/${kept}`)).rejects.toThrow(/404/)
  expect((await ben.get(`/api/v1/feedback/${passed}`)).changes).toMatchObject([{ kind: 'passed_on' }])
  await page.getByRole('button', { name: 'That is all' }).click()
  await page.getByText('Nothing waits to be handed over.').waitFor()
  await page.close()
})
