/** The door: requests, and the clock. */
import { makeApp } from './app'
import { sweepSignIns } from './auth/email'
import { sweepSessions } from './auth/sessions'
import type { Env } from './env'
import { sweep } from './events/outbox'
import { sweepNotes } from './feedback/actions.notes'
import { dropExpiredInvitations } from './feedback/actions.waiting'
import { sweepHooks } from './hooks/actions'
import { sweepGoals } from './goals/actions.sweep'
import { sweepRequests } from './requests/actions.sweep'
import { sweepDigests } from './notifications/digest'
import { sweepReadings } from './selectors/actions'
import { sweepRetention, sweepTrust } from './trust/actions.sweep'

const app = makeApp()

export default {
  fetch: app.fetch,
  /** Every minute: what a request could not finish. */
  async scheduled(controller, env, context) {
    const now = controller.scheduledTime
    context.waitUntil(sweepSignIns(env, now))
    context.waitUntil(sweepSessions(env, now))
    context.waitUntil(sweepReadings(env, now))
    context.waitUntil(sweepHooks(env, now))
    context.waitUntil(sweepNotes(env, now))
    context.waitUntil(sweepRetention(env, now))
    context.waitUntil(dropExpiredInvitations(env, now).then(() => sweepRequests(env, now)).then(() => sweepGoals(env, now)).then(() => sweepTrust(env, now)).then(() => sweep(env, now)).then(() => sweepDigests(env, now)))
  },
} satisfies ExportedHandler<Env>
