import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type BrowserContext, type CDPSession, type Page, type Worker, chromium } from 'playwright-core'
import { extensionArguments, needBrowser } from '../../scripts/lib/browser.mjs'
import { extensionId } from '../../scripts/lib/identity.mjs'
import { inRoot } from '../../scripts/lib/paths.mjs'

/** The extension that automated tests load: built by `npm test`, the same as the real one but for granted hosts. */
export const builtExtension = inRoot('dist/extension/chrome-static')

export interface LaunchOptions {
  /** Folder of the unpacked extension; `false` = a browser without it. */
  extension?: string | false
  /** A profile to come back to; without it a fresh one, deleted at close. */
  profile?: string
  /** The port of a backend that stands in for http://localhost:8787, the built-in server: start it with `env: { BASE_URL: 'http://localhost:8787' }`. */
  backend?: number
  locale?: string
  colorScheme?: 'light' | 'dark'
  viewport?: { width: number; height: number }
  /** Pixels of the screen to a pixel of the page, in frames of other processes, too. */
  scale?: number
}

/** A browser with the extension in it, on the loopback network only. */
export interface Browser {
  context: BrowserContext
  extensionId: string
  profile: string
  /** The extension's service worker, started again if it was killed. Its globals are new then. */
  background(): Promise<Worker>
  /** Ends the service worker as the browser does after 30 idle seconds, only now. */
  killBackground(): Promise<void>
  /** Opens a page of the extension as a tab, for example `popup.html`. */
  open(path: string): Promise<Page>
  close(): Promise<void>
}

/** Launches headless Chromium with the built extension. Anything beyond loopback that no `serve` answers is refused. */
export async function launch(options: LaunchOptions = {}): Promise<Browser> {
  const { extension = builtExtension, backend, locale = 'en-GB', colorScheme = 'light', viewport = { width: 1280, height: 800 }, scale } = options
  if (extension && !existsSync(join(extension, 'manifest.json'))) throw new Error(`No extension in ${extension}: run npm test, which builds it.`)
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'cairn-profile-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await needBrowser(),
    headless: false, // Playwright's own headless mode loads no extension; the flag below does.
    ignoreDefaultArgs: ['--disable-extensions'],
    locale,
    colorScheme,
    viewport,
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ...(scale && { deviceScaleFactor: scale }),
    args: [
      ...(scale ? [`--force-device-scale-factor=${scale}`] : []),
      '--headless=new', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', `--host-resolver-rules=${backend ? `MAP localhost:8787 127.0.0.1:${backend} , ` : ''}MAP localhost 127.0.0.1 , MAP 127.0.0.1 127.0.0.1 , MAP * ~NOTFOUND`, ...(extension ? extensionArguments(extension) : noSandbox()),
    ],
  })

  const origin = `chrome-extension://${extensionId}/`
  const find = (): Worker | undefined => context.serviceWorkers().find((worker) => worker.url().startsWith(origin))
  let killed = false

  const background = async (): Promise<Worker> => {
    const known = find() ?? (await context.waitForEvent('serviceworker', { predicate: (worker) => worker.url().startsWith(origin), timeout: 15_000 }))
    if (killed) {
      await withDebugger(context, async (session) => {
        await session.send('ServiceWorker.enable')
        await session.send('ServiceWorker.startWorker', { scopeURL: origin })
        await until(() => isRunning(session), 'The service worker did not start.')
      })
      killed = false
    }
    return known // Playwright's object outlives the worker: it speaks to whichever runs.
  }
  if (extension) await background()

  return {
    context,
    extensionId,
    profile,
    background,
    async killBackground() {
      await withDebugger(context, async (session) => {
        // Anything may wake it again at once (a tab, an open page of ours), so its end is an event, not a state to look for.
        let stopped = false
        session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
          if (versions.some(({ scriptURL, runningStatus }) => scriptURL.startsWith(origin) && runningStatus === 'stopped')) stopped = true
        })
        await session.send('ServiceWorker.enable')
        await session.send('ServiceWorker.stopAllWorkers')
        await until(async () => stopped, 'The service worker did not stop.')
      })
      killed = true
    },
    async open(path) {
      const page = await context.newPage()
      await page.goto(`chrome-extension://${extensionId}/${path}`)
      return page
    },
    async close() {
      await context.close()
      if (!options.profile) rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** Answers an address, or all that match a glob, with HTML, as if its real host had sent it. Other files of that host are empty. */
export async function serve(context: BrowserContext, url: string, html: string, headers: Record<string, string> = {}): Promise<void> {
  const host = new URL(url.replace(/\*/g, 'x')).origin
  await context.route((address) => address.origin === host, (route) => {
    const { pathname } = new URL(route.request().url())
    return route.request().resourceType() === 'document' ? route.fallback() : route.fulfill({ status: 204, body: '', headers: { 'x-path': encodeURI(pathname) } })
  })
  await context.route(url, (route) =>
    route.request().resourceType() === 'document'
      ? route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', headers, body: html })
      : route.fallback())
}

/** The folder of saved real pages beside the repository, or null where there is none. */
export const savedPages = existsSync(inRoot('../shared/pages/INDEX.md')) ? inRoot('../shared/pages') : null

/** Saves a screenshot as test-results/screens/<name>.png and answers its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = inRoot('test-results/screens', `${name}.png`)
  mkdirSync(dirname(path), { recursive: true })
  await page.screenshot({ path })
  return path
}

export interface Violation {
  rule: string
  impact: string
  where: string[]
}

/** Runs axe in a page (or a frame of ours) and answers what it found. WCAG 2.2 A and AA and best practice. */
export async function accessibility(page: Pick<Page, 'evaluate'>): Promise<Violation[]> {
  const axe = readFileSync(inRoot('node_modules/axe-core/axe.min.js'), 'utf8')
  // As an expression through the debugger: the extension's CSP refuses script elements and eval.
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const found = await (globalThis as unknown as { axe: { run(node: Document, options: unknown): Promise<AxeResult> } }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    })
    return found.violations.map(({ id, impact, nodes }) => ({ rule: id, impact: impact ?? '', where: nodes.map(({ target }) => target.join(' ')) }))
  })
}

interface AxeResult {
  violations: { id: string; impact: string | null; nodes: { target: string[] }[] }[]
}

/** A debugger session on one of our own pages: service workers are seen from their own origin. */
async function withDebugger(context: BrowserContext, use: (session: CDPSession) => Promise<unknown>): Promise<void> {
  const page = await context.newPage()
  try {
    await page.goto(`chrome-extension://${extensionId}/manifest.json`)
    await use(await context.newCDPSession(page))
  } finally {
    await page.close()
  }
}

const isRunning = async (session: CDPSession): Promise<boolean> =>
  (await session.send('Target.getTargets')).targetInfos.some(({ type, url }) => type === 'service_worker' && url.includes(extensionId))

async function until(done: () => Promise<boolean>, otherwise: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await done()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(otherwise)
}

const noSandbox = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])
