/** What the extension costs on other people's pages: the saved real pages, beside no extension and an empty one, in one run. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { buildExtension } from '../../scripts/lib/build.mjs'
import { publicKey } from '../../scripts/lib/identity.mjs'
import { type Browser, builtExtension, launch, savedPages, serve } from '../support/browser'
import { callsDuring, heapOf, launcherOf, observersOf, type Spent, spentDuring } from './browsing'
import { churn } from './churn'
import { openings } from './openings'
import { scriptSizes, sites } from './sites'
import { median, type Row, type Section, short } from './table'

export interface Saved { file: string; url: string; html: string }

const loads = 3
const idleMs = 1_000
/** Observers stand for the first five seconds. */
const settledMs = 6_000

export async function pages(): Promise<Section[]> {
  await buildExtension('chrome', { dev: true, staticGrants: true })
  const ofEach = [scriptSizes(), await sites()]
  if (!savedPages) return [...ofEach, { title: 'Saved pages', notes: ['Skipped: there is no folder of saved pages beside the repository (../shared/pages).'], rows: [] }]
  const saved = savedOf(savedPages)
  const empty = emptyExtension()
  try {
    const kinds: { name: string; extension: string | false }[] = [{ name: 'none', extension: false }, { name: 'empty', extension: empty }, { name: 'ours', extension: builtExtension }]
    const measured = []
    for (const { name, extension } of kinds) measured.push({ name, ...(await measure(extension, saved)) })
    const [none, , ours] = measured
    return [
      ...ofEach,
      {
        title: `Cost on ${saved.work.length} saved pages, from load to idle`,
        notes: ['Script time: processor time of the extension’s scripts by the browser’s trace, forced style included; median over pages of the median of three further loads in one tab. Heap: over none, median over pages. Budgets: extension.md section 6.'],
        rows: [
          ...measured.map(({ name, first, again, longest, heaps, tasks }): Row => ({
            extension: name, 'script ms': short(median(again)), 'worst page ms': short(Math.max(...again)), 'first load in a process ms': short(median(first)), 'longest task ms': short(Math.max(...longest)),
            'long tasks of the pages': tasks, 'heap over none KB': name === 'none' ? 0 : Math.round(median(heaps.map((heap, index) => heap - none!.heaps[index]!)) / 1_000),
          })),
          { extension: 'budget', 'script ms': '2', 'longest task ms': '50', 'heap over none KB': 230 },
        ],
      },
      { title: 'On the page, afterwards', notes: [], rows: [...ours!.later, { what: 'DOM nodes of ours on a page that is no artifact', is: ours!.nodes - none!.nodes, budget: 0 }] },
      await openings(saved.work[saved.largest]!),
    ]
  } finally {
    rmSync(empty, { recursive: true, force: true })
  }
}

/** The pages of the site whose content script is there, and one of it that is no artifact. */
function savedOf(folder: string): { work: Saved[]; other: Saved; largest: number } {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as { file: string; url: string; artifact: boolean }[]
  const all = expected.filter(({ url }) => url.startsWith('https://github.com/')).map((one) => ({ ...one, html: readFileSync(join(folder, one.file), 'utf8') }))
  const work = all.filter(({ artifact }) => artifact)
  const sizes = work.map(({ html }) => html.length)
  return { work, other: all.find(({ artifact }) => !artifact)!, largest: sizes.indexOf(Math.max(...sizes)) }
}

/** The least that a content script can cost. */
function emptyExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-empty-'))
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({
    manifest_version: 3, name: 'Empty', version: '1', key: publicKey, background: { service_worker: 'background.js' },
    content_scripts: [{ matches: ['https://github.com/*'], js: ['content.js'], run_at: 'document_idle' }],
  }))
  writeFileSync(join(folder, 'background.js'), '')
  writeFileSync(join(folder, 'content.js'), '(() => undefined)()')
  return folder
}

interface Measured { first: number[]; again: number[]; longest: number[]; heaps: number[]; tasks: number; nodes: number; later: Row[] }

