/** What is shipped, after gzip, and how long the Worker takes to start over one that does nothing. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { freePort } from '../../scripts/lib/backend.mjs'
import { buildDesk, buildExtension } from '../../scripts/lib/build.mjs'
import { bundleWorker, compatibilityDate, compatibilityFlags, type Module } from '../../scripts/lib/worker.mjs'
import { median, type Row, type Section, short, verdict } from './table'

const starts = 9

export async function sizes(): Promise<Section[]> {
  // As a store gets it: no demo site, no key.
  const [extension, desk, worker] = await Promise.all([buildExtension('chrome', { store: true }), buildDesk(), bundleWorker()])
  const page = (name: string, html: string, budget: number | null, root = extension): Row => {
    const files = loadedBy(root, html)
    return sizeRow(name, files.filter((file) => file.endsWith('.js')).map((file) => join(root, file)), budget, files.filter((file) => file.endsWith('.css')).map((file) => join(root, file)))
  }
  const rows = [
    sizeRow('content script, github', [join(extension, 'content-scripts/github.js')], 8),
    page('panel', 'panel.html', 90), page('popup', 'popup.html', 90), page('desk, in the extension', 'desk.html', null), page('desk, on the web', 'index.html', null, desk),
    sizeRow('background', [join(extension, 'background.js')], null), sizeRow('reader', [join(extension, 'read.js')], null),
    { what: 'worker, what a start evaluates', 'KiB gzip': kib(worker.start), 'of it styles': null, budget: 150, verdict: verdict(worker.start / 1_024, 150) },
    { what: 'worker, the whole upload', 'KiB gzip': kib(worker.gzip), 'of it styles': null, budget: 150, verdict: verdict(worker.gzip / 1_024, 150) },
  ]
  return [
    { title: 'Sizes, after gzip', notes: ['Pages: every script and style that their HTML loads by itself, each file compressed alone; one language more is loaded on demand.'], rows },
    { title: 'Worker start over an empty worker', notes: [`${starts} starts of workerd each, in turn, from spawn to the first answer; the machine's noise is in it. CPU: of all its threads, steadier. Floor: 40 ms (information).`, 'The rows after the first are starts by a request that also makes its contract, or loads what it needs.'], rows: await startsOf(worker.modules) },
  ]
}

const kib = (bytes: number): number => Math.round((bytes / 1_024) * 100) / 100
const gzip = (files: string[]): number => files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
const sizeRow = (what: string, scripts: string[], budget: number | null, styles: string[] = []): Row => {
  const bytes = gzip([...scripts, ...styles])
  return { what, 'KiB gzip': kib(bytes), 'of it styles': styles.length > 0 ? kib(gzip(styles)) : null, budget, verdict: verdict(bytes / 1_024, budget) }
}

/** Scripts and styles that a page loads by its own HTML and by static imports. */
function loadedBy(root: string, page: string): string[] {
  const found = new Set([...readFileSync(join(root, page), 'utf8').matchAll(/(?:src|href)="\.?\/([^"]+\.(?:js|css))"/g)].map(([, path]) => path!))
  for (const path of found) {
    if (!path.endsWith('.js')) continue
    for (const [, next] of readFileSync(join(root, path), 'utf8').matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) found.add(join(path, '..', next!))
  }
  return [...found]
}

const empty: Module[] = [{ path: 'index.js', contents: `export default { fetch: () => new Response('', { status: 404 }) }` }]

/** Requests that an isolate may start by, each answered without a database. */
const first = [
  { what: 'worker start', path: '/work/none', status: 404 },
  { what: 'by a daily endpoint', path: '/api/v1/me', status: 401 },
  { what: 'by a seldom endpoint', path: '/api/v1/goals', status: 401 },
  { what: 'by a page', path: '/sign-in', status: 200 },
]

interface Start { ms: number; cpu: number | null }

async function startsOf(modules: Module[]): Promise<Row[]> {
  const times = first.map(() => ({ ours: [] as Start[], empty: [] as Start[] }))
  for (let round = 0; round < starts; round += 1) {
    for (const [index, { path, status }] of first.entries()) {
      times[index]!.empty.push(await startOnce(empty, path, 404))
      times[index]!.ours.push(await startOnce(modules, path, status))
    }
  }
  return first.map(({ what }, index) => {
    const { ours, empty } = times[index]!
    const over = (of: (start: Start) => number | null): string | null => (of(ours[0]!) === null ? null : short(median(ours.map((start, round) => of(start)! - of(empty[round]!)!))))
    return { what, 'over empty ms': over(({ ms }) => ms), 'ours ms': short(median(ours.map(({ ms }) => ms))), 'empty ms': short(median(empty.map(({ ms }) => ms))), 'CPU over empty ms': over(({ cpu }) => cpu), floor: index === 0 ? 40 : null }
  })
}

const workerd = createRequire(import.meta.url)('workerd').default as string

/** From spawn to the first answer. */
async function startOnce(modules: Module[], path: string, expected: number): Promise<Start> {
  const dir = mkdtempSync(join(tmpdir(), 'cairn-start-'))
  const port = await freePort(0)
  for (const { path: name, contents } of modules) writeFileSync(join(dir, name), contents)
  writeFileSync(join(dir, 'config.capnp'), `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (modules = [${modules.map(({ path: name }) => `(name = "${name}", esModule = embed "${name}")`).join(', ')}], compatibilityDate = "${compatibilityDate}",
    compatibilityFlags = [${compatibilityFlags.map((flag) => `"${flag}"`).join(', ')}], bindings = [(name = "BASE_URL", text = "http://localhost")]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);`)
  const started = performance.now()
  const child = spawn(workerd, ['serve', join(dir, 'config.capnp')], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    for (;;) {
      if (child.exitCode !== null || performance.now() - started > 20_000) throw new Error('workerd did not start')
      const status = await fetch(`http://127.0.0.1:${port}${path}`).then((answer) => answer.status, () => 0)
      if (status === expected) return { ms: performance.now() - started, cpu: cpuOf(child.pid!) }
      if (status !== 0) throw new Error(`workerd answered ${status}`)
    }
  } finally {
    child.kill('SIGKILL')
    await ended
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Milliseconds on a processor of all threads of a process, where the system tells. */
function cpuOf(pid: number): number | null {
  const tasks = `/proc/${pid}/task`
  if (!existsSync(tasks)) return null
  return readdirSync(tasks).reduce((sum, task) => sum + Number(readFileSync(join(tasks, task, 'schedstat'), 'utf8').split(' ')[0]) / 1e6, 0)
}
