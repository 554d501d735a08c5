/** A page of the extension's in a theme and a language. */
import type { Page } from 'playwright-core'
import { ask } from '../journeys/world'
import type { Browser } from '../support/browser'

type Ours = Pick<Page, 'waitForFunction'>

/** In a theme and a language; the state itself stays. */
export async function dressed(browser: Browser, ours: Ours, theme: 'light' | 'dark', lang: 'en' | 'ar', then: () => Promise<void>): Promise<void> {
  await ask(browser, 'settings.set', { theme, language: lang })
  await ours.waitForFunction(([one, other]) => document.documentElement.dataset.theme === one && document.documentElement.lang === other, [theme, lang])
  await then()
}
