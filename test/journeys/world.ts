/** The world of a journey: a real backend with the demo company, a real browser with the built extension. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame, Page } from 'playwright-core'
import { bundleWorker, demoEntry } from '../../scripts/lib/worker.mjs'
import { startBackend } from '../../scripts/lib/backend.mjs'
import { type Browser, type LaunchOptions, launch, savedPages, serve } from '../support/browser'

export type Backend = Awaited<ReturnType<typeof startBackend>>

let bundled: ReturnType<typeof bundleWorker> | undefined
export const backendOf = async (options: Record<string, unknown> = {}): Promise<Backend> => startBackend({ modules: (await (bundled ??= bundleWorker({ entry: demoEntry }))).modules, ...options })

/** A script's own way in: a token of one of the cast, and calls with it. */
export interface Person {
  id: string
  get<T = any>(path: string): Promise<T>
  post<T = any>(path: string, body?: unknown, method?: string): Promise<T>
}

export async function person(backend: Backend, first: string, domain = 'demo.cairn.test'): Promise<Person> {
  const answer = await fetch(`${backend.url}/auth/demo`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `${first}@${domain}` }) })
  const { access_token: token, person: who } = (await answer.json()) as { access_token: string; person: { id: string } }
  const call = async (method: string, path: string, body?: unknown) => {
    const reply = await fetch(backend.url + path, { method, headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`)
    return text ? JSON.parse(text) : undefined
  }
  return { id: who.id, get: (path) => call('GET', path), post: (path, body, method = 'POST') => call(method, path, body) }
}

export const browserOf = (options: LaunchOptions = {}): Promise<Browser> => launch(options)

/** Asks the background what a page of ours would ask. */
export async function ask<T = any>(browser: Browser, name: string, body: unknown = {}): Promise<T> {
  const page = await browser.open('welcome.html')
  try {
    const answer = await page.evaluate(([ask, value]) => (globalThis as any).chrome.runtime.sendMessage({ ask, body: value }), [name, body] as const)
    if (!answer?.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`)
    return answer.value as T
  } finally {
    await page.close()
  }
}

/** Signs one of the cast in, as a person does: the welcome page, the server's own pages, back. */
export async function signIn(browser: Browser, backend: Backend, name: string): Promise<void> {
  await ask(browser, 'settings.set', { server: backend.url })
  const welcome = await browser.open('welcome.html')
  const opened = browser.context.waitForEvent('page', { timeout: 20_000 })
  await welcome.getByRole('button', { name: /sign in/i }).first().click()
  const server = await opened
  await server.getByRole('button', { name: new RegExp(name) }).click()
  await server.getByRole('button', { name: /connect|continue/i }).click()
  await welcome.getByText(name).first().waitFor({ timeout: 20_000 })
  await welcome.close()
}

/** A saved real page at its real address; null where the folder is absent. */
export function saved(file: string): string | null {
  return savedPages ? readFileSync(join(savedPages, file), 'utf8') : null
}

/** Opens a work page served at its real address. */
export async function openWork(browser: Browser, url: string, html: string): Promise<Page> {
  await serve(browser.context, url.replace(/[#?].*$/, '') + '*', html)
  const page = await browser.context.newPage()
  await page.goto(url)
  return page
}

/** What Alt+K does: headless browsers hand no key to an extension's commands, so the background's own handler is called. */
export async function pressShortcut(browser: Browser, page: Page): Promise<void> {
  await page.bringToFront()
  const background = await browser.background()
  await background.evaluate(async () => {
    const { chrome } = globalThis as any
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true })
    chrome.commands.onCommand.dispatch('open-panel', tab)
  })
}

/** The panel's frame in a work page, once it stands. */
export async function panelOf(page: Page): Promise<Frame> {
  for (let tries = 0; tries < 100; tries += 1) {
    const frame = page.frames().find((one) => /\/panel\.html/.test(one.url()))
    if (frame) {
      await frame.waitForLoadState('domcontentloaded')
      return frame
    }
    await page.waitForTimeout(100)
  }
  throw new Error('The panel did not open')
}
