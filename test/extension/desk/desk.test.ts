import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSurfaces, refusedIn, type Surfaces, type View } from '../../gallery/surfaces/open'
import type { World } from '../../gallery/surfaces/way'
import { accessibility } from '../../support/browser'

let surfaces: Surfaces
beforeAll(async () => { surfaces = await openSurfaces() })
afterAll(() => surfaces?.close())

const desk = (view: Partial<View> = {}): Promise<Page> => surfaces.open({ surface: 'desk', ...view })
const asked = (page: Page, name: string) => page.evaluate((wanted) => (globalThis as unknown as { world: World }).world.asked.filter((one) => one.name === wanted).map((one) => one.input), name)
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const id = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`

const places = ['/', '/inbox', '/feedback', '/given', `/feedback/${id(201)}`, '/people', `/people/${id(4)}`, '/teams', `/teams/${id(90)}`, '/settings', '/administration', '/administration/teams', `/administration/teams/${id(93)}`, `/administration/people/${id(3)}`, '/administration/values', '/administration/organisation', '/administration/import', '/administration/handles', '/administration/sign-in', '/nowhere']

describe.for([
  ['light', {}], ['dark', { theme: 'dark' }], ['arabic', { language: 'ar' }], ['360 px', { width: 360, height: 780 }], ['360 px, arabic, dark', { width: 360, height: 780, language: 'ar', theme: 'dark' }],
] as [string, Partial<View>][])('%s', ([, look]) => {
  test.for(places)('axe finds nothing at %s, and nothing runs out', async (path) => {
    const page = await desk({ ...look, path })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.locator('.loading').count()).toBe(0)
    expect(await accessibility(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    expect(refusedIn(page), 'the strict policy holds').toEqual([])
    await page.context().close()
  })

  test.for(['empty', 'offline', 'broken', 'never', 'signed-out', 'closed'])('axe finds nothing when %s', async (scene) => {
    const page = await desk({ ...look, scene })
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await accessibility(page)).toEqual([])
    await page.context().close()
  })
})

describe('addresses', () => {
  test.for([false, true])('a link from an e-mail opens the item (as extension page: %s)', async (extension) => {
    const page = await desk({ path: `/feedback/${id(201)}`, extension })
    await heading(page, 'Recognition from Gus Lind').waitFor()
    await page.getByText('You wrote the hand-over').waitFor()
    expect(await page.title()).toBe('Recognition from Gus Lind · Cairn')
    await page.context().close()
  })

  test.for([false, true])('the rail leads on without leaving the page, and back (as extension page: %s)', async (extension) => {
    const page = await desk({ extension })
    await heading(page, /Ada/).waitFor()
    await page.evaluate(() => Object.assign(globalThis, { stays: true }))
    await page.getByRole('link', { name: 'People' }).click()
    await heading(page, 'People').waitFor()
    await page.getByRole('link', { name: 'Dee Alvarez' }).click()
    await heading(page, 'Dee Alvarez').waitFor()
    expect(page.url()).toContain(extension ? `#/people/${id(4)}` : `/people/${id(4)}`)
    await page.goBack()
    await heading(page, 'People').waitFor()
    expect(await page.evaluate(() => 'stays' in globalThis)).toBe(true)
    await page.context().close()
  })

  test('what one may not see and what is not there are the same page, with a next step', async () => {
    for (const path of ['/nowhere', `/feedback/${id(999)}`, `/people/${id(999)}`]) {
      const page = await desk({ path })
      await heading(page, 'Nothing here').waitFor()
      await page.getByRole('link', { name: 'Go to Home' }).click()
      await heading(page, /Ada/).waitFor()
      await page.context().close()
    }
  })

  test('who is no admin finds no administration', async () => {
    const page = await desk({ path: '/administration/import', scene: 'member' })
    await heading(page, 'Nothing here').waitFor()
    expect(await page.getByRole('link', { name: 'Administration' }).count()).toBe(0)
    await page.context().close()
  })
})

