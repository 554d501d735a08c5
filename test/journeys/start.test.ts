import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../scripts/lib/backend.mjs'
import { inRoot } from '../../scripts/lib/paths.mjs'

let state: string
let port: number
const running: ChildProcess[] = []
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'cairn-start-'))
  port = await freePort(0)
})
afterAll(() => {
  for (const child of running) child.kill('SIGTERM')
  rmSync(state, { recursive: true, force: true, maxRetries: 5 })
})

/** Runs the command that `npm start` runs, until it is ready or ends. */
function start(...args: string[]): Promise<{ child: ChildProcess; lines: string[]; code: number | null }> {
  const child = spawn(process.execPath, [inRoot('scripts/start.mjs'), ...args], { env: { ...process.env, CI: 'true', PORT: String(port), CAIRN_DIR: state } })
  running.push(child)
  let text = ''
  return new Promise((resolve) => {
    const done = (code: number | null): void => resolve({ child, lines: text.trim().split('\n'), code })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => {
      text += String(chunk)
      if (/^ready .*$/m.test(text)) done(null)
    })
    child.on('exit', done)
  })
}

const stop = (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> =>
  new Promise((resolve) => {
    child.on('exit', resolve)
    child.kill(signal)
  })

/** What Ada may call herself by, or the status that refused it. */
async function signIn(): Promise<number> {
  const { status } = await fetch(`http://localhost:${port}/auth/demo`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'ada@demo.cairn.test' }),
  })
  return status
}

it('starts with the demo company, refuses a taken port in one line, and comes back after any end', async () => {
  const first = await start()
  expect(first.lines.at(-1)).toBe(`ready http://localhost:${port}`)
  expect(first.lines.filter((line) => /chrome:\/\/extensions|about:debugging/.test(line))).toHaveLength(2)
  expect([await signIn(), (await fetch(`http://localhost:${port}/work/`)).status, (await fetch(`http://localhost:${port}/`)).status]).toEqual([200, 200, 200])

  const second = await start()
  expect([second.code, second.lines]).toEqual([1, [expect.stringContaining(`Port ${port} is taken`)]])

  await stop(first.child, 'SIGKILL') // The runtime stays behind, and the next start ends it.
  const third = await start()
  expect(third.lines.at(-1)).toBe(`ready http://localhost:${port}`)
  expect(third.lines.join('\n')).not.toContain('Writing the demo company')
  expect(await signIn()).toBe(200)
  expect(await stop(third.child, 'SIGINT')).toBe(0)
  await expect(fetch(`http://localhost:${port}/api/health`)).rejects.toThrow()
}, 120_000)

it('knows --reset and says what it does not know', async () => {
  const wrong = await start('--rest')
  expect([wrong.code, wrong.lines]).toEqual([1, ['npm start knows only --reset, not --rest.']])
  const fresh = await start('--reset')
  expect(fresh.lines.join('\n')).toContain('Writing the demo company')
  expect(await signIn()).toBe(200)
  expect(await stop(fresh.child, 'SIGTERM')).toBe(0)
}, 120_000)
