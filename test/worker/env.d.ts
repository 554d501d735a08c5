/** What the rig in test/vitest.worker.config.ts binds, beside what the Worker itself declares. */
declare namespace Cloudflare {
  interface Env {
    DB: D1Database
    MAILBOX: Fetcher
    ASSETS: Fetcher
    LIMITER: RateLimit
    DEMO: string
    BASE_URL: string
    EXTENSION_ORIGINS: string
    MAIL_FROM: string
    SEALING_KEY: string
    SETUP_TOKEN: string
    MIGRATIONS: import('cloudflare:test').D1Migration[]
  }
}
