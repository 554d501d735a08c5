/** Journey 1, in the browser: after `npm start` a newcomer recognises somebody on the made-up work, with the very build that it made. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../scripts/lib/backend.mjs'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { type Browser, screenshot } from '../support/browser'
import { send, soon } from './acts'
import { launcherIn } from './looks'
import { browserOf, panelOf } from './world'

let state: string
let home: string
let started: ChildProcess
let browser: Browser
const printed: string[] = []

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'cairn-newcomer-'))
  const port = await freePort(0)
  home = `http://localhost:${port}`
  started = spawn(process.execPath, [inRoot('scripts/start.mjs')], { env: { ...process.env, CI: 'true', PORT: String(port), CAIRN_DIR: state } })
  await new Promise<void>((ready, never) => {
    for (const stream of [started.stdout!, started.stderr!]) stream.on('data', (text) => {
      printed.push(String(text))
      if (printed.join('').includes(`ready ${home}`)) ready()
    })
    started.on('exit', () => never(new Error(printed.join(''))))
  })
  browser = await browserOf({ extension: inRoot('dist/extension/chrome') })
})
afterAll(async () => {
  await browser?.close()
  started?.kill('SIGTERM')
  rmSync(state, { recursive: true, force: true, maxRetries: 5 })
})

it('says where the extension lies that was loaded here', () => {
  expect(printed.join('')).toContain(inRoot('dist/extension/chrome'))
})

it('opens the work, presses the button, comes in as Ben, writes a sentence, sends it; Dee has it and an e-mail', async () => {
  const words = 'Your failing test found the second charge before any hiker paid it.'
  const steps: string[] = []
  const step = <T>(what: string, act: Promise<T>): Promise<T> => (steps.push(what), act)
  const mailsToDee = async () => ((await (await fetch(`${home}/dev/mailbox`, { headers: { accept: 'application/json' } })).json()) as { to: string; text: string }[]).filter(({ to }) => to === 'dee@demo.cairn.test')
  const before = await mailsToDee()
  const page = await browser.context.newPage()
  const began = Date.now()
  await step('open the work', page.goto(`${home}/work/`))
  await step('open the pull request', page.getByRole('link', { name: 'Retry payments after a timeout' }).click())
  await page.waitForURL('**/work/github/northwind/trail-pay/pull/482')
  const { x, y } = await launcherIn(page)
  await screenshot(page, 'newcomer-work')
  await step('the button', page.mouse.click(x, y))
  const panel = await panelOf(page)
  const opened = browser.context.waitForEvent('page')
  await step('sign in', panel.getByRole('button', { name: 'Sign in' }).click())
  const server = await opened
  await screenshot(server, 'newcomer-cast')
  await step('as Ben', server.getByRole('button', { name: /Ben Ode/ }).click())
  await step('connect', server.getByRole('button', { name: 'Connect this browser as Ben Ode' }).click())
  await panel.getByRole('button', { name: 'Remove Dee Alvarez' }).waitFor()
  await step('write', panel.locator('textarea').first().pressSequentially(words))
  await screenshot(page, 'newcomer-written')
  steps.push('send')
  await send(panel)
  expect(steps).toHaveLength(8)
  expect(Date.now() - began).toBeLessThan(60_000)

  const token = async (email: string): Promise<string> => ((await (await fetch(`${home}/auth/demo`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email }) })).json()) as { access_token: string }).access_token
  const authorization = `Bearer ${await token('dee@demo.cairn.test')}`
  const received = () => fetch(`${home}/api/v1/me/received`, { headers: { authorization } }).then((answer) => answer.json() as Promise<{ items: { body: { text?: string }; artifact: { title: string } }[] }>)
  const has = ({ items }: Awaited<ReturnType<typeof received>>) => items.filter(({ body }) => body.text === words)
  expect(has(await soon(received, (now) => has(now).length > 0))).toMatchObject([{ artifact: { title: 'Retry payments after a timeout' } }])
  expect(await soon(mailsToDee, (mails) => mails.length > before.length)).toHaveLength(before.length + 1)
})
