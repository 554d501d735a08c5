/** The door: requests, and the clock. */
import { makeApp } from './app'
import type { Env } from './env'

const app = makeApp()

export default {
  fetch: app.fetch,
  /** Every minute: what a request could not finish. */
  async scheduled(controller, env, context) {
    const { tick } = await import('./clock')
    for (const work of tick(env, controller.scheduledTime)) context.waitUntil(work)
  },
} satisfies ExportedHandler<Env>
