/** Journey 6: Dee reports a hurtful public recognition. It is hidden at once, two people decide, and taking it back meanwhile does not destroy it. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import type { Browser } from '../support/browser'
import { home, soon } from './acts'
import { looksRight } from './looks'
import { browserFor, cast, stage } from './stage'
import type { Backend, Person } from './world'

const hurtful = 'Chi finally wrote a test that did not need three of us to explain it.'
const why = 'It laughs at Chi, and everybody reads it.'

let backend: Backend
let dees: Browser
let mos: Browser
let people: Record<'ben' | 'chi' | 'dee' | 'mo' | 'eli', Person>
let id: string

beforeAll(async () => {
  backend = await stage({ weeks: false, env: { BASE_URL: home } })
  people = await cast(backend, 'ben', 'chi', 'dee', 'mo', 'eli')
  ;[dees, mos] = [await browserFor(backend, 'Dee Alvarez'), await browserFor(backend, 'Mo Reyes')]
  id = newId()
  await people.ben.post('/api/v1/feedback', { id, kind: 'recognition', visibility: 'organization', recipients: [people.chi.id], keys: ['org'], values: [], body: { text: hurtful }, artifact: null })
})

const wordsKept = () => backend.db.prepare('select words from feedback where id = ?1').bind(id).first('words')
const decide = (desk: Page, name: string) => desk.getByRole('group', { name: 'How you see it' }).getByRole('button', { name }).press('Enter')

it('Dee sees who will look at it before she reports it; it is hidden from Chi and everybody at once', async () => {
  const desk = await dees.open(`desk.html#/feedback/${id}`)
  await desk.getByText(hurtful).waitFor()
  await desk.getByRole('button', { name: 'What you can do with this' }).press('Enter')
  await desk.getByRole('menuitem', { name: 'Report' }).press('Enter')
  const dialog = desk.getByRole('dialog', { name: 'Report this' })
  await dialog.getByText(/^Mo Reyes and Eli Marsh will look at it together\./).waitFor()
  await dialog.getByRole('button', { name: 'Report it' }).click()
  await dialog.getByText('This is needed.').waitFor()
  await dialog.getByLabel('What is wrong with it?').pressSequentially(why)
  await looksRight(dees, 'report-dialog', { ours: desk, page: desk })
  await dialog.getByRole('button', { name: 'Report it' }).click()
  await dialog.getByText('Reported. Mo Reyes and Eli Marsh will look at it.').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await desk.getByText(hurtful).waitFor({ state: 'detached' })
  await desk.getByText('This is hidden until two have decided.').waitFor()
  expect(await desk.getByRole('main').getByRole('link', { name: 'Reports' }).count()).toBe(1)
  for (const who of [people.chi, people.dee, people.mo]) await expect(who.get(`/api/v1/feedback/${id}`)).rejects.toThrow(/ 404 /)
  expect((await people.chi.get('/api/v1/me/received')).items.some((card: { id: string }) => card.id === id)).toBe(false)
  expect((await people.ben.get(`/api/v1/feedback/${id}`)).held).toBe(true)
  const mail = await soon(() => backend.mail.list().find(({ subject }) => subject === 'A report waits for you'), (found) => found !== undefined)
  expect(mail!.text).not.toMatch(/Chi|Dee|laughs/)
  await desk.close()
})

it('Ben takes it back meanwhile: nobody sees it, and the two still can', async () => {
  await people.ben.post(`/api/v1/feedback/${id}/retract`)
  await expect(people.ben.get(`/api/v1/feedback/${id}`)).rejects.toThrow(/ 404 /)
  expect(await wordsKept()).not.toBeNull()
  const desk = await mos.open('desk.html#/reports')
  await desk.getByRole('link', { name: 'You look at it with Eli Marsh' }).click()
  await desk.getByText(hurtful).waitFor()
  await desk.getByText(why).waitFor()
  await desk.getByText('Eli Marsh has not said yet.').waitFor()
  await looksRight(mos, 'report-page', { ours: desk, page: desk })
  await decide(desk, 'Let it stay')
  await desk.getByRole('button', { name: 'Let it stay', pressed: true }).waitFor()
  await desk.close()
})

it('the two differ, talk, and agree: then it is gone for good, and who reported it hears so', async () => {
  const [{ id: report }] = (await people.eli.get('/api/v1/me/reports')).items
  await people.eli.post(`/api/v1/reports/${report}/decide`, { upheld: true })
  const desk = await mos.open(`desk.html#/reports/${report}`)
  await desk.getByText('Eli Marsh would remove it').waitFor()
  await desk.getByText(/^You see it differently\./).waitFor()
  await looksRight(mos, 'report-differs', { ours: desk, page: desk })
  expect(await wordsKept()).not.toBeNull()
  await decide(desk, 'Remove it')
  await desk.getByText('The two who looked at it agreed: it was removed.').waitFor()
  expect(await wordsKept()).toBeNull()
  await desk.close()

  const popup = await dees.open('desk.html#/reports')
  await popup.getByRole('link', { name: 'You reported it' }).click()
  await popup.getByText('The two who looked at it agreed: it was removed.').waitFor()
  await looksRight(dees, 'report-decided', { ours: popup, page: popup })
  const kinds = async (who: Person) => (await who.get('/api/v1/inbox')).items.map(({ kind }: { kind: string }) => kind)
  expect([(await kinds(people.dee))[0], (await kinds(people.ben))[0]]).toEqual(['report.upheld', 'report.upheld'])
  expect(JSON.stringify(await people.ben.get(`/api/v1/reports/${report}`))).not.toContain('Dee')
})

it('an admin names who looks at reports', async () => {
  const elis = await browserFor(backend, 'Eli Marsh')
  const desk = await elis.open('desk.html#/administration/reports')
  await desk.getByRole('heading', { name: 'Who looks at reports' }).waitFor()
  for (const [typed, name] of [['lea', 'Lea Wirth'], ['jun', 'Jun Park']] as const) {
    if (typed === 'jun') {
      await desk.getByRole('button', { name: 'Save' }).click()
      await desk.getByText('Name at least two people.').waitFor()
    }
    await desk.getByRole('combobox').fill(typed)
    await desk.getByRole('option', { name: new RegExp(`^${name}`) }).click()
    await desk.getByRole('button', { name: `Remove ${name}` }).waitFor()
  }
  await desk.getByRole('button', { name: 'Save' }).click()
  expect((await soon(() => people.eli.get<{ people: { name: string }[] }>('/api/v1/organisation/handlers'), (now) => now.people.length === 2)).people.map(({ name }) => name)).toEqual(['Lea Wirth', 'Jun Park'])
  await looksRight(elis, 'report-handlers', { ours: desk, page: desk })
})
