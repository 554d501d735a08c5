import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Draft } from '../../../shared/feedback'
import { jun } from '../../gallery/feedback/fixtures'
import { openPanels, type Panels } from '../../gallery/feedback/open'
import { accessibility } from '../../support/browser'

let panels: Panels
beforeAll(async () => { panels = await openPanels() })
afterAll(() => panels.close())

const words = 'You found the double charge before release.'
const asked = <T>(page: Pick<Page | Frame, 'evaluate'>, name: string) => (page as Page).evaluate((wanted) => window.asked.filter(([one]) => one === wanted).map(([, body]) => body), name) as Promise<T[]>
const ready = async <P extends Page | Frame>(page: P): Promise<P> => {
  await page.getByRole('button', { name: 'Remove Dee Alvarez' }).waitFor()
  return page
}
const sent = async (page: Page) => {
  await ready(page)
  await page.keyboard.type(words)
  await page.keyboard.press('Control+Enter')
}

describe('after sending', () => {
  it('stands at once with Undo on the card, which brings everything back', async () => {
    const page = await panels.open({ scene: {} })
    await ready(page)
    await page.getByRole('button', { name: 'Say it early' }).click()
    await page.getByRole('textbox', { name: /^What did/ }).fill(words)
    await page.keyboard.press('Control+Enter')
    await page.locator('.card', { hasText: 'Sending' }).getByRole('button', { name: 'Undo' }).click()
    await ready(page)
    expect(await page.getByRole('textbox', { name: /^What did/ }).inputValue()).toBe(words)
    expect(await page.getByRole('button', { name: 'Say it early', pressed: true }).count()).toBe(1)
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft')).length)).toBe(1)
  })

  it('is the card that the server has, with Retract in its menu', async () => {
    const page = await panels.open({ scene: { held: 100 } })
    await sent(page)
    const card = page.locator('article.card', { hasText: words })
    await card.getByRole('button', { name: 'What you can do with this' }).click()
    await page.getByRole('menuitem', { name: /^Retract/ }).click()
    await expect.poll(() => card.count()).toBe(0)
    expect((await asked(page, 'feedback.retract')).length).toBe(1)
  })

  it('says that it waits where nothing answers', async () => {
    const page = await panels.open({ scene: { held: 0, parks: 'offline' } })
    await sent(page)
    await page.locator('.card', { hasText: 'You are offline. It will be sent.' }).waitFor()
  })

  it('waits with its words when its audience changed, and goes to these when told', async () => {
    const page = await panels.open({ scene: { held: 0, parks: 'audience-changed' } })
    await sent(page)
    const card = page.locator('article.card', { hasText: 'Dee Alvarez has another manager now.' })
    await card.getByText(words).waitFor()
    expect(await card.innerText()).toContain('Jun Park is Dee Alvarez’s manager.')
    await card.getByRole('button', { name: 'Send to these' }).click()
    await expect.poll(async () => (await asked<{ keys?: string[] }>(page, 'outbox.again'))[0]?.keys).toContain(`person:${jun.id}`)
  })

  it('that is refused can be edited, with its words and choices', async () => {
    const page = await panels.open({ scene: { held: 0, parks: 'recipient-left' } })
    await sent(page)
    const card = page.locator('article.card', { hasText: 'One of those named has left.' })
    await card.getByRole('button', { name: 'Edit' }).click()
    await ready(page)
    expect(await page.getByRole('textbox', { name: /^What did/ }).inputValue()).toBe(words)
  })
})

describe('said on this pull request', () => {
  it('shows a page and asks for more', async () => {
    const page = await panels.open({ scene: {} })
    await page.getByText('Stayed on the call').waitFor()
    expect(await page.locator('.entry').count()).toBe(2)
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.getByText('Split the migration').waitFor()
    expect(await page.getByText('1 thank you').count()).toBe(1)
  })

  it('takes thanks with one press', async () => {
    const page = await panels.open({ scene: {} })
    const entry = page.locator('.entry', { hasText: 'Stayed on the call' })
    await entry.getByRole('button', { name: /^Thank you/ }).click()
    await entry.getByRole('button', { name: 'Thank you 4', pressed: true }).waitFor()
  })

  it('shows nothing where nothing was said', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true } }))
    expect(await page.getByRole('heading', { name: 'Said on this pull request' }).count()).toBe(0)
  })
})

