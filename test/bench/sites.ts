/** What each site's content script costs on a page of ours that looks like its host, and where there is no work. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { CDPSession, Page } from 'playwright-core'
import { covers } from '../../shared/hosts'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { builtExtension, launch, serve } from '../support/browser'
import { callsDuring, launcherOf, observersOf, spentDuring } from './browsing'
import { churn } from './churn'
import { median, type Row, type Section, short, verdict } from './table'

const loads = 3
const idleMs = 700
/** A page without a bar of its own is looked through for ten seconds. */
const settledMs = 10_500
const budgetKiB = 8

/** The size of every content script, the largest first, against the budget. */
export function scriptSizes(): Section {
  const folder = join(builtExtension, 'content-scripts')
  const sizes = readdirSync(folder).filter((file) => file.endsWith('.js')).map((file) => ({ file, kib: gzipSync(readFileSync(join(folder, file)), { level: 9 }).length / 1_024 }))
  return {
    title: 'Content scripts, after gzip', notes: ['All of a site that runs before a click: identify, launcher, frame, soft navigation. Sheets and words come from the background.'],
    rows: sizes.sort((a, b) => b.kib - a.kib).map(({ file, kib }): Row => ({ site: file.replace(/\.js$/, ''), 'KiB gzip': Math.round(kib * 100) / 100, budget: budgetKiB, verdict: verdict(kib, budgetKiB) })),
  }
}

interface Place { site: string; url: string; html: string; none: string }

/** One page of ours for each site, at an address that the tested build is granted, and an address of the same host that is no work. */
function places(): Place[] {
  const { host_permissions: granted } = JSON.parse(readFileSync(join(builtExtension, 'manifest.json'), 'utf8')) as { host_permissions: string[] }
  const isGranted = (url: string): boolean => URL.canParse(url) && granted.some((pattern) => covers(pattern, new URL(url)))
  return readdirSync(inRoot('test/pages')).flatMap((site) => {
    const file = (name: string) => inRoot('test/pages', site, name)
    if (!existsSync(file('addresses.json'))) return []
    const addresses = (JSON.parse(readFileSync(file('addresses.json'), 'utf8')) as [string, unknown][]).filter(([url]) => isGranted(url))
    const pages = existsSync(file('expected.json')) ? (JSON.parse(readFileSync(file('expected.json'), 'utf8')) as { file: string; url: string }[]).filter(({ url }) => isGranted(url)) : []
    const url = pages[0]?.url ?? addresses.find(([, work]) => work !== null)?.[0]
    const none = addresses.find(([one, work]) => work === null && url !== undefined && new URL(one).origin === new URL(url).origin)?.[0]
    return url && none ? [{ site, url, none, html: readFileSync(pages[0] ? file(pages[0].file) : inRoot('test/pages/hosts/light.html'), 'utf8') }] : []
  })
}

const blank = '<!doctype html><html><head><title>No work</title></head><body><main></main></body></html>'
const blankNodes = 5

export async function sites(): Promise<Section> {
  const browser = await launch()
  try {
    const rows: Row[] = []
    for (const { site, url, none, html } of places()) {
      await serve(browser.context, `${new URL(url).origin}/**`, html)
      await serve(browser.context, none.replace(/[#?].*$/, '') + '*', blank)
      const page = await browser.context.newPage()
      const session = await page.context().newCDPSession(page)
      rows.push({ site, ...(await onWork(page, session, url)), ...(await elsewhere(page, session, none)) })
      await page.close()
    }
    return {
      title: `Cost on a page of ours for each of ${rows.length} sites`,
      notes: ['Small pages: the script’s own time shows, not the host’s. Script ms: from load to idle, median of three further loads. Elsewhere: an address of the same host that is no work. Budgets: 2 ms, 0 calls, 1 ms; elsewhere identify only, 0, 0.'],
      rows,
    }
  } finally {
    await browser.close()
  }
}

async function onWork(page: Page, session: CDPSession, url: string): Promise<Row> {
  const times: number[] = []
  for (let load = 0; load <= loads; load += 1) {
    await page.goto('about:blank')
    times.push((await spentDuring(session, () => go(page, url))).ms)
  }
  for (let tries = 0; tries < 30 && !(await launcherOf(page)); tries += 1) await page.waitForTimeout(100)
  if (!(await launcherOf(page))) throw new Error(`No launcher stands on ${url}`)
  await page.waitForTimeout(settledMs)
  const calls = await callsDuring(session, () => churn(page))
  const soft = await spentDuring(session, async () => {
    for (let n = 0; n < 10; n += 1) {
      await page.evaluate((to) => history.pushState(null, '', to), `#x${n}`)
      await page.waitForTimeout(60)
    }
  })
  return { 'script ms': short(median(times.slice(1))), 'calls in churn': calls, 'ms a soft navigation': short(soft.ms / 10) }
}

async function elsewhere(page: Page, session: CDPSession, none: string): Promise<Row> {
  const { ms } = await spentDuring(session, () => go(page, none))
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  return { 'elsewhere ms': short(ms), 'observers elsewhere': await observersOf(page), 'nodes elsewhere': nodes - blankNodes }
}

async function go(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.waitForTimeout(idleMs)
}
