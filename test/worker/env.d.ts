/** What the rig in test/vitest.worker.config.ts binds: the Worker's own bindings and the migrations that set-up applies. */
declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import('../../worker/demo')
  }
  type Declared = import('../../worker/env').Env
  interface Env extends Declared {
    ASSETS: Fetcher
    LIMITER: RateLimit
    MAILBOX: Fetcher
    DEMO: string
    SETUP_TOKEN: string
    MIGRATIONS: import('cloudflare:test').D1Migration[]
  }
}
