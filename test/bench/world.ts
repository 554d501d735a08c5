/** One workerd with our bundle, the hand-written baseline and a mailbox, each on a socket of its own, over one D1. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Log, LogLevel, Miniflare } from 'miniflare'
import { applyMigrations, readMigrations } from '../../scripts/lib/migrations.mjs'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { type Bundle, bundleWorker, compatibilityDate, compatibilityFlags } from '../../scripts/lib/worker.mjs'

export type Database = Awaited<ReturnType<Miniflare['getD1Database']>>
export interface World { db: Database; ours: URL; baseline: URL; stop(): Promise<void> }

const mailbox = `export default { fetch: async (request) => { await request.text(); return Response.json({}, { status: 201 }) } }`

export async function startWorld(): Promise<World> {
  const [ours, baseline] = await Promise.all([bundleWorker(), bundleWorker({ entry: inRoot('test/bench/baseline.ts') })])
  const dir = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  const worker = (name: string, { modules }: Bundle) => ({
    name, modules: modules.map((one) => ({ type: 'ESModule' as const, ...one })), compatibilityDate, compatibilityFlags,
    d1Databases: { DB: 'cairn' }, serviceBindings: { MAILBOX: 'mailbox' }, unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  })
  const runtime = new Miniflare({
    cf: false, telemetry: { enabled: false }, logRequests: false, log: new Log(LogLevel.NONE), d1Persist: dir,
    // Log lines are written and thrown away, so that writing them costs what it costs.
    handleRuntimeStdio: (...streams: NodeJS.ReadableStream[]) => streams.forEach((stream) => stream.resume()),
    workers: [
      {
        ...worker('cairn', ours),
        ratelimits: { LIMITER: { namespace_id: '1001', simple: { limit: 100_000_000, period: 60 } } },
        bindings: { DEMO: 'true', BASE_URL: 'http://localhost:8787', SEALING_KEY: Buffer.alloc(32, 7).toString('base64'), MAIL_FROM: 'Cairn <cairn@localhost>' },
      },
      worker('baseline', baseline),
      { name: 'mailbox', modules: [{ type: 'ESModule', path: 'index.js', contents: mailbox }], compatibilityDate },
    ],
  })
  await runtime.ready
  const db = await runtime.getD1Database('DB', 'cairn')
  await applyMigrations(db, readMigrations(inRoot('worker/migrations')))
  return {
    db, ours: await runtime.unsafeGetDirectURL('cairn'), baseline: await runtime.unsafeGetDirectURL('baseline'),
    async stop() {
      await runtime.dispose()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
