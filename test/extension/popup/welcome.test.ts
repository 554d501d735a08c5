import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSurfaces, refusedIn, type Surfaces, type View } from '../../gallery/surfaces/open'
import type { World } from '../../gallery/surfaces/way'
import { addressOf, basesOf, guessBase } from '../../../extension/organisation/instances'
import { originOf } from '../../../extension/organisation/ServerAddress'
import { accessibility } from '../../support/browser'

let surfaces: Surfaces
beforeAll(async () => { surfaces = await openSurfaces() })
afterAll(() => surfaces?.close())

const welcome = (view: Partial<View> = {}): Promise<Page> => surfaces.open({ surface: 'welcome', ...view })
const asked = (page: Page, name: string) => page.evaluate((wanted) => (globalThis as unknown as { world: World }).world.asked.filter((one) => one.name === wanted).map((one) => one.input), name)

describe.for([['light', {}], ['dark', { theme: 'dark' }], ['arabic', { language: 'ar' }], ['360 px', { width: 360, height: 780 }]] as [string, Partial<View>][])('%s', ([, look]) => {
  test.for(['normal', 'never', 'signed-out', 'closed', 'fixed', 'full', 'needs-key'])('axe finds nothing in %s', async (scene) => {
    const page = await welcome({ ...look, scene })
    await page.locator('.segmented').first().waitFor()
    expect(await accessibility(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    expect(refusedIn(page)).toEqual([])
    await page.context().close()
  })

  test('axe finds nothing in the form for a site of one\'s own, and in a refusal', async () => {
    const page = await welcome({ ...look, scene: 'refused' })
    await page.locator('.sites-own button').click()
    await page.locator('.add-site input').first().fill('https://work.acme.example/tools/a-team/project')
    await page.locator('.add-site-base').waitFor()
    expect(await accessibility(page)).toEqual([])
    await page.locator('.add-site button[type=submit]').click()
    await page.locator('.add-site .field-error').waitFor()
    await page.getByRole('checkbox').nth(1).click()
    await page.locator('.site-said').waitFor()
    expect(await accessibility(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    await page.context().close()
  })
})

test('an address is looked at before it is trusted', async () => {
  const page = await welcome({ scene: 'never' })
  const field = page.getByRole('textbox', { name: 'Address of its server' })
  await field.fill('not an address')
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('Write a whole address').waitFor()
  expect(await asked(page, 'settings.set')).toEqual([])
  await field.fill('cairn.northwind.example/desk')
  await field.press('Enter')
  await page.locator('main').getByText('https://cairn.northwind.example answers.').first().waitFor()
  expect(await asked(page, 'settings.set')).toEqual([{ server: 'https://cairn.northwind.example' }])
  expect(await asked(page, 'health.check')).toHaveLength(1)
  await page.context().close()
})

test('a server that is silent is said to be', async () => {
  const page = await welcome({ scene: 'silent' })
  await page.getByRole('textbox', { name: 'Address of its server' }).fill('https://nobody.example.com')
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('Nothing answers at https://nobody.example.com').waitFor()
  await page.context().close()
})

test.for([
  ['https://cairn.example.com/x?y', 'https://cairn.example.com'], ['cairn.example.com', 'https://cairn.example.com'], ['http://localhost:8787/', 'http://localhost:8787'],
  ['http://cairn.example.com', null], ['javascript:alert(1)', null], ['intranet', null], ['', null], ['https://', null],
] as [string, string | null][])('the address %s', ([typed, origin]) => {
  expect(originOf(typed)).toBe(origin)
})

test('an address that the organisation has set is shown and not typed', async () => {
  const page = await welcome({ scene: 'fixed' })
  await page.getByText('https://cairn.example.com').waitFor()
  await page.getByText('Your organisation has set it.').waitFor()
  expect([await page.getByRole('textbox').count(), await page.getByRole('button', { name: 'Check' }).count()]).toEqual([0, 0])
  expect(await page.getByRole('button', { name: 'Sign in' }).count()).toBe(1)
  await page.context().close()
})

const prompted = (page: Page) => page.evaluate(() => (globalThis as unknown as { world: World }).world.prompted)

describe('the switches', () => {
  test('stand one a site, the most used first; what knows the address only says so', async () => {
    const page = await welcome()
    const names = await page.locator('.sites-grid').getByRole('checkbox').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
    expect(names.slice(0, 3)).toEqual(['Show Cairn on GitHub', 'Show Cairn on Jira', 'Show Cairn on Google Docs'])
    expect(names).toHaveLength(14)
    await expect.poll(() => page.locator('.site', { hasText: 'Asana' }).innerText()).toContain('you write its title')
    await page.context().close()
  })

  test('turn a site on, the browser asked for that site alone; and show it again where it was hidden', async () => {
    const page = await welcome()
    const github = page.getByRole('checkbox', { name: 'Show Cairn on GitHub' })
    await github.check()
    await expect.poll(() => asked(page, 'sites.changed')).toEqual([{ site: 'github' }])
    expect(await asked(page, 'sites.choose')).toEqual([{ site: 'github', instance: null, on: true }])
    expect(await prompted(page)).toEqual([['https://github.com/*']])
    expect(await github.isChecked()).toBe(true)
    await page.getByRole('button', { name: /show again/ }).click()
    await page.getByRole('button', { name: /show again/ }).waitFor({ state: 'detached' })
    await github.uncheck()
    await expect.poll(async () => (await asked(page, 'sites.choose')).at(-1)).toEqual({ site: 'github', instance: null, on: false })
    expect(await prompted(page), 'nobody is asked to turn something off').toHaveLength(1)
    await page.context().close()
  })

  test('stay off where the browser did not allow it, and say what to do', async () => {
    const page = await welcome({ scene: 'refused' })
    const github = page.getByRole('checkbox', { name: 'Show Cairn on GitHub' })
    await github.click()
    await page.getByRole('alert').getByText(/Your browser did not allow GitHub\. Turn it on again/).waitFor()
    expect(await github.isChecked()).toBe(false)
    await page.context().close()
  })

  test('follow what is changed in the browser\'s own settings', async () => {
    const page = await welcome({ scene: 'full' })
    const jira = page.getByRole('checkbox', { name: 'Show Cairn on Jira' })
    await expect.poll(() => jira.isChecked()).toBe(true)
    await page.evaluate(() => {
      const { world, tell } = globalThis as unknown as { world: World; tell: (name: string) => void }
      world.sites = world.sites.map((one) => ({ ...one, granted: false }))
      tell('sites.changed')
    })
    await expect.poll(() => jira.isChecked()).toBe(false)
    await page.context().close()
  })

  test('ask for the rest of a site of which a part is allowed', async () => {
    const page = await welcome({ scene: 'full' })
    await page.getByRole('button', { name: 'Allow notion.site too' }).click()
    expect(await prompted(page)).toEqual([['https://*.notion.site/*']])
    await page.getByRole('button', { name: /Allow .* too/ }).waitFor({ state: 'detached' })
    await page.context().close()
  })
})

describe('a site of the organisation\'s own', () => {
  const form = async (page: Page, address: string) => {
    await page.getByRole('button', { name: 'Add one' }).click()
    await page.getByRole('textbox', { name: 'Any address on it' }).fill(address)
  }

  test('is added by any address on it, once the person has said where it begins', async () => {
    const page = await welcome()
    await form(page, 'https://git.acme.example:8443/ghe/team/repo/pull/7')
    expect(await page.getByRole('radio', { name: 'GitHub' }).isChecked(), 'a likely first choice').toBe(true)
    expect(await page.getByRole('radio', { name: 'https://git.acme.example:8443/ghe', exact: true }).isChecked()).toBe(true)
    await page.getByRole('button', { name: 'Add and turn on' }).click()
    await page.getByRole('checkbox', { name: 'Show Cairn on git.acme.example:8443/ghe', checked: true }).waitFor()
    expect(await asked(page, 'sites.add')).toEqual([{ site: 'github', address: 'https://git.acme.example:8443/ghe' }])
    expect(await prompted(page), 'without a port: not every browser knows them there').toEqual([['https://git.acme.example/*']])
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    // The focus goes back to the button that opened the form, and on from the row that went.
    await expect.poll(focused).toBe('Add one')
    await page.getByRole('button', { name: 'Remove git.acme.example:8443/ghe' }).click()
    await page.getByRole('checkbox', { name: /git\.acme/ }).waitFor({ state: 'detached' })
    await expect.poll(focused).toBe('Add one')
    expect(await asked(page, 'sites.remove')).toEqual([{ site: 'github', instance: 'git.acme.example:8443/ghe' }])
    await page.context().close()
  })

  test('asks what runs there where the address tells nothing, and says what is wrong with one', async () => {
    const page = await welcome()
    await form(page, 'nonsense')
    await page.getByRole('button', { name: 'Add and turn on' }).click()
    await page.getByText('Paste a whole address').waitFor()
    await page.getByRole('textbox', { name: 'Any address on it' }).fill('https://github.com/northwind/maps')
    await page.getByText('github.com is in the list above.').waitFor()
    await page.getByRole('textbox', { name: 'Any address on it' }).fill('work.acme.example')
    await page.getByRole('button', { name: 'Add and turn on' }).click()
    await page.getByText('Choose what runs there.').waitFor()
    expect(await prompted(page)).toEqual([])
    await page.getByRole('radio', { name: 'OpenProject' }).check()
    await page.getByRole('button', { name: 'Add and turn on' }).click()
    await expect.poll(() => asked(page, 'sites.add')).toEqual([{ site: 'openproject', address: 'https://work.acme.example' }])
    await page.context().close()
  })

  test('named by the organisation cannot be removed, one of one\'s own can', async () => {
    const page = await welcome({ scene: 'full' })
    await page.getByText('Named by your organisation.').waitFor()
    expect(await page.getByRole('button', { name: /^Remove / }).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).toEqual(['Remove gitlab.partner.example'])
    await page.context().close()
  })

  test.for([
    ['https://git.acme.example/ghe/team/repo', 'https://git.acme.example/ghe'], ['https://git.acme.example/team/repo', 'https://git.acme.example'], ['jira.acme.example/browse/X-1', 'https://jira.acme.example'],
    ['http://tools.acme.example:8080/JIRA/browse/X-1', 'http://tools.acme.example:8080/JIRA'], ['https://wiki.acme.example/?q=https://x.example/jira', 'https://wiki.acme.example'],
  ] as [string, string][])('%s probably begins at %s', ([typed, base]) => {
    const url = addressOf(typed)!
    expect(guessBase(url)).toBe(base)
    expect(basesOf(url)).toContain(base)
  })

  test.for(['', 'intranet', 'ftp://x.example', 'javascript:alert(1)', 'https://somebody@git.acme.example/', 'https://'])('%s is no address', (typed) => {
    expect(addressOf(typed)).toBeNull()
  })
})

test('where the panel opens is chosen here, and a browser that needs its key says so', async () => {
  const page = await welcome()
  await page.getByRole('radio', { name: 'In the browser’s side panel' }).check()
  await expect.poll(() => asked(page, 'settings.set')).toEqual([{ aside: true }])
  await page.context().close()
  const needing = await welcome({ scene: 'needs-key' })
  await needing.getByText('The button on the work still opens the panel beside it.').waitFor()
  await needing.context().close()
})

test('language changes the page at once, with its direction', async () => {
  const page = await welcome()
  await page.getByRole('radio', { name: 'العربية' }).check()
  await page.getByRole('heading', { level: 1, name: 'إعداد Cairn' }).waitFor()
  expect(await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang])).toEqual(['rtl', 'ar'])
  await page.context().close()
})
