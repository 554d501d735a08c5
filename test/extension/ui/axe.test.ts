import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openGallery, type Gallery, type View } from '../../gallery/open'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let gallery: Gallery
beforeAll(async () => { gallery = await openGallery() }, 60_000)
afterAll(() => gallery?.close())

/** What axe objects to, in short; WCAG 2.2 AA and best practices. */
async function complaints(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const results = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run())
  expect(results.passes.length).toBeGreaterThan(10)
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary?.split('\n')[1] ?? ''}`))
}

const looks: [string, View][] = [
  ['light', { theme: 'light' }],
  ['dark', { theme: 'dark' }],
  ['arabic, right to left', { theme: 'light', language: 'ar' }],
  ['360 px', { theme: 'dark', width: 360, height: 780 }],
  ['380 px, arabic', { theme: 'light', language: 'ar', width: 380, height: 560 }],
  ['400 % zoom', { theme: 'light', width: 320, height: 256 }],
]

describe.for(looks)('%s', { timeout: 60_000 }, ([, view]) => {
  test.for(['panel', 'popup', 'states', 'controls', 'overlays', 'desk'] as const)('axe finds nothing in %s', async (only) => {
    const page = await gallery.open({ ...view, only })
    expect(await complaints(page)).toEqual([])
    const { wide, seen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }))
    expect(wide, 'nothing runs out of the window').toBeLessThanOrEqual(seen)
    await page.context().close()
  })

  test('axe finds nothing in an open list, menu and dialog', async () => {
    const page = await gallery.open({ ...view, only: 'overlays' })
    await page.getByRole('combobox').first().click()
    await page.getByRole('option').first().waitFor()
    expect(await complaints(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Actions' }).click()
    await page.getByRole('menuitem').first().waitFor()
    expect(await complaints(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Open dialog' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await complaints(page)).toEqual([])
    await page.context().close()
  })

  test('every target is 24 px or more', async () => {
    for (const only of ['panel', 'popup', 'controls', 'desk'] as const) {
      const page = await gallery.open({ ...view, only })
      const small = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('button, a[href], input, textarea')]
        .filter((control) => control.offsetParent && !control.matches('.desk-skip'))
        .map((control) => [control.outerHTML.slice(0, 80), control.getBoundingClientRect()] as const)
        .filter(([, { width, height }]) => width < 23.9 || height < 23.9).map(([html, { width, height }]) => `${width} x ${height} ${html}`))
      expect(small.filter((each) => !each.includes('row-link'))).toEqual([])
      await page.context().close()
    }
  })
})
