import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type BackendOptions, startBackend } from '../../scripts/lib/backend.mjs'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { bundleWorker } from '../../scripts/lib/worker.mjs'

let options: BackendOptions & { dir: string }
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-backend-'))
  const { modules } = await bundleWorker({ entry: inRoot('test/scripts/backend/worker.ts') })
  options = { modules, dir: join(folder, 'state'), assets: join(folder, 'desk'), migrations: inRoot('test/scripts/backend/migrations') }
  mkdirSync(join(folder, 'desk'))
  writeFileSync(join(folder, 'desk/index.html'), 'desk')
})
afterAll(() => rmSync(join(options.dir, '..'), { recursive: true }))

const notes = async (backend: Awaited<ReturnType<typeof startBackend>>): Promise<string[]> =>
  (await backend.db.prepare('select id from note order by id').all<{ id: string }>()).results.map(({ id }) => id)

it('migrates and seeds once, keeps what was answered through a kill, and gives its own paths to the Worker', async () => {
  const first = await startBackend(options)
  expect(first.migrated).toEqual(['0001_note.sql'])
  const ask = async (path: string): Promise<string> => (await fetch(first.url + path)).text()
  expect([await ask('/'), await ask('/goals/1'), await ask('/api/x'), await ask('/setup')]).toEqual(['desk', 'desk', 'worker', 'worker'])
  expect(await first.runScheduled()).toMatchObject({ outcome: 'ok' })
  expect([(await fetch(`${first.url}/api/mail`)).status, (await fetch(`${first.url}/api/mail`)).status, first.mail.list().length]).toEqual([201, 200, 1])
  await ask('/api/note')
  const [before, environment] = [await notes(first), JSON.parse(await ask('/api/env')) as Record<string, string>]
  expect(environment).toMatchObject({ DEMO: 'true', BASE_URL: first.url })
  expect(Buffer.from(environment.SEALING_KEY ?? '', 'base64')).toHaveLength(32)
  expect(statSync(join(options.dir, 'secrets.json')).mode & 0o777).toBe(0o600)
  await first.stop()
  await expect(fetch(`${first.url}/api/x`)).rejects.toThrow()

  const second = await startBackend({ ...options, demo: false })
  expect([second.migrated, await notes(second)]).toEqual([[], before])
  expect(before).toHaveLength(3)
  expect(await (await fetch(`${second.url}/api/env`)).json()).toEqual({ BASE_URL: second.url, SEALING_KEY: environment.SEALING_KEY })
  await expect(startBackend({ ...options, port: second.port })).rejects.toThrow(`Port ${second.port} is taken`)
  await second.stop()
}, 60_000)
