import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cloudflareTest } from '@cloudflare/vitest-pool-workers'
import { defineProject } from 'vitest/config'
import { answer, openMailbox } from '../scripts/lib/mailbox.mjs'
import { lazyZod } from '../scripts/lib/lean.mjs'
import { readMigrations } from '../scripts/lib/migrations.mjs'
import { compatibilityDate, compatibilityFlags } from '../scripts/lib/worker.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const main = join(root, 'worker/demo.ts')
const migrations = join(root, 'worker/migrations')
const mailbox = answer(openMailbox(mkdtempSync(join(tmpdir(), 'cairn-mail-'))))

/** HTTP and D1 tests inside workerd, with a real D1 of their own per file and every migration applied. */
export default defineProject({
  plugins: [
    // As in the Worker's bundle.
    { name: 'lazy contracts', enforce: 'pre', resolveId: (id, importer) => (id === 'zod/mini' && importer !== lazyZod ? lazyZod : undefined) },
    cloudflareTest({
      ...(existsSync(main) ? { main } : {}),
      remoteBindings: false,
      miniflare: {
        compatibilityDate,
        compatibilityFlags: [...compatibilityFlags, 'nodejs_compat'],
        d1Databases: { DB: 'cairn-test' },
        ratelimits: { LIMITER: { namespace_id: '1001', simple: { limit: 100_000, period: 60 } } },
        bindings: {
          DEMO: 'true',
          BASE_URL: 'http://localhost:8787',
          EXTENSION_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
          MAIL_FROM: 'Cairn <cairn@cairn.test>',
          SEALING_KEY: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
          SETUP_TOKEN: 'a-set-up-token-for-tests-only',
          MIGRATIONS: existsSync(migrations) ? readMigrations(migrations) : [],
        },
        // Nothing of a test leaves the machine: an issuer that a fuzzer makes up is nobody's.
        outboundService: async () => new Response('', { status: 502 }) as never,
        serviceBindings: {
          MAILBOX: async (request: Request) => {
            const { status, body } = await mailbox(request)
            return Response.json(body, { status }) as never
          },
          ASSETS: async () => new Response('<!doctype html><title>desk</title>', { headers: { 'content-type': 'text/html' } }) as never,
        },
      },
    }),
  ],
  test: {
    name: 'worker',
    include: ['worker/**/*.test.ts'],
    setupFiles: ['./worker/setup.ts'],
    testTimeout: 20_000,
    maxWorkers: 2,
  },
})
