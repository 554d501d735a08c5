/** Firefox with the built extension, driven over WebDriver BiDi. What that protocol does not know (shortcuts, prompts, the event page) is asked of the browser itself. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import puppeteer, { type Browser as Driven } from 'puppeteer-core'
import { findFirefox } from '../../scripts/lib/browser.mjs'
import { geckoId } from '../../scripts/lib/identity.mjs'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { type Bidi, type Surface, surfaceOf } from './surface'

/** The same as the real one but for granted hosts; built by `npm test`. */
export const grantedFirefox = inRoot('dist/extension/firefox-static')
/** As people install it: no host is granted. */
export const realFirefox = inRoot('dist/extension/firefox')

/** Firefox gives each installation its own origin; a test chooses it. */
const uuid = '5b0c6f5e-7a3d-4f0e-9d8b-2c1a7e4f9b60'

export interface FirefoxOptions {
  extension?: string
  /** Milliseconds after which an idle event page ends; Firefox's own are 30,000. */
  idleAfter?: number
  /** What an administrator's policy says to the extension (managed storage). */
  policy?: Record<string, unknown>
}

export interface Firefox {
  version: string
  /** Opens a page of the extension as a tab, for example `popup.html`. */
  open(path: string): Promise<Surface>
  /** Opens a work page as if its real host had sent it. */
  work(url: string, html: string): Promise<Surface>
  /** The extension's frame in a work page, once it stands. */
  frameIn(page: Surface): Promise<Surface>
  /** The newest tab or window at an address that begins so. */
  at(address: string): Promise<Surface>
  /** Every address that a tab or window shows. */
  addresses(): Promise<string[]>
  /** Runs an expression in the browser itself, as a string: `extension` is ours, `window` the browser's. */
  inside<T = unknown>(expression: string): Promise<T>
  /** Presses one of the extension's shortcuts, by its name in the manifest; the key itself is the browser's and reaches no headless page. */
  shortcut(command: string): Promise<void>
  /** The text in the toolbar's popup or the sidebar, once it matches: they are no tabs, so no tab's protocol reaches them. */
  seeIn(place: 'popup' | 'sidebar', wanted: RegExp): Promise<string>
  /** Closes the toolbar's popup, as a click beside it does. */
  closePopup(): Promise<void>
  /** Opens the extension's sidebar, as the browser's own menu does. */
  sidebar(): Promise<void>
  /** Answers the browser's question about permissions. */
  answer(choice: 'allow' | 'deny'): Promise<void>
  /** `running`, `suspended`, `stopped`, ... */
  eventPage(): Promise<string>
  /** Ends the event page as the browser does when it is idle, only now. */
  suspend(): Promise<void>
  close(): Promise<void>
}

/** Launches headless Firefox with the extension, on the loopback network only, in a home of its own. */
export async function launchFirefox({ extension = grantedFirefox, idleAfter, policy }: FirefoxOptions = {}): Promise<Firefox> {
  if (!existsSync(join(extension, 'manifest.json'))) throw new Error(`No extension in ${extension}: run npm test, which builds it.`)
  const executablePath = await findFirefox()
  if (!executablePath) throw new Error('No Firefox')
  const home = mkdtempSync(join(tmpdir(), 'cairn-firefox-'))
  if (policy) writePolicy(home, policy)
  const driven = await puppeteer.launch({
    browser: 'firefox', executablePath, headless: true,
    // Extension pages, the browser's own windows and its prompts are out of the protocol's reach without it.
    args: ['--remote-allow-system-access'],
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_CACHE_HOME: join(home, '.cache'), XDG_DATA_HOME: join(home, '.local') },
    defaultViewport: { width: 1280, height: 800 },
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: uuid }),
      ...(idleAfter !== undefined && { 'extensions.background.idle.timeout': idleAfter }),
      'fission.webContentIsolationStrategy': 1, // As for people: each site and the extension in processes of their own.
      'intl.accept_languages': 'en-GB, en', 'ui.systemUsesDarkTheme': 0, 'ui.prefersReducedMotion': 1,
      'security.notification_enable_delay': 0, // A prompt takes a click at once.
      // Anything beyond loopback runs into a wall.
      'network.proxy.type': 1, 'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': 9, 'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': 9,
      'network.proxy.no_proxies_on': 'localhost, 127.0.0.1', 'network.dns.disableIPv6': true,
    },
  })
  try {
    await driven.installExtension(extension)
    return await drive(driven, home)
  } catch (error) {
    await driven.close()
    throw error
  }
}

