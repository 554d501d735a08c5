/** Bundles popup, welcome and desk with a made-up background and shows them in a browser, without a server. */
import { build } from 'esbuild'
import { chromium, type Browser, type Page } from 'playwright-core'
import { needBrowser } from '../../../scripts/lib/browser.mjs'

const here = new URL('./', import.meta.url).pathname
const origin = 'http://surfaces.test'

export interface View {
  surface: 'popup' | 'desk' | 'welcome'
  scene?: string
  language?: 'en' | 'de' | 'ar'
  theme?: 'light' | 'dark'
  /** In the desk: the place. */
  path?: string
  /** The desk as an extension page, which routes by hash. */
  extension?: boolean
  width?: number
  height?: number
}

export interface Surfaces {
  browser: Browser
  open(view: View): Promise<Page>
  close(): Promise<void>
}

const entries = { popup: 'popup/popup.css', desk: 'desk/desk.css', welcome: 'welcome/welcome.css' }

export async function openSurfaces(): Promise<Surfaces> {
  const { outputFiles } = await build({
    entryPoints: { surfaces: `${here}surfaces.tsx`, kit: `${here}surfaces.css`, ...Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, `${here}../../../extension/entrypoints/${path}`])) },
    bundle: true, write: false, format: 'esm', target: 'es2024', outdir: here, jsx: 'automatic', jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env.CAIRN_WEB': 'true', 'import.meta.env.CAIRN_DEV': 'false' }, logLevel: 'warning',
  })
  const files = new Map(outputFiles.map((file) => [file.path.split('/').at(-1)!, file.text]))
  const page = (surface: View['surface']) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Cairn</title>
    <link rel="stylesheet" href="/kit.css"><link rel="stylesheet" href="/surfaces.css"><link rel="stylesheet" href="/${surface}.css"></head><body><div id="app"></div><script type="module" src="/surfaces.js"></script></body></html>`
  const browser = await chromium.launch({
    executablePath: await needBrowser(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })

  async function open({ surface, path = '/', extension, width = surface === 'popup' ? 380 : 1280, height = surface === 'popup' ? 560 : 900, ...rest }: View): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Berlin' })
    const opened = await context.newPage()
    // As strict as the Worker's own policy for the desk.
    const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'"
    const refused: string[] = []
    opened.on('console', (message) => void (message.type() === 'error' && refused.push(message.text())))
    opened.on('pageerror', (error) => void refused.push(error.stack ?? error.message))
    Object.assign(opened, { refused })
    await opened.route(`${origin}/**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1)
      const file = files.get(name)
      if (file) return route.fulfill({ body: file, contentType: name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8' })
      return route.fulfill({ body: page(surface), contentType: 'text/html; charset=utf-8', headers: { 'content-security-policy': policy } })
    })
    const search = new URLSearchParams({ surface, ...(extension ? { extension: '' } : {}), ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, String(value)])) })
    await opened.goto(extension ? `${origin}/desk.html?${search}#${path}` : `${origin}${path}?${search}`)
    await opened.locator('#app main').first().waitFor()
    return opened
  }
  return { browser, open, close: () => browser.close() }
}

/** What the page's console complained of: a broken policy, a thrown error. */
export const refusedIn = (page: Page): string[] => (page as Page & { refused: string[] }).refused
