/** The pictures of goals and growth: on the work, in the popup, on the desk. */
import { demoId, personId } from '../../worker/dev/cast'
import { home, openPanel } from '../journeys/acts'
import { chipsIn } from '../journeys/aims'
import type { Browser } from '../support/browser'
import type { Camera } from './camera'
import { enterDesk, goTo, setLanguage } from './desks'
import { dressed } from './dressed'

/** "No payment is lost between booking and trail", which Ada owns for Payments. */
const payments = `/goals/${demoId(61, 3)}`

/** The ticket that serves Ben's key result: the chip beside the launcher, and the way up in the panel. */
export async function servedOf(browser: Browser, lens: Camera): Promise<void> {
  const { page, panel } = await openPanel(browser, `${home}/work/jira/browse/PAY-118`)
  await panel.getByRole('region', { name: 'What this work serves' }).getByText('Hikers who were charged twice').first().waitFor()
  // What the device holds of one's goals comes a moment after one has signed in.
  for (let tries = 0; tries < 50 && (await chipsIn(page, 'ask goal')).length === 0; tries += 1) await page.waitForTimeout(200)
  await page.mouse.move(300, 700)
  await lens.shoot(page, 'served')
  await page.close()
}

/** One's goals in the popup, with the check-in open. */
export async function popupGoals(browser: Browser, lens: Camera): Promise<void> {
  const popup = await browser.open('popup.html')
  await popup.setViewportSize({ width: 380, height: 560 })
  await popup.getByRole('button', { name: 'Check in: Trips load in two seconds' }).click()
  const reading = popup.getByRole('textbox', { name: 'Reading' })
  await reading.fill('48')
  await popup.mouse.move(1, 1)
  for (const [theme, name] of [['dark', 'popup-goals-dark'], ['light', 'popup-goals']] as const) {
    await dressed(browser, popup, theme, 'en', async () => {
      await popup.getByRole('heading', { name: 'My goals' }).evaluate((heading) => heading.closest('section')!.scrollIntoView())
      await lens.shoot(popup, name)
    })
  }
  await popup.close()
}

/** A goal with its plot in light, dark and Arabic; the map with what serves what; what is expected of Ben and how he is seen. */
export async function goalsOfAda(browser: Browser, lens: Camera): Promise<void> {
  const page = await enterDesk(browser, 'Ada Okafor', '/goals')
  await page.setViewportSize({ width: 1200, height: 1000 })
  await goTo(page, payments, 'Said along the way')
  await lens.shoot(page, 'goal')
  await page.emulateMedia({ colorScheme: 'dark' })
  await lens.shoot(page, 'goal-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await setLanguage(page, 'ar')
  await goTo(page, payments, 'You brought a failing test')
  await page.waitForFunction(() => document.documentElement.dir === 'rtl')
  await lens.shoot(page, 'goal-arabic')
  await setLanguage(page, 'en')
  await page.setViewportSize({ width: 1280, height: 860 })
  await goTo(page, '/goals/map', 'One icon set for all apps')
  for (const [title, shows] of [['Booking never lies', 'Trail pages agree with the map'], ['No payment is lost between booking and trail', 'Retries that are safe twice']]) {
    await page.getByRole('button', { name: `Show what serves “${title}”` }).click()
    await page.getByRole('link', { name: new RegExp(shows!) }).waitFor()
  }
  await page.getByRole('link', { name: /Retries that are safe twice/ }).hover()
  await lens.shoot(page, 'map')
  await page.setViewportSize({ width: 1200, height: 1080 })
  await goTo(page, `/growth/${personId('ben')}`, 'Write the first guess into the channel within the hour')
  await page.getByRole('heading', { name: 'Competencies' }).evaluate((heading) => heading.scrollIntoView())
  await lens.shoot(page, 'growth')
  await page.close()
}