async function drive(driven: Driven, home: string): Promise<Firefox> {
  const { connection } = driven as unknown as { connection: { send(method: string, params: object): Promise<{ result: any }> } }
  const bidi: Bidi = async (method, params) => (await connection.send(method, params)).result
  const origin = `moz-extension://${uuid}/`
  const browserWindow = async (): Promise<string> => {
    const { contexts } = await bidi('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 })
    return contexts.find(({ url }: { url: string }) => url === 'chrome://browser/content/browser.xhtml').context
  }
  const root = surfaceOf(bidi, await browserWindow())
  const tree = async (): Promise<Tree[]> => (await bidi('browsingContext.getTree', {})).contexts
  const inside = <T>(expression: string): Promise<T> => root.run(`const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(geckoId)}); return (${expression})`)

  return {
    version: await driven.version(),
    inside,
    addresses: async () => (await tree()).map(({ url }) => url),
    async open(path) {
      const { context } = await bidi('browsingContext.create', { type: 'tab' })
      await bidi('browsingContext.navigate', { context, url: origin + path, wait: 'none' })
      const page = surfaceOf(bidi, context)
      await until(() => page.run<boolean>(`return location.href.startsWith(${JSON.stringify(origin)}) && document.readyState === 'complete'`).catch(() => false), `${path} does not open`)
      return page
    },
    async work(url, html) {
      const page = await driven.newPage()
      await page.setRequestInterception(true)
      page.on('request', (request) => {
        const mine = new URL(request.url()).origin === new URL(url).origin
        void (!mine ? request.continue() : request.isNavigationRequest() ? request.respond({ status: 200, contentType: 'text/html; charset=utf-8', body: html }) : request.respond({ status: 204 })).catch(() => undefined)
      })
      await page.goto(url)
      return surfaceOf(bidi, (page.mainFrame() as unknown as { _id: string })._id)
    },
    async frameIn({ context }) {
      let found: Tree | undefined
      await until(async () => {
        found = (await tree()).find((one) => one.context === context)?.children?.find((one) => one.url.startsWith(origin))
        return !!found
      }, 'No frame of the extension in the page')
      return surfaceOf(bidi, found!.context)
    },
    async at(address) {
      let found: Tree | undefined
      await until(async () => !!(found = (await tree()).findLast(({ url }) => url.startsWith(address))), `Nothing shows ${address}`)
      return surfaceOf(bidi, found!.context)
    },
    async shortcut(command) {
      await inside(`(() => {
        const { key, modifiers } = { 'open-panel': { key: 'K', modifiers: 'alt' }, inbox: { key: 'J', modifiers: 'alt,shift' }, _execute_action: { key: 'K', modifiers: 'alt,shift' } }[${JSON.stringify(command)}]
        const bound = [...document.querySelectorAll('keyset[id^="ext-keyset"] key')].find((one) => one.getAttribute('key') === key && one.getAttribute('modifiers') === modifiers)
        if (!bound) throw new Error('That key is bound to nothing')
        bound.doCommand()
      })()`)
    },
    async seeIn(place, wanted) {
      let text = ''
      await until(async () => wanted.test(text = await inside<string>(textIn(place))), `Not seen in the ${place}: ${String(wanted)}`).catch((error: Error) => {
        throw new Error(`${error.message}. There stands:\n${text}`)
      })
      return text
    },
    async closePopup() {
      await inside('(document.querySelectorAll("panel").forEach((one) => one.hidePopup?.()), null)')
      await until(async () => (await inside<string>(textIn('popup'))) === '', 'The popup does not close')
    },
    sidebar: async () => void (await inside(`SidebarController.show(${JSON.stringify(`${geckoId.replace(/[^a-z0-9_-]/gi, '_')}-sidebar-action`)}).then(() => null)`)),
    async answer(choice) {
      await until(() => inside<boolean>('PopupNotifications.isPanelOpen && !!PopupNotifications.panel.firstElementChild'), 'The browser asks nothing')
      await inside(`PopupNotifications.panel.firstElementChild.${choice === 'allow' ? 'button' : 'secondaryButton'}.click() ?? null`)
    },
    eventPage: () => inside('extension.backgroundState'),
    async suspend() {
      await inside('extension.terminateBackground({ ignoreDevToolsAttached: true }).then(() => null)')
      await until(async () => (await inside('extension.backgroundState')) === 'stopped', 'The event page did not end')
    },
    async close() {
      await driven.close()
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

/** An expression for the browser itself: the text of a page of ours that stands in no tab. */
const textIn = (place: 'popup' | 'sidebar'): string => `(() => {
  const hosts = ${place === 'popup' ? `[document]` : `[...document.querySelectorAll('#sidebar')].map((one) => one.contentDocument)`}
  const page = hosts.flatMap((host) => [...(host?.querySelectorAll('browser') ?? [])]).find((one) => one.currentURI?.spec.startsWith('moz-extension://${uuid}/${place === 'popup' ? 'popup' : 'panel'}.html'))
  if (!page) return ''
  return new Promise((done) => {
    const hear = ({ data }) => (page.messageManager.removeMessageListener('cairn:text', hear), done(data))
    page.messageManager.addMessageListener('cairn:text', hear)
    page.messageManager.loadFrameScript('data:,sendAsyncMessage("cairn:text", content.document.body?.innerText ?? "")', false)
  })
})()`

interface Tree { context: string; url: string; children?: Tree[] | null }

/** Where Firefox on Linux looks for what an administrator hands to an extension. */
function writePolicy(home: string, data: Record<string, unknown>): void {
  const file = join(home, '.mozilla/managed-storage', `${geckoId}.json`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify({ name: geckoId, description: 'Set by the administrator', type: 'storage', data }))
}

/** Asks again until it is so. */
export async function until(holds: () => Promise<boolean> | boolean, otherwise: string, seconds = 15): Promise<void> {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end;) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(otherwise)
}
