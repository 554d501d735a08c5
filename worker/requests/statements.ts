/** The statements of requests: built here, run by `record` alone, also within the batch of an answer. */
import type { RequestState } from '../../shared/requests'
import type { Db, Statement } from '../db'
import { sql, type SQL } from '../sql'

/** What became of the request as a whole: open while one part is, answered when one was; else what became of the last of them. */
const whole = (db: Db, request: string): Statement => db.q.run(sql`update requests set state = (select case when sum(a.state = 'open') then 'open' when sum(a.state = 'answered') then 'answered'
    when sum(a.state = 'withdrawn') then 'withdrawn' when sum(a.state = 'expired') then 'expired' else 'declined' end from request_asked a where a.org_id = ${db.org} and a.request_id = ${request})
  where org_id = ${db.org} and id = ${request}`)

/** True when somebody's part, or with null every part, is not open any more. */
export const notOpen = (db: Db, request: string, person: string | null, now: number): SQL => sql`not exists (select 1 from requests r join request_asked a on a.org_id = r.org_id and a.request_id = r.id
  where r.org_id = ${db.org} and r.id = ${request} and r.expires_at > ${now} and a.state = 'open'${person === null ? sql`` : sql` and a.person_id = ${person}`})`

/** Ends one's part, or with null every open one. */
export const endParts = (db: Db, request: string, person: string | null, state: Exclude<RequestState, 'open'>, now: number, feedback: string | null = null): Statement[] => [
  db.q.run(sql`update request_asked set state = ${state}, feedback_id = ${feedback}, ended_at = ${now}, look_at = null
    where org_id = ${db.org} and request_id = ${request} and state = 'open'${person === null ? sql`` : sql` and person_id = ${person}`}`),
  whole(db, request),
]