test('signed out on the web: one link that comes back here', async () => {
  const page = await desk({ scene: 'signed-out', path: `/feedback/${id(201)}` })
  await page.getByText('Your session has ended.').waitFor()
  expect(await page.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe(`/sign-in?next=${encodeURIComponent(`/feedback/${id(201)}`)}`)
  expect(await asked(page, 'notifications.inbox')).toEqual([])
  await page.context().close()
})

test('signed out in the extension: the background signs in', async () => {
  const page = await desk({ scene: 'never', extension: true })
  await page.getByRole('button', { name: 'Sign in' }).click()
  expect(await asked(page, 'session.signIn')).toEqual([{}])
  await page.context().close()
})

test('a session that is ended elsewhere ends here too, with its reason', async () => {
  const page = await desk()
  await heading(page, /Ada/).waitFor()
  await page.evaluate(() => {
    const { world } = globalThis as unknown as { world: World }
    world.server = 'session-ended'
    world.session = { state: 'signed-out', server: '', reason: 'session-ended', unsent: 0 }
    dispatchEvent(new Event('focus'))
  })
  await page.getByText('Your session has ended.').waitFor()
  expect(await page.getByText('You wrote the hand-over').count()).toBe(0)
  await page.context().close()
})

test('failed and offline: in words, with Retry that works', async () => {
  for (const [scene, words] of [['broken', 'The server does not answer right now.'], ['offline', 'You are offline.']] as const) {
    const page = await desk({ scene })
    await page.getByText(words).first().waitFor()
    await page.evaluate(() => void ((globalThis as unknown as { world: World }).world.server = null))
    await page.getByRole('button', { name: 'Retry' }).first().click()
    await heading(page, /Ada/).waitFor()
    await page.context().close()
  }
})

test('nothing flickers: bars stand only after 200 ms', async () => {
  const page = await desk({ scene: 'slow' })
  expect(await page.locator('.loading i').count()).toBe(0)
  await page.locator('.loading i').first().waitFor()
  await page.context().close()
})

test('the inbox words every kind of line', async () => {
  const page = await desk({ path: '/inbox' })
  await heading(page, 'Inbox').waitFor()
  const text = await page.getByRole('main').innerText()
  for (const line of ['Gus Lind recognised you', 'Chi Tran gave you feedback', 'Ben Ode says @octocat is you', 'Dee Alvarez thanks you', 'said something to you and took it back', 'Hal Brandt has joined', 'Something about your account changed', 'Your invitation was not accepted', 'Ben Ode says that @ben-ode is their own name', 'took their own name off', 'changed who sees the title']) expect(text).toContain(line)
  expect(text).not.toMatch(/notification\.|<b>/)
  await page.context().close()
})

test('one recognises somebody from their page, without any work', async () => {
  const page = await desk({ path: `/people/${id(4)}` })
  await page.getByRole('button', { name: 'Recognise' }).click()
  await page.getByRole('textbox', { name: /What did Dee/ }).fill('You drew the map legend so that nobody has to ask any more.')
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await asked(page, 'feedback.give')).length).toBe(1)
  const [given] = (await asked(page, 'feedback.give')) as { body: { recipients: string[]; artifact: unknown; keys: string[] } }[]
  expect(given!.body).toMatchObject({ recipients: [id(4)], artifact: null, keys: ['org'] })
  await page.context().close()
})

describe('settings', () => {
  test('language, theme, ceiling and e-mails are kept on the server and hold at once', async () => {
    const page = await desk({ path: '/settings' })
    await page.getByRole('radio', { name: 'My team' }).check()
    await page.getByRole('radio', { name: 'Deutsch' }).check()
    await heading(page, 'Einstellungen').waitFor()
    await page.getByRole('link', { name: 'Was du erfährst' }).click()
    await page.getByRole('checkbox', { name: /per E-Mail/ }).uncheck()
    await expect.poll(() => asked(page, 'people.settings')).toEqual([{ body: { ceiling: 'team' } }, { body: { language: 'de' } }, { body: { emails: false } }])
    expect(await asked(page, 'settings.set')).toEqual([{ language: 'de' }])
    await page.context().close()
  })

  test('a session elsewhere is ended, this one not', async () => {
    const page = await desk({ path: '/settings/data' })
    await page.getByRole('button', { name: 'End the session on Chrome, macOS' }).click()
    await page.getByText('Chrome, macOS').waitFor({ state: 'detached' })
    expect(await asked(page, 'auth.endSession')).toEqual([{ params: { id: id(501) } }])
    expect(await page.getByRole('button', { name: /End the session/ }).count()).toBe(0)
    await page.context().close()
  })

  test('a handle of my own is added', async () => {
    const page = await desk({ path: '/settings' })
    await page.getByRole('button', { name: 'Add a name of yours on another site' }).click()
    const form = page.getByRole('form')
    expect(await accessibility(page)).toEqual([])
    await form.getByRole('textbox', { name: /Name there/ }).fill('@ada-again')
    await page.keyboard.press('Enter')
    await page.getByText('@ada-again', { exact: true }).waitFor()
    expect(await asked(page, 'people.proposeHandle')).toEqual([{ body: expect.objectContaining({ handle: 'ada-again', site: 'github', person: id(1) }) }])
    await page.context().close()
  })
})

