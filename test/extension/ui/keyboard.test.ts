import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { openGallery, type Gallery } from '../../gallery/open'

let gallery: Gallery
let page: Page
beforeAll(async () => { gallery = await openGallery() }, 60_000)
afterAll(() => gallery?.close())

const highlighted = () => page.evaluate(() => {
  const input = document.activeElement!
  const option = document.getElementById(input.getAttribute('aria-activedescendant') ?? '')
  return option?.getAttribute('aria-selected') === 'true' ? option.dataset.id : null
})
const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
const chosen = () => page.locator('#chosen').textContent()
const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute('aria-label') || document.activeElement?.tagName)

describe.for(['en', 'ar'] as const)('%s', { timeout: 30_000 }, (language) => {
  beforeEach(async () => { page = await gallery.open({ only: 'overlays', language }) })
  afterEach(() => page.context().close())

  describe('combobox', () => {
    beforeEach(async () => {
      await page.getByRole('combobox').first().focus()
      await press('ArrowDown')
      await page.getByRole('option').first().waitFor()
    })

    test('arrows, Home and End move the highlight; Enter takes it; the focus stays in the field', async () => {
      expect(await highlighted()).toBe('dee')
      await press('ArrowDown', 'ArrowDown')
      expect(await highlighted()).toBe('ben')
      await press('End')
      expect(await highlighted()).toBe('jun')
      await press('Home')
      expect(await highlighted()).toBe('dee')
      await press('ArrowDown', 'Enter')
      expect(await chosen()).toBe('chi')
      expect(await page.getByRole('combobox').first().evaluate((input) => input === document.activeElement && input.getAttribute('aria-expanded'))).toBe('false')
    })

    test('typing narrows, highlights the first hit and announces the count', async () => {
      await page.keyboard.type('gu')
      await expect.poll(highlighted).toBe('gus')
      await expect.poll(() => page.getByRole('status').filter({ hasText: language === 'en' ? '1 result' : 'نتيجة واحدة' }).count()).toBe(1)
      await press('Enter')
      expect(await chosen()).toBe('gus')
    })

    test('Enter takes nothing while the list still answers an older question', async () => {
      const later = page.getByRole('combobox').nth(1)
      await later.focus()
      await press('ArrowDown')
      await expect.poll(highlighted).toBe('dee')
      // One after the other without waiting, as fast fingers do: the first hit of the empty question must not be taken.
      await page.keyboard.insertText('gu')
      await press('Enter')
      expect(await chosen()).not.toBe('dee')
      await expect.poll(highlighted).toBe('gus')
      await press('Enter')
      expect(await chosen()).toBe('gus')
    })

    test('Esc closes the list first and keeps what was typed', async () => {
      await page.keyboard.type('be')
      await press('Escape')
      expect(await page.getByRole('option').count()).toBe(0)
      expect(await page.getByRole('combobox').first().inputValue()).toBe('be')
    })

    test('who cannot be chosen says why and is not taken', async () => {
      await page.keyboard.type('kai')
      await expect.poll(highlighted).toBe('kai')
      expect(await page.getByRole('option').textContent()).toContain('Kai has left.')
      await press('Enter')
      expect(await chosen()).toBe('')
    })

    test('the highlight follows the mouse only when it moves, and a click takes it', async () => {
      const option = page.getByRole('option', { name: 'Ben Ode' })
      await option.dispatchEvent('mouseover')
      await option.dispatchEvent('mouseenter')
      expect(await highlighted()).toBe('dee')
      await option.hover()
      expect(await highlighted()).toBe('ben')
      await option.click()
      expect(await chosen()).toBe('ben')
    })

    test('nothing found is said', async () => {
      await page.keyboard.type('zz')
      await page.locator('.listbox-none').waitFor()
      expect(await page.getByRole('option').count()).toBe(0)
    })
  })

  test('an older answer that comes late is dropped', async () => {
    const field = page.getByRole('combobox').nth(1)
    await field.focus()
    await page.keyboard.type('d')
    await page.keyboard.type('ee')
    await page.getByRole('option', { name: 'Dee Alvarez' }).waitFor()
    await page.waitForTimeout(400)
    expect(await page.getByRole('option').count()).toBe(1)
  })

  test('menu: arrows go round, letters jump, Esc closes and gives the focus back', async () => {
    const button = page.getByRole('button', { name: 'Actions' })
    await button.focus()
    await press('Enter')
    await page.getByRole('menuitem').first().waitFor()
    expect(await focused()).toBe('Edit')
    await press('ArrowUp')
    expect(await focused()).toBe('Retract')
    await press('ArrowDown', 'ArrowDown')
    expect(await focused()).toBe('Copy link')
    await press('r')
    expect(await focused()).toBe('Retract')
    await press('Escape')
    expect(await focused()).toBe('Actions')
    expect(await page.getByRole('menuitem').count()).toBe(0)
    await press('ArrowDown')
    await page.getByRole('menuitem').first().waitFor()
    await press('End', 'Enter')
    expect(await chosen()).toBe('retract')
    expect(await focused()).toBe('Actions')
  })

  test('menu: a press on its own button closes it', async () => {
    const button = page.getByRole('button', { name: 'Actions' })
    await button.click()
    await page.getByRole('menuitem').first().waitFor()
    await button.click()
    await expect.poll(() => page.getByRole('menuitem').count()).toBe(0)
    expect(await button.getAttribute('aria-expanded')).toBe('false')
  })

  test('dialog: traps the focus, Esc closes, the focus comes back', async () => {
    await page.getByRole('button', { name: 'Open dialog' }).focus()
    await press('Enter')
    await page.getByRole('dialog').waitFor()
    for (let n = 0; n < 8; n++) {
      await press('Tab')
      expect(await page.evaluate(() => document.activeElement === document.body || !!document.activeElement?.closest('dialog'))).toBe(true)
    }
    await press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused()).toBe('Open dialog')
    await press('Enter')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused()).toBe('Open dialog')
  })

  test('keys: only what is really bound is shown', async () => {
    await page.getByRole('button', { name: 'Open keys' }).click()
    expect(await page.getByRole('dialog').locator('dt').allTextContents()).toEqual(['Open the panel', 'Send'])
  })
})

test('segmented: one stop for Tab, arrows choose', { timeout: 30_000 }, async () => {
  page = await gallery.open({ only: 'panel' })
  const radios = page.getByRole('radio')
  await radios.first().focus()
  await press('ArrowRight')
  expect(await radios.nth(1).isChecked()).toBe(true)
  await press('ArrowRight', 'ArrowRight', 'ArrowRight')
  expect(await radios.first().isChecked()).toBe(true)
  await press('Tab')
  expect(await focused()).toBe('Show title')
  await page.context().close()
})

test('chips: chosen and let go by key, removed with a word about whom', { timeout: 30_000 }, async () => {
  page = await gallery.open({ only: 'panel' })
  const value = page.getByRole('button', { name: 'Say it early' })
  expect(await value.getAttribute('aria-pressed')).toBe('true')
  await value.focus()
  await press('Space')
  expect(await value.getAttribute('aria-pressed')).toBe('false')
  await page.getByRole('button', { name: 'Remove Dee Alvarez' }).click()
  await expect.poll(() => page.getByRole('status').filter({ hasText: 'Removed' }).count()).toBe(1)
  await page.context().close()
})