async function measure(extension: string | false, { work, other, largest }: ReturnType<typeof savedOf>): Promise<Measured> {
  const browser = await launch({ extension })
  try {
    await ready(browser, extension)
    for (const { url, html } of [...work, other, blank]) await serve(browser.context, url, html)
    const result: Measured = { first: [], again: [], longest: [], heaps: [], tasks: 0, nodes: 0, later: [] }
    for (const one of work) {
      await inPage(browser, async (page, session) => {
        const times: Spent[] = []
        for (let load = 0; load <= loads; load += 1) {
          await page.goto(blank.url)
          times.push(await spentDuring(session, () => go(page, one.url)))
        }
        const [first, ...again] = times
        result.first.push(first!.ms)
        result.again.push(median(again.map(({ ms }) => ms)))
        result.longest.push(...times.map(({ longest }) => longest))
      })
      await inPage(browser, async (page, session) => {
        await go(page, one.url)
        result.heaps.push(await heapOf(session))
        result.tasks += await page.evaluate(() => new Promise<number>((resolve) => {
          new PerformanceObserver((list, observer) => { observer.disconnect(); resolve(list.getEntries().length) }).observe({ type: 'longtask', buffered: true })
          setTimeout(() => resolve(0), 100)
        }))
      })
    }
    await inPage(browser, async (page) => {
      await go(page, other.url)
      result.nodes = await page.evaluate(() => document.querySelectorAll('*').length)
    })
    if (extension === builtExtension) result.later = await afterwards(browser, work[largest]!, other)
    return result
  } finally {
    await browser.close()
  }
}

const blank = { url: 'https://github.com/blank', html: '<!doctype html><title>Blank</title>' }

/** A content script registered at run time stands a moment after the install. */
async function ready(browser: Browser, extension: string | false): Promise<void> {
  if (extension !== builtExtension) return
  const background = await browser.background()
  for (let tries = 0; tries < 100; tries += 1) {
    const ids = await background.evaluate(async () => ((await (globalThis as any).chrome.scripting.getRegisteredContentScripts()) as { id: string }[]).map(({ id }) => id))
    if (ids.includes('site-github')) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The content script was not registered')
}

/** On a fresh tab that already stands on the site, so that the next page comes in the same process. */
async function inPage<T>(browser: Browser, use: (page: Page, session: CDPSession) => Promise<T>): Promise<T> {
  const page = await browser.context.newPage()
  try {
    await page.goto(blank.url)
    return await use(page, await browser.context.newCDPSession(page))
  } finally {
    await page.close()
  }
}

async function go(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.waitForTimeout(idleMs)
}

/** What happens on a page that stands. */
async function afterwards(browser: Browser, big: Saved, other: Saved): Promise<Row[]> {
  const rows: Row[] = []
  const row = (what: string, is: Row[string], budget: Row[string]): void => void rows.push({ what, is, budget })

  await inPage(browser, async (page, session) => {
    await go(page, big.url)
    if (!(await launcherOf(page))) throw new Error('No launcher stands on the largest page')
    await page.waitForTimeout(settledMs - idleMs)
    row('calls of our functions while 2,000 nodes come and go on a settled page', await callsDuring(session, () => churn(page)), 0)
    row('ms of ours meanwhile', short((await spentDuring(session, () => churn(page))).ms), '0')
  })

  await inPage(browser, async (page, session) => {
    await go(page, big.url)
    const times = 20
    const soft = async (path: (n: number) => string) => short((await spentDuring(session, async () => {
      for (let n = 0; n < times; n += 1) {
        await page.evaluate((to) => { history.pushState(null, '', to); document.dispatchEvent(new Event('turbo:render')) }, path(n))
        await page.waitForTimeout(100)
      }
    })).ms / times)
    row('ms a soft navigation, same work', await soft((n) => `${new URL(big.url).pathname}/${n % 2 ? 'files' : 'commits'}`), '1')
    row('ms a soft navigation, other work', await soft((n) => `/northwind/trails/pull/${n + 1}`), '1')
  })

  await inPage(browser, async (page, session) => {
    row('ms on a page that is no artifact', short((await spentDuring(session, () => go(page, other.url))).ms), 'identify only')
    row('observers on a page that is no artifact', await observersOf(page), 0)
  })

  const reads: number[] = []
  for (let load = 0; load < 5; load += 1) {
    reads.push(await inPage(browser, async (page, session) => {
      await go(page, big.url)
      const background = await browser.background()
      return (await spentDuring(session, async () => {
        const [{ result } = { result: null }] = await background.evaluate(async (url) => {
          const { tabs, scripting } = (globalThis as any).chrome
          const [{ id }] = await tabs.query({ url })
          return scripting.executeScript({ target: { tabId: id }, files: ['read.js'] })
        }, big.url)
        if (!result) throw new Error('read found nothing')
      })).ms
    }))
  }
  row(`ms of read on the largest page (${(big.html.length / 1e6).toFixed(2)} MB), cold`, short(median(reads)), '15')
  return rows
}
