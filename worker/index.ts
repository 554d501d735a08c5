/** The door: requests, and the clock. */
import { makeApp } from './app'
import type { Env } from './env'

const app = makeApp()

export default {
  fetch: app.fetch,
} satisfies ExportedHandler<Env>
