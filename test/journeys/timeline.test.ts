/** Journey 3 and parts of 10 and 12: evidence by month with its filters and exports, the feed, search, and one's own data. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { accessibility, type Browser, screenshot } from '../support/browser'
import { looksRight } from './looks'
import { type Backend, backendOf, browserOf, type Person, person, signIn } from './world'

let backend: Backend
let his: Browser
let people: Record<'ada' | 'ben' | 'chi' | 'ivy', Person>
/** A day of the month so many before this one. */
const day = (months: number, of: number) => new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - months, of, 12))
const text = (at: Date) => at.toISOString().slice(0, 10)

/** Something said to somebody, then. */
async function say(by: Person, to: Person, words: string, at: Date, more: Record<string, unknown> = {}): Promise<string> {
  const id = newId()
  await by.post('/api/v1/feedback', { id, kind: 'recognition', visibility: 'organization', recipients: [to.id], keys: ['org'], body: { text: words }, values: [], artifact: null, ...more })
  const moved = `0${at.getTime().toString(16)}`.slice(-12)
  const seq = `${moved.slice(0, 8)}-${moved.slice(8)}${id.slice(13)}`
  await backend.db.batch([
    backend.db.prepare('update feedback set at = ?1, seq = ?2 where id = ?3').bind(at.getTime(), seq, id),
    backend.db.prepare('update feed set seq = ?1 where feedback_id = ?2').bind(seq, id),
  ])
  return id
}

beforeAll(async () => {
  backend = await backendOf()
  const [ada, ben, chi, ivy] = await Promise.all(['ada', 'ben', 'chi', 'ivy'].map((name) => person(backend, name)))
  people = { ada: ada!, ben: ben!, chi: chi!, ivy: ivy! }
  for (let n = 1; n <= 8; n += 1) await say(chi!, ben!, `You kept the register of huts current, part ${n}.`, day(5, 2 * n))
  await say(ada!, ben!, 'You asked the harbour office before you promised a date.', day(5, 9), { visibility: 'recipients', keys: [`person:${ada!.id}`, `person:${ben!.id}`] })
  await say(ada!, chi!, 'You drew the quartz route so that a child could follow it.', day(2, 9), { visibility: 'recipients', keys: [`person:${ada!.id}`, `person:${chi!.id}`] })
  await backend.db.prepare('insert into away_periods select org_id, id, ?1, ?2 from people where id = ?3').bind(text(day(4, 6)), text(day(3, 16)), ben!.id).run()
  his = await browserOf()
  await signIn(his, backend, 'Ben Ode')
})
afterAll(async () => {
  await his?.close()
  await backend?.stop()
})

async function desk(path: string, size = { width: 1280, height: 1000 }): Promise<Page> {
  const page = await his.open(`desk.html#${path}`)
  await page.setViewportSize(size)
  return page
}

it('Ben sees what reached him as a cairn a month, with the time he was away greyed and no gap', async () => {
  const page = await desk('/timeline')
  const picture = page.getByRole('img', { name: /^Evidence, / })
  const said = (await picture.getAttribute('aria-label'))!
  expect(said).toMatch(/9 recognitions/)
  expect(said).toMatch(/Away .* to /)
  expect(await picture.getByText('+4').isVisible()).toBe(true)
  expect(await picture.locator('.cairns-away').count()).toBe(1)
  await page.getByText('You asked support for three real refunds').waitFor()
  expect(await page.getByText('You drew the quartz route').count()).toBe(0)
  await looksRight(his, 'timeline', { ours: page, page })
  await page.setViewportSize({ width: 360, height: 780 })
  await looksRight(his, 'timeline-360', { ours: page, page })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.setViewportSize({ width: 1280, height: 1000 })
  await page.getByRole('button', { name: 'As a list' }).click()
  await page.getByText(/9 recognitions/).first().waitFor()
  expect(await accessibility(page)).toEqual([])
  await page.close()
})

