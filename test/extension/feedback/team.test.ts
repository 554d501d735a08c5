import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KeptDraft } from '../../../extension/bridge/kept'
import type { Draft } from '../../../shared/feedback'
import { chi, payments } from '../../gallery/feedback/fixtures'
import { openPanels, type Panels, type View } from '../../gallery/feedback/open'
import { accessibility } from '../../support/browser'

let panels: Panels
beforeAll(async () => { panels = await openPanels() })
afterAll(() => panels.close())

const words = 'You kept the till open through the whole outage.'
const asked = <T>(page: Page, name: string) => page.evaluate((wanted) => window.asked.filter(([one]) => one === wanted).map(([, body]) => body), name) as Promise<T[]>
const sentence = (page: Page) => page.locator('.composer-foot .audience').innerText()
const who = (page: Page) => page.locator('.composer-group').first()
const chosen = async (page: Page) => (await page.locator('.chip-removable').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())
const open = async (team: NonNullable<View['scene']>['team'] = {}, more: View['scene'] = {}, view: View = {}) => {
  const page = await panels.open({ ...view, scene: { quiet: true, held: 60_000, team, ...more } })
  await page.locator('.chip-removable').first().waitFor()
  return page
}
const choose = async (page: Page) => {
  await who(page).getByRole('button', { name: /Payments/ }).click()
  await page.locator('.chip-removable', { hasText: 'Payments' }).waitFor()
}

describe('a team of the page', () => {
  it('is offered, never chosen by itself; chosen it stands alone, and the sentence says who', async () => {
    const page = await open()
    expect((await chosen(page)).join()).not.toContain('Payments')
    await choose(page)
    expect((await chosen(page)).map((one) => one.includes('Payments'))).toEqual([true])
    expect(await sentence(page)).toBe('Everyone at Northwind Trails, now and later (142 today). No contractors or guests.')
    await page.getByRole('button', { name: 'Change who sees it' }).click()
    expect(await page.locator('.audience-picker').getByRole('radio').count()).toBe(2)
    await page.getByRole('radio', { name: 'Everyone in Payments' }).check()
    expect(await sentence(page)).toBe('Everyone in Payments, now and later (14 today), and you.')
    await page.locator('textarea').first().fill(words)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    expect(await page.getByRole('article', { name: 'Sending' }).innerText()).toMatch(/You recognised\s+Payments[\s\S]*Everyone in Payments, now and later \(14 today\), and you\./)
    const [held] = await asked<{ draft: Draft; kept: KeptDraft }>(page, 'outbox.hold')
    expect(held!.draft).toMatchObject({ toTeam: payments.id, recipients: [], visibility: 'team', team: null, keys: ['person:00000000-0000-7000-8000-000000000001', `team:${payments.id}`] })
    expect(held!.kept.toTeam).toMatchObject({ name: 'Payments', members: 13 })
  })

  it('stays in the team for a member’s sake, and says that somebody asked, not who', async () => {
    const page = await open({ within: true })
    await choose(page)
    expect(await sentence(page)).toBe('Everyone in Payments, now and later (14 today), and you. Somebody in Payments asked that praise about them stays this narrow.')
  })

  it('gives way to a person, and a person to it; what was only for those named becomes the team’s', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Change who sees it' }).click()
    await page.getByRole('radio', { name: 'Only those named' }).check()
    await choose(page)
    expect(await sentence(page)).toBe('Everyone in Payments, now and later (14 today), and you.')
    await who(page).getByRole('button', { name: new RegExp(chi.name) }).click()
    await page.locator('.chip-removable', { hasText: chi.name }).waitFor()
    expect((await chosen(page)).join()).not.toContain('Payments')
  })

  it.each([[{ members: 0, size: 1 }, 'Nobody but you is in Payments.'], [{ members: 0, size: 900 }, 'Payments has more than 200 people. Say it to everyone, naming a few.']] as const)('of %j cannot be chosen, and says why', async (team, why) => {
    const page = await open(team)
    const before = await chosen(page)
    await who(page).getByRole('button', { name: /Payments/ }).click()
    await who(page).getByText(why).waitFor()
    expect(await chosen(page)).toEqual(before)
  })

  it('is found by typing, with the keys alone, and not at all for feedback', async () => {
    const page = await open()
    await page.locator('.chip-find').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('paym')
    await page.locator('[role=option][aria-selected=true]', { hasText: 'Payments' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.chip-removable', { hasText: 'Payments' }).waitFor()
    await page.getByRole('radio', { name: 'Feedback' }).click()
    await page.locator('textarea').nth(1).waitFor()
    expect(await who(page).getByRole('button', { name: /Payments/ }).count()).toBe(0)
  })

  it.each([['light', {}, {}], ['dark', { theme: 'dark' }, { dark: true }], ['arabic', { language: 'ar' }, {}]] as const)('has nothing that axe finds: %s', async (_, scene, view) => {
    const page = await open({ outside: true }, scene, view)
    await choose(page)
    expect(await accessibility(page)).toEqual([])
  })
})
