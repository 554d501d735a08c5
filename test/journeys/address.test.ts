/** Journey: Ben wants another work e-mail and proves it; an admin makes the change; both addresses hear of it, and what was private stays shut until the old one confirms. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import type { Page } from 'playwright-core'
import type { Browser } from '../support/browser'
import { soon } from './acts'
import { looksRightOnTheWeb } from './looks'
import { type Backend, backendOf, browserOf, type Person, person } from './world'

const said = 'You read the log aloud until the cause was plain.'
const wished = 'benjamin@demo.cairn.test'
let backend: Backend
let browser: Browser
let dee: Person
let ben: Person

beforeAll(async () => {
  backend = await backendOf({ weeks: false })
  browser = await browserOf({ backend: backend.port })
  ;[dee, ben] = [await person(backend, 'dee'), await person(backend, 'ben')]
  await dee.post('/api/v1/feedback', { id: newId(), kind: 'feedback', visibility: 'recipients', recipients: [ben.id], keys: [`person:${dee.id}`, `person:${ben.id}`].sort(), values: [], artifact: null, body: { situation: 'On Monday', behaviour: said, impact: 'Nobody had to stay late.' } })
})
afterAll(async () => {
  await browser?.close()
  await backend?.stop()
})

/** The desk on the web, signed in by the demo's own page. */
async function deskOf(name: string): Promise<Page> {
  const page = await browser.context.newPage()
  await page.setViewportSize({ width: 1280, height: 1000 })
  await page.goto(`${backend.url}/sign-in?other=1`)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.waitForURL(`${backend.url}/`)
  return page
}
const go = (page: Page, path: string) => page.goto(backend.url + path)
const mailTo = (address: string, about: RegExp) => soon(() => backend.mail.list().filter(({ to, subject }) => to === address && about.test(subject)), (all) => all.length > 0)

it('Ben wants another one in his settings, and proves it by the code that went to it', async () => {
  const page = await deskOf('Ben Ode')
  await go(page, '/settings/data')
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Work e-mail' }) })
  await section.getByRole('textbox', { name: 'New work e-mail' }).fill('ben@elsewhere.test')
  await section.getByRole('button', { name: 'Send a code' }).click()
  await section.getByText('Only work addresses of your organisation can be used.').waitFor()
  await section.getByRole('textbox', { name: 'New work e-mail' }).fill(wished)
  await section.getByRole('button', { name: 'Send a code' }).click()
  const [mail] = await mailTo(wished, /proves your new/)
  const code = section.getByRole('textbox', { name: `Code from the e-mail to ${wished}` })
  await code.fill('0000 0000')
  await code.press('Enter')
  await section.getByText('That code is not right. Look at the newest e-mail.').waitFor()
  await code.fill(/(\d{4} \d{4})/.exec(mail!.subject)![1]!)
  await code.press('Enter')
  await section.getByText(`${wished} is proven. An admin has been told, and makes the change.`).waitFor()
  await looksRightOnTheWeb('address-wish', page)
  await page.close()
})

it('Eli makes the change; Ben is signed out, both addresses hear of it, and what was private is shut, which every page says', async () => {
  const admin = await deskOf('Eli Marsh')
  await go(admin, `/administration/people/${ben.id}`)
  const section = admin.locator('section').filter({ has: admin.getByRole('heading', { name: 'Work e-mail' }) })
  await section.getByText(`Ben wants ${wished}, and has proven that it is theirs.`).waitFor()
  await looksRightOnTheWeb('address-admin', admin)
  await section.getByRole('button', { name: `Change it to ${wished}` }).click()
  await section.getByText('What was private before stays shut to Ben until ben@demo.cairn.test confirms by the link in its e-mail, or a second admin does.').waitFor()
  await section.getByText('You cannot confirm it').waitFor()
  await admin.setViewportSize({ width: 360, height: 780 })
  expect(await admin.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  await looksRightOnTheWeb('address-changed-360', admin)
  await admin.close()
  await expect(ben.get('/api/v1/me')).rejects.toThrow('401')
  await mailTo(wished, /was changed/)
  const his = await deskOf('Ben Ode')
  await his.getByRole('note').getByText(/Everything private from before .+ stays shut until the change is confirmed\./).waitFor()
  await go(his, '/feedback')
  await his.getByRole('heading', { level: 1 }).waitFor()
  expect(await his.getByText(said).count()).toBe(0)
  await looksRightOnTheWeb('address-shut', his)
  await his.close()
})

it('the link in the mail to the old address opens it again, by its button alone', async () => {
  const [mail] = await mailTo('ben@demo.cairn.test', /was changed/)
  const link = /(http\S+\/address\/\S+)/.exec(mail!.text)![1]!
  const page = await browser.context.newPage()
  await page.goto(link)
  await page.getByText(`Confirm only what was agreed with you`).waitFor()
  await looksRightOnTheWeb('address-confirm', page)
  await page.getByRole('button', { name: 'Yes, this was agreed with me' }).click()
  await page.getByText('What was private before the change is open again.').waitFor()
  await page.goto(link)
  await page.getByText('There is nothing to confirm here').first().waitFor()
  await page.close()
  const his = await deskOf('Ben Ode')
  await go(his, '/feedback')
  await his.getByText(said).first().waitFor()
  expect(await his.getByRole('note').count()).toBe(0)
  await his.close()
})
