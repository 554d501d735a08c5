/**
 * How long what was said is kept. TABLE: months per record, and the most that an organisation may set, which is the same: it may only shorten.
 * Source: domain.md section 17. A legal hold (shared/holds.ts) keeps longer, hidden.
 */
import * as z from 'zod/mini'

export const retentionMonths = {
  /** From when it was said. */
  recognition: 36,
  feedback: 24,
  coaching: 24,
  /** From when it was written; one that its author keeps stays until they let it go. */
  note: 12,
  /** From when it was done or dropped; an open one stays. */
  action: 24,
  /** From the meeting with which it came to rest; an open one stays. */
  point: 24,
  /** From when it was changed last. */
  reflection: 24,
  /** The answer to a request for one's own data: from when it was given. */
  case: 36,
  /** From when it was asked; an open one stays. */
  request: 24,
  /** A line of the inbox, read or not: from when it came. */
  inbox: 12,
  /** A check-in: from when it was made; one whose need is open stays. */
  checkIn: 24,
  /** From when it was closed, with all that hangs on it; one that serves or is served by a goal that stays, stays with it. */
  goal: 36,
  /** Why something was reported: from the decision. */
  report: 24,
} as const
export type RetentionRecord = keyof typeof retentionMonths
export const retentionRecords = Object.keys(retentionMonths) as [RetentionRecord, ...RetentionRecord[]]

/** Events: the database itself refuses to delete a younger one, so nobody may shorten it. */
export const auditMonths = 36

const months = (record: RetentionRecord) => z.optional(z.int().check(z.minimum(1), z.maximum(retentionMonths[record])))
/** What an organisation has shortened; the rest is as in the table. */
export const Retention = z.strictObject({
  recognition: months('recognition'), feedback: months('feedback'), coaching: months('coaching'), note: months('note'), action: months('action'), point: months('point'), reflection: months('reflection'), case: months('case'),
  request: months('request'), inbox: months('inbox'), checkIn: months('checkIn'), goal: months('goal'), report: months('report'),
})
export type Retention = z.infer<typeof Retention>

export const monthsOf = (record: RetentionRecord, retention: Retention = {}): number => Math.min(retention[record] ?? retentionMonths[record], retentionMonths[record])

/** The moment before which something is past: so many calendar months ago, in UTC. The 31st counts as the last day of a shorter month. */
export function monthsAgo(months: number, now: number): number {
  const at = new Date(now)
  const day = at.getUTCDate()
  at.setUTCDate(1)
  at.setUTCMonth(at.getUTCMonth() - months)
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  return at.setUTCDate(Math.min(day, last))
}
