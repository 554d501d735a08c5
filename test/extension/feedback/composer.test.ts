import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KeptDraft } from '../../../extension/bridge/kept'
import type { Draft } from '../../../shared/feedback'
import { ada, ben, chi, dee, jun } from '../../gallery/feedback/fixtures'
import { openPanels, type Panels } from '../../gallery/feedback/open'

/** The panel as a page in a real browser, over a world that answers from memory. */
let panels: Panels
beforeAll(async () => { panels = await openPanels() })
afterAll(() => panels.close())

const words = 'You found the double charge before release.'
const field = (page: Page) => page.getByRole('textbox', { name: /^What did/ })
const asked = <T>(page: Page, name: string) => page.evaluate((wanted) => window.asked.filter(([one]) => one === wanted).map(([, body]) => body), name) as Promise<T[]>
const held = async (page: Page) => (await asked<{ draft: Draft; kept: KeptDraft }>(page, 'outbox.hold')).map((one) => one.draft)
const ready = async (page: Page) => {
  await page.getByRole('button', { name: 'Remove Dee Alvarez' }).waitFor()
  return page
}

describe('recognising from a pull request', () => {
  it('takes a sentence and one key: the first reviewer is chosen, the field has the focus', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true } }))
    await page.keyboard.type(words)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    const [draft] = await held(page)
    expect(draft).toMatchObject({ kind: 'recognition', recipients: [dee.id], body: { text: words }, visibility: 'organization', keys: ['org'] })
    expect(draft!.artifact).toMatchObject({ title: 'Retry payments after a timeout', state: 'merged', visibility: 'private', showTitle: false })
  })

  it('asks about users only, reviewers first', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true } }))
    const [input] = await asked<{ body: { people: { handle: string }[] } }>(page, 'feedback.open')
    expect(input!.body.people.map((one) => one.handle)).toEqual(['dee-alvarez', 'chi-tran', 'ben-ode', 'ada-okafor'])
    const chips = await page.getByRole('group', { name: 'Who' }).locator('.chip-person').allInnerTexts()
    expect(chips.map((chip) => chip.match(/Dee|Chi|Ben|Ada/)?.[0])).toEqual(['Dee', 'Chi', 'Ben'])
  })

  it('sends the keys that the sentence says, for each audience', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true, held: 60_000 } }))
    const says = async (choice: string) => {
      await page.getByRole('button', { name: 'Change who sees it' }).click()
      await page.getByRole('radio', { name: choice }).check()
      return page.locator('.composer-foot .audience').innerText()
    }
    await field(page).fill(words)
    expect(await page.locator('.composer-foot .audience').innerText()).toContain('Everyone at Northwind Trails, now and later (142 today).')
    expect(await says('Only those named')).toBe('Only Dee Alvarez and you. HR and admins will not.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    expect(await page.locator('.card').innerText()).toContain('Only Dee Alvarez and you. HR and admins will not.')
    expect((await held(page))[0]!.keys.toSorted()).toEqual([`person:${dee.id}`, 'person:00000000-0000-7000-8000-000000000001'].toSorted())

    await page.getByRole('button', { name: 'Recognise someone else' }).click()
    await field(page).fill(words)
    expect(await says('Their team')).toContain('Everyone in Payments')
    await page.getByRole('combobox', { name: 'Which team' }).selectOption({ label: 'Trails' })
    expect(await page.locator('.composer-foot .audience').innerText()).toContain('Everyone in Trails')
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => (await held(page)).length).toBe(2)
    expect((await held(page))[1]).toMatchObject({ visibility: 'team', team: dee.teams[1]!.id })
    expect((await held(page))[1]!.keys).toContain(`team:${dee.teams[1]!.id}`)
  })

  it('says what is missing instead of sending, and moves the focus there', async () => {
    const page = await panels.open({ scene: { quiet: true, nobody: true } })
    await field(page).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText('Say who it is for.', { exact: true }).last().waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Find a colleague')
    await page.keyboard.press('Enter')
    await page.keyboard.type('jun')
    await page.getByRole('option', { name: /Jun Park/, selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove Jun Park' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.locator('.field-error', { hasText: 'Write what they did first.' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    await page.keyboard.type('Helped')
    await page.keyboard.press('Control+Enter')
    await page.locator('.field-error', { hasText: 'Write at least 10 characters.' }).waitFor()
    expect(await held(page)).toEqual([])
    await page.keyboard.type(' with it')
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => (await held(page))[0]?.recipients).toEqual([jun.id])
  })

  it('counts what a person counts, near the limit', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true } }))
    await field(page).fill('👩‍👩‍👧‍👦'.repeat(1_990))
    await page.getByText('10 characters left').waitFor()
    await field(page).fill('a'.repeat(2_001))
    await page.getByText('1 character too many').waitFor()
  })

  it('sends feedback in its four parts, the situation prefilled, to one person', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true } }))
    await page.getByRole('radio', { name: 'Feedback' }).check()
    expect(await page.getByRole('textbox', { name: 'Situation' }).inputValue()).toBe('northwind/trail-pay #482 Retry payments after a timeout')
    expect(await page.evaluate(() => (document.activeElement as HTMLTextAreaElement).name)).toBe('behaviour')
    await page.keyboard.type('You merged before staging had run.')
    await page.getByRole('textbox', { name: 'Impact' }).fill('Support told 40 hikers it was fixed.')
    await page.getByRole('button', { name: 'Chi Tran' }).click()
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => (await held(page)).length).toBe(1)
    const [draft] = await held(page)
    expect(draft).toMatchObject({ kind: 'feedback', recipients: [chi.id], visibility: 'recipients', values: [] })
    expect(draft!.body).toEqual({ situation: 'northwind/trail-pay #482 Retry payments after a timeout', behaviour: 'You merged before staging had run.', impact: 'Support told 40 hikers it was fixed.' })
  })

  it('lets nobody choose more than the kind allows', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true } }))
    for (const value of ['Say it early', 'Carry it together', 'Leave it better']) await page.getByRole('button', { name: value }).click()
    await page.keyboard.press('Tab')
    await field(page).fill(words)
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => (await held(page))[0]?.values.length).toBe(3)
  })
})

