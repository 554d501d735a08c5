import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBackend } from '../../scripts/lib/backend.mjs'
import { type Browser, launch, serve } from '../support/browser'

let browser: Browser
beforeAll(async () => void (browser = await launch()))
afterAll(() => browser?.close())

it('serves a page at its real address and nothing else of the internet', async () => {
  await serve(browser.context, 'https://github.com/northwind/trails/pull/7', '<title>Trails</title>', { 'content-security-policy': "frame-src 'none'" })
  const page = await browser.context.newPage()
  await page.goto('https://github.com/northwind/trails/pull/7')
  expect([page.url(), await page.title()]).toEqual(['https://github.com/northwind/trails/pull/7', 'Trails'])
  await expect(page.goto('https://example.com/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
})

it('kills the service worker: its globals are gone, and it comes back', async () => {
  const mark = async (): Promise<unknown> => (await browser.background()).evaluate(() => {
    const globals = globalThis as { mark?: number }
    globals.mark = (globals.mark ?? 0) + 1
    return globals.mark
  })
  expect([await mark(), await mark()]).toEqual([1, 2])
  await browser.killBackground()
  expect(await mark()).toBe(1)
})

it('stands a backend in for the built-in server, for pages and for the background', async () => {
  const backend = await startBackend({ env: { BASE_URL: 'http://localhost:8787' } })
  const other = await launch({ backend: backend.port })
  try {
    const page = await other.context.newPage()
    await page.goto('http://localhost:8787/work/')
    expect(page.url()).toBe('http://localhost:8787/work/')
    const status = await (await other.background()).evaluate(async () => (await fetch('http://localhost:8787/api/health')).status)
    expect(status).toBe(200)
  } finally {
    await other.close()
    await backend.stop()
  }
})
