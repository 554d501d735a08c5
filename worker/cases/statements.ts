/** Erasure: the statements that make somebody "a former colleague". Words that they gave stay with whom they gave them to. */
import { sql } from '../sql'
import type { Db, Statement } from '../db'
import { unfeedStatements } from '../events/record'
import { subjectsOf, takenBack } from '../feedback/statements'

export interface Gone { id: string; author_id: string; recipients: string; artifact_id: string | null }

/** What of others goes with them: said to them alone, or kept about them. A hundred at a time; asked again until nothing is left. */
export const aboutQuery = (db: Db, person: string) => db.q.all<Gone>(sql`
  select f.id, f.author_id, f.recipients, f.artifact_id from (
      select feedback_id as id from feed where org_id = ${db.org} and subject = ${`to:${person}`}
      union select id from feedback indexed by feedback_about where org_id = ${db.org} and about_id = ${person}
      union select feedback_id from feed where org_id = ${db.org} and subject = ${`by:${person}`} and key = ${`person:${person}`}) x
    cross join feedback f on f.org_id = ${db.org} and f.id = x.id
  where f.words is not null and (f.about_id = ${person} or (f.author_id = ${person} and f.kind = 'note')
    or (f.recipients = json_array(${person}) and f.visibility in ('author', 'recipients', 'recipients_and_managers')))
  order by f.seq limit ${sql.raw(String(atOnce))}`)
export const atOnce = 100

/** Words, citation and feed rows of these go. */
export const goneStatements = (db: Db, items: readonly Gone[], now: number): Statement[] => items.flatMap((one) => [
  ...unfeedStatements(db, { unfeed: { feedback: one.id, subjects: subjectsOf(one.author_id, JSON.parse(one.recipients) as string[], one.artifact_id) } }),
  ...takenBack(db, one.id, now),
])

/** The person's own rows: run once nothing is left of `aboutQuery`. */
export function eraseStatements(db: Db, person: string, now: number): Statement[] {
  const mine = sql`org_id = ${db.org} and person_id = ${person}`
  const run = (statement: ReturnType<typeof sql>): Statement => db.q.run(statement)
  return [
    run(sql`delete from people_terms where ${mine}`),
    run(sql`delete from directory_people where org_id = ${db.org} and person_id = ${person}`),
    run(sql`delete from handles where ${mine}`),
    run(sql`delete from identities where ${mine}`),
    run(sql`delete from away_periods where ${mine}`),
    run(sql`delete from notifications where ${mine}`),
    run(sql`delete from sessions where ${mine}`),
    run(sql`delete from action_items where org_id = ${db.org} and owner_id = ${person}`),
    run(sql`update relations set to_at = ${now} where org_id = ${db.org} and to_at is null and (person_id = ${person} or other_id = ${person})`),
    run(sql`update memberships set to_at = ${now} where ${mine} and to_at is null`),
    run(sql`update people set name = '', name_key = '', email = '', email_hash = ${`erased:${person}`}, title = null, entity = null, away_from = null, away_to = null, language = null,
      time_zone = 'UTC', manager_id = null, unit_id = null, keys = json_array(${`person:${person}`}), erased_at = ${now}, version = version + 1 where org_id = ${db.org} and id = ${person}`),
  ]
}