describe('a draft', () => {
  it('is kept after each letter, comes back with its time, and goes when it is emptied', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true } }))
    for (const [index, letter] of [...'Hello'].entries()) {
      await page.keyboard.type(letter)
      await expect.poll(async () => (await asked<KeptDraft>(page, 'draft.save')).at(-1)?.body).toEqual({ text: 'Hello'.slice(0, index + 1) })
    }
    const drafts = await asked<KeptDraft>(page, 'draft.save')
    expect(new Set(drafts.map((one) => one.id)).size).toBe(1)
    await page.getByText('Draft kept').waitFor()

    await page.reload()
    await page.getByText(/Draft from \d\d:\d\d/).waitFor()
    expect(await field(page).inputValue()).toBe('Hello')
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Delete')
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft')))).toEqual([])
  })

  it('is kept apart for each kind, and survives the way there and back', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true } }))
    await page.keyboard.type('First')
    await page.getByRole('radio', { name: 'Feedback' }).check()
    await page.keyboard.press('Tab')
    await page.getByRole('textbox', { name: 'Behaviour' }).fill('Second')
    await page.getByRole('radio', { name: 'Recognise' }).check()
    expect(await field(page).inputValue()).toBe('First')
    await page.getByRole('radio', { name: 'Feedback' }).check()
    expect(await page.getByRole('textbox', { name: 'Behaviour' }).inputValue()).toBe('Second')
  })

  it('that cannot be kept says so', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true, fullDisk: true } }))
    await page.keyboard.type('Hello')
    await page.getByText('This draft could not be kept.').waitFor()
  })

  it('is neither made nor kept by a suggestion alone', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true } }))
    await page.reload()
    await ready(page)
    expect(await asked(page, 'draft.save')).toEqual([])
    expect(await page.getByText(/Draft from/).count()).toBe(0)
  })
})

