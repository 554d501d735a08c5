/** Journey 8: an agenda for two. A point from a pull request, one that only its author sees, what was agreed on, carry over; a team's agenda. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { ActionItem } from '../../shared/action-items'
import type { Meeting } from '../../shared/meetings'
import { addDays } from '../../shared/days'
import { newId } from '../../shared/ids'
import type { Profile } from '../../shared/people'
import type { Browser } from '../support/browser'
import { home, openPanel, pull482, soon } from './acts'
import { looksRight } from './looks'
import { browserFor, cast, stage } from './stage'
import { type Backend, type Person, person } from './world'

const canary = 'marmot-lantern'

let backend: Backend
let hers: Browser
let his: Browser
let ada: Person
let ben: Person

beforeAll(async () => {
  backend = await stage({ weeks: false, env: { BASE_URL: home } })
  ;({ ada, ben } = await cast(backend, 'ada', 'ben'))
  ;[hers, his] = [await browserFor(backend, 'Ada Okafor'), await browserFor(backend, 'Ben Ode')]
})

const desk = async (browser: Browser, path: string): Promise<Page> => {
  const page = await browser.open(`desk.html#${path}`)
  await page.setViewportSize({ width: 1280, height: 1000 })
  return page
}
const withBen = () => `/api/v1/meetings/person/${ben.id}`
const withAda = () => `/api/v1/meetings/person/${ada.id}`
const list = (page: Page, name: string) => page.getByRole('list', { name })
const popupOf = async (browser: Browser): Promise<Page> => {
  const popup = await browser.open('popup.html')
  await popup.setViewportSize({ width: 380, height: 600 })
  return popup
}

it('Ada puts Ben’s pull request on their agenda from the panel, by keyboard alone', async () => {
  const { page, panel } = await openPanel(hers, pull482)
  const menu = panel.getByRole('button', { name: 'More about this work' })
  await menu.waitFor()
  await menu.focus()
  await page.keyboard.press('Enter')
  await panel.getByRole('menuitem', { name: 'Put on an agenda' }).press('Enter')
  const dialog = panel.getByRole('dialog', { name: 'Put on an agenda' })
  await dialog.getByRole('button', { name: 'Ben Ode' }).waitFor()
  for (let tabs = 0; tabs < 12 && !(await dialog.getByRole('button', { name: 'Ben Ode' }).evaluate((one) => one === document.activeElement)); tabs += 1) await page.keyboard.press('Tab')
  if (await dialog.getByRole('button', { name: 'Ben Ode', pressed: false }).count()) await page.keyboard.press('Space')
  await dialog.getByRole('button', { name: 'Ben Ode', pressed: true }).waitFor()
  const words = dialog.getByRole('textbox', { name: /What about it/ })
  for (let tabs = 0; tabs < 12 && !(await words.evaluate((one) => one === document.activeElement)); tabs += 1) await page.keyboard.press('Tab')
  await page.keyboard.type('Who reviews what comes next?')
  await looksRight(hers, 'meetings-put', { ours: panel, page })
  await words.focus()
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('It stands on your agenda with Ben Ode.').waitFor()
  await page.close()
  const [point] = (await ben.get<Meeting>(withAda())).list
  expect(point).toMatchObject({ text: 'Who reviews what comes next?', author: { name: 'Ada Okafor' }, artifact: { guarded: false, title: 'Retry payments after a timeout' } })
})

it('on the desk she adds one that only she sees, and plans when they meet', async () => {
  const page = await desk(hers, `/meetings/person/${ben.id}`)
  await page.getByRole('heading', { level: 1, name: '1:1 with Ben Ode' }).waitFor()
  await page.getByText('Only Ben Ode and you can read this. HR and admins cannot.').waitFor()
  const field = page.getByRole('textbox', { name: 'What do you want to talk about?' })
  await field.fill(`His pay, the ${canary}`)
  await page.getByRole('checkbox', { name: 'Only I see it' }).check()
  await field.press('Enter')
  await list(page, 'To talk about').getByText(`His pay, the ${canary}`).waitFor()
  await field.fill('How the hand-over went')
  await field.press('Enter')
  await list(page, 'To talk about').getByText('How the hand-over went').waitFor()

  await page.getByRole('button', { name: 'Plan' }).click()
  const today = await page.evaluate(() => { const now = new Date(Date.now() + 60_000); return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}T23:55` })
  await page.getByLabel('When is the next one?').fill(today)
  await page.getByRole('radio', { name: 'Every two weeks' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('today, 23:55 · Every two weeks').waitFor()
  await looksRight(hers, 'meetings-agenda', { ours: page, page })
  await page.setViewportSize({ width: 360, height: 780 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  await looksRight(hers, 'meetings-agenda-360', { ours: page, page })
  await page.close()
})

it('Ben sees the shared ones in his popup and on his desk, and of the private one nothing', async () => {
  const inbox = await ben.get<{ items: { kind: string }[] }>('/api/v1/inbox')
  expect(inbox.items.filter(({ kind }) => kind === 'meeting.planned')).toHaveLength(1)
  const popup = await popupOf(his)
  const row = popup.getByRole('listitem').filter({ hasText: '1:1 with Ada Okafor' })
  await row.getByText('today, 23:55 · 2 points').waitFor()
  await looksRight(his, 'meetings-popup', { ours: popup, page: popup })
  expect(await row.getByRole('link', { name: 'Open' }).getAttribute('href')).toContain(`/meetings/person/${ada.id}`)
  await popup.close()
  const page = await desk(his, '/meetings')
  await page.getByRole('link', { name: '1:1 with Ada Okafor' }).click()
  await list(page, 'To talk about').getByText('How the hand-over went').waitFor()
  expect(await page.content()).not.toContain(canary)
  const { results } = await backend.db.prepare('select * from meeting_points').all()
  expect(results.length).toBe(3)
  expect(JSON.stringify(results)).not.toContain(canary)
  await page.close()
})

it('they agree on something for Ben; he ticks it off in his popup, and may take that back', async () => {
  const page = await desk(hers, `/meetings/person/${ben.id}`)
  await page.getByRole('button', { name: 'What did you agree on?' }).click()
  await page.getByRole('textbox', { name: 'What did you agree on?' }).fill('Write the hand-over down')
  await page.getByLabel(/By when/).fill(addDays(new Date().toISOString().slice(0, 10), -3))
  await page.getByRole('button', { name: 'Add' }).last().click()
  await list(page, 'Action items').getByText('Write the hand-over down').waitFor()
  expect(await list(page, 'Action items').innerText()).toMatch(/Ben Ode · since \w+day/)

  const popup = await popupOf(his)
  await popup.getByRole('button', { name: 'Done: Write the hand-over down' }).click()
  await popup.getByRole('button', { name: 'Undo' }).waitFor()
  expect((await ben.get<{ items: ActionItem[] }>('/api/v1/me/action-items?state=closed')).items.map(({ text, state }) => [text, state])).toEqual([['Write the hand-over down', 'done']])
  await looksRight(his, 'meetings-popup-done', { ours: popup, page: popup })
  await popup.close()
  await page.reload()
  await list(page, 'Action items').getByText('Ben Ode · Done.').waitFor()
  await page.close()
})

it('Ben tries what Ada told him: it stands in both their next 1:1', async () => {
  const [me, other] = [await ada.get<{ person: Profile }>('/api/v1/me'), ben.id]
  const id = newId()
  await ada.post('/api/v1/feedback', {
    action: { id: newId(), text: 'Read the on-call notes together', due: null }, id, kind: 'coaching', visibility: 'recipients', recipients: [other], keys: [`person:${me.person.id}`, `person:${other}`], values: [], artifact: null,
    body: { situation: 'In the review of the retry', behaviour: 'You waited for Dee for two days', impact: 'The release slipped', next: 'Ask in the channel after one day' },
  })
  const page = await desk(his, `/feedback/${id}`)
  await page.getByRole('button', { name: 'Try this' }).click()
  expect(await page.getByRole('textbox', { name: 'What will you try?' }).inputValue()).toBe('Ask in the channel after one day')
  await page.getByRole('textbox', { name: 'What will you try?' }).press('Enter')
  await page.getByRole('article').getByText('You are trying this.').waitFor()
  await looksRight(his, 'meetings-trying', { ours: page, page })
  await page.close()
  for (const [browser, path] of [[hers, `/meetings/person/${ben.id}`], [his, `/meetings/person/${ada.id}`]] as const) {
    const agenda = await desk(browser, path)
    await list(agenda, 'Action items').getByText('Ask in the channel after one day').waitFor()
    await list(agenda, 'Action items').getByText('Read the on-call notes together').waitFor()
    await agenda.getByRole('heading', { name: 'Said since you last met' }).waitFor()
    await agenda.close()
  }
  expect((await ada.get<{ items: { kind: string }[] }>('/api/v1/inbox')).items[0]).toMatchObject({ kind: 'feedback.trying' })
})

it('they met: what was talked about rests, the rest is carried over, the next one is planned', async () => {
  const page = await desk(hers, `/meetings/person/${ben.id}`)
  await page.getByRole('checkbox', { name: 'Talked about: How the hand-over went' }).check()
  await soon(() => ada.get<Meeting>(withBen()), ({ list: points }) => points.some(({ done }) => done))
  await page.getByRole('button', { name: 'We met' }).click()
  await list(page, 'To talk about').getByText('carried over once').first().waitFor()
  expect(await list(page, 'To talk about').innerText()).not.toContain('How the hand-over went')
  await page.getByRole('button', { name: 'Earlier meetings' }).click()
  await page.getByText('How the hand-over went').waitFor()
  await looksRight(hers, 'meetings-held', { ours: page, page })
  await page.close()
  const { next, items } = await ben.get<Meeting>(withAda())
  expect(new Date(next!).getTime() - Date.now()).toBeGreaterThan(12 * 86_400_000)
  // Done before they met: it needs no more talk.
  expect(items.map(({ text }) => text).sort()).toEqual(['Ask in the channel after one day', 'Read the on-call notes together'])
})

it('a point that is taken off can be had back', async () => {
  const page = await desk(hers, `/meetings/person/${ben.id}`)
  await page.getByRole('button', { name: `More about “His pay, the ${canary}”` }).click()
  await page.getByRole('menuitem', { name: 'Take off the agenda' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await list(page, 'To talk about').getByText(`His pay, the ${canary}`).waitFor()
  expect((await ben.get<Meeting>(withAda())).list.map(({ text }) => text)).toEqual(['Who reviews what comes next?'])
  await page.close()
})

it('with the work it hangs on; and its words can be changed by who wrote them', async () => {
  const page = await desk(hers, `/meetings/person/${ben.id}`)
  await page.getByRole('button', { name: 'More about “Who reviews what comes next?”' }).click()
  await page.getByRole('menuitem', { name: 'Take off the agenda' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await list(page, 'To talk about').getByText('Who reviews what comes next?').waitFor()
  const point = async () => (await ben.get<Meeting>(withAda())).list[0]
  expect(await point()).toMatchObject({ text: 'Who reviews what comes next?', artifact: { guarded: false, key: 'northwind/trail-pay#482', title: 'Retry payments after a timeout', state: 'open' } })

  await page.getByRole('button', { name: 'More about “Who reviews what comes next?”' }).click()
  await page.getByRole('menuitem', { name: 'Change the words' }).click()
  const words = page.getByRole('textbox', { name: 'Change the words' })
  expect([await words.inputValue(), await words.evaluate((one) => one === document.activeElement)]).toEqual(['Who reviews what comes next?', true])
  await words.fill('Who reviews the retry next?')
  await words.press('Enter')
  await list(page, 'To talk about').getByText('Who reviews the retry next?').waitFor()
  expect(await point()).toMatchObject({ text: 'Who reviews the retry next?', artifact: { guarded: false } })
  await page.close()
})

it('their team has an agenda of its own: what works, what does not', async () => {
  const page = await desk(hers, '/meetings')
  await page.getByRole('link', { name: 'Agenda of Payments' }).click()
  await page.getByRole('textbox', { name: 'What works well?' }).fill('Reviews within a day')
  await page.getByRole('textbox', { name: 'What works well?' }).press('Enter')
  await list(page, 'Works well').getByText('Reviews within a day').waitFor()
  await page.getByRole('textbox', { name: 'What does not?' }).fill('Alerts at night')
  await page.getByRole('textbox', { name: 'What does not?' }).press('Enter')
  await list(page, 'Does not work').getByText('Alerts at night').waitFor()
  await looksRight(hers, 'meetings-team', { ours: page, page })
  await page.close()
  const his2 = await desk(his, '/meetings')
  await his2.getByRole('link', { name: 'Agenda of Payments' }).click()
  await list(his2, 'Does not work').getByText('Alerts at night').waitFor()
  await his2.close()
  const dee = await person(backend, 'dee')
  expect((await dee.get<{ items: { team: { name: string } | null }[] }>('/api/v1/me/meetings')).items.some(({ team }) => team?.name === 'Payments')).toBe(false)
})

it('something of one’s own is let go with a sentence, and opened again', async () => {
  const page = await desk(hers, '/meetings')
  await page.getByRole('button', { name: 'Something to do' }).click()
  await page.getByRole('textbox', { name: 'Something to do' }).fill('Book the room')
  await page.getByRole('textbox', { name: 'Something to do' }).press('Enter')
  await list(page, 'To do').getByText('Book the room').waitFor()
  await page.getByRole('button', { name: 'More about “Book the room”' }).click()
  await page.getByRole('menuitem', { name: 'Let it go' }).click()
  await page.getByRole('textbox', { name: 'Why? One sentence is enough.' }).fill('We meet on the roof')
  await page.getByRole('textbox', { name: 'Why? One sentence is enough.' }).press('Enter')
  await list(page, 'To do').getByText('Let go: We meet on the roof').waitFor()
  await list(page, 'To do').getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('checkbox', { name: 'Done: Book the room' }).waitFor()
  await looksRight(hers, 'meetings-list', { ours: page, page })
  await page.close()
})
