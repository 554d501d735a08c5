// The local backend: our bundle on workerd, D1 and mailbox on disk, bound to the loopback address. Used by start, tests and benchmarks.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extensionId } from './identity.mjs'
import { answer, openMailbox } from './mailbox.mjs'
import { applyMigrations, readMigrations } from './migrations.mjs'
import { withLocalKey } from './pack.mjs'
import { inRoot } from './paths.mjs'
import { bundleWorker, compatibilityDate, compatibilityFlags, cron, demoEntry, workerFirst } from './worker.mjs'

/**
 * @typedef {object} BackendOptions
 * @property {number} [port] 0 = any free one (the default)
 * @property {string} [dir] where state lives; without it a temporary folder, deleted by stop()
 * @property {boolean} [demo] demo mode with the demo company in it (the default)
 * @property {boolean} [seed] write the demo company when it is not there yet (the default in demo mode)
 * @property {boolean} [weeks] with what came of what was said there: requests, 1:1s, an agreement (the default)
 * @property {Record<string, string>} [env] more or other variables and secrets for the Worker
 * @property {boolean} [persist] keep `dir` at stop (the default when `dir` is given)
 * @property {import('./worker.mjs').Module[]} [modules] the Worker's bundle, to build it once for many starts
 * @property {string} [migrations] folder of SQL files
 * @property {string} [assets] folder of the web desk
 * @property {boolean} [everyMinute] run the cron, as production does
 * @property {string} [log] file for what the Worker prints; without it, kept in memory
 */

/**
 * Starts a backend and answers when `/api/health` does. It can be stopped at any moment and started again on the same `dir`.
 * @param {BackendOptions} [options]
 */
export async function startBackend(options = {}) {
  const { demo = true, env = {}, assets = inRoot('dist/desk'), everyMinute = false } = options
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'cairn-'))
  await endOrphan(dir)
  const keep = options.persist ?? options.dir !== undefined
  const port = await freePort(options.port ?? 0)
  const url = `http://localhost:${port}`
  const modules = options.modules ?? (await bundleWorker({ entry: demoEntry })).modules
  const mail = openMailbox(join(dir, 'mail'))
  const answerMail = answer(mail)
  const printed = printer(options.log)

  const { Log, LogLevel, Miniflare, Response } = await import('miniflare')
  mkdirSync(assets, { recursive: true })
  const runtime = new Miniflare({
    host: '127.0.0.1', port, cf: false, telemetry: { enabled: false }, logRequests: false, log: new Log(LogLevel.NONE),
    handleRuntimeStdio: (/** @type {import('node:stream').Readable[]} */ ...streams) =>
      streams.forEach((stream) => stream.on('data', (chunk) => printed.add(String(chunk)))),
    name: 'cairn', modules: modules.map((one) => ({ type: /** @type {const} */ ('ESModule'), ...one })), compatibilityDate, compatibilityFlags,
    d1Databases: { DB: 'cairn' }, d1Persist: join(dir, 'd1'),
    ratelimits: { LIMITER: { namespace_id: '1001', simple: { limit: demo ? 100_000 : 300, period: 60 } } },
    serviceBindings: {
      MAILBOX: async (/** @type {import('miniflare').Request} */ request) => {
        const { status, body } = await answerMail(request)
        return Response.json(body, { status })
      },
    },
    assets: {
      directory: assets, binding: 'ASSETS',
      assetConfig: { not_found_handling: 'single-page-application' },
      routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: false, static_routing: { user_worker: workerFirst } },
    },
    bindings: {
      ...(demo ? { DEMO: 'true' } : {}), BASE_URL: url, EXTENSION_ORIGINS: `chrome-extension://${extensionId}`,
      MAIL_FROM: 'Cairn <cairn@localhost>', SEALING_KEY: sealingKey(dir),
      ...(demo ? { PACK_KEY: await withLocalKey(process.env.CAIRN_PACK_KEY) } : {}),
      ...(process.env.SETUP_TOKEN ? { SETUP_TOKEN: process.env.SETUP_TOKEN } : {}), ...env,
    },
  })

  let stopped = false
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer
  /** Kills the runtime at once, as a power cut would; what was answered before is on disk. */
  const stop = async () => {
    if (stopped) return
    stopped = true
    clearInterval(timer)
    await runtime.dispose()
    rmSync(pidFile(dir), { force: true })
    if (!keep) rmSync(dir, { recursive: true, force: true })
  }

  try {
    await runtime.ready
    rememberRuntime(dir)
    const db = await runtime.getD1Database('DB')
    const migrated = await applyMigrations(db, readMigrations(options.migrations ?? inRoot('worker/migrations')))
    await expectOk(await fetch(`${url}/api/health`), 'The backend is not healthy', printed)
    if (options.seed ?? demo) await seed(url, join(dir, 'd1', 'seeded'), printed, options.weeks ?? true)

    /** What the cron does: now, or as it will at another moment. */
    const runScheduled = async (at = new Date()) => {
      const worker = await runtime.getWorker()
      return worker.scheduled({ cron, scheduledTime: at })
    }
    if (everyMinute) timer = setInterval(() => void runScheduled().catch((error) => printed.add(`cron: ${error.message}\n`)), 60_000)
    timer?.unref()
    return { url, port, dir, db, mail, migrated, stop, runScheduled, printed: () => printed.text() }
  } catch (error) {
    await stop()
    throw error
  }
}

