/** A page under load: 2,000 nodes come and go. */
import type { Page } from 'playwright-core'

export const churn = (page: Page): Promise<void> => page.evaluate(async () => {
  for (let round = 0; round < 20; round += 1) {
    const rows = Array.from({ length: 100 }, (_, n) => Object.assign(document.createElement('p'), { textContent: `row ${round} ${n}` }))
    document.body.append(...rows)
    await new Promise(requestAnimationFrame)
    rows.forEach((one) => one.remove())
  }
})