describe('administration', () => {
  test('access ends only after the question was answered', async () => {
    const page = await desk({ path: '/administration/people' })
    await page.getByRole('button', { name: 'End access: Ben Ode' }).click()
    const dialog = page.getByRole('dialog', { name: 'End the access of Ben Ode?' })
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await asked(page, 'people.deactivate')).toEqual([])
    await page.getByRole('button', { name: 'End access: Ben Ode' }).click()
    expect(await accessibility(page)).toEqual([])
    await dialog.getByRole('button', { name: 'End access' }).click()
    await page.getByRole('button', { name: 'Let in again: Ben Ode' }).waitFor()
    expect(await asked(page, 'people.deactivate')).toEqual([{ params: { id: id(2) } }])
    await page.context().close()
  })

  test('a wrong handle goes to somebody else in its place, with the keys alone', async () => {
    const page = await desk({ path: '/administration/handles' })
    const row = page.getByRole('listitem').filter({ hasText: '@octocat' })
    await row.getByText('Said by Ben Ode, not confirmed').waitFor()
    await page.getByRole('button', { name: 'Move octocat to somebody else' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: 'Whose is octocat?' }).waitFor()
    await page.keyboard.type('Dee')
    await page.getByRole('option', { name: /Dee Alvarez/ }).waitFor()
    expect(await accessibility(page)).toEqual([])
    await page.keyboard.press('Enter')
    await row.getByText('Dee Alvarez').waitFor()
    await row.getByText('Said by Ada Okafor, not confirmed').waitFor()
    expect(await asked(page, 'people.moveHandle')).toEqual([{ params: { id: id(300) }, body: { person: id(4) } }])
    await page.context().close()
  })

  test('handles are narrowed by site and words, removed after a question, and an empty list says what to do', async () => {
    const page = await desk({ path: '/administration/handles' })
    const rows = page.getByRole('list', { name: 'Handles' }).getByRole('listitem')
    await expect.poll(() => rows.count()).toBe(4)
    await page.getByRole('main').getByRole('combobox', { name: 'Site' }).first().selectOption('jira')
    await expect.poll(() => rows.count()).toBe(1)
    await page.getByRole('searchbox', { name: 'Find a handle or a person' }).fill('nobody')
    await page.getByText('Nothing found').first().waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()
    await expect.poll(() => rows.count()).toBe(4)
    await page.getByRole('button', { name: 'Remove octocat' }).click()
    const dialog = page.getByRole('dialog', { name: 'Remove octocat?' })
    await dialog.getByText('Chi Tran will be told.').waitFor()
    expect(await accessibility(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Remove' }).click()
    await expect.poll(() => rows.count()).toBe(3)
    expect(await asked(page, 'people.dropHandle')).toEqual([{ params: { id: id(300) } }])
    await page.context().close()
  })

  test('one that is added names the site, its place and the person; what cannot be a name there is said at its field', async () => {
    const page = await desk({ path: '/administration/handles' })
    const form = page.getByRole('form', { name: 'Add a handle' })
    await form.getByRole('combobox', { name: 'Site' }).selectOption('gitlab')
    await form.getByRole('textbox', { name: /Where the site is/ }).fill('https://Git.acme.example/gitlab/')
    await form.getByRole('textbox', { name: /Name there/ }).fill('not a name')
    await form.getByRole('button', { name: 'Propose' }).click()
    await form.getByText('This cannot be a name on GitLab.').waitFor()
    await form.getByRole('textbox', { name: /Name there/ }).fill('@chi.tran')
    await form.getByRole('combobox', { name: 'Whose it is' }).fill('Chi')
    await page.getByRole('option', { name: /Chi Tran/ }).click()
    await form.getByRole('button', { name: 'Propose' }).click()
    await expect.poll(() => asked(page, 'people.proposeHandle')).toEqual([{ body: { id: expect.any(String), site: 'gitlab', instance: 'git.acme.example/gitlab', handle: 'chi.tran', person: id(3) } }])
    await page.context().close()
  })

  test('an invitation says what is missing before it asks', async () => {
    const page = await desk({ path: '/administration/people' })
    await page.getByRole('button', { name: 'Invite' }).click()
    await page.getByText('This is needed.').waitFor()
    expect(await asked(page, 'people.invite')).toEqual([])
    await page.getByRole('textbox', { name: 'Name' }).fill('Zoe Park')
    await page.getByRole('textbox', { name: 'Work e-mail' }).fill('zoe@demo.cairn.test')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Zoe Park' }).waitFor()
    expect(await asked(page, 'people.invite')).toEqual([{ body: { id: expect.any(String), email: 'zoe@demo.cairn.test', name: 'Zoe Park' } }])
    await page.context().close()
  })

  test('sign-in settings: the error stands at its field; the secret is sent only when typed', async () => {
    const page = await desk({ path: '/administration/sign-in' })
    const issuer = page.getByRole('textbox', { name: /identity provider/ })
    await issuer.fill('')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => issuer.getAttribute('aria-invalid')).toBe('true')
    await issuer.fill('https://id.example.org')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. It holds from the next sign-in on.').first().waitFor()
    const [, sent] = (await asked(page, 'organisations.configureSignIn')) as { body: object }[]
    expect(sent!.body).toEqual({ issuer: 'https://id.example.org', clientId: 'cairn', domains: ['demo.cairn.test'], email: true })
    await page.context().close()
  })
})

