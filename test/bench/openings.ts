/** How long a person waits for the panel and the popup, signed in at a real backend. */
import type { Frame, Page } from 'playwright-core'
import { backendOf, signIn } from '../journeys/world'
import { type Browser, launch, serve } from '../support/browser'
import { launcherOf } from './browsing'
import type { Saved } from './pages'
import { median, type Section, short } from './table'

const times = 5

export async function openings({ url, html }: Saved): Promise<Section> {
  const backend = await backendOf()
  const browser = await launch()
  try {
    await signIn(browser, backend, 'Ben Ode')
    await serve(browser.context, url, html)
    const open = async (before: () => Promise<unknown>): Promise<number> => {
      const page = await browser.context.newPage()
      try {
        await page.goto(url)
        const at = await launcher(page)
        await before()
        await page.bringToFront()
        return await clickToPaint(page, at)
      } finally {
        await page.close()
      }
    }
    // The first one fills the browser's own caches: it is neither.
    const first = await open(async () => undefined)
    const [warm, cold, popup]: [number[], number[], number[]] = [[], [], []]
    for (let n = 0; n < times; n += 1) {
      warm.push(await open(async () => undefined))
      cold.push(await open(() => browser.killBackground()))
      popup.push(await popupPaint(browser))
    }
    return {
      title: 'Until something is painted (first contentful paint)', notes: [`Signed in, median of ${times}. Cold: the service worker was ended before. Information: never a pass or fail by time.`],
      rows: [
        { what: 'launcher click to panel, warm', ms: short(median(warm)), worst: short(Math.max(...warm)), budget: 100 },
        { what: 'launcher click to panel, cold', ms: short(median(cold)), worst: short(Math.max(...cold)), budget: 250 },
        { what: 'launcher click to panel, first of the browser', ms: short(first), worst: null, budget: null },
        { what: 'popup, from cache', ms: short(median(popup)), worst: short(Math.max(...popup)), budget: 100 },
      ],
    }
  } finally {
    await browser.close()
    await backend.stop()
  }
}

async function launcher(page: Page): Promise<{ x: number; y: number }> {
  for (let tries = 0; tries < 100; tries += 1) {
    const at = await launcherOf(page)
    if (at) return at
    await page.waitForTimeout(100)
  }
  throw new Error('No launcher stands on the page')
}

async function clickToPaint(page: Page, { x, y }: { x: number; y: number }): Promise<number> {
  await page.evaluate(() => document.addEventListener('click', (event) => Object.assign(globalThis, { clicked: performance.timeOrigin + event.timeStamp }), { capture: true, once: true }))
  await page.mouse.click(x, y)
  const painted = await firstPaint(await frameOf(page))
  return painted - (await page.evaluate(() => (globalThis as unknown as { clicked: number }).clicked))
}

async function frameOf(page: Page): Promise<Frame> {
  for (let tries = 0; tries < 200; tries += 1) {
    const frame = page.frames().find((one) => /\/panel\.html/.test(one.url()))
    if (frame) return frame
    await page.waitForTimeout(25)
  }
  throw new Error('The panel did not open')
}

async function popupPaint(browser: Browser): Promise<number> {
  const page = await browser.open('popup.html')
  try {
    return (await firstPaint(page)) - (await page.evaluate(() => performance.timeOrigin))
  } finally {
    await page.close()
  }
}

/** The moment of the first contentful paint, on the machine's clock. */
const firstPaint = (frame: Pick<Frame, 'evaluate'>): Promise<number> =>
  frame.evaluate(() => new Promise<number>((resolve, reject) => {
    new PerformanceObserver((list) => {
      const paint = list.getEntriesByName('first-contentful-paint')[0]
      if (paint) resolve(performance.timeOrigin + paint.startTime)
    }).observe({ type: 'paint', buffered: true })
    setTimeout(() => reject(new Error('Nothing was painted')), 10_000)
  }))