describe('people whom the page names', () => {
  it('asks once who an unknown handle is, proposes the answer, and chooses them', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true, unknown: true } }))
    await page.getByRole('button', { name: 'Who is @octocat here?' }).click()
    await page.getByRole('group', { name: 'Who is @octocat here?' }).getByRole('combobox').and(page.locator(':focus')).waitFor()
    await page.keyboard.type('jun')
    await page.getByRole('option', { name: /Jun Park/ }).click()
    await page.getByRole('button', { name: 'Remove Jun Park' }).waitFor()
    const [input] = await asked<{ body: object }>(page, 'people.proposeHandle')
    expect(input!.body).toMatchObject({ site: 'github', instance: 'github.com', handle: 'octocat', person: jun.id })
    expect(await page.getByRole('button', { name: 'Who is @octocat here?' }).count()).toBe(0)
  })

  it('invites somebody by work e-mail, in the domains of the organisation only', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true, unknown: true } }))
    await page.getByRole('button', { name: 'Remove Dee Alvarez' }).click()
    await page.getByRole('button', { name: 'Who is @octocat here?' }).click()
    await page.getByRole('button', { name: 'Invite by work e-mail' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Octo Cat')
    await page.getByRole('textbox', { name: 'Work e-mail' }).fill('octo@elsewhere.test')
    await page.keyboard.press('Enter')
    await page.getByText('Only work addresses of your organisation can be invited.').waitFor()
    await page.getByRole('textbox', { name: 'Work e-mail' }).fill('Octo@demo.cairn.test')
    await page.keyboard.press('Enter')
    await page.getByText('Until Octo Cat accepts, only you.').waitFor()
    await field(page).fill(words)
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => (await held(page))[0]).toMatchObject({ recipients: [], invite: { email: 'octo@demo.cairn.test', name: 'Octo Cat' }, keys: [`person:${ada.id}`] })
  })

  it('never chooses by a like name without being told', async () => {
    const page = await panels.open({ scene: { quiet: true, maybe: true } })
    await ready(page)
    expect(await page.getByRole('button', { name: 'Remove Jun Park' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Is this Jun Park?' }).click()
    await page.getByRole('button', { name: 'Yes, Jun Park' }).click()
    await page.getByRole('button', { name: 'Remove Jun Park' }).waitFor()
  })

  it('stays short with five hundred of them, and cuts no name', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true, crowd: 46, title: `<img src=x onerror=alert(1)> ${'long '.repeat(500)}\u202e` } }))
    expect(await page.getByRole('group', { name: 'Who' }).locator('.chip').count()).toBeLessThanOrEqual(9)
    expect(await page.locator('.artifact img').count()).toBe(0)
    await field(page).fill(words)
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => (await held(page)).length).toBe(1)
    const title = (await held(page))[0]!.artifact!.title!
    expect(title.length).toBeLessThanOrEqual(250)
    expect(title).not.toContain('\u202e')
  })
})

