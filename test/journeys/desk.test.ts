/** Journey 10: the desk whole. Eli, with the keys alone: home, thanks, people, own settings, a team made, Chi moved, a manager changed; the audience line says so at once. Then the same desk on the web and on a phone. */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibility, type Browser } from '../support/browser'
import { soon } from './acts'
import { looksRight, looksRightOnTheWeb } from './looks'
import { type Backend, backendOf, browserOf, type Person, person, signIn } from './world'

let backend: Backend
let browser: Browser
let people: Record<'ada' | 'ben' | 'chi' | 'dee' | 'eli', Person>
const words = 'You wrote down how the new contract works before the first question came.'

beforeAll(async () => {
  backend = await backendOf()
  browser = await browserOf()
  const names = ['ada', 'ben', 'chi', 'dee', 'eli'] as const
  people = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await person(backend, name)]))) as typeof people
  await people.dee.post('/api/v1/feedback', { id: randomUUID(), kind: 'recognition', visibility: 'organization', recipients: [people.eli.id], keys: ['org'], body: { text: words }, values: [], artifact: null })
  await signIn(browser, backend, 'Eli Marsh')
})
afterAll(async () => {
  await browser?.close()
  await backend?.stop()
})

/** Presses Tab until what is meant has the focus: it can be reached, and it is seen. */
async function tabTo(page: Page, role: Parameters<Page['getByRole']>[0], name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name }).first()
  await wanted.waitFor()
  for (let presses = 0; presses < 120; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${String(name)} is not reached by Tab`)
}
const press = async (page: Page, role: Parameters<Page['getByRole']>[0], name: string | RegExp) => {
  await tabTo(page, role, name)
  await page.keyboard.press('Enter')
}
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
/** A page's own address, in the extension's desk. */
const go = (page: Page, path: string) => page.evaluate((to) => { location.hash = to }, path)

describe('with the keys alone', () => {
  let page: Page
  beforeAll(async () => {
    page = await browser.open('desk.html')
    await heading(page, /Eli/)
  })

  it('home shows what reached Eli; T thanks', async () => {
    await page.getByText(words).waitFor()
    await page.keyboard.press('t')
    await soon(async () => (await people.dee.get('/api/v1/inbox')).items.map((item: { kind: string }) => item.kind), (kinds: string[]) => kinds.includes('feedback.thanked'))
    await page.getByText('What you said this quarter').waitFor()
    await looksRight(browser, 'desk-home', { ours: page, page })
  })

  it('people, then a person, then what one may do there', async () => {
    await press(page, 'link', 'People')
    await heading(page, 'People')
    await tabTo(page, 'searchbox', /Find/)
    await page.keyboard.type('chi')
    await press(page, 'link', 'Chi Tran')
    await heading(page, 'Chi Tran')
    await press(page, 'link', 'Payments')
    await heading(page, 'Payments')
    await page.getByText('4 people').waitFor()
    expect(await accessibility(page)).toEqual([])
  })

  it('own settings: working days are kept', async () => {
    await press(page, 'link', 'Settings')
    await heading(page, 'Settings')
    await tabTo(page, 'button', 'Friday')
    await page.keyboard.press('Space')
    await soon(async () => (await people.eli.get('/api/v1/me')).settings.workingDays, (days: string) => days === '1234')
    expect(await accessibility(page)).toEqual([])
  })

  it('a team is made under Product', async () => {
    await press(page, 'link', 'Administration')
    await press(page, 'link', 'Teams')
    await page.getByRole('heading', { name: 'A new team' }).waitFor()
    await tabTo(page, 'textbox', 'Name of the team')
    await page.keyboard.type('Trails')
    await tabTo(page, 'combobox', 'It belongs to')
    await page.keyboard.type('Northwind Trails / Product')
    await press(page, 'button', 'Make it')
    await page.getByRole('link', { name: 'Trails', exact: true }).waitFor()
    const { items } = await people.ben.get('/api/v1/organisation/teams')
    expect(items.find((team: { name: string }) => team.name === 'Trails')).toMatchObject({ kind: 'unit', parent: items.find((team: { name: string }) => team.name === 'Product').id, size: 0 })
  })

  it('Chi moves there, and has another manager: she is told, and the audience line of whoever writes to her says so', async () => {
    await go(page, `/administration/people/${people.chi.id}`)
    await heading(page, 'Chi Tran')
    await tabTo(page, 'button', 'Remove Ada Okafor')
    await page.keyboard.press('Enter')
    await page.getByRole('group', { name: 'Manager', exact: true }).getByRole('button', { name: 'Choose somebody' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('dee')
    await page.getByRole('option', { name: /Dee Alvarez/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove Dee Alvarez' }).waitFor()
    await page.getByRole('combobox', { name: 'Primary unit' }).selectOption({ label: 'Northwind Trails / Product / Trails' })
    await press(page, 'button', 'Save')
    await soon(async () => (await people.ben.get(`/api/v1/people/${people.chi.id}`)), (one: { manager: { name: string } | null; teams: { name: string }[] }) => one.manager?.name === 'Dee Alvarez' && one.teams[0]?.name === 'Trails')
    await soon(async () => (await people.chi.get('/api/v1/inbox')).items.map((item: { kind: string }) => item.kind), (kinds: string[]) => kinds.includes('account.changed'))
    expect(backend.mail.list().filter(({ to }: { to: string }) => to === 'chi@demo.cairn.test').length).toBeGreaterThan(0)
    await looksRight(browser, 'desk-admin-person', { ours: page, page })

    await go(page, `/people/${people.chi.id}`)
    await press(page, 'button', 'Recognise')
    const foot = page.locator('.composer-foot')
    await foot.getByText(/Everyone at Northwind Trails/).waitFor()
    await press(page, 'button', 'Change who sees it')
    await page.locator('.audience-picker').getByRole('radio', { name: /team/i }).check()
    await foot.getByText('Everyone in Trails, now and later (1 today)').waitFor()
    expect(await accessibility(page)).toEqual([])
  })

  it('a team that is closed is gone, and its people are where they were put', async () => {
    const { items } = await people.eli.get('/api/v1/organisation/teams')
    const trails = items.find((team: { name: string }) => team.name === 'Trails')
    await go(page, `/administration/teams/${trails.id}`)
    await heading(page, 'Trails')
    await press(page, 'button', 'Close this team')
    await page.getByRole('dialog').getByRole('combobox').selectOption({ label: 'Northwind Trails / Product / Maps' })
    await page.getByRole('dialog').getByRole('button', { name: 'Close it' }).press('Enter')
    await heading(page, 'Teams')
    await soon(async () => (await people.ben.get(`/api/v1/people/${people.chi.id}`)).teams.map((team: { name: string }) => team.name), (teams: string[]) => teams.includes('Maps') && !teams.includes('Trails'))
    await looksRight(browser, 'desk-admin-teams', { ours: page, page })
  })

  it('core values in another order are picked from in that order', async () => {
    await go(page, '/administration/values')
    await page.getByRole('button', { name: 'Change Leave it better' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Move up' }).press('Enter')
    await soon(async () => (await people.ben.get('/api/v1/me')).values.map((value: { name: string }) => value.name), (names: string[]) => names.indexOf('Leave it better') < names.indexOf('Carry it together'))
    await looksRight(browser, 'desk-values', { ours: page, page })
  })

  it('an identity provider is tested before anybody depends on it', async () => {
    await go(page, '/administration/sign-in')
    await page.getByRole('textbox', { name: /issuer/ }).fill('https://10.0.0.1/')
    await press(page, 'button', 'Test this address')
    await page.getByText('The address must be public').waitFor()
    expect(await accessibility(page)).toEqual([])
  })
})

describe('on the web, on a phone', () => {
  it('Chi signs in by the link of an e-mail and lands where it leads; nothing runs out at 360 px', async () => {
    const context = await browser.context.browser()!.newContext({ viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2, locale: 'en-GB' })
    const page = await context.newPage()
    try {
      await page.goto(`${backend.url}/people/${people.dee.id}`)
      await page.getByRole('link', { name: 'Sign in' }).tap()
      await page.getByRole('button', { name: /Chi Tran/ }).tap()
      await heading(page, 'Dee Alvarez')
      for (const path of ['/', '/inbox', '/people', '/teams', '/settings', '/requests', '/meetings', '/timeline']) {
        await page.goto(backend.url + path)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForFunction(() => document.querySelectorAll('.loading').length === 0)
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), path).toBe(0)
        expect(await accessibility(page), path).toEqual([])
      }
      await page.goto(`${backend.url}/`)
      await heading(page, /Chi/)
      await looksRightOnTheWeb('desk-phone', page)
      await page.goto(`${backend.url}/administration/people`)
      await heading(page, 'Nothing here')
    } finally {
      await context.close()
    }
  })
})
