/** When somebody leaves: what they asked is withdrawn, what they were asked ends (domain.md section 17). */
import type { Db, Statement } from '../db'
import { sql } from '../sql'

export function partsOfLeavers(db: Db, people: readonly string[], now: number): Statement[] {
  const list = sql`(select value from json_each(${JSON.stringify(people)}))`
  const touched = sql`(select id from requests where org_id = ${db.org} and asker_id in ${list} union select request_id from request_asked where org_id = ${db.org} and person_id in ${list})`
  return [
    db.q.run(sql`update request_asked set state = 'withdrawn', ended_at = ${now}, look_at = null where org_id = ${db.org} and state = 'open'
      and request_id in (select id from requests where org_id = ${db.org} and asker_id in ${list})`),
    db.q.run(sql`update request_asked set state = 'expired', ended_at = ${now}, look_at = null where org_id = ${db.org} and state = 'open' and person_id in ${list}`),
    db.q.run(sql`update requests set state = (select case when sum(a.state = 'answered') then 'answered' when sum(a.state = 'withdrawn') then 'withdrawn' when sum(a.state = 'expired') then 'expired' else 'declined' end
        from request_asked a where a.org_id = ${db.org} and a.request_id = requests.id)
      where org_id = ${db.org} and state = 'open' and id in ${touched} and not exists (select 1 from request_asked a where a.org_id = ${db.org} and a.request_id = requests.id and a.state = 'open')`),
  ]
}