describe('the work', () => {
  it('is guarded unless the page proved that it is public, and shows its title only when told', async () => {
    const open = await panels.open({ scene: { quiet: true, public: true } })
    await ready(open)
    expect(await open.locator('.artifact-guard').count()).toBe(0)
    const page = await ready(await panels.open({ scene: { quiet: true } }))
    await page.getByText('Private work. Others read “private work on GitHub”.').waitFor()
    await page.getByRole('button', { name: 'Show title' }).click()
    await field(page).fill(words)
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => (await held(page))[0]?.artifact).toMatchObject({ visibility: 'private', showTitle: true })
  })

  describe('without a title', () => {
    const sheet = { site: 'google-docs', instance: 'docs.google.com', type: 'spreadsheet', key: '1SmA18gY4YwvSyAwjvs6ZYX4CJSwO8udKaSYmm_prj0M', url: 'https://docs.google.com/spreadsheets/d/1SmA18gY4YwvSyAwjvs6ZYX4CJSwO8udKaSYmm_prj0M/edit' } as const

    it('shows its key, takes a name, keeps it in the draft and sends it', async () => {
      const page = await ready(await panels.open({ scene: { quiet: true, noTitle: true } }))
      await page.getByText('northwind/trail-pay #482').first().waitFor()
      // The words come first, the name is there for whoever wants it.
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
      await page.getByRole('textbox', { name: 'Name this pull request' }).fill('Retry, by hand')
      await page.getByText('Draft kept').waitFor()
      await page.reload()
      expect(await page.getByRole('textbox', { name: 'Name this pull request' }).inputValue()).toBe('Retry, by hand')
      await field(page).fill(words)
      await page.keyboard.press('Control+Enter')
      await expect.poll(async () => (await held(page))[0]?.artifact?.title).toBe('Retry, by hand')
      const [{ preview }] = await asked<{ preview: { title: string } }>(page, 'outbox.hold') as [{ preview: { title: string } }]
      expect(preview.title).toBe('Retry, by hand')
    })

    it('is sent all the same, by a key that can be read', async () => {
      const page = await ready(await panels.open({ scene: { quiet: true, noTitle: true, on: sheet } }))
      expect(await page.locator('.artifact').innerText()).toContain('Google Sheets …prj0M')
      expect(await page.locator('.artifact').innerText()).not.toContain('1SmA18')
      await page.keyboard.type(words)
      await page.keyboard.press('Control+Enter')
      await expect.poll(async () => (await held(page))[0]?.artifact).toMatchObject({ title: null, ref: { key: sheet.key } })
    })

    it('the situation follows the name until somebody writes their own', async () => {
      const page = await ready(await panels.open({ scene: { quiet: true, noTitle: true, on: sheet } }))
      await page.getByRole('radio', { name: 'Feedback' }).check()
      const situation = page.getByRole('textbox', { name: 'Situation' })
      expect(await situation.inputValue()).toBe('Google Sheets …prj0M')
      await page.getByRole('textbox', { name: 'Name this spreadsheet' }).fill('Who pays what')
      expect(await situation.inputValue()).toBe('Who pays what')
      await situation.fill('On Tuesday')
      await page.getByRole('textbox', { name: 'Name this spreadsheet' }).fill('Who pays')
      expect(await situation.inputValue()).toBe('On Tuesday')
    })
  })

  describe('a title that the page told', () => {
    const edit = (page: Page) => page.getByRole('button', { name: 'Edit title' })
    const title = (page: Page) => page.getByRole('textbox', { name: 'Title', exact: true })

    it('can be put right: Enter or Esc goes back, the panel stays, the focus too', async () => {
      const page = await ready(await panels.open({ scene: { quiet: true } }))
      await edit(page).click()
      const chosen = () => title(page).evaluate((input: HTMLInputElement) => input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0))
      expect(await chosen()).toBe('Retry payments after a timeout')
      await page.keyboard.type('Retry payments, once')
      await page.keyboard.press('Enter')
      await page.getByText('Retry payments, once').waitFor()
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Edit title')
      await page.keyboard.press('Enter')
      await title(page).waitFor()
      await page.keyboard.press('Escape')
      await edit(page).waitFor()
      expect(await asked(page, 'panel.close')).toEqual([])
      await field(page).fill(words)
      await page.keyboard.press('Control+Enter')
      await expect.poll(async () => (await held(page))[0]?.artifact?.title).toBe('Retry payments, once')
    })

    it('comes back when the field is emptied, and no draft is kept for that', async () => {
      const page = await ready(await panels.open({ scene: { quiet: true } }))
      await edit(page).click()
      await page.keyboard.press('Delete')
      expect(await title(page).inputValue()).toBe('')
      await field(page).focus()
      await page.locator('.artifact').getByText('Retry payments after a timeout').waitFor()
      await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft')))).toEqual([])
    })

    it('is sent from its own field too', async () => {
      const page = await ready(await panels.open({ scene: { quiet: true } }))
      await field(page).fill(words)
      await edit(page).click()
      await page.keyboard.type('Once')
      await page.keyboard.press('Control+Enter')
      await expect.poll(async () => (await held(page))[0]?.artifact?.title).toBe('Once')
    })
  })
})

describe('who else was chosen', () => {
  it('goes along from one kind to the other', async () => {
    const page = await ready(await panels.open({ scene: { quiet: true } }))
    await page.getByRole('button', { name: 'Remove Dee Alvarez' }).click()
    await page.getByRole('button', { name: 'Ben Ode' }).click()
    await page.getByRole('radio', { name: 'Feedback' }).check()
    await page.getByRole('button', { name: `Remove ${ben.name}` }).waitFor()
  })
})
