/** What the clock does every minute: what a request could not finish. */
import { sweepSignIns } from './auth/email'
import { sweepSessions } from './auth/sessions'
import type { Env } from './env'
import { sweep } from './events/outbox'
import { sweepNotes } from './feedback/actions.notes'
import { dropExpiredInvitations } from './feedback/actions.waiting'
import { sweepGoals } from './goals/actions.sweep'
import { sweepHooks } from './hooks/actions'
import { sweepDigests } from './notifications/digest'
import { sweepReports } from './reports/actions.sweep'
import { sweepRequests } from './requests/actions.sweep'
import { sweepReadings } from './selectors/actions'
import { sweepRetention, sweepTrust } from './trust/actions.sweep'

type Sweep = (env: Env, now: number) => Promise<void>

/** Each by itself. */
const alone: readonly Sweep[] = [sweepSignIns, sweepSessions, sweepReadings, sweepHooks, sweepNotes, sweepRetention]
/** One after the other: what one finds out, the next may tell. */
const inOrder: readonly Sweep[] = [dropExpiredInvitations, sweepRequests, sweepReports, sweepGoals, sweepTrust, sweep, sweepDigests]

/** Begins all that is done at a minute. @returns the work under way */
export const tick = (env: Env, now: number): Promise<void>[] => [...alone.map((one) => one(env, now)), inTurn(env, now)]

/** What fails in one, by a row of one organisation, keeps nobody else's from being done. */
async function inTurn(env: Env, now: number): Promise<void> {
  for (const one of inOrder) await one(env, now).catch((error: unknown) => console.error(JSON.stringify({ level: 'error', sweep: one.name, name: error instanceof Error ? error.name : typeof error })))
}
