/** Bundles the gallery and shows it in a browser, without a server: requests are answered from memory. */
import { build } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { chromium, type Browser, type Page } from 'playwright-core'
import { needBrowser } from '../../scripts/lib/browser.mjs'

const here = new URL('./', import.meta.url).pathname
const ORIGIN = 'http://gallery.test'

export interface View {
  language?: 'en' | 'de' | 'ar'
  theme?: 'light' | 'dark'
  only?: 'panel' | 'popup' | 'states' | 'controls' | 'overlays' | 'desk'
  width?: number
  height?: number
}

export interface Gallery {
  browser: Browser
  open(view?: View): Promise<Page>
  close(): Promise<void>
}

export async function openGallery(): Promise<Gallery> {
  const files = await bundled()
  const browser = await chromium.launch({
    executablePath: await needBrowser(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  async function open({ width = 1280, height = 900, ...view }: View = {}) {
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', deviceScaleFactor: 1.5 })
    const page = await context.newPage()
    await page.route(`${ORIGIN}/**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1) || 'gallery.html'
      const file = files.get(name)
      return file ? route.fulfill({ body: file, contentType: types[name.split('.').at(-1)!] }) : route.fulfill({ status: 404 })
    })
    await page.goto(`${ORIGIN}/?${new URLSearchParams(view)}`)
    await page.locator('#root main').waitFor()
    return page
  }
  return { browser, open, close: () => browser.close() }
}

const types: Record<string, string> = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' }

async function bundled(): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [`${here}gallery.tsx`, `${here}gallery.css`],
    bundle: true, write: false, format: 'esm', target: 'es2024', outdir: here, jsx: 'automatic', jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'warning',
  })
  const files = new Map(outputFiles.map((file) => [file.path.split('/').at(-1)!, file.text]))
  return files.set('gallery.html', await readFile(`${here}gallery.html`, 'utf8'))
}
