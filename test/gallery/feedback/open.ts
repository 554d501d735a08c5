/** Bundles the panel with its world and shows it in a browser, as a page or in a stranger's frame. No server: requests are answered from memory. */
import { build } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { chromium, type Browser, type Frame, type Page } from 'playwright-core'
import { needBrowser } from '../../../scripts/lib/browser.mjs'
import type { Scene } from './world'

const here = new URL('./', import.meta.url).pathname
const ORIGIN = 'http://panel.test'

export interface View {
  scene?: Scene
  nonce?: string | null
  width?: number
  height?: number
  /** In a frame of 400 by 868 of another page, with this over it. */
  cover?: string
  dark?: boolean
}

export interface Panels {
  open(view?: View): Promise<Page>
  framed(view?: View): Promise<{ page: Page; panel: Frame }>
  close(): Promise<void>
}

export async function openPanels(): Promise<Panels> {
  const files = await bundled()
  const browser: Browser = await chromium.launch({
    executablePath: await needBrowser(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  const address = ({ scene = {}, nonce = 'good' }: View) => `${ORIGIN}/?${new URLSearchParams({ scene: JSON.stringify(scene) })}${nonce ? `#nonce=${nonce}` : ''}`
  async function paged({ width = 400, height = 868, dark = false }: View): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', deviceScaleFactor: 1.5, locale: 'en-GB', colorScheme: dark ? 'dark' : 'light', permissions: ['clipboard-write'] })
    const page = await context.newPage()
    page.on('pageerror', (error) => { throw error })
    await context.route('**/*', (route) => {
      const url = new URL(route.request().url())
      const name = url.pathname.slice(1) || 'page.html'
      const file = url.origin === ORIGIN ? files.get(name) : url.pathname === '/host' ? '<!doctype html><title>host</title>' : undefined
      return file ? route.fulfill({ body: file, contentType: types[name.split('.').at(-1)!] ?? 'text/html' }) : route.fulfill({ status: 404 })
    })
    return page
  }
  return {
    async open(view = {}) {
      const page = await paged(view)
      await page.goto(address(view))
      return page
    },
    async framed(view = {}) {
      const page = await paged({ width: 800, height: 900, ...view })
      await page.goto('http://host.test/host')
      await page.setContent(`<!doctype html><title>host</title><body style="margin:0"><iframe src="${address(view).replaceAll('"', '&quot;')}" style="inline-size:400px;block-size:868px;border:0"></iframe>${view.cover ?? ''}`)
      const panel = page.frames().find((frame) => frame.url().startsWith(ORIGIN)) ?? (await page.waitForEvent('framenavigated', (frame) => frame.url().startsWith(ORIGIN)))
      return { page, panel }
    },
    close: () => browser.close(),
  }
}

const types: Record<string, string> = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' }

async function bundled(): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    // Parts that are loaded later bring styles of their own: they become page.css.
    entryPoints: { page: `${here}page.tsx`, kit: `${here}page.css` },
    bundle: true, write: false, format: 'esm', target: 'es2024', outdir: here, jsx: 'automatic', jsxImportSource: 'preact', minify: true,
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env.CAIRN_WEB': 'false', 'import.meta.env.CAIRN_DEV': 'false', 'import.meta.env.CAIRN_SERVER': '""' }, logLevel: 'warning',
  })
  const files = new Map(outputFiles.map((file) => [file.path.split('/').at(-1)!, file.text]))
  return files.set('page.html', await readFile(`${here}page.html`, 'utf8'))
}