/** @typedef {Awaited<ReturnType<typeof startBackend>>} Backend */

/** The port itself, or any free one for 0; a taken port is said in one line. @param {number} wanted @returns {Promise<number>} */
export function freePort(wanted) {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      reject(new Error(error.code === 'EADDRINUSE' ? `Port ${wanted} is taken. Stop what uses it, or choose another: PORT=${wanted + 1} npm start` : error.message)))
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
      server.close(() => resolve(port))
    })
  })
}

// A launcher that was killed hard leaves its runtime behind, holding port and database: the next start on the same folder ends it.
const pidFile = (/** @type {string} */ dir) => join(dir, 'runtime.pid')

/** @param {string} dir */
function rememberRuntime(dir) {
  const mine = processes().filter(({ parent, command }) => parent === process.pid && isRuntime(command)).map(({ id }) => id)
  writeFileSync(pidFile(dir), `${Math.max(...mine, 0)} ${process.pid}`)
}

/** Ends the runtime that a killed launcher left on a folder. @param {string} dir */
export async function endOrphan(dir) {
  if (!existsSync(pidFile(dir))) return
  const [id, parent] = readFileSync(pidFile(dir), 'utf8').split(' ').map(Number)
  const left = processes().find((one) => one.id === id && isRuntime(one.command))
  if (left?.parent === parent) return // Its launcher lives.
  if (left) {
    process.kill(left.id, 'SIGKILL')
    for (let tries = 0; tries < 100 && alive(left.id); tries++) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  rmSync(pidFile(dir))
}

/** @param {number} id */
function alive(id) {
  try {
    return process.kill(id, 0)
  } catch {
    return false
  }
}

const isRuntime = (/** @type {string} */ command) => /\bworkerd\b.*\bserve\b/.test(command)

/** @returns {{ id: number, parent: number, command: string }[]} none where there is no ps */
function processes() {
  const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return [...(stdout ?? '').matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, id, parent, command = '']) => ({ id: Number(id), parent: Number(parent), command }))
}

/** The key that seals private words in this folder: made once, readable by its owner alone. @param {string} dir @returns {string} */
function sealingKey(dir) {
  mkdirSync(dir, { recursive: true })
  const file = join(dir, 'secrets.json')
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ SEALING_KEY: randomBytes(32).toString('base64') }), { mode: 0o600 })
  return JSON.parse(readFileSync(file, 'utf8')).SEALING_KEY
}

/** Writes the demo company once; the marker goes with the database. @param {string} url @param {string} marker @param {Printer} printed @param {boolean} weeks */
async function seed(url, marker, printed, weeks) {
  if (existsSync(marker)) return
  const now = new Date()
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
  const answered = await fetch(`${url}/dev/seed`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ today, weeks }),
  })
  await expectOk(answered, 'The demo company could not be written', printed)
  writeFileSync(marker, today)
}

/** @param {Response} answered @param {string} what @param {Printer} printed */
async function expectOk(answered, what, printed) {
  const body = await answered.text()
  if (!answered.ok) throw new Error(`${what}: ${answered.status} ${body.slice(0, 300)}\n${printed.text().slice(-2_000)}`.trim())
}

/** @typedef {ReturnType<typeof printer>} Printer */

/** Keeps what the Worker prints: in a file, or its end in memory. @param {string} [file] */
function printer(file) {
  let kept = ''
  return {
    /** @param {string} text */
    add(text) {
      if (file) appendFileSync(file, text)
      kept = (kept + text).slice(-20_000)
    },
    text: () => kept,
  }
}
