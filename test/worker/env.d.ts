/** What the rig in test/vitest.worker.config.ts binds: the Worker's own bindings and the migrations that set-up applies. */
declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import('../../worker/index')
  }
  interface Env extends import('../../worker/env').Env {
    ASSETS: Fetcher
    LIMITER: RateLimit
    MAILBOX: Fetcher
    DEMO: string
    SETUP_TOKEN: string
    MIGRATIONS: import('cloudflare:test').D1Migration[]
  }
}
