/** What waits for the viewer: every room's own read, in one call. */
import { addDays, dayOf } from '../../shared/days'
import type { Waiting } from '../../shared/waiting'
import { dueQuery, itemsOf } from '../action-items/queries'
import type { Db, Results } from '../db'
import type { Env } from '../env'
import { loopsOf, loopsQuery } from '../feedback/queries.loops'
import type { Viewer, ViewerSql } from '../http/session'
import { listedOf, soonQuery } from '../meetings/queries'
import { reminderOf, reminderQuery } from '../reflections/queries.nudge'
import { requestsOf, waitingRequestsQuery } from '../requests/queries'
import { nudgeOf, nudgeQuery } from './queries.nudges'

/** Action items due within this many days wait already. */
const soonDays = 7

export const waitingQueries = (db: Db, me: ViewerSql, now: number) => [
  waitingRequestsQuery(db, me, now),
  loopsQuery(db, me, now),
  dueQuery(db, me, addDays(dayOf(now, 'UTC'), soonDays)),
  nudgeQuery(db, me, now),
  soonQuery(db, me, now),
  reminderQuery(db, me),
] as const

export async function waitingOf(env: Env, viewer: Viewer, [requests, loops, items, reports, meetings, reminder]: Results<ReturnType<typeof waitingQueries>>, now: number): Promise<Waiting> {
  return { requests: await requestsOf(env, viewer, requests, now), loops: loopsOf(loops), items: await itemsOf(env, viewer, items), meetings: await listedOf(env, viewer, meetings), nudge: await nudgeOf(viewer, reports, now) ?? await reminderOf(viewer, reminder, now) }
}
