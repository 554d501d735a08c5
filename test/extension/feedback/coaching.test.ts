import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Coached, Draft } from '../../../shared/feedback'
import { ben, dee, jun } from '../../gallery/feedback/fixtures'
import { openPanels, type Panels } from '../../gallery/feedback/open'
import { accessibility } from '../../support/browser'

/** Coaching and notes in the panel, over a world that answers from memory. Ada leads Ben, and mentors Jun. */
let panels: Panels
beforeAll(async () => { panels = await openPanels() })
afterAll(() => panels.close())

const leadsBen: Coached = { id: ben.id, name: ben.name, by: 'manager' }
const mentorsJun: Coached = { id: jun.id, name: jun.name, by: 'mentor' }
const scene = { quiet: true, coached: [leadsBen, mentorsJun] }

const kinds = (page: Page) => page.getByRole('group', { name: 'What do you want to say?' })
const offered = (page: Page) => kinds(page).locator('.segment').allInnerTexts()
const pick = (page: Page, name: string) => kinds(page).getByRole('radio', { name }).check({ force: true })
const box = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name })
const held = (page: Page) => page.evaluate(() => window.asked.filter(([one]) => one === 'outbox.hold').map(([, body]) => (body as { draft: Draft }).draft))
const said = (page: Page) => page.locator('.composer-foot .audience')

async function coaching(more: object = {}): Promise<Page> {
  const page = await panels.open({ scene: { ...scene, ...more } })
  await pick(page, 'Coach')
  await page.getByRole('group', { name: 'Who' }).getByText('Ben Ode').waitFor()
  return page
}
async function sent(page: Page, field: string | RegExp): Promise<Draft> {
  await box(page, field).press('Control+Enter')
  await page.getByRole('article', { name: 'Sending' }).waitFor()
  return (await held(page)).at(-1)!
}

describe('who is offered it', () => {
  it('is whoever may coach somebody; to all others it is absent, not grey', async () => {
    const page = await panels.open({ scene })
    await kinds(page).getByRole('radio', { name: 'Coach' }).waitFor({ state: 'attached' })
    expect(await offered(page)).toEqual(expect.arrayContaining(['Recognise', 'Feedback', 'Coach', 'Note']))
    const other = await panels.open({ scene: { quiet: true } })
    await other.getByRole('button', { name: 'Remove Dee Alvarez' }).waitFor()
    expect(await offered(other)).not.toContain('Coach')
  })

  it('is known without a network, as it was last heard', async () => {
    const page = await panels.open({ scene: { quiet: true, remembered: [leadsBen], fails: { 'feedback.coached': 'offline' } } })
    await pick(page, 'Coach')
    expect(await page.getByRole('group', { name: 'Who' }).innerText()).toMatch(/Ben Ode\s+author · reports to you/)
  })

  it('is offered for those alone: of the page and when one looks for somebody', async () => {
    const page = await coaching()
    await page.getByRole('button', { name: 'Change' }).first().click()
    expect(await page.getByRole('group', { name: 'Who' }).locator('.chip-person').allInnerTexts()).toHaveLength(1)
    await page.getByRole('button', { name: 'Someone else' }).click()
    await page.getByRole('option').first().waitFor()
    expect((await page.getByRole('option').allInnerTexts()).map((text) => text.split('\n')[0])).toEqual(['Jun Park'])
    await page.getByRole('option', { name: /Jun Park/ }).click()
    expect(await page.getByRole('group', { name: 'Who' }).innerText()).toMatch(/Jun Park\s+you mentor them/)
  })

  it('does not carry somebody over whom one may not coach', async () => {
    const page = await panels.open({ scene })
    await page.getByRole('button', { name: 'Remove Dee Alvarez' }).waitFor()
    await pick(page, 'Coach')
    await page.getByRole('group', { name: 'Who' }).getByText('Ben Ode').waitFor()
    expect(await page.getByRole('group', { name: 'Who' }).innerText()).not.toContain(dee.name)
  })
})

