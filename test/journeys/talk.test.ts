/** Journey 5: a thread under feedback, one's own view of it, passing it on to somebody by name; replies stay behind until their author lets them along. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import type { Browser } from '../support/browser'
import { home, openPanel, pull482, soon } from './acts'
import { looksRight } from './looks'
import { trailPay } from './telling'
import { ask, type Backend, backendOf, browserOf, type Person, person, signIn } from './world'

const behaviour = 'You merged the retry before anybody had read it.'
const question = 'Whom should I have asked first?'
const answer = 'Dee, since the map waits for it.'
const forThree = 'Then let us three agree on who reads first.'
const mine = 'Dee had seen it the evening before; I had not said so.'

let backend: Backend
let adas: Browser
let bens: Browser
let people: Record<'ada' | 'ben' | 'dee' | 'jun', Person>
let id: string

beforeAll(async () => {
  backend = await backendOf({ env: { BASE_URL: home } })
  ;[adas, bens] = await Promise.all([browserOf({ backend: backend.port }), browserOf({ backend: backend.port })])
  const names = ['ada', 'ben', 'dee', 'jun'] as const
  people = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await person(backend, name)]))) as typeof people
  await signIn(adas, { ...backend, url: home }, 'Ada Okafor')
  await signIn(bens, { ...backend, url: home }, 'Ben Ode')
  id = newId()
  await people.ada.post('/api/v1/feedback', {
    id, kind: 'feedback', visibility: 'recipients', recipients: [people.ben.id], keys: [people.ada.id, people.ben.id].map((one) => `person:${one}`), values: [],
    body: { situation: 'On the retry', behaviour, impact: 'Dee had to look for it at night.' }, artifact: { ref: { ...trailPay('localhost:8787/work/github'), url: pull482 }, title: 'Retry payments after a timeout', state: 'open', visibility: 'public', showTitle: true },
  })
})
afterAll(async () => {
  await Promise.all([adas?.close(), bens?.close()])
  await backend?.stop()
})

async function itemOf(browser: Browser): Promise<Page> {
  const desk = await browser.open(`desk.html#/feedback/${id}`)
  await desk.getByText(behaviour).waitFor()
  return desk
}
const choose = async (desk: Page, name: string | RegExp) => {
  await desk.getByRole('button', { name: 'What you can do with this' }).press('Enter')
  await desk.getByRole('menuitem', { name }).press('Enter')
}
const repliesFor = async (who: Person): Promise<string[]> => (await who.get(`/api/v1/feedback/${id}/replies`)).items.map(({ text }: { text: string }) => text)

it('Ben asks back; who reads it stands beside Send, and what he began is kept', async () => {
  const desk = await itemOf(bens)
  const thread = desk.getByRole('region', { name: 'Replies' })
  await thread.getByText('Only Ada Okafor and you. HR and admins will not.').waitFor()
  await thread.getByLabel('Your reply').pressSequentially(question)
  await desk.reload()
  expect(await soon(() => thread.getByLabel('Your reply').inputValue(), (now) => now === question)).toBe(question)
  await looksRight(bens, 'talk-writing', { ours: desk, page: desk })
  await thread.getByLabel('Your reply').press('End')
  await thread.getByLabel('Your reply').pressSequentially(' ')
  await thread.getByLabel('Your reply').press('Control+Enter')
  await thread.getByRole('listitem').getByText(question).waitFor()
  expect(await repliesFor(people.ada)).toEqual([question])
  await expect(people.dee.get(`/api/v1/feedback/${id}/replies`)).rejects.toThrow(/ 404 /)
  const mail = await soon(() => backend.mail.list().find(({ subject }) => subject === 'Ben Ode replied'), (found) => found !== undefined)
  expect(mail!.text).not.toContain(question)
  await desk.close()
})

it('Ada answers on the pull request itself, in the panel', async () => {
  const { page, panel } = await openPanel(adas, pull482)
  const said = panel.getByRole('listitem').filter({ hasText: behaviour })
  await said.getByRole('button', { name: '1 reply' }).press('Enter')
  await said.getByText(question).waitFor()
  await looksRight(adas, 'talk-panel', { ours: panel, page })
  await said.getByLabel('Your reply').pressSequentially(answer)
  await said.getByRole('button', { name: /^Send/ }).press('Enter')
  await said.getByText(answer).waitFor()
  await said.getByRole('button', { name: '2 replies' }).waitFor()
  await page.close()
  expect(await repliesFor(people.ben)).toEqual([question, answer])
})

it('Ben adds his view, which stands beside the words for both', async () => {
  const desk = await itemOf(bens)
  await choose(desk, 'Add your view')
  await desk.getByRole('form', { name: 'Your view' }).getByLabel('Your view').pressSequentially(mine)
  await desk.getByRole('form', { name: 'Your view' }).getByText('Only Ada Okafor and you. HR and admins will not.').waitFor()
  // As a reply is sent: nothing that is begun elsewhere on the page goes with it.
  await desk.getByRole('form', { name: 'Your view' }).getByLabel('Your view').press('Control+Enter')
  await desk.getByText('You see it like this').waitFor()
  await desk.close()
  const adasDesk = await itemOf(adas)
  await adasDesk.getByText('Ben Ode sees it like this').waitFor()
  await adasDesk.getByText(mine).waitFor()
  await adasDesk.close()
})

it('Ben passes it on to Jun: the replies stay behind, and go along one by one when their authors say so', async () => {
  const adasDesk = await itemOf(adas)
  await adasDesk.getByText('Only Ben Ode and you. HR and admins will not.').last().waitFor()
  const desk = await itemOf(bens)
  await choose(desk, 'Pass on')
  const dialog = desk.getByRole('dialog', { name: 'Pass on' })
  await dialog.getByRole('combobox').fill('jun')
  await dialog.getByRole('option', { name: /^Jun Park/ }).click()
  await dialog.getByText('Jun Park will read it, and what you see of it as your view. Ada Okafor is told.').waitFor()
  await looksRight(bens, 'talk-pass-on', { ours: desk, page: desk })
  await dialog.getByRole('button', { name: 'Pass on' }).click()
  await desk.getByText(/^You passed it on to Jun Park/).waitFor()
  expect([await repliesFor(people.jun), (await people.jun.get(`/api/v1/feedback/${id}`)).views[0].text]).toEqual([[], mine])
  await desk.getByRole('listitem').filter({ hasText: question }).getByRole('button', { name: 'Let them read it' }).press('Enter')
  expect(await soon(() => repliesFor(people.jun), (now) => now.length > 0)).toEqual([question])
  await desk.getByRole('region', { name: 'Replies' }).getByText('Only Jun Park and Ada Okafor, and you. HR and admins will not.').waitFor()
  await looksRight(bens, 'talk-passed-on', { ours: desk, page: desk })
  await desk.close()

  // Ada still writes for two: she is told, and sends it to those who will read it.
  const box = adasDesk.getByRole('region', { name: 'Replies' })
  await box.getByLabel('Your reply').pressSequentially(forThree)
  await box.getByRole('button', { name: /^Send/ }).click()
  await box.getByText(/^Who sees this has changed\. Look who will read it, then send it\. Only Jun Park and Ben Ode, and you\./).or(box.getByText(/^Who sees this has changed\. Look who will read it, then send it\. Only Ben Ode and Jun Park, and you\./)).waitFor()
  expect(await repliesFor(people.jun)).toEqual([question])
  await looksRight(adas, 'talk-changed', { ours: adasDesk, page: adasDesk })
  await box.getByRole('button', { name: 'Send to these' }).click()
  await box.getByRole('listitem').getByText(forThree).waitFor()
  expect(await repliesFor(people.jun)).toEqual([question, forThree])
  await adasDesk.close()

  const juns = await browserOf({ backend: backend.port })
  try {
    await signIn(juns, { ...backend, url: home }, 'Jun Park')
    const his = await itemOf(juns)
    await his.getByText(question).waitFor()
    expect(await his.getByText(answer).count()).toBe(0)
    await his.setViewportSize({ width: 360, height: 800 })
    await looksRight(juns, 'talk-phone', { ours: his, page: his })
    expect((await ask(juns, 'outbox.list'))).toEqual([])
  } finally {
    await juns.close()
  }
  await expect(people.dee.get(`/api/v1/feedback/${id}`)).rejects.toThrow(/ 404 /)
})
