/** The web desk as somebody sees it, for a picture. */
import type { Page } from 'playwright-core'
import { home } from '../journeys/acts'
import type { Browser } from '../support/browser'

/** The web desk has a session of its own, beside the extension's. */
export async function enterDesk(browser: Browser, name: string, next: string): Promise<Page> {
  await browser.context.clearCookies()
  const page = await browser.context.newPage()
  await page.goto(`${home}/sign-in?${new URLSearchParams({ next })}`)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.waitForURL(home + next)
  return page
}

/** Goes to a place, until its words stand there. */
export async function goTo(page: Page, path: string, text: string | RegExp): Promise<void> {
  await page.goto(home + path)
  await page.getByText(text).first().waitFor()
}

/** What somebody chose on the server goes before the browser's own. */
export const setLanguage = (page: Page, chosen: string): Promise<void> => page.evaluate(async (value) => {
  const answer = await fetch('/api/v1/me/settings', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ language: value }) })
  if (!answer.ok) throw new Error(`settings: ${answer.status}`)
}, chosen)
