/** A real browser in which our page code runs as it does in an extension: in a world of its own beside the page's. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { LauncherState } from '../../../extension/bridge/messages'
import * as style from '../../../extension/page/style'
import { site } from '../../../extension/sites/github'
import { needBrowser } from '../../../scripts/lib/browser.mjs'

export const bundle = async (entry: string, minify = false): Promise<string> => {
  const entryPoints = [fileURLToPath(new URL(entry, import.meta.url))]
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, format: 'iife', target: 'es2024', minify, logLevel: 'silent' })
  return outputFiles[0]!.text
}

const flags = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND']
export const launchPlain = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await needBrowser(), args: [...flags, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] })

export const state: LauncherState = {
  shown: true, place: null, dir: 'ltr', language: 'en', aside: false, anchors: [],
  css: { rest: style.launcher(site.theme), awake: style.awake(), frame: style.frame() },
  words: { open: 'Recognise, coach or ask', shortcut: 'Alt K', menu: 'More', hide: 'Hide on GitHub', hidden: 'Hidden on GitHub. Alt K still opens Cairn; show the button again in its options.', undo: 'Undo', move: 'Move', reload: 'Cairn was updated. Reload this page.', panel: 'Cairn' },
}

export const work = 'https://github.com/acme/api/pull/42'
const panel = `<!doctype html><title>Panel</title><input id="field" autofocus>`

export interface World {
  page: Page
  /** Runs an expression in our world and answers its value. `root(i)` is the i-th shadow root that still stands. */
  ours<T = unknown>(expression: string): Promise<T>
  /** Turns on counting of our functions, and answers how many calls there were since the last time. */
  calls(): Promise<number>
  errors: string[]
}

export interface Opening { file: string; url?: string; headers?: Record<string, string>; options?: BrowserContextOptions; state?: Partial<LauncherState> }

/** Opens one of our pages at an address and starts our script in it. */
export async function open(browser: Browser, script: string, { file, url = work, headers = {}, options = {}, state: changes = {} }: Opening): Promise<World> {
  const html = readFileSync(new URL(`../../pages/${file}`, import.meta.url), 'utf8')
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', ...(route.request().url().startsWith('https://panel.example/') ? { body: panel } : { body: html, headers }) }))
  await page.goto(url)

  const session = await context.newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'ours' })
  const ours = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, contextId, awaitPromise: true, returnByValue: true })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as T
  }
  let isCounting = false
  const calls = async (): Promise<number> => {
    if (!isCounting) {
      await session.send('Profiler.enable')
      await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
      isCounting = true
    }
    const { result } = await session.send('Profiler.takePreciseCoverage')
    return result.filter((file) => file.url === 'ours.js').flatMap((file) => file.functions).reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0)
  }
  await ours(`${script}\n//# sourceURL=ours.js`)
  await ours(`globalThis.root = (i) => told.roots.filter((root) => root.host.isConnected)[i];
    globalThis.go = () => told.roots.find((root) => root.host.isConnected && root.querySelector('.box .go'))?.querySelector('.go');
    globalThis.box = () => go()?.closest('.box'); globalThis.iframe = () => told.roots.find((root) => root.host.isConnected && root.querySelector('iframe'))?.querySelector('iframe');
    globalThis.rect = (e) => { const { x, y, width, height } = e.getBoundingClientRect(); return { x, y, width, height } };
    told.begin(${JSON.stringify({ ...state, ...changes })})`)
  return { page, ours, calls, errors }
}

/** A browser and our script for a file of tests. What a test opens is closed after it, and may not have caused an error by then. */
export function stage() {
  let browser: Browser
  let script: string
  const opened: World[] = []
  beforeAll(async () => {
    ;[browser, script] = await Promise.all([launchPlain(), bundle('script.ts')])
  }, 60_000)
  afterAll(() => browser?.close())
  afterEach(async () => {
    const worlds = opened.splice(0)
    await Promise.all(worlds.map(({ page }) => page.context().close()))
    expect(worlds.flatMap(({ errors }) => errors)).toEqual([])
  })
  /** Opens a page with our script, and with what stands before and behind it. */
  const show = async (opening: Opening, before = '', behind = ''): Promise<World> => {
    const world = await open(browser, `${before}\n${script}\n${behind}`, opening)
    opened.push(world)
    return world
  }
  return { opened, show }
}

export interface Rect { x: number; y: number; width: number; height: number }

/** A person's own click in the middle of something of ours. */
export async function click({ page, ours }: World, expression: string): Promise<void> {
  const { x, y, width, height } = await ours<Rect>(`rect(${expression})`)
  await page.mouse.click(x + width / 2, y + height / 2)
}

/** Asks until the answer is truthy, for at most five seconds. */
export async function until(world: World, expression: string): Promise<void> {
  await world.ours(`new Promise((yes, no) => { const end = Date.now() + 5000; const look = () => (${expression}) ? yes(true) : Date.now() > end ? no(new Error('waited in vain')) : setTimeout(look, 20); look() })`)
}
