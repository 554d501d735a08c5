/** The door: requests, and the clock. */
import { makeApp } from './app'
import type { Env } from './env'
import { sweep } from './events/outbox'

const app = makeApp()

export default {
  fetch: app.fetch,
  /** Every minute: what a request could not finish. */
  async scheduled(controller, env, context) {
    context.waitUntil(sweep(env, controller.scheduledTime))
  },
} satisfies ExportedHandler<Env>