describe('what an opening is worth', () => {
  it('without a nonce it is a page that says how to open it', async () => {
    for (const nonce of [null, 'guessed']) {
      const page = await panels.open({ nonce })
      await page.getByText('Open Cairn from its own button.').waitFor()
      expect((await asked(page, 'people.me')).length + (await asked(page, 'feedback.open')).length).toBe(0)
    }
  })

  it('in a stranger’s frame without a nonce it is nothing', async () => {
    const { page, panel } = await panels.framed({ nonce: 'guessed' })
    await page.waitForTimeout(400)
    expect((await panel.locator('body').innerText()).trim()).toBe('')
  })

  it('framed it sends by mouse while it is seen', async () => {
    const { page, panel } = await panels.framed({ scene: { quiet: true } })
    await ready(panel)
    await panel.getByRole('textbox', { name: /^What did/ }).pressSequentially(words)
    await page.waitForTimeout(400)
    await panel.getByRole('button', { name: 'Send' }).click()
    await panel.getByRole('button', { name: 'Undo' }).waitFor()
  })

  it.each([
    ['covered', '<div style="position:fixed;inset:0 400px 0 0;pointer-events:none;background:white"></div>'],
    ['see-through', '<style>iframe { opacity: .02 }</style>'],
    ['half covered at its names', '<div style="position:fixed;inset-block:780px 0;inset-inline-start:0;inline-size:180px;pointer-events:none;background:white"></div>'],
  ])('%s it refuses the mouse, says so, and still sends by key', async (_, cover) => {
    const { page, panel } = await panels.framed({ scene: { quiet: true }, cover })
    await ready(panel)
    await panel.getByRole('textbox', { name: /^What did/ }).pressSequentially(words)
    await page.waitForTimeout(400)
    await panel.getByRole('button', { name: 'Send' }).click()
    await panel.locator('.composer-foot').getByText('Something covers this panel').waitFor()
    expect(await asked<Draft>(panel, 'outbox.hold')).toEqual([])
    await panel.getByRole('textbox', { name: /^What did/ }).press('Control+Enter')
    await expect.poll(async () => (await asked(panel, 'outbox.hold')).length).toBe(1)
  })

  it('framed it sends no older draft before something was typed', async () => {
    const { page, panel } = await panels.framed({ scene: { quiet: true } })
    await ready(panel)
    await panel.getByRole('textbox', { name: /^What did/ }).pressSequentially(words)
    await panel.getByText('Draft kept').waitFor()
    await panel.goto(panel.url().replace('?', '?again&'))
    await panel.getByText(/Draft from/).waitFor()
    await page.waitForTimeout(300)
    await panel.getByRole('button', { name: 'Send' }).click()
    await panel.locator('.composer-foot').getByText('Change a letter first.').waitFor()
    // What a script types is not typed.
    await panel.getByRole('textbox', { name: /^What did/ }).evaluate((element) => element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' })))
    await panel.getByRole('button', { name: 'Send' }).click()
    await page.waitForTimeout(200)
    expect(await asked(panel, 'outbox.hold')).toEqual([])
  })
})

describe('keys', () => {
  it('Esc closes one layer at a time, the panel last, and the draft stays', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true, unknown: true } }))
    await page.keyboard.type('Hello')
    await page.getByRole('button', { name: 'Change who sees it' }).click()
    await page.getByRole('button', { name: 'Who is @octocat here?' }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox')
    await page.keyboard.press('ArrowDown')
    await page.getByRole('listbox').waitFor()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('group', { name: 'Who is @octocat here?' }).count()).toBe(1)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('group', { name: 'Who is @octocat here?' }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('group', { name: 'Who may see it' }).count()).toBe(0)
    expect(await asked(page, 'panel.close')).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(async () => (await asked(page, 'panel.close')).length).toBe(1)
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft')).length)).toBe(1)
  })

  it('? shows them, but not while somebody writes', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true } }))
    await page.keyboard.type('why?')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('button', { name: 'Keys' }).focus()
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Keys' })
    expect(await help.innerText()).toContain('Alt K')
    await page.keyboard.press('Escape')
    await expect.poll(() => help.count()).toBe(0)
    expect(await asked(page, 'panel.close')).toEqual([])
  })
})

describe('when something is wrong', () => {
  it('says that colleagues could not be loaded, lets one write, and tries again', async () => {
    const page = await panels.open({ scene: { fails: { 'feedback.open': 'unavailable' } } })
    await page.getByText('Your colleagues could not be loaded.').waitFor()
    await page.getByRole('textbox', { name: /^What did/ }).fill(words)
    await page.getByText('Draft kept').waitFor()
    await page.getByRole('button', { name: 'Retry' }).click()
    await expect.poll(async () => (await asked(page, 'feedback.open')).length).toBe(2)
  })

  it('says that a send failed, and keeps the words', async () => {
    const page = await panels.open({ scene: { quiet: true, fails: { 'outbox.hold': 'unavailable' } } })
    await sent(page)
    await page.getByRole('alert').getByText('Your draft is safe.').waitFor()
    expect(await page.getByRole('textbox', { name: /^What did/ }).inputValue()).toBe(words)
  })

  it('signed out it says what to do, and goes on after signing in', async () => {
    const page = await panels.open({ scene: { signedOut: true, quiet: true } })
    await page.getByRole('button', { name: 'Sign in' }).click()
    await ready(page)
  })

  it('says that the tab shows other work now', async () => {
    const page = await ready(await panels.open({ scene: { moved: true } }))
    await page.getByText('What you write here stays with Retry payments after a timeout.').waitFor()
  })
})

describe('for everybody', () => {
  const views = [
    ['light', { scene: { unknown: true, maybe: true } }], ['dark', { scene: { theme: 'dark' }, dark: true }], ['Arabic', { scene: { language: 'ar' } }], ['German', { scene: { language: 'de' } }],
    ['signed out', { scene: { signedOut: true } }], ['closed', { nonce: null }], ['failed', { scene: { fails: { 'feedback.open': 'offline' } } }], ['narrow', { scene: { noTitle: true, moved: true }, width: 320 }],
    ['nameless in Arabic', { scene: { noTitle: true, language: 'ar', theme: 'dark' }, dark: true }],
  ] as const
  it.each(views)('axe finds nothing: %s', async (_, view) => {
    const page = await panels.open(view as Parameters<Panels['open']>[0])
    await page.waitForTimeout(500)
    expect(await accessibility(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })

  it.each(['en', 'ar'] as const)('axe finds nothing in what opens and what was sent: %s', async (language) => {
    const page = await panels.open({ scene: { language, unknown: true } })
    await page.locator('.chip-remove').waitFor()
    await page.locator('.audience-change').click()
    await page.locator('.chip-add').first().click()
    await page.waitForTimeout(300)
    expect(await accessibility(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('textarea').first().fill(words)
    await page.keyboard.press('Control+Enter')
    await page.locator('.card-band').waitFor()
    expect(await accessibility(page)).toEqual([])
  })
})