describe('what is written', () => {
  it('has its situation from the work, says who sees it, and goes with an action item', async () => {
    const page = await coaching({ held: 60_000 })
    expect(await box(page, 'Situation').inputValue()).toContain('Retry payments after a timeout')
    expect(await said(page).innerText()).toBe('Only Ben Ode and you. HR and admins will not.')
    await box(page, 'Behaviour').fill('You closed it when your own test was green.')
    await box(page, 'Impact').fill('Support told 40 hikers.')
    await box(page, 'Next step').fill('Pair with Jun on the cache key')
    await page.getByRole('button', { name: 'Add an action item' }).click()
    const action = page.getByRole('region', { name: 'Action item' })
    expect(await action.getByRole('textbox').inputValue()).toBe('Pair with Jun on the cache key')
    await action.getByRole('button', { name: 'Another day' }).click()
    await action.getByLabel('Day').fill('2027-01-05')
    const draft = await sent(page, 'Behaviour')
    expect(draft).toMatchObject({ kind: 'coaching', visibility: 'recipients', recipients: [ben.id], body: { behaviour: 'You closed it when your own test was green.' }, action: { text: 'Pair with Jun on the cache key', due: '2027-01-05' } })
    expect(await page.getByRole('article', { name: 'Sending' }).innerText()).toContain('by Tuesday, 5 January 2027')
    // Undo brings all of it back.
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await page.getByRole('region', { name: 'Action item' }).getByLabel('Day').inputValue()).toBe('2027-01-05')
    expect((await sent(page, 'Behaviour')).id).toBe(draft.id)
  })

  it('keeps the action item with its draft, and loses it with the x', async () => {
    const page = await coaching()
    await page.getByRole('button', { name: 'Add an action item' }).click()
    const what = page.getByRole('region', { name: 'Action item' }).getByRole('textbox')
    await what.fill('Let staging decide')
    await page.getByText('Draft kept').waitFor()
    await page.reload()
    await pick(page, 'Coach')
    expect(await what.inputValue()).toBe('Let staging decide')
    await page.getByRole('button', { name: 'Remove Action item' }).click()
    await page.getByRole('button', { name: 'Add an action item' }).waitFor()
  })

  it('for oneself alone gives nobody anything to do', async () => {
    const page = await coaching({ held: 60_000 })
    await page.getByRole('button', { name: 'Add an action item' }).click()
    await page.getByRole('region', { name: 'Action item' }).getByRole('textbox').fill('Pair with Jun')
    await page.getByRole('button', { name: 'Change who sees it' }).click()
    expect(await page.getByRole('radio', { name: 'Ben and me' }).isChecked()).toBe(true)
    await page.getByRole('radio', { name: 'Only me' }).check()
    expect(await said(page).innerText()).toBe('Only you. HR and admins will not.')
    expect(await page.getByRole('region', { name: 'Action item' }).count()).toBe(0)
    await box(page, 'Behaviour').fill('You closed it early.')
    await box(page, 'Impact').fill('It came back.')
    const draft = await sent(page, 'Impact')
    expect(draft).toMatchObject({ visibility: 'author', recipients: [ben.id] })
    expect(draft).not.toHaveProperty('action')
  })

  it('can be written by the GROW questions or as words alone: what stands goes along', async () => {
    const page = await coaching({ held: 60_000 })
    await box(page, 'Behaviour').fill('Staging decides.')
    await page.getByRole('button', { name: 'GROW questions' }).click()
    expect(await box(page, 'Goal').inputValue()).toBe('Staging decides.')
    await box(page, 'Will').fill('Wait for it once.')
    await page.getByRole('button', { name: 'Just words' }).click()
    expect(await box(page, /^What do you want Ben/).inputValue()).toBe('Staging decides.\n\nWait for it once.')
    await page.getByRole('button', { name: 'What happened' }).click()
    expect([await box(page, 'Situation').inputValue(), await box(page, 'Behaviour').inputValue()]).toEqual([expect.stringContaining('Retry payments'), 'Staging decides.\n\nWait for it once.'])
    await page.getByRole('button', { name: 'GROW questions' }).click()
    expect((await sent(page, 'Goal')).body).toEqual({ goal: 'Staging decides.\n\nWait for it once.', reality: '', options: '', will: '' })
  })

  it('becomes a note by one press, about whom one leads', async () => {
    const page = await coaching({ held: 60_000 })
    await box(page, 'Behaviour').fill('Ask how he chose the timeout.')
    await page.getByRole('button', { name: 'Keep as a note' }).click()
    expect(await box(page, 'What do you want to remember?').inputValue()).toBe('Ask how he chose the timeout.')
    await page.getByText(/^This is personal data about Ben Ode, who can request it\./).waitFor()
    expect(await sent(page, 'What do you want to remember?')).toMatchObject({ kind: 'note', visibility: 'author', recipients: [], about: ben.id, body: { text: 'Ask how he chose the timeout.' } })
  })
})

describe('a note', () => {
  it('is about one’s own work or somebody whom one leads, says until when it stays, and is kept, not sent', async () => {
    const page = await panels.open({ scene: { ...scene, held: 60_000 } })
    await pick(page, 'Note')
    const about = page.getByRole('group', { name: 'About' })
    await about.waitFor()
    // Jun is mentored, not led.
    expect(await about.getByRole('button').allInnerTexts()).toEqual(['My own work', expect.stringContaining('Ben Ode')])
    expect(await page.getByText(/^It stays until \d+ \w+ \d{4}, then it goes unless you keep it\.$/).count()).toBe(1)
    await about.getByRole('button', { name: 'Ben Ode' }).click()
    await page.getByText(/^This is personal data about Ben Ode/).waitFor()
    await about.getByRole('button', { name: 'My own work' }).click()
    await page.locator('.send-row').getByRole('button', { name: /^Keep/ }).click()
    await page.getByText('Write something first.').first().waitFor()
    await box(page, 'What do you want to remember?').fill('Look at the retries again.')
    expect(await said(page).innerText()).toBe('Only you. HR and admins will not.')
    expect(await sent(page, 'What do you want to remember?')).not.toHaveProperty('about')
  })

  it('of somebody who leads nobody is about their own work', async () => {
    const page = await panels.open({ scene: { quiet: true } })
    await pick(page, 'Note')
    await page.getByText(/^It stays until/).waitFor()
    expect(await page.getByRole('group', { name: 'About' }).count()).toBe(0)
  })
})

describe('has nothing that axe finds', () => {
  it.each([['light', {}], ['dark', { theme: 'dark' }], ['arabic', { language: 'ar' }]] as const)('%s', async (_, look) => {
    const page = await panels.open({ scene: { ...scene, ...look } as never })
    await page.locator('.segment').nth(3).waitFor()
    await page.locator('.segment input[value="coaching"]').check({ force: true })
    await page.locator('.whom').waitFor()
    await page.locator('.chip-add').last().click()
    expect(await accessibility(page)).toEqual([])
    await page.locator('.segment input[value="note"]').check({ force: true })
    await page.locator('textarea[name="text"]').waitFor()
    expect(await accessibility(page)).toEqual([])
  })
})
