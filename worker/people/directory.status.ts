/** Who comes, comes back or leaves, without a plan of everybody. */
import { sha256 } from '../../shared/artifacts'
import { keysOf } from '../../shared/audience.keys'
import { fold, termsOf } from '../../shared/text'
import { endStatements } from '../auth/sessions'
import { notesOfLeavers } from '../feedback/statements.leaving'
import { refollow } from '../goals/statements'
import { partsOfLeavers } from '../requests/statements.leaving'
import type { Db, Statement } from '../db'
import { sql } from '../sql'

/** The row of one new person who has neither manager nor team yet: somebody who was invited. */
export async function newcomerStatements(db: Db, { id, email, name, inOrg, now }: { id: string; email: string; name: string; inOrg: boolean; now: number }): Promise<Statement[]> {
  const keys = JSON.stringify(keysOf({ id, inOrg, units: [], memberships: [] }))
  return [
    db.q.run(sql`insert into people (org_id, id, name, name_key, email, email_hash, kind, status, in_org, keys, created_at)
      values (${db.org}, ${id}, ${name}, ${fold(name)}, ${email}, ${await sha256(email)}, 'employee', 'invited', ${inOrg ? 1 : 0}, ${keys}, ${now})`),
    db.q.run(sql`insert into people_terms (org_id, term, person_id) select ${db.org}, value, ${id} from json_each(${JSON.stringify(termsOf(name))})`),
    db.q.run(sql`insert into directory_people (email, org_id, person_id) values (${email}, ${db.org}, ${id})`),
  ]
}

/**
 * A person comes in or leaves: status, the sizes of the organisation and of the teams whose key they hold, and the manager of those who report to them.
 * Reads what is there inside the transaction, so that doing it twice changes nothing.
 */
export function statusStatements(db: Db, person: string, status: 'active' | 'deactivated'): Statement[] {
  const org = db.org
  const step = status === 'active' ? 1 : -1
  const changes = sql`exists (select 1 from people p where p.org_id = ${org} and p.id = ${person} and (p.status in ('active', 'away')) = ${status === 'active' ? 0 : 1})`
  return [
    db.q.run(sql`update organisations set size = size + ${step} where id = ${org} and ${changes} and (select in_org from people where org_id = ${org} and id = ${person}) = 1`),
    db.q.run(sql`update teams set size = size + ${step} where org_id = ${org} and ${changes}
      and id in (select substr(k.value, 6) from people p, json_each(p.keys) k where p.org_id = ${org} and p.id = ${person} and substr(k.value, 1, 5) = 'team:')`),
    db.q.run(sql`update people set status = ${status}, version = version + 1 where org_id = ${org} and id = ${person} and status <> ${status}`),
    db.q.run(sql`update people set manager_id = (
        select r.other_id from relations r join people m on m.org_id = r.org_id and m.id = r.other_id
        where r.org_id = people.org_id and r.person_id = people.id and r.kind in ('acting', 'manager') and r.to_at is null and m.status in ('active', 'away') order by r.kind limit 1), version = version + 1
      where org_id = ${org} and id in (select person_id from relations where org_id = ${org} and other_id = ${person} and kind in ('acting', 'manager') and to_at is null)`),
    refollow(db, sql`(select person_id as value from relations where org_id = ${org} and other_id = ${person} and kind in ('acting', 'manager') and to_at is null)`),
  ]
}

/** What ends with the access of people: sessions, tokens, requests, handles, an invitation that was not accepted; their notes begin to end. */
export function leaveStatements(db: Db, people: readonly string[], now: number): Statement[] {
  const list = sql`(select value from json_each(${JSON.stringify(people)}))`
  return [
    ...endStatements(db, { person: people, now }),
    ...partsOfLeavers(db, people, now),
    notesOfLeavers(db, people, now),
    db.q.run(sql`delete from handles where org_id = ${db.org} and (person_id in ${list} or proposer_id in ${list})`),
    db.q.run(sql`update invitations set dropped_at = ${now} where org_id = ${db.org} and person_id in ${list} and accepted_at is null and dropped_at is null`),
  ]
}
