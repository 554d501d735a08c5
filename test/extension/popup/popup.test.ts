import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSurfaces, refusedIn, type Surfaces, type View } from '../../gallery/surfaces/open'
import type { World } from '../../gallery/surfaces/way'
import { accessibility } from '../../support/browser'

let surfaces: Surfaces
beforeAll(async () => { surfaces = await openSurfaces() })
afterAll(() => surfaces?.close())

const popup = (view: Partial<View> = {}): Promise<Page> => surfaces.open({ surface: 'popup', ...view })
const asked = (page: Page): Promise<World['asked']> => page.evaluate(() => (globalThis as unknown as { world: World }).world.asked)
const callsOf = async (page: Page, name: string) => (await asked(page)).filter((one) => one.name === name)

describe.for([
  ['light', {}], ['dark', { theme: 'dark' }], ['arabic', { language: 'ar' }], ['german', { language: 'de' }], ['360 px', { width: 360 }],
] as [string, Partial<View>][])('%s', ([, look]) => {
  test.for(['normal', 'empty', 'offline', 'broken', 'page', 'found', 'off', 'blank', 'signed-out', 'never', 'closed'])('axe finds nothing in %s, and nothing runs out', async (scene) => {
    const page = await popup({ ...look, scene })
    await page.locator('.popup-main > *').first().waitFor()
    expect(await accessibility(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    expect(refusedIn(page)).toEqual([])
    await page.context().close()
  })

  test('axe finds nothing in the composer and in the keys', async () => {
    const page = await popup({ ...look, scene: 'page' })
    await page.locator('.popup-tab .button').click()
    await page.getByRole('textbox').first().waitFor()
    expect(await accessibility(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('.popup-head .icon-button[aria-keyshortcuts="?"]').click()
    await page.getByRole('dialog').waitFor()
    expect(await accessibility(page)).toEqual([])
    await page.context().close()
  })
})

describe('what reached me', () => {
  test('stands there whole, with the work, who else sees it, and one key thanks', async () => {
    const page = await popup()
    const card = page.getByRole('article')
    await card.getByText('You wrote the hand-over').waitFor()
    expect(await card.getByRole('link', { name: 'Retry payments after a timeout' }).getAttribute('href')).toBe('https://github.com/northwind/trail-pay/pull/482')
    expect(await card.innerText()).toContain('Everyone at Northwind Trails, now and later (142 today)')
    await page.keyboard.press('t')
    await card.getByRole('button', { name: 'Thanked', pressed: true }).waitFor()
    expect((await callsOf(page, 'feedback.react')).map((one) => one.input)).toEqual([{ params: { id: expect.any(String), reaction: 'thanks' } }])
    expect(await page.getByRole('status').last().innerText()).toContain('You thanked Gus Lind')
    await card.getByRole('button', { name: 'Thanked' }).click()
    await card.getByRole('button', { name: 'Thank', pressed: false }).waitFor()
    expect(await callsOf(page, 'feedback.unreact')).toHaveLength(1)
    await page.context().close()
  })

  test('the key thanks with an Arabic keyboard too, and rests while somebody types', async () => {
    const arabic = await popup({ language: 'ar' })
    await arabic.getByRole('article').waitFor()
    await arabic.evaluate(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ف', code: 'KeyT', bubbles: true })))
    await expect.poll(async () => (await callsOf(arabic, 'feedback.react')).length).toBe(1)
    await arabic.context().close()

    const page = await popup({ scene: 'page' })
    await page.locator('.popup-tab .button').click()
    await page.getByRole('textbox').first().waitFor()
    await page.keyboard.type('t')
    expect(await callsOf(page, 'feedback.react')).toEqual([])
    await page.context().close()
  })

  test('is read once it was seen, and a question stays', async () => {
    const page = await popup()
    await page.getByRole('article').waitFor()
    expect(await callsOf(page, 'notifications.read')).toEqual([])
    await expect.poll(async () => (await callsOf(page, 'notifications.read')).length, { timeout: 5_000 }).toBe(1)
    const [read] = await callsOf(page, 'notifications.read')
    const unread = await page.evaluate(() => (globalThis as unknown as { world: World }).world.inbox.items.filter((item) => !item.read).map((item) => item.kind))
    expect((read!.input as { body: { ids: string[] } }).body.ids).toHaveLength(1)
    expect(unread).toEqual(['handle.proposed'])
    await page.context().close()
  })
})

test('a colleague says that a handle is mine: yes or no, by keyboard', async () => {
  for (const [button, call] of [['That is me', 'people.confirmHandle'], ['Not me', 'people.refuseHandle']] as const) {
    const page = await popup()
    const answer = page.getByRole('button', { name: button })
    await answer.focus()
    await page.keyboard.press('Enter')
    await answer.waitFor({ state: 'detached' })
    expect(await callsOf(page, call)).toHaveLength(1)
    expect(await page.getByRole('button', { name: /^(That is me|Not me)$/ }).count()).toBe(0)
    await page.context().close()
  }
})

describe('this tab', () => {
  test('on known work, the panel opens on the page and the popup goes', async () => {
    const page = await popup()
    await page.getByRole('button', { name: 'Recognise' }).click()
    await expect.poll(() => page.evaluate(() => (globalThis as unknown as { left: string[] }).left)).toEqual(['left'])
    expect(await callsOf(page, 'tab.openPanel')).toHaveLength(1)
    await page.context().close()
  })

  test('on any other page, one writes here; nothing was asked of the server about it before the click', async () => {
    const page = await popup({ scene: 'page' })
    await page.getByText('How we are on call').waitFor()
    await page.getByText('You wrote the hand-over').waitFor()
    expect(await callsOf(page, 'feedback.open')).toEqual([])
    await page.getByRole('button', { name: 'Recognise' }).click()
    await page.getByRole('textbox', { name: /What did/ }).waitFor()
    expect(await callsOf(page, 'tab.openPanel')).toEqual([])
    const send = await page.getByRole('button', { name: 'Send' }).boundingBox()
    expect(send!.y + send!.height, 'Send stands inside the window').toBeLessThanOrEqual(560)
    await page.keyboard.press('Escape')
    await page.getByRole('article').waitFor()
    await page.context().close()
  })

  test('on a page of the browser itself there is no strip', async () => {
    const page = await popup({ scene: 'blank' })
    await page.getByRole('article').waitFor()
    expect(await page.getByRole('button', { name: 'Recognise' }).count()).toBe(0)
    await page.context().close()
  })
})

describe('offline', () => {
  test('what is known stays, with its time and the count of what will be sent', async () => {
    const page = await popup({ scene: 'offline' })
    const band = page.locator('.band-offline')
    await band.waitFor()
    expect(await band.innerText()).toContain('You are offline. 1 will be sent.')
    expect(await band.innerText()).toContain('Shown as of 09:12')
    await page.getByText('You wrote the hand-over').waitFor()
    await page.context().close()
  })

  test('thanks that did not arrive says so and can be said again', async () => {
    const page = await popup({ scene: 'offline' })
    await page.getByRole('article').waitFor()
    await page.keyboard.press('t')
    await page.locator('.band-failed').getByText('You are offline.').waitFor()
    await page.evaluate(() => void ((globalThis as unknown as { world: World }).world.server = null))
    await page.keyboard.press('t')
    await page.getByRole('button', { name: 'Thanked' }).waitFor()
    expect(await page.locator('.band-failed').count()).toBe(0)
    await page.context().close()
  })

  test('what was refused stands with its reason; edit brings the words back', async () => {
    const page = await popup({ scene: 'offline' })
    await page.getByText('One of those named has left.').waitFor()
    await page.getByRole('button', { name: 'Look' }).click()
    await page.getByRole('button', { name: 'Edit' }).click()
    await expect.poll(() => page.getByRole('textbox').first().inputValue()).toBe('You paired with Jun on the gateway.')
    await page.getByText('Retry payments after a timeout').first().waitFor()
    await page.context().close()
  })

  test('what is still on its way can be taken back from its row', async () => {
    const page = await popup({ scene: 'offline' })
    await page.getByRole('list', { name: 'Not sent yet' }).getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.getByRole('textbox').first().inputValue()).toBe('You saw that a late answer would charge twice.')
    await page.context().close()
  })
})

test('the first words stand without waiting for the server', async () => {
  const page = await popup({ scene: 'slow' })
  await page.getByText('You wrote the hand-over').waitFor({ timeout: 2_000 })
  await page.context().close()
})

test('signed out: why, how much is unsent, one button', async () => {
  const page = await popup({ scene: 'signed-out' })
  await page.getByText('Your session has ended.').waitFor()
  expect(await page.getByText('2 things you wrote are not sent yet.').count()).toBe(1)
  await page.getByRole('button', { name: 'Sign in' }).click()
  expect(await callsOf(page, 'session.signIn')).toHaveLength(1)
  expect(await callsOf(page, 'inbox.cached'), 'nobody signed in, nothing shown').toEqual([])
  await page.context().close()
})

test('nothing there: what, why, one action; `?` shows the keys', async () => {
  const page = await popup({ scene: 'empty' })
  await page.getByText('Nothing waits for you.').waitFor()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog')
  expect(await keys.innerText()).toContain('Alt K')
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Recognise somebody' }).click()
  expect(await callsOf(page, 'tab.openPanel')).toHaveLength(1)
  await page.context().close()
})

describe('a site that is not on', () => {
  const prompted = (page: Page) => page.evaluate(() => (globalThis as unknown as { world: World }).world.prompted)

  test('that an unknown page shows to be is turned on from here', async () => {
    const page = await popup({ scene: 'found' })
    await page.getByText('This looks like GitLab.').waitFor()
    await page.getByRole('button', { name: 'Turn Cairn on here' }).click()
    await page.getByText('This looks like GitLab.').waitFor({ state: 'detached' })
    expect(await prompted(page)).toEqual([['https://git.acme.example/*']])
    expect((await callsOf(page, 'sites.add')).map(({ input }) => input)).toEqual([{ site: 'gitlab', address: 'https://git.acme.example/tools' }])
    expect(await callsOf(page, 'tab.opening'), 'looked at again').toHaveLength(2)
    await page.context().close()
  })

  test('is offered quietly on its own pages, and the popup works without it', async () => {
    const page = await popup({ scene: 'off' })
    await page.getByRole('button', { name: 'Turn Cairn on for GitHub' }).click()
    await page.getByRole('button', { name: 'Turn Cairn on for GitHub' }).waitFor({ state: 'detached' })
    expect(await prompted(page)).toEqual([['https://github.com/*']])
    expect((await callsOf(page, 'sites.choose')).map(({ input }) => input)).toEqual([{ site: 'github', instance: null, on: true }])
    await page.getByRole('button', { name: 'Recognise', exact: true }).waitFor()
    await page.context().close()
  })

  test('refused stays off, and says what to do', async () => {
    const page = await popup({ scene: 'refused' })
    await page.getByRole('button', { name: 'Turn Cairn on here' }).click()
    await page.getByRole('alert').getByText(/Your browser did not allow GitLab/).waitFor()
    expect(await accessibility(page)).toEqual([])
    await page.context().close()
  })
})

test('where the browser\'s side panel was chosen, it opens instead', async () => {
  const page = await popup({ scene: 'aside' })
  await page.locator('.popup-tab .button').click()
  await expect.poll(() => page.evaluate(() => (globalThis as unknown as { left: string[] }).left)).toEqual(['side panel', 'left'])
  expect(await callsOf(page, 'tab.openPanel')).toEqual([])
  await page.context().close()
})
