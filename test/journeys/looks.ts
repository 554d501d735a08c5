/** How a state of ours looks and reads to assistive technology: light, dark and Arabic. */
import { join } from 'node:path'
import type { Frame, Page } from 'playwright-core'
import { expect } from 'vitest'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { accessibility, type Browser, screenshot } from '../support/browser'
import { ask } from './world'

/** Our own page, and the page that it stands in: the same, but for the panel. */
export type Place = { ours: Page | Frame; page: Page }

const themes = ['light', 'dark'] as const

/** axe finds nothing in light, dark and Arabic, and a picture of each is kept as `<name>-<look>.png`. The state itself must survive a change of theme and language. */
export async function looksRight(browser: Browser, name: string, { ours, page }: Place): Promise<void> {
  for (const theme of themes) {
    await ask(browser, 'settings.set', { theme })
    await ours.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, theme)
    await seen(theme, ours, page, name)
  }
  await ask(browser, 'settings.set', { theme: 'light', language: 'ar' })
  await ours.waitForFunction(() => document.documentElement.dir === 'rtl' && document.documentElement.dataset.theme === 'light')
  await seen('arabic', ours, page, name)
  await ask(browser, 'settings.set', { theme: 'system', language: 'en' })
  await ours.waitForFunction(() => document.documentElement.lang === 'en')
}

/** The same for a page of the server's own or the web desk, which follows the browser: light and dark. */
export async function looksRightOnTheWeb(name: string, page: Page): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme })
    await seen(colorScheme, page, page, name)
  }
  await page.emulateMedia({ colorScheme: null })
}

async function seen(look: string, ours: Page | Frame, page: Page, name: string): Promise<void> {
  await page.bringToFront()
  await screenshot(page, `${name}-${look}`)
  expect(await accessibility(ours), `${name}, ${look}: ${join(inRoot('test-results/screens'), `${name}-${look}.png`)}`).toEqual([])
}

/** The middle of our button in somebody else's page: it stands in a closed shadow root, which only a debugger sees into. */
export async function launcherIn(page: Page): Promise<{ x: number; y: number }> {
  const session = await page.context().newCDPSession(page)
  try {
    await session.send('DOM.enable')
    for (let tries = 0; tries < 100; tries += 1) {
      const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true })
      const button = nodes.find(({ attributes = [] }) => attributes.includes('go') && attributes.includes('aria-haspopup'))
      if (button) {
        const { model: { border: [left, top, , , right, bottom] } } = (await session.send('DOM.getBoxModel', { nodeId: button.nodeId })) as { model: { border: number[] } }
        return { x: (left! + right!) / 2, y: (top! + bottom!) / 2 }
      }
      await page.waitForTimeout(50)
    }
    throw new Error('The launcher does not stand')
  } finally {
    await session.detach()
  }
}