it('he chooses by kind, person and site, and takes exactly that along as Markdown and as JSON', async () => {
  const page = await desk('/timeline')
  const choose = async (what: string, option: string) => {
    await page.getByRole('button', { name: new RegExp(`^${what}: `) }).click()
    await page.getByRole('menuitem', { name: option }).click()
  }
  await choose('From', 'Ada Okafor')
  await choose('Kind', 'Recognition')
  await page.getByText('You asked the harbour office').waitFor()
  expect(await page.getByText('part 1.').count()).toBe(0)
  const take = async (as: string) => {
    await page.getByRole('button', { name: 'Export what is shown' }).click()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: as }).click()])
    return { name: file.suggestedFilename(), text: await readFile((await file.path())!, 'utf8') }
  }
  const data = await take('Data (JSON)')
  expect(data.name).toMatch(/^evidence-for-ben-ode-.*\.json$/)
  const json = JSON.parse(data.text)
  expect(json).toMatchObject({ format: 'cairn.evidence', version: 1, person: { name: 'Ben Ode' }, filters: { person: people.ada.id, kind: 'recognition' } })
  expect(json.items.map((card: any) => card.body.text)).toEqual(['You asked the harbour office before you promised a date.'])
  expect(json.months.flatMap((month: any) => month.items)).toEqual(json.items.map((card: any) => card.id))
  expect(json.months.some((month: any) => month.empty === 'gap') && json.months.some((month: any) => month.away.length > 0)).toBe(true)
  const { name, text } = await take('Text (Markdown)')
  expect(name).toMatch(/\.md$/)
  expect(text).toMatch(/^# Evidence for Ben Ode/)
  expect(text).toContain('> You asked the harbour office before you promised a date\\.')
  expect(text).toContain('Only Ada Okafor and you')
  expect(text).not.toContain('register of huts')
  await choose('Kind', 'Feedback')
  await page.getByText('You answered every question').waitFor()
  await page.getByRole('button', { name: 'Show all of it' }).click()
  await page.getByText('You asked support for three real refunds').waitFor()

  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  await screenshot(page, 'timeline-print')
  for (const gone of ['.desk-rail', '.timeline-filters']) expect(await page.locator(gone).isVisible(), gone).toBe(false)
  expect(await page.getByText('You asked support for three real refunds').isVisible()).toBe(true)
  await page.close()
})

it('on somebody else’s page he sees what he may see, and not when they were away', async () => {
  const page = await desk(`/people/${people.ivy.id}`)
  await page.getByRole('link', { name: 'Month by month' }).click()
  await page.getByText('You drew the emergency card').waitFor()
  expect(await page.locator('.cairns-away').count()).toBe(0)
  await page.close()
})

it('her manager sees Ivy’s time away greyed', async () => {
  const gus = await browserOf()
  try {
    await signIn(gus, backend, 'Gus Lind')
    const page = await gus.open(`desk.html#/people/${people.ivy.id}/timeline`)
    await page.getByText('You drew the emergency card').waitFor()
    expect(await page.locator('.cairns-away').count()).toBe(1)
    expect(await page.getByRole('img', { name: /Away / }).count()).toBe(1)
    await page.close()
  } finally {
    await gus.close()
  }
})

it('the feed holds everything he may see, and goes on', async () => {
  const page = await desk('/feed')
  await page.getByRole('article').nth(19).waitFor()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('article').nth(20).waitFor()
  expect(await page.getByText('quartz').count()).toBe(0)
  await page.close()
})

it('a slash leads to the search, which finds his own words and never Chi’s', async () => {
  const page = await desk('/')
  await page.getByRole('searchbox').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('harbour')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What was said' }).waitFor()
  await page.getByText('You asked the harbour office').waitFor()
  await looksRight(his, 'search', { ours: page, page })
  const field = page.getByRole('searchbox')
  await field.fill('quartz')
  await page.getByText('Nothing found for “quartz”.').waitFor()
  await field.fill('chi')
  await page.getByRole('link', { name: 'Chi Tran' }).waitFor()
  await field.fill('pay')
  await page.getByText('Payments').first().waitFor()
  await page.setViewportSize({ width: 360, height: 780 })
  await looksRight(his, 'search-360', { ours: page, page })
  await page.close()
})

it('one click gives him all that is his, as data and as a page that runs nothing', async () => {
  await say(people.ben, people.chi, 'You found <script>alert(1)</script> in the "notes" & told me.', new Date())
  const page = await desk('/settings/data')
  await page.getByRole('button', { name: 'Export my data' }).click()
  const keep = async (as: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: as }).click()])
    return readFile((await file.path())!, 'utf8')
  }
  const text = await keep('Data (JSON)')
  const data = JSON.parse(text)
  expect(data).toMatchObject({ format: 'cairn.my-data', me: { person: { name: 'Ben Ode' } } })
  const bodies = data.cards.map((card: any) => card.body.text ?? card.body.behaviour)
  expect(bodies).toContain('You asked the harbour office before you promised a date.')
  expect(bodies).toContain('You found <script>alert(1)</script> in the "notes" & told me.')
  expect(text).not.toMatch(/quartz|cairn_[0-9a-f]{8}/)
  expect(new Set(data.cards.map((card: any) => card.mine))).toEqual(new Set(['author', 'recipient']))
  const html = await keep('Page to read or print (HTML)')
  expect(html).not.toContain('<script')
  const reading = await his.context.newPage()
  await reading.setContent(html)
  await reading.getByText('You found <script>alert(1)</script> in the "notes" & told me.').waitFor()
  await reading.getByRole('heading', { name: 'What reached me' }).waitFor()
  await screenshot(reading, 'my-data')
  expect(await accessibility(reading)).toEqual([])
  await reading.close()
  await screenshot(page, 'settings-my-data')
  await page.close()
})