describe('import of people', () => {
  const paste = async (page: Page, csv: string) => {
    await page.getByRole('textbox', { name: 'Or paste it here' }).fill(csv)
    await page.getByRole('button', { name: 'Look what would change' }).click()
    await page.getByRole('table').waitFor()
  }

  test('errors stand by line and column, and nothing can be written', async () => {
    const page = await desk({ path: '/administration/import' })
    await paste(page, 'email,name\nbroken')
    const row = page.getByRole('row').nth(1)
    expect(await row.innerText()).toMatch(/4\s+Zoe Park/)
    expect(await row.innerText()).toContain('Manager: Nobody has the address nobody@demo.cairn.test.')
    expect(await row.innerText()).toContain('Team: Write a path of at most 4 levels')
    expect(await page.getByRole('row').nth(2).innerText()).toContain('E-mail: Write a whole e-mail address')
    expect(await page.getByRole('row').nth(3).innerText()).toContain('Title: Engineer becomes Senior engineer')
    await page.getByText('2 lines have errors.').waitFor()
    expect(await page.getByRole('button', { name: /^Import/ }).count()).toBe(0)
    expect(await accessibility(page)).toEqual([])
    await page.context().close()
  })

  test('many who would lose their access need a second word', async () => {
    const page = await desk({ path: '/administration/import' })
    await page.getByRole('checkbox', { name: 'This is everybody' }).check()
    await paste(page, 'email,name\nzoe@demo.cairn.test,Zoe Park')
    expect(await accessibility(page)).toEqual([])
    await page.getByRole('button', { name: 'Import 3 changes' }).click()
    await page.getByText('Tick this first.').first().waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('checkbox')
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Import 3 changes' }).click()
    await page.getByText('The import is written.').waitFor()
    expect((await asked(page, 'people.import')).map((one) => (one as { body: object }).body)).toEqual([
      expect.objectContaining({ whole: true, commit: false }), expect.objectContaining({ whole: true, commit: true, confirmed: true }),
    ])
    await page.context().close()
  })

  test('a preview can be left and found again; a changed text loses it', async () => {
    const page = await desk({ path: '/administration/import' })
    await paste(page, 'email,name\nzoe@demo.cairn.test,Zoe Park')
    await page.getByRole('link', { name: 'People' }).first().click()
    await heading(page, 'People').waitFor()
    await page.goBack()
    await page.getByRole('table').waitFor()
    await page.getByRole('textbox', { name: 'Or paste it here' }).fill('email,name')
    await page.getByRole('table').waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('a file is read here', async () => {
    const page = await desk({ path: '/administration/import' })
    await page.getByLabel('Choose a file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('email,name\nzoe@demo.cairn.test,Zoe Park\n') })
    await page.getByText('people.csv, 1 line').waitFor()
    await page.getByRole('button', { name: 'Look what would change' }).click()
    await page.getByRole('table').waitFor()
    await page.context().close()
  })
})

test('on paper there is no rail and no button', async () => {
  const page = await desk({ path: `/feedback/${id(201)}` })
  await page.getByText('You wrote the hand-over').waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.desk-rail').isVisible()).toBe(false)
  expect(await page.locator('.button:visible').count()).toBe(0)
  await page.context().close()
})
