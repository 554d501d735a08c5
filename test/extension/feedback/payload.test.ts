import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Draft } from '../../../shared/feedback'
import { openPanels, type Panels } from '../../gallery/feedback/open'
import { accessibility } from '../../support/browser'

let panels: Panels
beforeAll(async () => { panels = await openPanels() })
afterAll(() => panels.close())

it('what is sent is shown beforehand, exactly', async () => {
  const page = await panels.open({ scene: { quiet: true } })
  await page.getByRole('button', { name: 'Remove Dee Alvarez' }).waitFor()
  await page.keyboard.type('You found the double charge before release.')
  const show = page.getByRole('button', { name: 'Show what is sent' })
  await show.click()
  const shown = JSON.parse(await page.getByRole('region', { name: 'What is sent' }).locator('pre').innerText())
  expect(await accessibility(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  await show.click()
  expect(await page.getByRole('region', { name: 'What is sent' }).count()).toBe(0)
  await page.getByRole('textbox', { name: /^What did/ }).press('Control+Enter')
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  const held = await page.evaluate(() => window.asked.filter(([name]) => name === 'outbox.hold').map(([, body]) => body)) as { draft: Draft }[]
  expect(shown).toEqual(held[0]!.draft)
  await page.context().close()
})
