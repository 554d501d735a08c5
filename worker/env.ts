/** What the Worker is bound to: see wrangler.toml and docs/deploy.md. */
export interface Env {
  DB: D1Database
  ASSETS?: Fetcher
  LIMITER?: RateLimit
  /** Cloudflare's e-mail binding; absent on a local backend, which has MAILBOX. */
  EMAIL?: SendEmail
  /** Local backend only: keeps e-mails as files. */
  MAILBOX?: Fetcher
  /** `"true"` on a local demo only. */
  DEMO?: string
  /** The address people open, without a slash at the end. */
  BASE_URL: string
  /** Ids of the extension in the stores, comma-separated, beside the development id. */
  EXTENSION_ORIGINS?: string
  /** The add-on's id in Firefox, which makes its redirect address; without it the development build's. */
  GECKO_ID?: string
  MAIL_FROM?: string
  /** 32 random bytes, base64, optionally with a version before a colon (`2:...`; without one: version 1). */
  SEALING_KEY: string
  /** Earlier keys, `1:base64,2:base64`, the oldest first. That one stays for good: invitation links and the hashes of what was sent are made with it. */
  SEALING_KEYS_OLD?: string
  /** Public keys whose selector packs count, parted by commas: see docs/selectors.md. Without one none does. */
  PACK_KEY?: string
  SETUP_TOKEN?: string
  /** Never configured: within the call of somebody whose address was changed and is not confirmed yet, the moment (milliseconds since 1970) before which private words stay shut. */
  shutBefore?: number | null
  /** Tests only: lets OpenID issuers stand on loopback over http. */
  ALLOW_LOOPBACK_ISSUERS?: string
}
