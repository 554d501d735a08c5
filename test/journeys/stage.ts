/** The stage of a journey: what is set here is struck after the file's last test, the newest first, whatever failed between. */
import type { Page } from 'playwright-core'
import { afterAll } from 'vitest'
import type { Browser } from '../support/browser'
import { home, pull482 } from './acts'
import { layWire, type Wire } from './wire'
import { type Backend, backendOf, browserOf, type Person, person, signIn } from './world'

const browsers: Browser[] = []
const strikes: (() => Promise<unknown>)[] = []
afterAll(async () => {
  await closeBrowsers()
  for (const strike of strikes.splice(0).reverse()) await strike()
})

/** A backend with the demo company. */
export async function stage(options: Parameters<typeof backendOf>[0] = {}): Promise<Backend> {
  const backend = await backendOf(options)
  strikes.push(() => backend.stop())
  return backend
}

/** A wire to it, which can be cut. */
export async function wireTo(backend: Backend): Promise<Wire> {
  const wire = await layWire(backend.port)
  strikes.push(() => wire.close())
  return wire
}

/** Some of the cast by their first names, over HTTP. */
export async function cast<const First extends string>(backend: Backend, ...firsts: First[]): Promise<Record<First, Person>> {
  return Object.fromEntries(await Promise.all(firsts.map(async (first) => [first, await person(backend, first)]))) as Record<First, Person>
}

/**
 * The browser of one of the cast, signed in: the backend must stand at `home`. Over a wire the pull request is another server's: it is there
 * whatever becomes of ours, and what is asked of ours is all that the wire tells.
 */
export async function browserFor(backend: Backend, name: string, wire?: Wire): Promise<Browser> {
  const browser = await browserOf({ backend: (wire ?? backend).port })
  browsers.push(browser)
  if (wire) {
    const body = await fetch(pull482.replace(home, backend.url)).then((page) => page.text())
    await browser.context.route(pull482, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  }
  await signIn(browser, { ...backend, url: home }, name)
  return browser
}

/** Closes every browser that was opened here: after each test, where each opens its own. */
export async function closeBrowsers(): Promise<void> {
  for (const browser of browsers.splice(0)) await browser.close()
}

/** Closes what a test opened in a browser that goes on. */
export async function closePages(browser: Browser): Promise<void> {
  for (const page of browser.context.pages().slice(1)) await page.close()
}

/** The web desk in a browser without the extension; `signIn` makes it somebody's, at a page of theirs. */
export async function webDesk(backend: Backend): Promise<{ page: Page; signIn: (name: string, path: string) => Promise<void> }> {
  const browser = await browserOf({ extension: false })
  browsers.push(browser)
  const page = await browser.context.newPage()
  page.setDefaultTimeout(15_000)
  return {
    page,
    async signIn(name, path) {
      await browser.context.clearCookies()
      await page.goto(`${backend.url}/sign-in?next=${encodeURIComponent(path)}`)
      await page.getByRole('button', { name }).click()
      await page.waitForURL(`${backend.url}${path}`)
    },
  }
}
