/** Journey: Ben asks Dee two questions on his pull request; she sees it there, matched on her device, and answers or declines; a manager asks about a report. */
import { afterEach, beforeAll, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { home, openAgain, openPanel, pull482, soon } from './acts'
import { chipsIn } from './aims'
import { looksRight } from './looks'
import { browserFor, cast, closeBrowsers, stage, wireTo } from './stage'
import type { Wire } from './wire'
import { ask, type Backend, panelOf, type Person } from './world'

const day = 86_400_000
let backend: Backend
let wire: Wire
let people: Record<'ben' | 'dee' | 'ada' | 'chi', Person>

beforeAll(async () => {
  backend = await stage({ weeks: false, env: { BASE_URL: home } })
  wire = await wireTo(backend)
  people = await cast(backend, 'ben', 'dee', 'ada', 'chi')
})
afterEach(closeBrowsers)

const askedOf = async (who: Person) => (await who.get('/api/v1/me/requests?side=asked')).items
const mineOf = async (who: Person) => (await who.get('/api/v1/me/requests?side=asker')).items

it('Ben asks Dee in the panel: suggested from the page, two questions prefilled, who will see the answer by name', async () => {
  const browser = await browserFor(backend, 'Ben Ode', wire)
  const { page, panel } = await openPanel(browser, pull482)
  await panel.getByRole('radio', { name: 'Ask' }).check({ force: true })
  await panel.getByRole('group', { name: 'Whom do you ask?' }).getByRole('button', { name: /^Dee Alvarez/ }).click()
  await panel.locator('footer').getByText('Who sees the answer: Only Dee Alvarez and you. HR and admins will not.').waitFor()
  expect(await panel.getByLabel('Question 1').inputValue()).toBe('What should I do more of?')
  await looksRight(browser, 'ask-form', { ours: panel, page })
  await panel.getByLabel('Question 2').fill('Is the retry safe after a timeout?')
  await panel.getByLabel('Question 2').press('Control+Enter')
  await panel.getByText('You asked Dee Alvarez').waitFor()
  const [request] = await mineOf(people.ben)
  expect(request).toMatchObject({ questions: ['What should I do more of?', 'Is the retry safe after a timeout?'], state: 'open', audience: { visibility: 'recipients' } })
  expect(request.artifact.key).toMatch(/482$/)
  // At once, by e-mail, without a word of the questions.
  const mails = await soon(() => backend.mail.list().filter(({ subject }) => /asks you for feedback/.test(subject)), (all) => all.length > 0)
  expect(mails).toHaveLength(1)
  expect(mails[0]!.text).not.toContain('retry')
})

it('asks he her again about the same work, he is shown the open request: to read, to take back, or to ask somebody else', async () => {
  const browser = await browserFor(backend, 'Ben Ode', wire)
  const { page, panel } = await openPanel(browser, pull482)
  await panel.getByRole('radio', { name: 'Ask' }).check({ force: true })
  const whom = panel.getByRole('group', { name: 'Whom do you ask?' })
  await whom.getByRole('button', { name: /^Dee Alvarez/ }).click()
  const open = panel.getByRole('group', { name: /^You asked Dee .+, and there is no answer yet\.$/ })
  await open.waitFor()
  await looksRight(browser, 'ask-again', { ours: panel, page })
  expect(await open.getByRole('link', { name: 'Look at it' }).getAttribute('href')).toContain(`/requests/${(await mineOf(people.ben))[0].id}`)
  await panel.getByLabel('Question 1').press('Control+Enter')
  await page.waitForTimeout(300)
  expect(await mineOf(people.ben)).toHaveLength(1)
  await open.getByRole('button', { name: 'Ask somebody else' }).click()
  await open.waitFor({ state: 'detached' })
  await panel.getByRole('combobox').waitFor()
})

it('Dee sees the chip on the work, and her visit tells the server nothing; a press opens the request, and she answers it there', async () => {
  const browser = await browserFor(backend, 'Dee Alvarez', wire)
  // What her device asked by itself after she signed in has come.
  await soon(() => ask(browser, 'waiting.cached'), (waiting) => waiting?.requests.length > 0)
  await soon(() => ask(browser, 'goals.cached'), (held) => held !== null)
  await soon(() => wire.calls.filter((call) => call.startsWith('GET /api/v1/inbox')), (calls) => calls.length > 1, 5)
  const page = await browser.context.newPage()
  const before = wire.calls.length
  await page.goto(pull482)
  const [chip] = await soon(() => chipsIn(page), (chips) => chips.length > 0)
  expect(chip).toMatchObject({ text: 'Ben asks you about this' })
  expect(chip!.height).toBeGreaterThanOrEqual(28)
  await page.waitForTimeout(500)
  expect(wire.calls.slice(before)).toEqual([])

  await page.mouse.click(chip!.x, chip!.y)
  const panel = await panelOf(page)
  const asked = panel.getByRole('article', { name: 'Ben Ode asks you' })
  await asked.getByText('Is the retry safe after a timeout?').waitFor()
  const field = (name: string) => panel.locator(`textarea[name=${name}]`)
  await field('behaviour').waitFor()
  expect(await field('situation').inputValue()).toContain('482')
  expect(await panel.getByRole('button', { name: 'Change who sees it' }).count()).toBe(0)
  await panel.locator('footer').getByText('Only Ben Ode and you. HR and admins will not.').waitFor()
  await looksRight(browser, 'answer', { ours: panel, page })
  await field('behaviour').pressSequentially('You wrote the failing test before the fix.')
  await field('impact').pressSequentially('I could follow the change without asking.')
  await field('impact').press('Control+Enter')
  await panel.getByRole('button', { name: 'Undo' }).waitFor()

  const answered = await soon(async () => (await mineOf(people.ben))[0], (request) => request.state === 'answered', 40)
  expect(answered.asked).toMatchObject([{ state: 'answered', person: { name: 'Dee Alvarez' } }])
  const card = await people.ben.get(`/api/v1/feedback/${answered.asked[0].feedback}`)
  expect(card).toMatchObject({ kind: 'feedback', request: answered.id, author: { name: 'Dee Alvarez' }, body: { behaviour: 'You wrote the failing test before the fix.' } })
  // Nothing waits any more, here either.
  expect(await soon(() => chipsIn(page), (chips) => chips.length === 0)).toEqual([])
})

it('declining is private: the asker sees it, nobody else; the popup shows what waits', async () => {
  const artifact = { ref: answerRef(await mineOf(people.ben)), title: 'Retry payments after a timeout', state: 'open', visibility: 'private', showTitle: false }
  const id = newId()
  await people.ben.post('/api/v1/requests', { id, asked: [people.dee.id, people.chi.id], subject: null, told: true, questions: ['What would you cut?'], visibility: 'recipients', artifact })
  const browser = await browserFor(backend, 'Dee Alvarez', wire)
  const popup = await browser.open('popup.html')
  await popup.getByText('asks about #482').waitFor()
  expect(await popup.getByRole('link', { name: 'Answer' }).getAttribute('href')).toBe(pull482)
  await looksRight(browser, 'popup-waits', { ours: popup, page: popup })
  await popup.close()
  const { page, panel } = await openPanel(browser, pull482)
  await panel.getByRole('article', { name: 'Ben Ode asks you' }).getByRole('button', { name: 'Decline' }).click()
  await panel.getByRole('group', { name: 'Decline' }).getByRole('button', { name: 'Decline' }).click()
  await panel.getByRole('article', { name: 'Ben Ode asks you' }).waitFor({ state: 'detached' })
  const { asked, state } = await people.ben.get(`/api/v1/requests/${id}`)
  expect([state, Object.fromEntries(asked.map((one: any) => [one.person.name, one.state]))]).toEqual(['open', { 'Dee Alvarez': 'declined', 'Chi Tran': 'open' }])
  expect((await people.chi.get(`/api/v1/requests/${id}`)).asked.map((one: any) => one.person.name)).toEqual(['Chi Tran'])
  const again = await openAgain(browser, page)
  await again.locator('textarea').first().waitFor()
  expect(await again.getByRole('article', { name: 'Ben Ode asks you' }).count()).toBe(0)
  await people.ben.post(`/api/v1/requests/${id}/withdraw`)
})

const answerRef = ([request]: any[]) => {
  const { site, instance, type, key, url } = request.artifact
  return { site, instance, type, key, url }
}

it('Ada asks about Ben, who is told; the answer is theirs', async () => {
  const browser = await browserFor(backend, 'Ada Okafor', wire)
  const { panel } = await openPanel(browser, pull482)
  await panel.getByRole('radio', { name: 'Ask' }).check({ force: true })
  await panel.getByRole('group', { name: 'Whom do you ask?' }).getByRole('button', { name: /^Dee Alvarez/ }).click()
  await panel.getByRole('group', { name: 'About whose work?' }).getByRole('button', { name: /^Ben Ode/ }).click()
  expect(await panel.getByLabel('Tell Ben').isChecked()).toBe(true)
  expect(await panel.getByLabel('Question 1').inputValue()).toBe('What should Ben do more of?')
  await panel.getByLabel('Question 1').press('Control+Enter')
  await panel.getByText('You asked Dee Alvarez about Ben Ode').waitFor()
  const [about] = (await people.ben.get('/api/v1/me/requests?side=subject')).items
  expect(about).toMatchObject({ asker: { name: 'Ada Okafor' }, told: true, asked: [] })
  expect((await people.ben.get('/api/v1/inbox')).items.map((item: { kind: string }) => item.kind)).toContain('request.about')
  expect((await askedOf(people.dee))[0]).toMatchObject({ subject: { name: 'Ben Ode' }, audience: { people: expect.arrayContaining([expect.objectContaining({ name: 'Ada Okafor' }), expect.objectContaining({ name: 'Ben Ode' })]) } })

  const desk = await browser.open('desk.html#/requests')
  await desk.getByRole('radio', { name: 'Mine' }).check({ force: true })
  await desk.getByText('You asked Dee Alvarez about Ben Ode').waitFor()
  await looksRight(browser, 'desk-requests', { ours: desk, page: desk })
})

it('reminds twice by her working days, whatever the clock does, and ends after 30 days', async () => {
  const from = Date.now()
  // Twice an hour would be once a minute in life: what is due is done at the first.
  for (let ms = from; ms < from + 29 * day; ms += 3_600_000) await backend.runScheduled(new Date(ms))
  const reminders = () => backend.mail.list().filter(({ subject, to }) => /still waits to hear from you/.test(subject) && /dee/.test(to))
  expect(await soon(reminders, (all) => all.length >= 2)).toHaveLength(2)
  await backend.runScheduled(new Date(from + 31 * day))
  expect((await mineOf(people.ada))[0].state).toBe('expired')
})
