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
import { sweepReports } from './reports/actions.sweep'
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
    context.waitUntil(inOrder([dropExpiredInvitations, sweepRequests, sweepReports, sweepGoals, sweepTrust, sweep, sweepDigests], env, now))
  },
} satisfies ExportedHandler<Env>

/** One after the other. What fails in one, by a row of one organisation, keeps nobody else's from being done. */
async function inOrder(sweeps: readonly ((env: Env, now: number) => Promise<void>)[], env: Env, now: number): Promise<void> {
  for (const one of sweeps) await one(env, now).catch((error: unknown) => console.error(JSON.stringify({ level: 'error', sweep: one.name, name: error instanceof Error ? error.name : typeof error })))
}
